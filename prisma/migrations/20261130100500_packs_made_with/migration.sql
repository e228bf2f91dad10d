-- AlterTable
ALTER TABLE "pack_files" ADD COLUMN     "made_with" TEXT;
