import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/http/app-error";

/** For pages: what is not there, or not theirs, is the 404 page. */
export async function orNotFound<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
