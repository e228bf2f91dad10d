-- AlterTable
ALTER TABLE "inspections" ADD COLUMN     "last_removed_point" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "last_removed_session" INTEGER NOT NULL DEFAULT 0;

GRANT UPDATE (last_removed_session, last_removed_point) ON inspections TO assurance_app;
