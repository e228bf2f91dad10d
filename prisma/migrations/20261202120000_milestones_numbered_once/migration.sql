-- AlterTable
ALTER TABLE "improvement_actions" ADD COLUMN     "last_removed_milestone" INTEGER NOT NULL DEFAULT 0;

GRANT UPDATE (last_removed_milestone) ON improvement_actions TO assurance_app;
