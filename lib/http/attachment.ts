/** A Content-Disposition that saves under this name, whatever script it is written in (RFC 6266, RFC 8187). */
export function toAttachment(fileName: string): string {
  const plain = fileName.replace(/[^\w. -]/g, "_");
  const encoded = encodeURIComponent(fileName).replace(/['()*!]/g, escapeMark);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** What encodeURIComponent leaves as it is and the header does not allow. */
function escapeMark(mark: string): string {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}
