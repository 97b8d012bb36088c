/**
 * Licences under which a text may be passed on with its name: SPDX identifiers and the field's own names, without regard to
 * case. NC and ND licences are among them, since a bundle is neither sold nor changed.
 */
const OPEN = [
  /^apache-2\.0$/,
  /^mit$/,
  /^bsd-[23]-clause$/,
  /^cc0-1\.0$/,
  /^cc-by(-(sa|nc|nd|nc-sa|nc-nd))?-[1-4]\.0$/,
  /^odc-by-1\.0$/,
  /^odbl-1\.0$/,
  /^pddl-1\.0$/,
  /^unlicense$/,
  /^public[- ]domain$/,
];

/** @param licence null: nobody said. */
export function mayPassOn(licence: string | null): boolean {
  if (licence === null) return false;
  const plain = licence
    .trim()
    .toLowerCase()
    .replace(/\s+/g, "-")
    .replace(/^creative-commons-/, "cc-");
  return OPEN.some((pattern) => pattern.test(plain));
}
