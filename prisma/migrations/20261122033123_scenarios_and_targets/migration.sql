-- AlterTable
ALTER TABLE "assessments" ADD COLUMN     "scenarios_made" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "scenarios" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scenarios_pkey" PRIMARY KEY ("council_id","assessment_id","number")
);

-- CreateTable
CREATE TABLE "scenario_scores" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "scenario" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "from_score" SMALLINT,
    "score" SMALLINT NOT NULL,
    "needs" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "scenario_scores_pkey" PRIMARY KEY ("council_id","assessment_id","scenario","statement")
);

-- CreateTable
CREATE TABLE "statement_targets" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "score" SMALLINT,
    "due_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statement_targets_pkey" PRIMARY KEY ("council_id","assessment_id","statement")
);

-- AddForeignKey
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_council_id_assessment_id_fkey" FOREIGN KEY ("council_id", "assessment_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_council_id_made_by_id_fkey" FOREIGN KEY ("council_id", "made_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_scores" ADD CONSTRAINT "scenario_scores_council_id_assessment_id_scenario_fkey" FOREIGN KEY ("council_id", "assessment_id", "scenario") REFERENCES "scenarios"("council_id", "assessment_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scenario_scores" ADD CONSTRAINT "scenario_scores_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_targets" ADD CONSTRAINT "statement_targets_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_targets" ADD CONSTRAINT "statement_targets_council_id_set_by_id_fkey" FOREIGN KEY ("council_id", "set_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A name means one scenario of its assessment, however its letters are written.
CREATE UNIQUE INDEX scenarios_one_of_a_name ON scenarios (council_id, assessment_id, lower(name));

ALTER TABLE assessments ADD CONSTRAINT assessments_scenarios_made CHECK (scenarios_made >= 0);
ALTER TABLE scenarios
  ADD CONSTRAINT scenarios_number CHECK (number >= 1),
  ADD CONSTRAINT scenarios_name CHECK (name <> '' AND char_length(name) <= 100),
  ADD CONSTRAINT scenarios_version CHECK (version >= 1);
ALTER TABLE scenario_scores
  ADD CONSTRAINT scenario_scores_score CHECK (score BETWEEN 1 AND 4),
  ADD CONSTRAINT scenario_scores_from CHECK (from_score BETWEEN 1 AND 4 AND from_score <> score),
  ADD CONSTRAINT scenario_scores_needs CHECK (char_length(needs) <= 2000);
ALTER TABLE statement_targets
  ADD CONSTRAINT statement_targets_score CHECK (score BETWEEN 1 AND 4),
  ADD CONSTRAINT statement_targets_due CHECK (score IS NOT NULL OR due_on IS NULL),
  ADD CONSTRAINT statement_targets_version CHECK (version >= 1);

GRANT UPDATE (scenarios_made) ON assessments TO assurance_app;
GRANT SELECT, INSERT, DELETE ON scenarios, scenario_scores TO assurance_app;
GRANT UPDATE (name, version, changed_by_id, changed_at) ON scenarios TO assurance_app;
GRANT UPDATE (needs) ON scenario_scores TO assurance_app;
GRANT SELECT, INSERT ON statement_targets TO assurance_app;
GRANT UPDATE (score, due_on, version, set_by_id, set_at) ON statement_targets TO assurance_app;
ALTER TABLE scenarios ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE scenario_scores ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_targets ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON scenarios USING (council_id = current_council_id());
CREATE POLICY own_council ON scenario_scores USING (council_id = current_council_id());
CREATE POLICY own_council ON statement_targets USING (council_id = current_council_id());
