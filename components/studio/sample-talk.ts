/** What a preview begins with: two turns, so that it shows how the second is joined on. */
export const SAMPLE_TALK = {
  previewText: "Which is the capital of Australia?",
  previewInput: "",
  previewAnswer: "Canberra.",
  previewSecond: "How many people live there?",
};
