-- CreateEnum
CREATE TYPE "closing_step_kind" AS ENUM ('requested', 'withdrawn', 'declined', 'closed', 'undone');

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'closing_requested';
ALTER TYPE "notice_kind" ADD VALUE 'closing_declined';
ALTER TYPE "notice_kind" ADD VALUE 'closed';
ALTER TYPE "notice_kind" ADD VALUE 'closing_undone';

-- DropIndex
DROP INDEX "assessments_council_id_number_key";

-- CreateTable
CREATE TABLE "closing_steps" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "kind" "closing_step_kind" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "next_name" TEXT,
    "next_starts_on" DATE,
    "next_ends_on" DATE,
    "next_carries" BOOLEAN,
    "started_id" UUID,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "closing_steps_pkey" PRIMARY KEY ("council_id","assessment_id","step")
);

-- CreateIndex
CREATE INDEX "closing_steps_council_id_started_id_idx" ON "closing_steps"("council_id", "started_id");

-- AddForeignKey
ALTER TABLE "closing_steps" ADD CONSTRAINT "closing_steps_council_id_assessment_id_fkey" FOREIGN KEY ("council_id", "assessment_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closing_steps" ADD CONSTRAINT "closing_steps_council_id_started_id_fkey" FOREIGN KEY ("council_id", "started_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closing_steps" ADD CONSTRAINT "closing_steps_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A cycle that was undone keeps its rows and gives its number to the next one.
CREATE UNIQUE INDEX assessments_number_once ON assessments (council_id, number) WHERE status <> 'undone';
ALTER TABLE assessments
  DROP CONSTRAINT assessments_status,
  ADD CONSTRAINT assessments_status CHECK (status IN ('open', 'closed', 'undone'));

ALTER TABLE closing_steps
  ADD CONSTRAINT closing_steps_step CHECK (step >= 1),
  ADD CONSTRAINT closing_steps_reason CHECK ((reason <> '') = (kind IN ('declined', 'undone'))),
  ADD CONSTRAINT closing_steps_next CHECK (
    num_nonnulls(next_name, next_starts_on, next_ends_on, next_carries) = CASE kind WHEN 'requested' THEN 4 ELSE 0 END),
  ADD CONSTRAINT closing_steps_started CHECK ((started_id IS NOT NULL) = (kind IN ('closed', 'undone')));
GRANT SELECT, INSERT ON closing_steps TO assurance_app;
ALTER TABLE closing_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON closing_steps USING (council_id = current_council_id());

CREATE FUNCTION closing_steps_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'steps of a closing are only ever added'; END $$;
CREATE TRIGGER closing_steps_no_change BEFORE UPDATE OR DELETE ON closing_steps
  FOR EACH ROW EXECUTE FUNCTION closing_steps_refuse();
CREATE TRIGGER closing_steps_no_truncate BEFORE TRUNCATE ON closing_steps
  FOR EACH STATEMENT EXECUTE FUNCTION closing_steps_refuse();
