import "server-only";
import { findOpenDemo } from "@/lib/demo/queries";
import type { OpenDemo } from "@/lib/demo/schema";
import { AppError } from "@/lib/http/app-error";

/** @throws {AppError} unavailable. */
export async function requireOpenDemo(): Promise<OpenDemo> {
  const demo = await findOpenDemo();
  if (!demo) throw new AppError("unavailable", "The demo is off now.");
  return demo;
}
