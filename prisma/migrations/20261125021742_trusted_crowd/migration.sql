-- CreateEnum
CREATE TYPE "Expected" AS ENUM ('a', 'b', 'tie');

-- CreateEnum
CREATE TYPE "RaterStage" AS ENUM ('demographics', 'comprehension', 'practice', 'rating', 'blindness', 'feedback', 'completed', 'screened_out', 'failed_checks', 'withdrawn');

-- CreateEnum
CREATE TYPE "WayIn" AS ENUM ('link', 'account', 'prolific', 'mturk', 'url');

-- CreateEnum
CREATE TYPE "PayState" AS ENUM ('active', 'pending', 'approved', 'return_asked', 'returned', 'rejected');

-- AlterEnum
ALTER TYPE "AssignmentState" ADD VALUE 'released';

-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "is_dry_run" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "comparisons" ADD COLUMN     "expected" "Expected",
ADD COLUMN     "explanation" JSONB,
ADD COLUMN     "position" INTEGER;

-- AlterTable
ALTER TABLE "raters" ADD COLUMN     "blindness" JSONB,
ADD COLUMN     "browser_hash" BYTEA,
ADD COLUMN     "comprehension_failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "demographics" JSONB,
ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "feedback" TEXT,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'en',
ADD COLUMN     "review" JSONB,
ADD COLUMN     "reviewed_at" TIMESTAMPTZ(3),
ADD COLUMN     "signals" JSONB,
ADD COLUMN     "stage" "RaterStage" NOT NULL DEFAULT 'rating';

-- AlterTable
ALTER TABLE "assignments" ADD COLUMN     "is_repeat" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "study_ways_in" (
    "way_in" "WayIn" NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "study_id" UUID NOT NULL,

    CONSTRAINT "study_ways_in_pkey" PRIMARY KEY ("study_id","way_in")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "most" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "study_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participations" (
    "way_in" "WayIn" NOT NULL,
    "participant_id" TEXT,
    "submission_id" TEXT,
    "details" JSONB,
    "pay_state" "PayState" NOT NULL DEFAULT 'active',
    "bonus_micros" BIGINT NOT NULL DEFAULT 0,
    "platform_state" TEXT,
    "error" TEXT,
    "rater_id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "synced_at" TIMESTAMPTZ(3),

    CONSTRAINT "participations_pkey" PRIMARY KEY ("rater_id")
);

-- CreateTable
CREATE TABLE "webhook_receipts" (
    "way_in" "WayIn" NOT NULL,
    "digest" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_receipts_pkey" PRIMARY KEY ("way_in","digest")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_study_id_code_key" ON "invitations"("study_id", "code");

-- CreateIndex
CREATE INDEX "participations_study_id_pay_state_idx" ON "participations"("study_id", "pay_state");

-- CreateIndex
CREATE INDEX "participations_submission_id_idx" ON "participations"("submission_id");

-- CreateIndex
CREATE INDEX "webhook_receipts_received_at_idx" ON "webhook_receipts"("received_at");

-- AddForeignKey
ALTER TABLE "study_ways_in" ADD CONSTRAINT "study_ways_in_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_rater_id_fkey" FOREIGN KEY ("rater_id") REFERENCES "raters"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participations" ADD CONSTRAINT "participations_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What the schema language cannot say ---------------------------------------------------------------------------------

ALTER TABLE "invitations"
  ADD CONSTRAINT "invitations_room" CHECK ("used" >= 0 AND "used" <= "most"),
  ADD CONSTRAINT "invitations_code" CHECK ("code" <> '');

-- what should be chosen is known of checks and practice, and of nothing that counts
ALTER TABLE "comparisons" ADD CONSTRAINT "comparisons_expected" CHECK (("expected" IS NULL) = ("purpose" = 'main'));

ALTER TABLE "participations" ADD CONSTRAINT "participations_bonus" CHECK ("bonus_micros" >= 0);

-- raters whom the rules have not looked at since their last vote are found by their study
CREATE INDEX "raters_to_review" ON "raters" ("study_id", "reviewed_at") WHERE "kind" = 'human';

-- written pairs stand under two names that have no address
ALTER TABLE "models" DROP CONSTRAINT "models_address";
ALTER TABLE "models" ADD CONSTRAINT "models_address"
  CHECK ("provider" IN ('recorded', 'written') OR ("base_url" IS NOT NULL AND "endpoint" IS NOT NULL));
