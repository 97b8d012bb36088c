"use client";

import { useState } from "react";
import { QuestionView } from "@/components/rating/asks/question-view";
import { listQuestions, NOTHING_SAID } from "@/components/rating/asks/questions";
import { sayChoice } from "@/components/rating/choices";
import { useSay } from "@/components/rating/say";
import type { RaterAsks } from "@/lib/studies/asks-schema";
import "@/components/rating/asks/asks.css";

/** What is asked where a rater chose A, which is all that may be asked. */
export function AsksPreview({ asks }: { asks: RaterAsks }) {
  const say = useSay();
  const [draft, setDraft] = useState(NOTHING_SAID);
  return (
    <div className="rate-asks">
      <h2>
        {say("moreTitle")} <span className="note">{say("moreChosen", { choice: sayChoice(say, "first") })}</span>
      </h2>
      {listQuestions(asks, "first").map((question) => (
        <QuestionView
          key={question.id}
          question={question}
          draft={draft}
          onChange={setDraft}
          isMissed={false}
          better="A"
        />
      ))}
    </div>
  );
}
