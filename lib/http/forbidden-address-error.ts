/** A request to an address that the allow-list does not hold. `message` is for the researcher, with the mend. */
export class ForbiddenAddressError extends Error {
  override name = "ForbiddenAddressError";
}
