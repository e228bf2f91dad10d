-- AlterTable
ALTER TABLE "evidence_items" ADD COLUMN     "transcript_of" INTEGER;

-- CreateIndex
CREATE INDEX "evidence_items_council_id_transcript_of_idx" ON "evidence_items"("council_id", "transcript_of");

-- AddForeignKey
ALTER TABLE "evidence_items" ADD CONSTRAINT "evidence_items_council_id_transcript_of_fkey" FOREIGN KEY ("council_id", "transcript_of") REFERENCES "evidence_items"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;
