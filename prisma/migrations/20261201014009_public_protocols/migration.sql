-- AlterTable
ALTER TABLE "studies" ADD COLUMN     "protocol_public_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "studies_protocol_hash_idx" ON "studies"("protocol_hash");
