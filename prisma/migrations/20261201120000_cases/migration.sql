-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('drawn', 'offered', 'chosen', 'met', 'left_out');

-- CreateEnum
CREATE TYPE "case_consent" AS ENUM ('not_asked', 'asked', 'given', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "case_advocacy" AS ENUM ('not_known', 'not_needed', 'needed', 'in_place');

-- CreateEnum
CREATE TYPE "case_chronology" AS ENUM ('not_checked', 'complete', 'gaps');

-- CreateEnum
CREATE TYPE "log_state" AS ENUM ('writing', 'for_review', 'reviewed');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "notice_kind" ADD VALUE 'log_for_review';
ALTER TYPE "notice_kind" ADD VALUE 'log_reviewed';

-- CreateTable
CREATE TABLE "registers" (
    "council_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "example" TEXT NOT NULL,
    "offered" INTEGER NOT NULL,
    "chosen" INTEGER NOT NULL,
    "met" INTEGER NOT NULL,
    "delete_on" DATE NOT NULL,
    "last_case" INTEGER NOT NULL DEFAULT 0,
    "last_log" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "registers_pkey" PRIMARY KEY ("council_id","inspection_id")
);

-- CreateTable
CREATE TABLE "cases" (
    "council_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "reference" TEXT NOT NULL,
    "cohort" TEXT NOT NULL DEFAULT '',
    "team" TEXT NOT NULL DEFAULT '',
    "practitioner" TEXT NOT NULL DEFAULT '',
    "consent" "case_consent" NOT NULL DEFAULT 'not_asked',
    "advocacy" "case_advocacy" NOT NULL DEFAULT 'not_known',
    "chronology" "case_chronology" NOT NULL DEFAULT 'not_checked',
    "state" "case_state" NOT NULL DEFAULT 'drawn',
    "notes" TEXT NOT NULL DEFAULT '',
    "draw" INTEGER,
    "salt" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cases_pkey" PRIMARY KEY ("council_id","inspection_id","number")
);

-- CreateTable
CREATE TABLE "case_draws" (
    "council_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "quotas" JSONB NOT NULL,
    "candidates" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "drawn_by_id" UUID NOT NULL,
    "drawn_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_draws_pkey" PRIMARY KEY ("council_id","inspection_id","number")
);

-- CreateTable
CREATE TABLE "case_logs" (
    "council_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "reference" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID NOT NULL,
    "situation" TEXT NOT NULL DEFAULT '',
    "decisions" TEXT NOT NULL DEFAULT '',
    "voice" TEXT NOT NULL DEFAULT '',
    "learning" TEXT NOT NULL DEFAULT '',
    "support" TEXT NOT NULL DEFAULT '',
    "state" "log_state" NOT NULL DEFAULT 'writing',
    "review" TEXT NOT NULL DEFAULT '',
    "reviewed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "salt" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_logs_pkey" PRIMARY KEY ("council_id","inspection_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "cases_council_id_inspection_id_reference_key" ON "cases"("council_id", "inspection_id", "reference");

-- AddForeignKey
ALTER TABLE "registers" ADD CONSTRAINT "registers_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registers" ADD CONSTRAINT "registers_council_id_opened_by_id_fkey" FOREIGN KEY ("council_id", "opened_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "registers" ADD CONSTRAINT "registers_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cases" ADD CONSTRAINT "cases_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_draws" ADD CONSTRAINT "case_draws_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_draws" ADD CONSTRAINT "case_draws_council_id_drawn_by_id_fkey" FOREIGN KEY ("council_id", "drawn_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_logs" ADD CONSTRAINT "case_logs_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_logs" ADD CONSTRAINT "case_logs_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_logs" ADD CONSTRAINT "case_logs_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_logs" ADD CONSTRAINT "case_logs_council_id_reviewed_by_id_fkey" FOREIGN KEY ("council_id", "reviewed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE registers
  ADD CONSTRAINT registers_example CHECK (char_length(example) <= 30 AND (example = '') = (deleted_at IS NOT NULL)),
  ADD CONSTRAINT registers_counts CHECK (met BETWEEN 0 AND chosen AND chosen <= offered AND offered BETWEEN 1 AND 300),
  ADD CONSTRAINT registers_last CHECK (last_case >= 0 AND last_log >= 0),
  ADD CONSTRAINT registers_version CHECK (version > 0);
ALTER TABLE cases
  ADD CONSTRAINT cases_number CHECK (number > 0),
  ADD CONSTRAINT cases_reference CHECK (reference <> '' AND char_length(reference) <= 30),
  ADD CONSTRAINT cases_groups CHECK (char_length(cohort) <= 60 AND char_length(team) <= 60),
  ADD CONSTRAINT cases_practitioner CHECK (practitioner ~ '^([A-Z0-9-]*[0-9][A-Z0-9-]*)?$' AND char_length(practitioner) <= 12),
  ADD CONSTRAINT cases_notes CHECK (char_length(notes) <= 1000),
  ADD CONSTRAINT cases_salt CHECK (salt ~ '^[0-9a-f]{32}$'),
  ADD CONSTRAINT cases_version CHECK (version > 0);
ALTER TABLE case_draws
  ADD CONSTRAINT case_draws_number CHECK (number > 0),
  ADD CONSTRAINT case_draws_seed CHECK (seed ~ '^[0-9a-f]{32}$'),
  ADD CONSTRAINT case_draws_size CHECK (size BETWEEN 1 AND 300),
  ADD CONSTRAINT case_draws_salt CHECK (salt ~ '^[0-9a-f]{32}$');
ALTER TABLE case_logs
  ADD CONSTRAINT case_logs_number CHECK (number > 0),
  ADD CONSTRAINT case_logs_reference CHECK (char_length(reference) <= 30),
  ADD CONSTRAINT case_logs_texts CHECK (
    GREATEST(char_length(situation), char_length(decisions), char_length(voice), char_length(learning), char_length(support)) <= 3000
    AND char_length(review) <= 2000),
  ADD CONSTRAINT case_logs_reviewed CHECK (
    num_nonnulls(reviewed_by_id, reviewed_at) <> 1 AND (state <> 'reviewed' OR reviewed_by_id IS NOT NULL)),
  ADD CONSTRAINT case_logs_salt CHECK (salt ~ '^[0-9a-f]{32}$'),
  ADD CONSTRAINT case_logs_version CHECK (version > 0);

GRANT SELECT, INSERT ON registers, cases, case_draws, case_logs TO assurance_app;
GRANT DELETE ON cases, case_draws, case_logs TO assurance_app;
GRANT UPDATE (example, offered, chosen, met, delete_on, last_case, last_log, version, changed_by_id, changed_at, deleted_at)
  ON registers TO assurance_app;
GRANT UPDATE (reference, cohort, team, practitioner, consent, advocacy, chronology, state, notes, salt, version,
              changed_by_id, changed_at) ON cases TO assurance_app;
GRANT UPDATE (reference, situation, decisions, voice, learning, support, state, review, reviewed_by_id, reviewed_at,
              salt, version, changed_by_id, changed_at) ON case_logs TO assurance_app;

ALTER TABLE registers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE cases ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_draws ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE case_logs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON registers USING (council_id = current_council_id());
CREATE POLICY own_council ON cases USING (council_id = current_council_id());
CREATE POLICY own_council ON case_draws USING (council_id = current_council_id());
CREATE POLICY own_council ON case_logs USING (council_id = current_council_id());
-- On top of it. A writer needs the register for what references look like, and sees their own logs.
CREATE POLICY named_people ON registers AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all'
  OR inspection_id IN (SELECT named_inspections('keeper', 'reader', 'writer')));
CREATE POLICY named_people ON cases AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all' OR inspection_id IN (SELECT named_inspections('keeper', 'reader')));
CREATE POLICY named_people ON case_draws AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all' OR inspection_id IN (SELECT named_inspections('keeper', 'reader')));
CREATE POLICY named_people ON case_logs AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all'
  OR inspection_id IN (SELECT named_inspections('keeper', 'reader'))
  OR (owner_id = acting_person_id() AND inspection_id IN (SELECT named_inspections('writer'))));

CREATE FUNCTION registers_delete_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'a deleted register of cases stays as it is'; END $$;
CREATE TRIGGER registers_delete_once BEFORE UPDATE ON registers
  FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL) EXECUTE FUNCTION registers_delete_once();

-- A case can be removed by itself until it is offered. Otherwise all go at once, as the register is deleted.
CREATE FUNCTION only_with_their_register() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  IF current_setting('app.deleting', true) IS DISTINCT FROM 'register' THEN
    RAISE EXCEPTION 'what named people see is deleted with its register';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER cases_with_their_register BEFORE DELETE ON cases
  FOR EACH ROW WHEN (OLD.state <> 'drawn') EXECUTE FUNCTION only_with_their_register();
CREATE TRIGGER case_draws_with_their_register BEFORE DELETE ON case_draws
  FOR EACH ROW EXECUTE FUNCTION only_with_their_register();
CREATE TRIGGER case_logs_with_their_register BEFORE DELETE ON case_logs
  FOR EACH ROW EXECUTE FUNCTION only_with_their_register();

-- As text: a new value cannot be named as such in the transaction that adds it.
ALTER TABLE notices
  DROP CONSTRAINT notices_about_something,
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         WHEN kind IN ('evidence_withdrawn', 'evidence_due', 'evidence_expired')
           THEN (evidence_item_id IS NOT NULL) = (cardinality(covers) = 0) AND cardinality(covers) <> 1
         WHEN kind IN ('evidence_replaced', 'evidence_infected', 'erasure_asked', 'erasure_decided')
           THEN evidence_item_id IS NOT NULL
         WHEN kind::text IN ('step_due', 'step_overdue', 'named', 'log_for_review', 'log_reviewed')
           THEN inspection_id IS NOT NULL
         ELSE assessment_id IS NOT NULL END);
