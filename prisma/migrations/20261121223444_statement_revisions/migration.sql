-- CreateTable
CREATE TABLE "statement_revisions" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "score" SMALLINT,
    "strengths" TEXT NOT NULL,
    "improvements" TEXT NOT NULL,
    "impact" TEXT NOT NULL,
    "completed" BOOLEAN NOT NULL,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_revisions_pkey" PRIMARY KEY ("council_id","assessment_id","statement","version")
);

-- AddForeignKey
ALTER TABLE "statement_revisions" ADD CONSTRAINT "statement_revisions_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_revisions" ADD CONSTRAINT "statement_revisions_council_id_saved_by_id_fkey" FOREIGN KEY ("council_id", "saved_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE statement_revisions
  ADD CONSTRAINT statement_revisions_score CHECK (score BETWEEN 1 AND 4),
  ADD CONSTRAINT statement_revisions_version CHECK (version >= 1);
GRANT SELECT, INSERT ON statement_revisions TO assurance_app;
ALTER TABLE statement_revisions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON statement_revisions USING (council_id = current_council_id());

-- Of the saves made before revisions were kept, the last of each statement is still known. FORCE holds the owner of
-- the tables to the policies, hence council by council.
DO $$
DECLARE
  council uuid;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council::text, true);
    INSERT INTO statement_revisions
      SELECT council_id, assessment_id, statement, version, score, strengths, improvements, impact, completed,
             saved_by_id, saved_at
        FROM statement_assessments
       WHERE council_id = council AND version > 0;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;

-- Revisions are only ever added.
CREATE FUNCTION statement_revisions_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'revisions of a statement are only ever added'; END $$;
CREATE TRIGGER statement_revisions_no_change BEFORE UPDATE OR DELETE ON statement_revisions
  FOR EACH ROW EXECUTE FUNCTION statement_revisions_refuse();
CREATE TRIGGER statement_revisions_no_truncate BEFORE TRUNCATE ON statement_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION statement_revisions_refuse();
