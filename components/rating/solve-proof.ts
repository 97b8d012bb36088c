import type { Challenge } from "altcha-lib";

/**
 * Works off the puzzle that keeps scripts from joining by the thousand: about a second on a laptop. Loaded when somebody
 * agrees to take part, and only where the way in asks for it.
 *
 * @param fetchChallenge asks `POST /api/rating/[slug]/challenge`; null: no answer came.
 * @returns the proof, for `joinRequestSchema`; undefined: the server did not answer, or this browser cannot count.
 */
export async function solveProof(fetchChallenge: () => Promise<Challenge | null>): Promise<string | undefined> {
  const challenge = await fetchChallenge();
  // browsers give pages without HTTPS no cryptography; localhost counts as safe
  if (!challenge || !globalThis.crypto?.subtle) return undefined;
  const [{ solveChallenge }, { deriveKey }] = await Promise.all([
    import("altcha-lib"),
    import("altcha-lib/algorithms/pbkdf2"),
  ]);
  const solution = await solveChallenge({ challenge, deriveKey });
  return solution ? JSON.stringify({ challenge, solution }) : undefined;
}
