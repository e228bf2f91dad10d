-- AlterTable
ALTER TABLE "council_settings" ADD COLUMN     "keep_evidence_years" INTEGER;

ALTER TABLE council_settings
  ADD CONSTRAINT council_settings_keep_evidence CHECK (keep_evidence_years BETWEEN 1 AND 50);
GRANT UPDATE (keep_evidence_years) ON council_settings TO assurance_app;
