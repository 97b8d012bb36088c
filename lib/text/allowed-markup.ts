import type { Options } from "rehype-sanitize";

const MATHML_TAGS = [
  "math",
  "menclose",
  "mfrac",
  "mi",
  "mn",
  "mo",
  "mover",
  "mpadded",
  "mphantom",
  "mroot",
  "mrow",
  "mspace",
  "msqrt",
  "mstyle",
  "msub",
  "msubsup",
  "msup",
  "mtable",
  "mtd",
  "mtext",
  "mtr",
  "munder",
  "munderover",
];

// Not mathcolor, mathbackground or style: a formula must not pick colours that a theme makes unreadable.
const MATHML_ATTRIBUTES = [
  "accent",
  "accentunder",
  "columnalign",
  "columnlines",
  "columnspacing",
  "depth",
  "display",
  "displaystyle",
  "fence",
  "height",
  "linethickness",
  "lspace",
  "mathvariant",
  "maxsize",
  "minsize",
  "movablelimits",
  "notation",
  "rowlines",
  "rowspacing",
  "rspace",
  "scriptlevel",
  "separator",
  "stretchy",
  "symmetric",
  "voffset",
  "width",
];

const PROSE_TAGS = [
  "bdi",
  "blockquote",
  "br",
  "code",
  "del",
  "em",
  "h4",
  "h5",
  "h6",
  "hr",
  "li",
  "ol",
  "p",
  "pre",
  "strong",
  "sup",
  "table",
  "tbody",
  "td",
  "th",
  "thead",
  "tr",
  "ul",
];

const LANGUAGE = /^language-[a-z][a-z0-9+#-]*$/;

const PROSE_ATTRIBUTES: NonNullable<Options["attributes"]> = {
  ol: ["start"],
  td: [["align", "left", "center", "right"]],
  th: [["align", "left", "center", "right"]],
};

const strict = {
  strip: [],
  clobber: [],
  protocols: {},
  required: {},
  ancestors: {},
  allowComments: false,
} satisfies Options;

/** What Markdown may have made, before formulas and highlighting are added. */
export const markdownSchema: Options = {
  ...strict,
  tagNames: PROSE_TAGS,
  attributes: { ...PROSE_ATTRIBUTES, code: [["className", LANGUAGE, "math-inline", "math-display"]] },
};

/** All that may leave the renderer. Enforced on the finished tree, so that no library after the first gate is trusted. */
export const finalSchema: Options = {
  ...strict,
  tagNames: [...PROSE_TAGS, "div", "span", ...MATHML_TAGS],
  attributes: {
    ...PROSE_ATTRIBUTES,
    ...Object.fromEntries(MATHML_TAGS.map((tag) => [tag, MATHML_ATTRIBUTES])),
    code: [["className", LANGUAGE]],
    span: [["className", /^hljs-[a-z_-]+$/]],
    div: [
      ["className", "scroll"],
      ["tabIndex", 0],
      ["role", "group"],
      ["ariaLabel", "Code", "Table", "Formula"],
    ],
  },
};
