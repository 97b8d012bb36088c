"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { parseModelForm } from "@/app/studio/models/model-form-schema";
import { previewTalk } from "@/app/studio/models/preview-talk";
import { previewFormSchema, testFormSchema } from "@/app/studio/models/prompt-form-schema";
import type { PreviewState } from "@/components/studio/model-preview";
import type { TestState } from "@/components/studio/model-test";
import { toModelPath } from "@/components/studio/model-words";
import { requireAccount } from "@/lib/auth/session";
import { AppError } from "@/lib/http/app-error";
import { runAction } from "@/lib/http/run-action";
import type { ActionState } from "@/lib/http/schema";
import { toFieldErrors } from "@/lib/http/to-field-errors";
import { testModel } from "@/lib/inference/commands/test-model";
import { createModel, updateModel } from "@/lib/models/commands/write-model";
import { getLiveModel } from "@/lib/models/queries";

export async function createModelAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = parseModelForm(form);
  if ("fieldErrors" in parsed) return parsed;
  return writeModel(async () => {
    const { name } = await createModel(account, parsed.input);
    revalidatePath("/studio/models", "layout");
    redirect(toModelPath(name));
  });
}

export async function updateModelAction(_state: ActionState, form: FormData): Promise<ActionState> {
  const account = await requireAccount();
  const parsed = parseModelForm(form);
  if ("fieldErrors" in parsed) return parsed;
  return writeModel(async () => {
    await updateModel(account, parsed.input.name, parsed.input);
    revalidatePath("/studio/models", "layout");
    return { done: "Saved. Runs that were ordered before keep their settings; new limits hold at once." };
  });
}

/** Beside which field a refusal stands that only the command can find: the rest was checked before. */
const FIELD_OF: Partial<Record<AppError["code"], string>> = {
  bad_input: "baseUrl",
  conflict: "name",
  forbidden: "keyVariable",
};

async function writeModel(write: () => Promise<ActionState>): Promise<ActionState> {
  return runAction(() =>
    write().catch((error: unknown) => {
      const field = error instanceof AppError && FIELD_OF[error.code];
      if (!field) throw error;
      return { fieldErrors: { [field]: error.message } };
    }),
  );
}

export async function previewRequestAction(state: PreviewState, form: FormData): Promise<PreviewState> {
  const account = await requireAccount();
  const parsed = previewFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { request: state.request, fieldErrors: toFieldErrors(parsed.error) };
  const { model, turns, answers } = parsed.data;
  let preview: PreviewState = { request: null };
  const outcome = await runAction(async () => {
    preview = previewTalk(account, await getLiveModel(account, model), { turns, answers });
    return {};
  });
  return { ...preview, ...outcome };
}

export async function testModelAction(_state: TestState, form: FormData): Promise<TestState> {
  const account = await requireAccount();
  const parsed = testFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { test: null, fieldErrors: toFieldErrors(parsed.error) };
  const { model, prompt } = parsed.data;
  let test: TestState["test"] = null;
  const outcome = await runAction(async () => {
    test = await testModel(account, model, prompt);
    return {};
  });
  return { ...outcome, test };
}
