-- AlterTable
ALTER TABLE "assessments" ADD COLUMN     "blind_challenge" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "challenge_scores" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "role" "role" NOT NULL,
    "score" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "own_hidden" BOOLEAN NOT NULL,
    "own_score" SMALLINT,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenge_scores_pkey" PRIMARY KEY ("council_id","assessment_id","statement","person_id","version")
);

-- AddForeignKey
ALTER TABLE "challenge_scores" ADD CONSTRAINT "challenge_scores_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_scores" ADD CONSTRAINT "challenge_scores_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE challenge_scores
  ADD CONSTRAINT challenge_scores_score CHECK (score BETWEEN 1 AND 4),
  ADD CONSTRAINT challenge_scores_own_score CHECK (own_score BETWEEN 1 AND 4),
  ADD CONSTRAINT challenge_scores_reason CHECK (reason <> ''),
  ADD CONSTRAINT challenge_scores_version CHECK (version >= 1);
GRANT SELECT, INSERT ON challenge_scores TO assurance_app;
GRANT UPDATE (blind_challenge) ON assessments TO assurance_app;
ALTER TABLE challenge_scores ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON challenge_scores USING (council_id = current_council_id());

-- A score that was given is not taken back: a later one stands beside it.
CREATE FUNCTION challenge_scores_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'challenge scores are only ever added'; END $$;
CREATE TRIGGER challenge_scores_no_change BEFORE UPDATE OR DELETE ON challenge_scores
  FOR EACH ROW EXECUTE FUNCTION challenge_scores_refuse();
CREATE TRIGGER challenge_scores_no_truncate BEFORE TRUNCATE ON challenge_scores
  FOR EACH STATEMENT EXECUTE FUNCTION challenge_scores_refuse();
