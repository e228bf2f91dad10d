-- AlterTable
ALTER TABLE "packs" ADD COLUMN     "copy_of_id" UUID,
ADD COLUMN     "link_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "packs_council_id_link_id_key" ON "packs"("council_id", "link_id");

-- AddForeignKey
ALTER TABLE "packs" ADD CONSTRAINT "packs_council_id_copy_of_id_fkey" FOREIGN KEY ("council_id", "copy_of_id") REFERENCES "packs"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "packs" ADD CONSTRAINT "packs_council_id_link_id_fkey" FOREIGN KEY ("council_id", "link_id") REFERENCES "links"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A copy is for whoever has its link. What was asked for never changes, so neither column can be updated.
ALTER TABLE packs ADD CONSTRAINT packs_copy CHECK (num_nonnulls(copy_of_id, link_id) IN (0, 2) AND copy_of_id <> id);
