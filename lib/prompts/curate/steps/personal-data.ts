import { createRuleJudge, type Rule } from "./rules";

/** Made-up data that examples are written with. */
const EXAMPLE_HOSTS = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|test|invalid|localhost)$/i;

const RULES: Rule[] = [
  {
    name: "an e-mail address",
    pattern: /[\w.%+-]{1,64}@(?:[a-z\d-]{1,63}\.)+[a-z]{2,24}\b/gi,
    holds: (found) => !EXAMPLE_HOSTS.test(found),
  },
  {
    name: "a key or token",
    pattern: /\b(?:sk-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abpr]-[\w-]{10,})/g,
  },
  { name: "a payment card number", pattern: /\b\d(?:[ -]?\d){12,18}\b/g, holds: isCardNumber },
  {
    name: "a bank account (IBAN)",
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g,
    holds: isIban,
  },
  { name: "a US social security number", pattern: /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g },
  {
    name: "a telephone number",
    // with a country code, or in the American form; bare digits are as often a sum
    pattern:
      /(?<![\w.+])(?:\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,4}\d{2,4}|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[.-]\d{3}[.-]\d{4})(?![\w-])/g,
    holds: (found) => {
      const digits = found.replaceAll(/\D/g, "").length;
      return digits >= 9 && digits <= 15 && !/\b555[ .-]/.test(found);
    },
  },
  {
    name: "an IP address",
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    holds: isPublicAddress,
  },
  {
    name: "a street address",
    pattern:
      /\b\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St\.|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Lane|Ln\.?|Drive|Dr\.|Court|Ct\.)(?:,| [A-Z])[^\n]{0,40}\b\d{5}(?:-\d{4})?\b/g,
  },
];

/**
 * Drops queries that may tell who somebody is: addresses, numbers and keys that can be checked for their form. Names are
 * not looked for: most of those in queries are of public figures and invented persons.
 */
export const judgePersonalData = createRuleJudge(RULES, (name) => `It may hold personal data: ${name}.`);

/** Source: Luhn (1960), US patent 2950048. */
function isCardNumber(found: string): boolean {
  const digits = found.replaceAll(/\D/g, "");
  if (!/^[2-6]/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Source: ISO 13616, check digits modulo 97. */
function isIban(found: string): boolean {
  const compact = found.replaceAll(" ", "");
  if (compact.length < 15 || compact.length > 34) return false;
  const moved = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    for (const digit of Number.parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

function isPublicAddress(found: string): boolean {
  const parts = found.split(".").map(Number);
  const [first = 0, second = 0] = parts;
  if (parts.some((part) => part > 255) || first === 0 || first === 10 || first === 127 || first >= 224) return false;
  // versions such as 1.2.3.4 are written like addresses
  if (parts.every((part) => part < 20)) return false;
  return !(
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}
