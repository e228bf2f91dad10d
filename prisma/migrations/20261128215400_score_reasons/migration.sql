-- AlterTable
ALTER TABLE "statement_drafts" ADD COLUMN     "score_reason" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "statement_revisions" ADD COLUMN     "score_reason" TEXT NOT NULL DEFAULT '';
