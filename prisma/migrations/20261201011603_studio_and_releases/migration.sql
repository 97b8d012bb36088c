-- CreateEnum
CREATE TYPE "AmendmentKind" AS ENUM ('response_withdrawn', 'text_changed');

-- AlterEnum
ALTER TYPE "Purpose" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "models" ADD COLUMN     "card" JSONB;

-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "delete_after" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "votes" ADD COLUMN     "flaws" JSONB;

-- CreateTable
CREATE TABLE "amendments" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "AmendmentKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "change" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "study_id" UUID NOT NULL,
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "amendments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "releases" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "protocol_hash" TEXT,
    "amended_hash" TEXT,
    "analysis" JSONB NOT NULL,
    "study_id" UUID NOT NULL,
    "made_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "releases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_files" (
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "release_id" UUID NOT NULL,

    CONSTRAINT "release_files_pkey" PRIMARY KEY ("release_id","name")
);

-- CreateTable
CREATE TABLE "release_file_parts" (
    "part" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "release_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "release_file_parts_pkey" PRIMARY KEY ("release_id","name","part")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_invitations" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "study_id" UUID NOT NULL,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "amendments_made_by_id_idx" ON "amendments"("made_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "amendments_study_id_number_key" ON "amendments"("study_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "releases_slug_key" ON "releases"("slug");

-- CreateIndex
CREATE INDEX "releases_made_by_id_idx" ON "releases"("made_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "releases_study_id_number_key" ON "releases"("study_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_token_hash_key" ON "api_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "api_tokens_account_id_idx" ON "api_tokens"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_invitations_token_hash_key" ON "member_invitations"("token_hash");

-- CreateIndex
CREATE INDEX "member_invitations_study_id_idx" ON "member_invitations"("study_id");

-- CreateIndex
CREATE INDEX "member_invitations_invited_by_id_idx" ON "member_invitations"("invited_by_id");

-- CreateIndex
CREATE INDEX "audit_events_created_at_idx" ON "audit_events"("created_at");

-- AddForeignKey
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "releases" ADD CONSTRAINT "releases_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_files" ADD CONSTRAINT "release_files_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "releases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_file_parts" ADD CONSTRAINT "release_file_parts_release_id_name_fkey" FOREIGN KEY ("release_id", "name") REFERENCES "release_files"("release_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_invitations" ADD CONSTRAINT "member_invitations_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_invitations" ADD CONSTRAINT "member_invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- amendments and releases never change; what a study that may go takes with it, goes
CREATE FUNCTION "may_go"(study_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM "studies" s WHERE s."id" = study_id AND (s."is_dry_run" OR s."delete_after" <= now()))
$$;

CREATE OR REPLACE FUNCTION "keep_vote"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM "assignments" a JOIN "raters" r ON r."id" = a."rater_id"
    WHERE a."id" = OLD."assignment_id" AND "may_go"(r."study_id")
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION "keep_amendment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND "may_go"(OLD."study_id") THEN RETURN OLD; END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'made_by_id' = to_jsonb(OLD) - 'made_by_id' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "amendments_immutable" BEFORE UPDATE OR DELETE ON "amendments"
  FOR EACH ROW EXECUTE FUNCTION "keep_amendment"();
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_number" CHECK ("number" >= 1);

CREATE FUNCTION "keep_release"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'made_by_id' = to_jsonb(OLD) - 'made_by_id' THEN RETURN NEW; END IF;
  RAISE EXCEPTION '% never changes: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "releases_immutable" BEFORE UPDATE OR DELETE ON "releases"
  FOR EACH ROW EXECUTE FUNCTION "keep_release"();
CREATE TRIGGER "release_files_immutable" BEFORE UPDATE OR DELETE ON "release_files"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "release_file_parts_immutable" BEFORE UPDATE OR DELETE ON "release_file_parts"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- a frozen study keeps its comparisons; an amendment may take some out, and changes nothing else of them
CREATE OR REPLACE FUNCTION "keep_study_parts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
  study "studies"%ROWTYPE;
BEGIN
  IF TG_OP = 'DELETE' THEN touched := OLD."study_id"; ELSE touched := NEW."study_id"; END IF;
  SELECT * INTO study FROM "studies" WHERE "id" = touched;
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'comparisons' THEN
    IF to_jsonb(OLD) ->> 'purpose' = 'main' AND to_jsonb(NEW) ->> 'purpose' = 'withdrawn'
        AND to_jsonb(NEW) - 'purpose' = to_jsonb(OLD) - 'purpose'
        AND EXISTS (SELECT FROM "amendments" a WHERE a."study_id" = touched AND a."kind" = 'response_withdrawn'
          AND a."change" ->> 'responseId' IN (to_jsonb(OLD) ->> 'response_a_id', to_jsonb(OLD) ->> 'response_b_id')) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF study."protocol_hash" IS NOT NULL AND study."kind" = 'fixed' AND NOT (TG_OP = 'DELETE' AND "may_go"(touched)) THEN
    RAISE EXCEPTION 'study % is frozen: its % cannot change', study."name", TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF TG_TABLE_NAME = 'comparisons' AND study."origin" = 'native' AND to_jsonb(NEW) ->> 'response_a_id' IS NULL THEN
    RAISE EXCEPTION 'a comparison needs both responses' USING ERRCODE = 'not_null_violation';
  END IF;
  RETURN NEW;
END $$;
