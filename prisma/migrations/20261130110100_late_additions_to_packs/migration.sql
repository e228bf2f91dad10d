-- AlterTable
ALTER TABLE "packs" ADD COLUMN     "continues_id" UUID,
ADD COLUMN     "left_out" JSONB NOT NULL DEFAULT '[]';

-- CreateIndex
CREATE INDEX "packs_council_id_continues_id_idx" ON "packs"("council_id", "continues_id");

-- AddForeignKey
ALTER TABLE "packs" ADD CONSTRAINT "packs_council_id_continues_id_fkey" FOREIGN KEY ("council_id", "continues_id") REFERENCES "packs"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE packs
  ADD CONSTRAINT packs_continues CHECK (continues_id <> id),
  ADD CONSTRAINT packs_left_out CHECK (jsonb_typeof(left_out) = 'array');
GRANT UPDATE (left_out) ON packs TO assurance_app;
