import { fold } from "./fold-text";

export interface KnownModel {
  name: string;
  aliases?: string[];
}

/** Names that are nothing but a model's. */
const DISTINCT = [
  "ChatGPT", "InstructGPT", "GPT", "GPT-2", "GPT-3", "GPT-3.5", "GPT-4", "GPT-4o", "GPT-5", "text-davinci", "Vicuna", "LLaMA",
  "ChatGLM", "GLM", "Qwen", "Tongyi Qianwen", "DeepSeek", "InternLM", "Baichuan", "StableLM", "OpenAssistant", "Open Assistant",
  "WizardLM", "Mixtral", "Guanaco", "OpenChat", "Gemma", "PaLM 2", "Bing Chat", "GPT4All", "ERNIE Bot", "文心一言", "通义千问",
  "YandexGPT", "GigaChat", "LaMDA", "Kimi", "Grok", "Mistral", "Microsoft Copilot", "Google Bard",
]; // biome-ignore format: a list to be read across

/** Names that are words or people's names too: told apart by what surrounds them. */
const AMBIGUOUS = [
  "Koala",
  "Alpaca",
  "Claude",
  "Bard",
  "Gemini",
  "Falcon",
  "Dolly",
  "Zephyr",
  "Hermes",
  "Orca",
  "Copilot",
];

const MAKERS = [
  "OpenAI", "Open AI", "Anthropic", "Google(?: deepmind| research| brain| ai)?", "DeepMind", "Meta(?: ai| platforms)?",
  "Facebook(?: ai(?: research)?)?", "FAIR", "Microsoft(?: research)?", "Mistral(?: ai)?", "Alibaba(?: cloud| group)?", "Baidu", "Tencent",
  "Zhipu(?: ai)?", "Tsinghua(?: university)?", "Stanford(?: university)?", "(?:u\\.?\\s?c\\.?|university of california,?(?: at)?) ?Berkeley",
  "Berkeley(?: ai research| artificial intelligence research)?", "BAIR", "LMSYS(?: org)?", "LM-SYS", "Hugging ?Face", "Databricks",
  "EleutherAI", "Cohere", "xAI", "Nvidia", "Amazon", "Apple", "IBM", "Inflection(?: ai)?", "Allen Institute(?: for ai)?", "AI2",
  "Technology Innovation Institute", "Together(?: ai| computer)", "Stability ai", "Carnegie Mellon(?: university)?", "LAION",
  "Moonshot(?: ai)?", "ByteDance", "Huawei", "Yandex", "Sber(?:bank)?", "Naver", "阿里(?:巴巴|云)", "百度", "腾讯", "谷歌", "智谱",
]; // biome-ignore format: a list to be read across

// "-13b", " 3.5 Turbo", "-v1.3", " Chat"
const VERSION =
  "(?:[\\s-]?v?\\d+(?:\\.\\d+)*[a-z]?)?(?:[\\s-](?:turbo|chat|instruct|pro|plus|opus|sonnet|haiku|flash|\\d+b|v\\d[\\d.]*))*";
const EDGE_BEFORE = "(?<![a-z0-9])";
const EDGE_AFTER = "(?![a-z0-9])";

export interface NamePatterns {
  name: RegExp;
  maker: RegExp;
  /** Whether a folded name is one that is also an ordinary word or a person's. */
  isAmbiguous(folded: string): boolean;
}

const compiled = new WeakMap<KnownModel[], NamePatterns>();

/** Kept for as long as the caller keeps its list: for a long response, compiling takes as long as looking. */
export function compileNames(known: KnownModel[]): NamePatterns {
  let patterns = compiled.get(known);
  if (!patterns) {
    patterns = compile(known);
    compiled.set(known, patterns);
  }
  return patterns;
}

function compile(known: KnownModel[]): NamePatterns {
  const studied = known
    .flatMap(({ name, aliases = [] }) => [name, ...aliases])
    .flatMap((name) => [name, toFamily(name)]);
  const names = [...DISTINCT, ...AMBIGUOUS, ...studied].map(toPattern).filter((pattern) => pattern !== "");
  const distinct = new RegExp(`^(?:${alternatives(DISTINCT.map(toPattern))})${VERSION}$`, "u");
  return {
    name: new RegExp(`${EDGE_BEFORE}(?:${alternatives(names)})${VERSION}${EDGE_AFTER}`, "gu"),
    maker: new RegExp(`${EDGE_BEFORE}(?:${alternatives(MAKERS.map((maker) => fold(maker)))})${EDGE_AFTER}`, "gu"),
    isAmbiguous: (folded) => !distinct.test(folded) && !/\d/.test(folded),
  };
}

/** "koala-13b-v2" is of the family "koala": how a model would name itself. A family of one or two letters is too common. */
function toFamily(name: string): string {
  const family = /^[^\d]*?(?=[\s_-]*v?\d|$)/.exec(name.split("/").at(-1) ?? "")?.[0] ?? "";
  return family.replace(/[\s_-]+$/, "").length > 2 ? family : "";
}

/** Letters and digits in order, with any or no space, hyphen, dot or slash between the parts. */
function toPattern(name: string): string {
  const parts = fold(name).match(/\p{L}+|\p{N}+/gu) ?? [];
  return parts.join("").length > 1 ? parts.join("[\\s./-]*") : "";
}

function alternatives(patterns: string[]): string {
  return [...new Set(patterns)].sort((a, b) => b.length - a.length).join("|");
}
