-- CreateTable
CREATE TABLE "statement_drafts" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "page_id" UUID NOT NULL,
    "edit" BIGINT NOT NULL,
    "base_version" INTEGER NOT NULL,
    "score" TEXT NOT NULL,
    "strengths" TEXT NOT NULL,
    "improvements" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "completed" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_drafts_pkey" PRIMARY KEY ("council_id","assessment_id","statement","person_id","page_id")
);

-- AddForeignKey
ALTER TABLE "statement_drafts" ADD CONSTRAINT "statement_drafts_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_drafts" ADD CONSTRAINT "statement_drafts_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE statement_drafts
  ADD CONSTRAINT statement_drafts_base_version CHECK (base_version >= 0),
  ADD CONSTRAINT statement_drafts_score CHECK (score IN ('', '1', '2', '3', '4', 'none')),
  ADD CONSTRAINT statement_drafts_completed CHECK (completed IN ('', 'yes', 'no'));
GRANT SELECT, INSERT, UPDATE, DELETE ON statement_drafts TO assurance_app;
ALTER TABLE statement_drafts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON statement_drafts USING (council_id = current_council_id());
