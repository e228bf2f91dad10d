-- AlterTable
ALTER TABLE "comments" ALTER COLUMN "submission" DROP NOT NULL;
