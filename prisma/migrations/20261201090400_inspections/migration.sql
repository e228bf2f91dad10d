-- CreateEnum
CREATE TYPE "inspection_kind" AS ENUM ('full', 'follow_up', 'thematic', 'conversation', 'peer_review');

-- CreateEnum
CREATE TYPE "inspection_state" AS ENUM ('open', 'finished', 'abandoned');

-- CreateTable
CREATE TABLE "inspections" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "inspection_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "rehearsal" BOOLEAN NOT NULL,
    "notice_on" DATE NOT NULL,
    "state" "inspection_state" NOT NULL DEFAULT 'open',
    "ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inspections_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "inspection_steps" (
    "council_id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "set_on" DATE,
    "days" INTEGER,
    "owner_id" UUID,
    "done_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inspection_steps_pkey" PRIMARY KEY ("council_id","inspection_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "inspections_council_id_number_key" ON "inspections"("council_id", "number");

-- AddForeignKey
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_council_id_started_by_id_fkey" FOREIGN KEY ("council_id", "started_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_steps" ADD CONSTRAINT "inspection_steps_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_steps" ADD CONSTRAINT "inspection_steps_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_steps" ADD CONSTRAINT "inspection_steps_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE inspections
  ADD CONSTRAINT inspections_number CHECK (number > 0),
  ADD CONSTRAINT inspections_name CHECK (name <> '' AND char_length(name) <= 120),
  ADD CONSTRAINT inspections_version CHECK (version > 0),
  ADD CONSTRAINT inspections_ended CHECK ((state = 'open') = (ended_on IS NULL));
-- A step of the plan has its name from there, and a row only once something was set. One of the council's own is its row.
ALTER TABLE inspection_steps
  ADD CONSTRAINT inspection_steps_key CHECK (key ~ '^([a-z]+(-[a-z]+)*|own\.[1-9][0-9]*)$' AND char_length(key) <= 40),
  ADD CONSTRAINT inspection_steps_name CHECK ((key LIKE 'own.%') = (name <> '') AND char_length(name) <= 120),
  ADD CONSTRAINT inspection_steps_set_on CHECK (key NOT LIKE 'own.%' OR set_on IS NOT NULL),
  ADD CONSTRAINT inspection_steps_days CHECK (days BETWEEN 1 AND 10),
  ADD CONSTRAINT inspection_steps_version CHECK (version > 0);

GRANT SELECT, INSERT ON inspections, inspection_steps TO assurance_app;
GRANT UPDATE (name, notice_on, state, ended_on, version, changed_by_id, changed_at) ON inspections TO assurance_app;
GRANT UPDATE (name, set_on, days, owner_id, done_on, version, changed_by_id, changed_at) ON inspection_steps
  TO assurance_app;
GRANT DELETE ON inspection_steps TO assurance_app;
ALTER TABLE inspections ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE inspection_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON inspections USING (council_id = current_council_id());
CREATE POLICY own_council ON inspection_steps USING (council_id = current_council_id());

CREATE FUNCTION inspection_steps_keep_planned() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'only a step of the council''s own can be removed'; END $$;
CREATE TRIGGER inspection_steps_keep_planned BEFORE DELETE ON inspection_steps
  FOR EACH ROW WHEN (OLD.key NOT LIKE 'own.%') EXECUTE FUNCTION inspection_steps_keep_planned();
