-- AlterTable
ALTER TABLE "file_texts" ADD COLUMN     "personal_data" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "evidence_items" ADD COLUMN     "ruled_out_in" INTEGER;

ALTER TABLE file_texts
  -- What seems to be in it, as lib/kernel/text/personal-data.ts names it: {"nhs": {"count": 2, "pages": [3, 7]}}.
  ADD CONSTRAINT file_texts_personal_data CHECK (jsonb_typeof(personal_data) = 'object');
ALTER TABLE evidence_items ADD CONSTRAINT evidence_items_ruled_out_in CHECK (ruled_out_in > 0);
