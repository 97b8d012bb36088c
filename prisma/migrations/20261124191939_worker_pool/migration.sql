-- CreateEnum
CREATE TYPE "ResponseFlag" AS ENUM ('cut_short', 'repeated', 'prompt_cut');

-- CreateEnum
CREATE TYPE "DemoKind" AS ENUM ('chat', 'battle');

-- AlterEnum
ALTER TYPE "ResponseState" ADD VALUE 'cancelled';

-- AlterTable
ALTER TABLE "models" ADD COLUMN     "currency" TEXT NOT NULL DEFAULT 'USD',
ADD COLUMN     "endpoint" TEXT,
ADD COLUMN     "input_price" INTEGER,
ADD COLUMN     "is_in_demo" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_streaming" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "max_concurrent" INTEGER NOT NULL DEFAULT 4,
ADD COLUMN     "output_price" INTEGER,
ADD COLUMN     "requests_per_minute" INTEGER,
ADD COLUMN     "timeout_ms" INTEGER NOT NULL DEFAULT 120000,
ADD COLUMN     "upstream_name" TEXT;

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "already_there" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "finished_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "run_models" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "responses" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "error_kind" TEXT,
ADD COLUMN     "error_message" TEXT,
ADD COLUMN     "flags" "ResponseFlag"[] NOT NULL DEFAULT ARRAY[]::"ResponseFlag"[],
ADD COLUMN     "lease_id" UUID,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "not_before" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "generations" (
    "provider" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "upstream_name" TEXT,
    "template" TEXT,
    "parameters" JSONB NOT NULL,
    "seed" INTEGER,
    "turns" JSONB NOT NULL,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "first_token_ms" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "cost_micros" BIGINT,
    "attempts" INTEGER NOT NULL,
    "worker" TEXT NOT NULL,
    "response_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "generations_pkey" PRIMARY KEY ("response_id")
);

-- CreateTable
CREATE TABLE "demo_conversations" (
    "id" UUID NOT NULL,
    "kind" "DemoKind" NOT NULL,
    "visitor_hash" BYTEA NOT NULL,
    "models" TEXT[] NOT NULL,
    "propensity" DOUBLE PRECISION,
    "turns" JSONB NOT NULL DEFAULT '[]',
    "assignment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "demo_conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "settings" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "demo_conversations_assignment_id_key" ON "demo_conversations"("assignment_id");

-- CreateIndex
CREATE INDEX "demo_conversations_updated_at_idx" ON "demo_conversations"("updated_at");

-- CreateIndex
CREATE INDEX "models_endpoint_idx" ON "models"("endpoint");

-- AddForeignKey
ALTER TABLE "generations" ADD CONSTRAINT "generations_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "responses"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "models"
  ADD CONSTRAINT "models_address" CHECK ("provider" = 'recorded' OR ("base_url" IS NOT NULL AND "endpoint" IS NOT NULL)),
  ADD CONSTRAINT "models_prices" CHECK ("input_price" >= 0 AND "output_price" >= 0),
  ADD CONSTRAINT "models_limits" CHECK ("max_concurrent" >= 1 AND "requests_per_minute" >= 1 AND "timeout_ms" >= 1000),
  ADD CONSTRAINT "models_currency" CHECK ("currency" ~ '^[A-Z]{3}$');

ALTER TABLE "runs" ADD CONSTRAINT "runs_samples" CHECK ("samples_per_prompt" BETWEEN 1 AND 100);

-- whoever runs it says until when, so that the sweep can take it back
ALTER TABLE "responses"
  ADD CONSTRAINT "responses_lease" CHECK ("state" <> 'running' OR ("lease_id" IS NOT NULL AND "lease_until" IS NOT NULL)),
  ADD CONSTRAINT "responses_attempts" CHECK ("attempts" >= 0);

-- the sweep: what of a run is still to do, in its order, and what has been left behind
CREATE INDEX "responses_to_do" ON "responses" ("run_id", "id") WHERE "state" IN ('pending', 'running');
-- every worker, each second: the runs that are on
CREATE INDEX "runs_on" ON "runs" ("id") WHERE "state" = 'running';

-- how a response was made stays as it was written
CREATE TRIGGER "generations_immutable" BEFORE UPDATE ON "generations"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
