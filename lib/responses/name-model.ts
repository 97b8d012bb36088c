import { fold } from "./fold-text";
import { compileNames } from "./model-names";

/**
 * Whether what somebody typed names this model: its name or as much of it as tells its family, whatever is written around it.
 * "GPT 3.5" and "ChatGPT" name gpt-3.5-turbo and "koala?" names koala-13b; "GPT-4" and "koala 7b" do not, being others of the
 * family.
 */
export function namesModel(typed: string, model: string): boolean {
  const said = toParts(typed);
  const name = toParts(model.split("/").at(-1) ?? "");
  const least = countFamilyParts(name);
  if (least === 0) return false;
  return said.some((_, start) => {
    let same = 0;
    while (same < name.length && said[start + same] === name[same]) same += 1;
    const next = said[start + same];
    // another number than the name's: another version of it
    const isOther = same < name.length && next !== undefined && /^\d/.test(next);
    return same >= least && !isOther;
  });
}

/** Words and numbers: gpt, 3.5, turbo. ChatGPT is GPT to whoever guesses. */
function toParts(text: string): string[] {
  return (
    fold(text)
      .replace(/chat[\s-]?gpt/gu, "gpt")
      .match(/\p{L}+|\p{N}+(?:\.\p{N}+)*/gu) ?? []
  );
}

/** How many of the parts are the least that names it: the first, if models are known by it; else all before a number. */
function countFamilyParts(name: string[]): number {
  const [first = ""] = name;
  if (first.match(compileNames(NONE).name)?.[0] === first) return 1;
  const number = name.findIndex((part) => /^\d/.test(part));
  const family = number === -1 ? name : name.slice(0, number);
  return family.join("").length > 2 ? family.length : name.length;
}

const NONE: Parameters<typeof compileNames>[0] = [];
