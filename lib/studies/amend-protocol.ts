import { createHash } from "node:crypto";
import { type AmendableText, type Amendment, type TextChanged, UNTRANSLATED } from "@/lib/studies/amendment-schema";
import { canonicalJson } from "@/lib/studies/canonical-json";
import type { Protocol } from "@/lib/studies/schema";
import type { Language } from "@/lib/studies/session-schema";

/** SHA-256, hex, of what an amendment says in canonical JSON, the hash before it among it: whoever changes one breaks all after it. */
export function hashAmendment({ number, kind, reason, change, previousHash, at }: Omit<Amendment, "hash">): string {
  return createHash("sha256")
    .update(canonicalJson({ number, kind, reason, change, previousHash, at }), "utf8")
    .digest("hex");
}

/**
 * Holds a study's amendments against each other and against the hash of its frozen protocol.
 *
 * @param amendments in their order.
 * @returns null: the chain is whole; else what is wrong with it, as a sentence.
 */
export function findBreak(protocolHash: string, amendments: readonly Amendment[]): string | null {
  let previousHash = protocolHash;
  for (const [index, amendment] of amendments.entries()) {
    if (amendment.number !== index + 1) return `Amendment ${index + 1} is missing.`;
    if (amendment.previousHash !== previousHash) return `Amendment ${index + 1} does not follow what is before it.`;
    if (amendment.hash !== hashAmendment(amendment)) return `Amendment ${index + 1} is not what was hashed.`;
    previousHash = amendment.hash;
  }
  return null;
}

/**
 * What raters read now: the frozen protocol with the texts that amendments changed. A changed consent text is a new version
 * of it, so that each rater's row says to which they agreed. It has no hash of its own: the protocol's and the chain's
 * stand for it.
 */
export function amendProtocol(protocol: Protocol, amendments: readonly Amendment[]): Protocol {
  return amendments.reduce((amended, amendment) => {
    if (amendment.kind !== "text_changed") return amended;
    const changed = withText(amended, amendment.change);
    if (amendment.change.field !== "consent") return changed;
    const version = `${protocol.consent.version}, amendment ${amendment.number}`;
    return { ...changed, consent: { ...changed.consent, version } };
  }, protocol);
}

/**
 * A text as it is now; criteria one a line.
 *
 * @param language left out: the study's own.
 * @returns null: the study has none, and so none to change.
 */
export function readText(protocol: Protocol, field: AmendableText, language?: Language): string | null {
  const { session } = protocol;
  if (field === "purpose") return session?.about?.purpose[language ?? ownLanguage(protocol)] ?? null;
  if (field === "organisation" || field === "contact" || field === "ethics") {
    return language === undefined ? (session?.about?.[field] ?? null) : null;
  }
  const own = { ...protocol, consent: protocol.consent.text };
  const texts = language === undefined || language === ownLanguage(protocol) ? own : session?.translations[language];
  const found = texts?.[field];
  return found === undefined ? null : typeof found === "string" ? found : found.join("\n");
}

/** The languages in which this text stands; the first is the study's own. */
export function listTextLanguages(protocol: Protocol, field: AmendableText): Language[] {
  const languages = protocol.session?.languages ?? ["en"];
  return UNTRANSLATED.includes(field) ? languages.slice(0, 1) : languages;
}

function ownLanguage(protocol: Protocol): Language {
  return protocol.session?.languages[0] ?? "en";
}

function withText(protocol: Protocol, { field, language, to }: Omit<TextChanged, "from">): Protocol {
  const { session } = protocol;
  const wanted = language ?? ownLanguage(protocol);
  if (field === "purpose" || UNTRANSLATED.includes(field)) {
    if (!session?.about) return protocol;
    const about = session.about;
    const changed = field === "purpose" ? { purpose: { ...about.purpose, [wanted]: to } } : { [field]: to };
    return { ...protocol, session: { ...session, about: { ...about, ...changed } } };
  }
  const value = field === "criteria" ? toLines(to) : to;
  if (wanted === ownLanguage(protocol)) {
    return {
      ...protocol,
      ...(field === "consent" ? { consent: { ...protocol.consent, text: to } } : { [field]: value }),
    };
  }
  const translation = session?.translations[wanted];
  if (!session || !translation) return protocol;
  const translations = { ...session.translations, [wanted]: { ...translation, [field]: value } };
  return { ...protocol, session: { ...session, translations } };
}

function toLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
