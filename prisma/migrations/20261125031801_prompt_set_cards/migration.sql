-- AlterTable
ALTER TABLE "prompt_sets" ADD COLUMN     "card" JSONB,
ADD COLUMN     "curation_id" UUID;

-- AlterTable
ALTER TABLE "prompts" ADD COLUMN     "original" JSONB;

-- CreateTable
CREATE TABLE "curations" (
    "id" UUID NOT NULL,
    "set_name" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "corpora" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "curations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "curated_queries" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "turns" JSONB NOT NULL,
    "original" JSONB,
    "category" TEXT NOT NULL,
    "dropped_by" TEXT,
    "drop_reason" TEXT,
    "drop_evidence" TEXT,
    "by_hand" TEXT,
    "curation_id" UUID NOT NULL,

    CONSTRAINT "curated_queries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "curations_created_by_id_idx" ON "curations"("created_by_id");

-- CreateIndex
CREATE INDEX "curated_queries_curation_id_dropped_by_position_idx" ON "curated_queries"("curation_id", "dropped_by", "position");

-- CreateIndex
CREATE UNIQUE INDEX "curated_queries_curation_id_external_id_key" ON "curated_queries"("curation_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "curated_queries_curation_id_position_key" ON "curated_queries"("curation_id", "position");

-- CreateIndex
CREATE INDEX "prompt_sets_curation_id_idx" ON "prompt_sets"("curation_id");

-- AddForeignKey
ALTER TABLE "prompt_sets" ADD CONSTRAINT "prompt_sets_curation_id_fkey" FOREIGN KEY ("curation_id") REFERENCES "curations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "curations" ADD CONSTRAINT "curations_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "curated_queries" ADD CONSTRAINT "curated_queries_curation_id_fkey" FOREIGN KEY ("curation_id") REFERENCES "curations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- a dropped query has a reason, and a reviewer says one of two things
ALTER TABLE "curated_queries" ADD CONSTRAINT "curated_queries_drop_whole"
  CHECK (("dropped_by" IS NULL) = ("drop_reason" IS NULL));
ALTER TABLE "curated_queries" ADD CONSTRAINT "curated_queries_by_hand"
  CHECK ("by_hand" IN ('kept', 'dropped'));
