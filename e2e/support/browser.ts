import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const ON_PATH = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** CHROMIUM_PATH; one on the PATH; on Linux the one in an npm package; undefined: Playwright's own. */
export async function findChromium(): Promise<string | undefined> {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.flatMap((folder) => ON_PATH.map((name) => join(folder, name))).find((path) => existsSync(path));
  if (found || process.platform !== "linux") return found;
  // its path only: the flags it proposes switch web security off
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}

/** Quiet in a closed network; as root there is no sandbox to be had. */
export const CHROMIUM_ARGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
