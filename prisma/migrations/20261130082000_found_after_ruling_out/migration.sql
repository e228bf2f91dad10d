-- Words in pictures, which are read later, may hold personal data that nobody has looked at.
-- AlterTable
ALTER TABLE "file_texts" ADD COLUMN     "newly_found" BOOLEAN NOT NULL DEFAULT false;
