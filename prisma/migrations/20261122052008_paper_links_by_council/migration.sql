-- AlterTable
ALTER TABLE "paper_links" DROP CONSTRAINT "paper_links_pkey",
ADD CONSTRAINT "paper_links_pkey" PRIMARY KEY ("council_id", "id");
