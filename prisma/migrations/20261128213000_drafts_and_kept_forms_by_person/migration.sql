-- CreateIndex
CREATE INDEX "statement_drafts_council_id_person_id_idx" ON "statement_drafts"("council_id", "person_id");

-- CreateIndex
CREATE INDEX "kept_forms_council_id_person_id_idx" ON "kept_forms"("council_id", "person_id");
