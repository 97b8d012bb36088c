import { AppError } from "@/lib/http/app-error";

export function noSuchModel(name: string): AppError {
  return new AppError("not_found", `There is no model ${name} that generates. Add it first, with its address.`);
}
