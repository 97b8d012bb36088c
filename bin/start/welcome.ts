type Welcome = {
  url: string;
  /** null: there is no open study to rate. */
  ratePath: string | null;
  ownerEmail: string;
  /** Known only when the owner was made just now. */
  ownerPassword: string | null;
  logsDir: string;
  elapsed: string;
};

/** Where to go. The password is printed once, here, and kept nowhere but as a hash. */
export function formatWelcome({ url, ratePath, ownerEmail, ownerPassword, logsDir, elapsed }: Welcome): string {
  const lines = [
    ["Rate", ratePath ? `${url}${ratePath}` : "no study is open yet: make one in the studio"],
    ["Research", `${url}/studio`],
    ["Sign in", ownerPassword ? `${ownerEmail}   password ${ownerPassword}   (shown this once)` : `as ${ownerEmail}`],
    ["Logs", logsDir],
    ["Stop", "Ctrl-C"],
  ] as const;
  return `\nEucalypt is up after ${elapsed}.\n\n${lines.map(([name, value]) => `  ${name.padEnd(10)} ${value}`).join("\n")}\n`;
}
