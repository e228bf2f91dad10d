-- AlterTable
ALTER TABLE "file_texts" ADD COLUMN     "is_cut" BOOLEAN NOT NULL DEFAULT false;
