import { fold, foldText } from "./fold-text";
import { compileNames, type KnownModel, type NamePatterns } from "./model-names";
import { findRoleLabels, findSpecialTokens, type Span } from "./template-markers";

interface SelfNaming {
  /** UTF-16 offsets into the original text. */
  start: number;
  end: number;
  quote: string;
  reason: "names itself" | "names its maker" | "template marker";
}

interface Sentence {
  text: string;
  start: number;
}

const MODEL =
  "(?:(?:language|ai|chat|foundation)[ -]model|llm|chat ?bot|(?:ai|virtual|digital|chat)[ -](?:assistant|system|program|bot|chatbot)|assistant|artificial intelligence|ai|model|bot)" +
  "(?! (?:professor|manager|director|editor|coach|researcher|engineer|scientist|expert|enthusiast|company|startup|student|lead|team|developer|consultant|specialist))";
const MADE =
  "(?:trained|developed|created|made|built|designed|programmed|fine-?tuned|released|produced|provided|maintained|owned|powered)";
const I_AM = "(?:(?<![a-z0-9])(?:i am|i'm|i was|i've been|i have been)(?! not\\b))";

// what may stand between "I am" and "model": "just a large, friendly …", not "impressed by the …"
const QUALIFIERS =
  "(?:(?:just|only|merely|simply|actually|really|also|currently|indeed) )?(?:(?:an?|the|your) )?(?:(?!(?:an?|the|by|with|of|to|in|using|at|for|about|from|on)\\b)[\\p{L}-]+,? ){0,4}?";

const FIRST_PERSON =
  /(?<![\p{L}\p{N}'])(?:i|i'm|i've|i'll|i'd|my|me|myself|je|j'[\p{L}]+|soy|yo|ich|eu|sou|io|sono|я)(?![\p{L}\p{N}])|我|私|저는/u;

const MAKER_BEFORE = [
  new RegExp(
    `(?:${I_AM}|(?<![a-z])(?:as|being)) ${QUALIFIERS}${MODEL}\\b.{0,60}\\b${MADE}\\b.{0,24}\\b(?:by|at|from)\\b.{0,60}$`,
    "su",
  ),
  new RegExp(`(?:${I_AM}|(?<![a-z])(?:as|being)) ${QUALIFIERS}${MODEL}\\b,? (?:by|from|of)(?: the)? $`, "su"),
  new RegExp(
    `${I_AM} (?:(?!(?:an?|the|by|with|of|to|in|using|at)\\b)\\p{L}+,? ){0,3}?${MADE}\\b.{0,24}\\bby\\b.{0,40}$`,
    "su",
  ),
  /\bmy (?:creators?|developers?|makers?|trainers?|parent company)\b.{0,12}(?:,| at| is| are| from| of| by).{0,24}$/s,
  /(?:entraîné|développé|créé|conçu)\p{L}* par .{0,16}$|(?:entrenad|desarrollad|cread|treinad|desenvolvid|criad|addestrat|sviluppat|creat)[oa] (?:por|pela|pelo|da) .{0,16}$/su,
  /(?:entwickelt|trainiert|erstellt|geschaffen)\p{L}* von .{0,16}$/su,
  new RegExp(`(?:${fold("разработа|созда|обуче")})\\p{L}* (?:\\p{L}+ )?$`, "u"),
];
const MAKER_AROUND: [RegExp, RegExp][] = [
  [
    /(?:^|[^a-z])/,
    new RegExp(`^(?:'s)? ?(?:team|researchers|engineers|scientists)? ?(?:has |have |had )?${MADE} me\\b`),
  ],
  [
    new RegExp(`(?:${I_AM}|(?<![a-z])as)(?: an?| the)? $`),
    new RegExp(`^(?:'s)? (?:[\\p{L}-]+ ){0,3}?${MODEL}\\b`, "u"),
  ],
  [/\bvon (?:der firma )?$/, /^ (?:entwickelt|trainiert|erstellt|geschaffen)/],
  [/由\s*$/, /^\s*(?:公司|团队)?\s*(?:训练|开发|创建|研发|推出|训练|打造)/],
];

const CALLED = "(?:called|named|known as)";
const OPTIONAL_MAKER = "(?:(?:openai|google|meta|anthropic|microsoft)(?:'s)? )?";
const NAME_BEFORE = [
  new RegExp(
    `(?<![\\p{L}'])(?:i am|i'm|im|my name is|my name's|call me|i go by|you(?:'re| are) (?:talking|chatting|speaking) (?:to|with))[,:]? (?:just |actually |only |simply |indeed |${CALLED} )?${OPTIONAL_MAKER}$`,
    "u",
  ),
  new RegExp(
    `(?:${I_AM}|(?<![a-z])as) ${QUALIFIERS}${MODEL}\\b.{0,60}?\\b(?:${CALLED}|i\\.e\\.),? (?:the )?${OPTIONAL_MAKER}$`,
    "su",
  ),
  new RegExp(
    `${I_AM}[^.]{0,60}\\b(?:based on|powered by|version of|instance of|variant of|built (?:up)?on|fine-?tuned from) (?:an? |the )?${OPTIONAL_MAKER}$`,
    "s",
  ),
  /\bthis (?:response|answer|text|message|reply) (?:was|is|has been) (?:generated|written|produced|created) by (?:the )?$/,
  new RegExp(
    `(?<!\\p{L})(?:${fold("je suis|je m'appelle|mon nom est|en tant que|soy|me llamo|mi nombre es|ich bin|ich heiße|mein name ist|eu sou|meu nome é|mi chiamo|il mio nome è|ik ben|mijn naam is|jestem|saya adalah|я|меня зовут")}) ?[—–:,-]? ?(?:(?:un|une|ein|eine|uma?|el|la|le|den) )?$`,
    "u",
  ),
  /(?:我(?:是|叫|的名字是|的名字叫)|作为|私は|저는|나는)\s*(?:一个|一款|名为)?\s*$/,
];

/**
 * The places where a response gives away which model wrote it or who made that model: statements about itself, and marks left
 * by its chat template. A rater who has read one is no longer blind.
 *
 * Mentions are no leak: "GPT-4 can't even dream of", "as an AI language model" with no maker, an essay on OpenAI, "I am a
 * koala". Words in quotation marks are somebody else's, unless the whole text is quoted.
 *
 * Known limits: it judges one sentence at a time, so "Who made me? OpenAI." passes; spellings with digits for letters pass; a
 * character who says, outside quotation marks, "My name is Claude" or "I was trained by Google" is reported; outside English only the commonest
 * phrases are known; a dialogue of three labelled lines or more is taken for one that was asked for.
 *
 * @param known the study's own models, besides the common ones known here: "koala-13b" also finds "Koala".
 * @returns by position, not overlapping.
 */
export function findSelfNaming(text: string, known: KnownModel[]): SelfNaming[] {
  const folded = foldText(text);
  const patterns = compileNames(known);
  const code = findCode(text);
  const toOriginal = (span: Span) => ({
    start: folded.starts[span.start] ?? 0,
    end: folded.starts[span.end] ?? text.length,
  });
  const found: (Span & Pick<SelfNaming, "reason">)[] = [];
  for (const span of [
    ...findSpecialTokens(folded).map(toOriginal),
    ...findRoleLabels(text),
    ...findSignature(text, patterns),
  ]) {
    found.push({ ...span, reason: "template marker" });
  }
  for (const sentence of toSentences(folded.text)) {
    for (const statement of findStatements(sentence, patterns)) {
      const span = toOriginal(statement);
      if (!isQuoted(text, span)) found.push({ ...span, reason: statement.reason });
    }
  }
  const own = found.filter((one) => !code.some((block) => block.start <= one.start && one.end <= block.end));
  return withoutOverlaps(own).map((one) => ({ ...one, quote: text.slice(one.start, one.end) }));
}

function findStatements(sentence: Sentence, patterns: NamePatterns): (Span & Pick<SelfNaming, "reason">)[] {
  const statements: (Span & Pick<SelfNaming, "reason">)[] = [];
  for (const match of sentence.text.matchAll(patterns.name)) {
    const start = findNaming(sentence.text, match, patterns);
    if (start !== null) statements.push({ ...toSpan(sentence, start, match), reason: "names itself" });
  }
  for (const match of sentence.text.matchAll(patterns.maker)) {
    const start = findMaking(sentence.text, match, patterns);
    if (start !== null) statements.push({ ...toSpan(sentence, start, match), reason: "names its maker" });
  }
  return statements;
}

/** Where the statement begins by which the writer takes this name for its own; null if it does not. */
function findNaming(sentence: string, match: RegExpExecArray, patterns: NamePatterns): number | null {
  const before = sentence.slice(Math.max(0, match.index - 200), match.index).replace(/["“«„『「(]\s*$/, "");
  const offset = Math.max(0, match.index - 200);
  const after = sliceAfter(sentence, match);
  // "I am Claude Monet", "I'm Koala Bear": somebody else of that name
  if (patterns.isAmbiguous(match[0]) && /^ (?:bears?|monet|debussy|shannon|juice|rains)\b/.test(after)) return null;
  for (const pattern of NAME_BEFORE) {
    const lead = pattern.exec(before);
    if (lead) return offset + lead.index;
  }
  const aside = /(?:^|[,;:(—–]\s*|\b(?:but|and|that)\s)(?:as|i,)\s$/.exec(before);
  if (aside && /^\s*(?:,|\(|i\b)/.test(after) && FIRST_PERSON.test(`${before}${after}`)) return offset + aside.index;
  const kind = /(?:^|[^a-z'])(?:i am|i'm|as) an? $/.exec(before);
  if (kind && new RegExp(`^[ -](?:based |powered |style )?(?:[\\p{L}-]+ )?${MODEL}\\b`, "u").test(after))
    return offset + kind.index;
  return null;
}

function findMaking(sentence: string, match: RegExpExecArray, patterns: NamePatterns): number | null {
  const offset = Math.max(0, match.index - 240);
  const before = sentence.slice(offset, match.index);
  const after = sliceAfter(sentence, match);
  if (!FIRST_PERSON.test(`${before}${match[0]}${after}`)) return null;
  // "As a language model developed by OpenAI, ChatGPT can help me": about another
  const subject = /^\s*,\s*(\S+(?: \S+)?)/.exec(after)?.[1] ?? "";
  if (/^(?:it|they|this)\b/.test(subject) || subject.search(new RegExp(patterns.name.source, "u")) === 0) return null;
  for (const pattern of MAKER_BEFORE) {
    const lead = pattern.exec(before);
    if (lead) return offset + lead.index;
  }
  const around = MAKER_AROUND.find(([left, right]) => left.test(before) && right.test(after));
  return around ? match.index : null;
}

/** A window, so that a text without full stops stays linear. */
function sliceAfter(sentence: string, match: RegExpExecArray): string {
  const end = match.index + match[0].length;
  return sentence.slice(end, end + 240);
}

/** "Koala: Sure!" at the very beginning is how a template signs a turn; further down it may be a list of animals. */
function findSignature(text: string, patterns: NamePatterns): Span[] {
  const start = text.length - text.trimStart().length;
  const label = /^([\p{L}\p{N} ._-]{2,30}?)[:：]/u.exec(text.slice(start, start + 40));
  const name = fold(label?.[1] ?? "").trim();
  const isName = new RegExp(`^(?:${patterns.name.source})$`, "u").test(name);
  return label && isName ? [{ start, end: start + label[0].length }] : [];
}

function toSentences(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const end of text.matchAll(/(?:[!?…]+|(?<![^a-z][a-z])\.+)(?=["'”)\]]*(?:\s|$))|[。！？]|\n\s*\n|$/g)) {
    const until = end.index + end[0].length;
    // a line break within a sentence is a space; one for one, so that offsets stay
    if (until > start) sentences.push({ text: text.slice(start, until).replace(/\s/g, " "), start });
    start = until;
  }
  return sentences;
}

function toSpan(sentence: Sentence, start: number, match: RegExpExecArray): Span {
  return { start: sentence.start + start, end: sentence.start + match.index + match[0].length };
}

function isQuoted(text: string, span: Span): boolean {
  const paragraph = text.lastIndexOf("\n", span.start) + 1;
  const before = text.slice(paragraph, span.start);
  const straight = before.split('"').length - 1;
  const isOpen = straight % 2 === 1 || before.lastIndexOf("“") > before.lastIndexOf("”");
  return isOpen && !/^\s*["“][^"“”]*["”]?\s*$/.test(text);
}

function findCode(text: string): Span[] {
  const blocks = text.matchAll(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1|(?![\s\S]))|`[^`\n]{13,}`/gm);
  return [...blocks].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function withoutOverlaps<T extends Span>(spans: T[]): T[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: T[] = [];
  for (const span of sorted) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}
