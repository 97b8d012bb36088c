import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from "obscenity";
import { type Judge, quote } from "../query";
import { createRuleJudge, type Rule } from "./rules";

const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });

/** Requests that a rater should not have to read answers to. A flag for review, not a verdict: a novel may ask the same. */
const RULES: Rule[] = [
  {
    name: "self-harm",
    pattern:
      /\b(?:kill(?:ing)? myself|end(?:ing)? my (?:own )?life|commit(?:ting)? suicide|ways? to die|cut(?:ting)? myself|self[- ]harm)\b/gi,
  },
  {
    name: "weapons and explosives",
    pattern:
      /\b(?:make|build|create|assemble|synthesi[sz]e|construct)\b[^.?!\n]{0,30}\b(?:bombs?|explosives?|pipe ?bombs?|molotov|grenades?|nerve (?:gas|agent)|sarin|ricin|anthrax|ghost gun|untraceable (?:gun|firearm))\b/gi,
  },
  {
    name: "drugs",
    pattern:
      /\b(?:make|cook|synthesi[sz]e|manufacture|produce|buy)\b[^.?!\n]{0,25}\b(?:meth(?:amphetamine)?|heroin|cocaine|crack|fentanyl|lsd|mdma)\b/gi,
  },
  {
    name: "crime and malware",
    pattern:
      /\b(?:how (?:to|do i|can i)|write|create|make|build)\b[^.?!\n]{0,30}\b(?:ransomware|keylogger|malware|computer virus|phishing (?:e-?mail|page|site)|hack into|steal (?:a car|credit cards?|passwords?|identit)|launder money|hide a body|get away with murder|poison (?:my|someone|somebody))\b/gi,
  },
  {
    name: "sexual content",
    pattern:
      /\b(?:erotica?|pornograph\w*|porn|nsfw|explicit sex\w*|sex scene|smut|hentai|child (?:porn\w*|sexual)|sexual(?:ly)? (?:explicit|fantas\w+)|undress(?:ed|ing)? (?:girl|child|teen)\w*)\b/gi,
  },
  {
    name: "hatred and violence",
    pattern:
      /\b(?:(?:kill|murder|exterminate|gas|lynch|behead|torture) (?:all |the )?(?:jews|muslims|christians|blacks|whites|gays|immigrants|women|men|people|him|her|them|someone|somebody|my (?:wife|husband|boss|neighbou?r|ex))|ethnic cleansing is|white power|heil hitler)\b/gi,
  },
];

const judgeRequests = createRuleJudge(RULES, (name) => `It may be unsafe: ${name}.`);

/** Drops queries with profanity or slurs (by the dataset of obscenity, English), and requests of the kinds above. */
export const judgeUnsafe: Judge = (query, text) => {
  const asked = judgeRequests(query, text);
  if (asked) return asked;
  const [first] = matcher.getAllMatches(text, true);
  if (!first) return null;
  return {
    reason: "It may be unsafe: profanity or a slur.",
    evidence: quote(text.slice(first.startIndex, first.endIndex + 1)),
  };
};
