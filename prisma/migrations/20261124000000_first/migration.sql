-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "ResponseState" AS ENUM ('pending', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('pending', 'running', 'paused', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "StudyKind" AS ENUM ('fixed', 'open');

-- CreateEnum
CREATE TYPE "StudyOrigin" AS ENUM ('native', 'imported');

-- CreateEnum
CREATE TYPE "StudyStatus" AS ENUM ('draft', 'opening', 'open', 'paused', 'closed');

-- CreateEnum
CREATE TYPE "Purpose" AS ENUM ('main', 'practice', 'gold', 'attention');

-- CreateEnum
CREATE TYPE "RaterKind" AS ENUM ('human', 'model');

-- CreateEnum
CREATE TYPE "CameBy" AS ENUM ('link', 'account', 'marketplace', 'import');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('open', 'done', 'expired');

-- CreateEnum
CREATE TYPE "Layout" AS ENUM ('side_by_side', 'stacked');

-- CreateEnum
CREATE TYPE "Choice" AS ENUM ('first', 'second', 'tie', 'both_bad', 'cannot_judge', 'withdrawn');

-- CreateEnum
CREATE TYPE "Side" AS ENUM ('first', 'second', 'both');

-- CreateEnum
CREATE TYPE "FlagReason" AS ENUM ('offensive', 'broken', 'names_model');

-- CreateEnum
CREATE TYPE "ImportKind" AS ENUM ('prompts', 'responses', 'votes');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('account', 'rater', 'worker', 'operator');

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" "Role" NOT NULL DEFAULT 'editor',
    "session_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompt_sets" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "source" TEXT NOT NULL,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "prompt_count" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "prompt_sets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prompts" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "turns" JSONB NOT NULL,
    "category" TEXT,
    "text_digest" TEXT NOT NULL,
    "prompt_set_id" UUID NOT NULL,

    CONSTRAINT "prompts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "provider" TEXT NOT NULL DEFAULT 'recorded',
    "base_url" TEXT,
    "key_variable" TEXT,
    "template" TEXT,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" UUID NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'pending',
    "samples_per_prompt" INTEGER NOT NULL DEFAULT 1,
    "prompt_set_id" UUID NOT NULL,
    "ordered_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_models" (
    "run_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,

    CONSTRAINT "run_models_pkey" PRIMARY KEY ("run_id","model_id")
);

-- CreateTable
CREATE TABLE "responses" (
    "id" UUID NOT NULL,
    "state" "ResponseState" NOT NULL DEFAULT 'done',
    "sample" INTEGER NOT NULL DEFAULT 0,
    "turns" TEXT[],
    "is_empty" BOOLEAN NOT NULL DEFAULT false,
    "leaks" JSONB,
    "digest" TEXT NOT NULL,
    "prompt_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "run_id" UUID,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "responses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rendered_responses" (
    "response_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "renderer_version" TEXT NOT NULL,
    "html" TEXT NOT NULL,

    CONSTRAINT "rendered_responses_pkey" PRIMARY KEY ("response_id","turn","renderer_version")
);

-- CreateTable
CREATE TABLE "rendered_prompts" (
    "prompt_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "renderer_version" TEXT NOT NULL,
    "html" TEXT NOT NULL,

    CONSTRAINT "rendered_prompts_pkey" PRIMARY KEY ("prompt_id","turn","renderer_version")
);

-- CreateTable
CREATE TABLE "studies" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "StudyKind" NOT NULL DEFAULT 'fixed',
    "origin" "StudyOrigin" NOT NULL DEFAULT 'native',
    "status" "StudyStatus" NOT NULL DEFAULT 'draft',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "template" TEXT NOT NULL,
    "protocol" JSONB NOT NULL,
    "protocol_hash" TEXT,
    "open_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "studies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_members" (
    "role" "Role" NOT NULL,
    "study_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "study_members_pkey" PRIMARY KEY ("study_id","account_id")
);

-- CreateTable
CREATE TABLE "study_prompt_sets" (
    "position" INTEGER NOT NULL,
    "study_id" UUID NOT NULL,
    "prompt_set_id" UUID NOT NULL,

    CONSTRAINT "study_prompt_sets_pkey" PRIMARY KEY ("study_id","prompt_set_id")
);

-- CreateTable
CREATE TABLE "study_models" (
    "position" INTEGER NOT NULL,
    "is_reference" BOOLEAN NOT NULL DEFAULT false,
    "study_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,

    CONSTRAINT "study_models_pkey" PRIMARY KEY ("study_id","model_id")
);

-- CreateTable
CREATE TABLE "comparisons" (
    "id" UUID NOT NULL,
    "purpose" "Purpose" NOT NULL DEFAULT 'main',
    "turn" INTEGER,
    "capacity" INTEGER NOT NULL,
    "open" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "first_a" INTEGER NOT NULL DEFAULT 0,
    "weight" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "study_id" UUID NOT NULL,
    "prompt_id" UUID NOT NULL,
    "model_a_id" UUID NOT NULL,
    "model_b_id" UUID NOT NULL,
    "response_a_id" UUID,
    "response_b_id" UUID,

    CONSTRAINT "comparisons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "raters" (
    "id" UUID NOT NULL,
    "kind" "RaterKind" NOT NULL DEFAULT 'human',
    "came_by" "CameBy" NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "token_hash" BYTEA,
    "source_hash" BYTEA,
    "consent_version" TEXT,
    "study_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "consent_at" TIMESTAMPTZ(3),

    CONSTRAINT "raters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "state" "AssignmentState" NOT NULL DEFAULT 'open',
    "occasion" INTEGER NOT NULL DEFAULT 0,
    "first_is_a" BOOLEAN NOT NULL,
    "layout" "Layout",
    "propensity" DOUBLE PRECISION,
    "trial_index" INTEGER,
    "next_revision" INTEGER NOT NULL DEFAULT 0,
    "comparison_id" UUID NOT NULL,
    "rater_id" UUID NOT NULL,
    "served_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "shown_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "votes" (
    "id" UUID NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "choice" "Choice" NOT NULL,
    "reason" TEXT,
    "strength" INTEGER,
    "criteria" JSONB,
    "decision_ms" INTEGER,
    "visible_ms" INTEGER,
    "import_line" INTEGER,
    "assignment_id" UUID NOT NULL,
    "import_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "votes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flags" (
    "id" UUID NOT NULL,
    "side" "Side" NOT NULL,
    "reason" "FlagReason" NOT NULL,
    "assignment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flags_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusions" (
    "id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "study_id" UUID NOT NULL,
    "rater_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "exclusions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL,
    "kind" "ImportKind" NOT NULL,
    "format" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "digest" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "account_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "actor_kind" "ActorKind" NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts"("email");

-- CreateIndex
CREATE INDEX "prompt_sets_created_by_id_idx" ON "prompt_sets"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "prompt_sets_name_version_key" ON "prompt_sets"("name", "version");

-- CreateIndex
CREATE INDEX "prompts_prompt_set_id_text_digest_idx" ON "prompts"("prompt_set_id", "text_digest");

-- CreateIndex
CREATE UNIQUE INDEX "prompts_prompt_set_id_external_id_key" ON "prompts"("prompt_set_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "prompts_prompt_set_id_position_key" ON "prompts"("prompt_set_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "models_name_key" ON "models"("name");

-- CreateIndex
CREATE INDEX "runs_prompt_set_id_idx" ON "runs"("prompt_set_id");

-- CreateIndex
CREATE INDEX "runs_ordered_by_id_idx" ON "runs"("ordered_by_id");

-- CreateIndex
CREATE INDEX "run_models_model_id_idx" ON "run_models"("model_id");

-- CreateIndex
CREATE INDEX "responses_model_id_idx" ON "responses"("model_id");

-- CreateIndex
CREATE INDEX "responses_run_id_state_idx" ON "responses"("run_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "responses_prompt_id_model_id_sample_key" ON "responses"("prompt_id", "model_id", "sample");

-- CreateIndex
CREATE UNIQUE INDEX "studies_name_key" ON "studies"("name");

-- CreateIndex
CREATE UNIQUE INDEX "studies_slug_key" ON "studies"("slug");

-- CreateIndex
CREATE INDEX "study_members_account_id_idx" ON "study_members"("account_id");

-- CreateIndex
CREATE INDEX "study_prompt_sets_prompt_set_id_idx" ON "study_prompt_sets"("prompt_set_id");

-- CreateIndex
CREATE INDEX "study_models_model_id_idx" ON "study_models"("model_id");

-- CreateIndex
CREATE INDEX "comparisons_study_id_purpose_idx" ON "comparisons"("study_id", "purpose");

-- CreateIndex
CREATE INDEX "comparisons_prompt_id_idx" ON "comparisons"("prompt_id");

-- CreateIndex
CREATE INDEX "comparisons_response_a_id_idx" ON "comparisons"("response_a_id");

-- CreateIndex
CREATE INDEX "comparisons_response_b_id_idx" ON "comparisons"("response_b_id");

-- CreateIndex
CREATE UNIQUE INDEX "raters_token_hash_key" ON "raters"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "raters_study_id_pseudonym_key" ON "raters"("study_id", "pseudonym");

-- CreateIndex
CREATE UNIQUE INDEX "raters_study_id_source_hash_key" ON "raters"("study_id", "source_hash");

-- CreateIndex
CREATE INDEX "assignments_comparison_id_idx" ON "assignments"("comparison_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_rater_id_comparison_id_occasion_key" ON "assignments"("rater_id", "comparison_id", "occasion");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_rater_id_trial_index_key" ON "assignments"("rater_id", "trial_index");

-- CreateIndex
CREATE UNIQUE INDEX "votes_assignment_id_revision_key" ON "votes"("assignment_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "flags_assignment_id_side_reason_key" ON "flags"("assignment_id", "side", "reason");

-- CreateIndex
CREATE INDEX "exclusions_study_id_idx" ON "exclusions"("study_id");

-- CreateIndex
CREATE INDEX "exclusions_rater_id_idx" ON "exclusions"("rater_id");

-- CreateIndex
CREATE UNIQUE INDEX "imports_digest_key" ON "imports"("digest");

-- CreateIndex
CREATE INDEX "imports_account_id_idx" ON "imports"("account_id");

-- CreateIndex
CREATE INDEX "audit_events_subject_id_created_at_idx" ON "audit_events"("subject_id", "created_at");

-- AddForeignKey
ALTER TABLE "prompt_sets" ADD CONSTRAINT "prompt_sets_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompts" ADD CONSTRAINT "prompts_prompt_set_id_fkey" FOREIGN KEY ("prompt_set_id") REFERENCES "prompt_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_prompt_set_id_fkey" FOREIGN KEY ("prompt_set_id") REFERENCES "prompt_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_ordered_by_id_fkey" FOREIGN KEY ("ordered_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_models" ADD CONSTRAINT "run_models_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_models" ADD CONSTRAINT "run_models_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "responses" ADD CONSTRAINT "responses_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rendered_responses" ADD CONSTRAINT "rendered_responses_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "responses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rendered_prompts" ADD CONSTRAINT "rendered_prompts_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_members" ADD CONSTRAINT "study_members_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_members" ADD CONSTRAINT "study_members_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_prompt_sets" ADD CONSTRAINT "study_prompt_sets_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_prompt_sets" ADD CONSTRAINT "study_prompt_sets_prompt_set_id_fkey" FOREIGN KEY ("prompt_set_id") REFERENCES "prompt_sets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_models" ADD CONSTRAINT "study_models_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_models" ADD CONSTRAINT "study_models_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_model_a_id_fkey" FOREIGN KEY ("model_a_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_model_b_id_fkey" FOREIGN KEY ("model_b_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_response_a_id_fkey" FOREIGN KEY ("response_a_id") REFERENCES "responses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_response_b_id_fkey" FOREIGN KEY ("response_b_id") REFERENCES "responses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "raters" ADD CONSTRAINT "raters_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_comparison_id_fkey" FOREIGN KEY ("comparison_id") REFERENCES "comparisons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_rater_id_fkey" FOREIGN KEY ("rater_id") REFERENCES "raters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "votes" ADD CONSTRAINT "votes_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flags" ADD CONSTRAINT "flags_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_rater_id_fkey" FOREIGN KEY ("rater_id") REFERENCES "raters"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language cannot say ---------------------------------------------------------------------------------

ALTER TABLE "accounts" ADD CONSTRAINT "accounts_email_lower" CHECK ("email" = lower("email"));

ALTER TABLE "comparisons"
  ADD CONSTRAINT "comparisons_places" CHECK ("open" >= 0 AND "done" >= 0 AND "open" + "done" <= "capacity"),
  ADD CONSTRAINT "comparisons_first_a" CHECK ("first_a" >= 0 AND "first_a" <= "open" + "done"),
  ADD CONSTRAINT "comparisons_unordered" CHECK ("model_a_id" < "model_b_id"),
  ADD CONSTRAINT "comparisons_turn" CHECK ("turn" IS NULL OR "turn" >= 1),
  ADD CONSTRAINT "comparisons_weight" CHECK ("weight" > 0),
  ADD CONSTRAINT "comparisons_responses" CHECK (("response_a_id" IS NULL) = ("response_b_id" IS NULL));

-- one row a pair, prompt and turn; null turn and null responses count as values
CREATE UNIQUE INDEX "comparisons_identity" ON "comparisons"
  ("study_id", "purpose", "prompt_id", "turn", "model_a_id", "model_b_id", "response_a_id", "response_b_id")
  NULLS NOT DISTINCT;

ALTER TABLE "assignments"
  ADD CONSTRAINT "assignments_propensity" CHECK ("propensity" > 0 AND "propensity" <= 1),
  ADD CONSTRAINT "assignments_trial_index" CHECK ("trial_index" >= 1),
  ADD CONSTRAINT "assignments_lease" CHECK ("state" <> 'open' OR "lease_until" IS NOT NULL);

-- the sweep: leases that have run out
CREATE INDEX "assignments_leases" ON "assignments" ("lease_until") WHERE "state" = 'open';

ALTER TABLE "votes" ADD CONSTRAINT "votes_revision" CHECK ("revision" >= 0);

ALTER TABLE "studies" ADD CONSTRAINT "studies_frozen"
  CHECK ("origin" = 'imported' OR "kind" = 'open' OR "status" IN ('draft', 'opening') OR "protocol_hash" IS NOT NULL);

-- one exclusion of a rater in force at a time
CREATE UNIQUE INDEX "exclusions_in_force" ON "exclusions" ("study_id", "rater_id") WHERE "undone_at" IS NULL;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "votes_immutable" BEFORE UPDATE OR DELETE ON "votes"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_events_immutable" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- a sealed set keeps its facts; only the maker's account may go
CREATE FUNCTION "keep_sealed_set"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."sealed_at" IS NULL THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'created_by_id' = to_jsonb(OLD) - 'created_by_id' THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'prompt set % is sealed', OLD."name" USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "prompt_sets_sealed" BEFORE UPDATE OR DELETE ON "prompt_sets"
  FOR EACH ROW EXECUTE FUNCTION "keep_sealed_set"();

-- and its prompts
CREATE FUNCTION "keep_sealed_prompts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[];
BEGIN
  touched := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW."prompt_set_id"] WHEN 'DELETE' THEN ARRAY[OLD."prompt_set_id"]
    ELSE ARRAY[NEW."prompt_set_id", OLD."prompt_set_id"] END;
  IF EXISTS (SELECT FROM "prompt_sets" s WHERE s."id" = ANY (touched) AND s."sealed_at" IS NOT NULL) THEN
    RAISE EXCEPTION 'the prompt set is sealed: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "prompts_sealed" BEFORE INSERT OR UPDATE OR DELETE ON "prompts"
  FOR EACH ROW EXECUTE FUNCTION "keep_sealed_prompts"();

-- what a model said stays said; what is found in it (leaks) may be found later
CREATE FUNCTION "keep_response"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."state" = 'done' AND (NEW."state", NEW."turns", NEW."digest", NEW."prompt_id", NEW."model_id", NEW."sample")
      IS DISTINCT FROM (OLD."state", OLD."turns", OLD."digest", OLD."prompt_id", OLD."model_id", OLD."sample") THEN
    RAISE EXCEPTION 'response % is done and cannot change', OLD."id" USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "responses_immutable" BEFORE UPDATE ON "responses"
  FOR EACH ROW EXECUTE FUNCTION "keep_response"();

-- a frozen protocol and its hash
CREATE FUNCTION "keep_protocol"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."protocol_hash" IS NOT NULL AND ((NEW."protocol", NEW."protocol_hash", NEW."name", NEW."slug", NEW."template",
      NEW."kind", NEW."origin") IS DISTINCT FROM (OLD."protocol", OLD."protocol_hash", OLD."name", OLD."slug",
      OLD."template", OLD."kind", OLD."origin") OR NEW."status" IN ('draft', 'opening')) THEN
    RAISE EXCEPTION 'study % is frozen', OLD."name" USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "studies_keep_protocol" BEFORE UPDATE ON "studies"
  FOR EACH ROW EXECUTE FUNCTION "keep_protocol"();

-- a frozen fixed study keeps its comparisons, models and prompt sets; a native comparison has both responses
CREATE FUNCTION "keep_study_parts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
  study "studies"%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN touched := OLD."study_id"; ELSE touched := NEW."study_id"; END IF;
  SELECT * INTO study FROM "studies" WHERE "id" = touched;
  IF study."protocol_hash" IS NOT NULL AND study."kind" = 'fixed' THEN
    RAISE EXCEPTION 'study % is frozen: its % cannot change', study."name", TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_TABLE_NAME = 'comparisons' AND study."origin" = 'native' AND to_jsonb(NEW) ->> 'response_a_id' IS NULL THEN
    RAISE EXCEPTION 'a comparison needs both responses' USING ERRCODE = 'not_null_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "comparisons_frozen" BEFORE INSERT OR DELETE ON "comparisons"
  FOR EACH ROW EXECUTE FUNCTION "keep_study_parts"();
-- named columns only, so that a vote, which moves open and done, does not pay for it
CREATE TRIGGER "comparisons_frozen_columns" BEFORE UPDATE OF "study_id", "prompt_id", "purpose", "turn", "model_a_id",
  "model_b_id", "response_a_id", "response_b_id", "capacity" ON "comparisons"
  FOR EACH ROW EXECUTE FUNCTION "keep_study_parts"();
CREATE TRIGGER "study_models_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "study_models"
  FOR EACH ROW EXECUTE FUNCTION "keep_study_parts"();
CREATE TRIGGER "study_prompt_sets_frozen" BEFORE INSERT OR UPDATE OR DELETE ON "study_prompt_sets"
  FOR EACH ROW EXECUTE FUNCTION "keep_study_parts"();
