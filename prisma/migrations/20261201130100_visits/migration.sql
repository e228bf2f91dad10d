-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('interview', 'focus_group', 'presentation', 'tour', 'other');

-- CreateEnum
CREATE TYPE "session_state" AS ENUM ('planned', 'held', 'cancelled');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('open', 'answered', 'refused');

-- CreateTable
CREATE TABLE "visit_sessions" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "session_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "room" TEXT NOT NULL DEFAULT '',
    "brief" TEXT NOT NULL DEFAULT '',
    "statements" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" "session_state" NOT NULL DEFAULT 'planned',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_sessions_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "visit_people" (
    "council_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "person_id" UUID,
    "name" TEXT NOT NULL,
    "job" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "visit_people_pkey" PRIMARY KEY ("council_id","session_id","position")
);

-- CreateTable
CREATE TABLE "visit_notes" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "session_id" UUID,
    "capture" UUID NOT NULL,
    "heard" TEXT NOT NULL,
    "theme" TEXT,
    "noted_by_id" UUID NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_notes_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "visit_requests" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL DEFAULT '',
    "what" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" UUID,
    "state" "request_state" NOT NULL DEFAULT 'open',
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',
    "evidence_item_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_requests_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "visit_sessions_council_id_inspection_id_number_key" ON "visit_sessions"("council_id", "inspection_id", "number");

-- CreateIndex
CREATE INDEX "visit_sessions_council_id_starts_at_idx" ON "visit_sessions"("council_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "visit_notes_council_id_capture_key" ON "visit_notes"("council_id", "capture");

-- CreateIndex
CREATE INDEX "visit_notes_council_id_inspection_id_idx" ON "visit_notes"("council_id", "inspection_id");

-- CreateIndex
CREATE UNIQUE INDEX "visit_requests_council_id_inspection_id_number_key" ON "visit_requests"("council_id", "inspection_id", "number");

-- AddForeignKey
ALTER TABLE "visit_sessions" ADD CONSTRAINT "visit_sessions_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_sessions" ADD CONSTRAINT "visit_sessions_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_people" ADD CONSTRAINT "visit_people_council_id_session_id_fkey" FOREIGN KEY ("council_id", "session_id") REFERENCES "visit_sessions"("council_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_people" ADD CONSTRAINT "visit_people_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_notes" ADD CONSTRAINT "visit_notes_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_notes" ADD CONSTRAINT "visit_notes_council_id_session_id_fkey" FOREIGN KEY ("council_id", "session_id") REFERENCES "visit_sessions"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_notes" ADD CONSTRAINT "visit_notes_council_id_noted_by_id_fkey" FOREIGN KEY ("council_id", "noted_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_requests" ADD CONSTRAINT "visit_requests_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_requests" ADD CONSTRAINT "visit_requests_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_requests" ADD CONSTRAINT "visit_requests_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_requests" ADD CONSTRAINT "visit_requests_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE visit_sessions
  ADD CONSTRAINT visit_sessions_number CHECK (number > 0),
  ADD CONSTRAINT visit_sessions_title CHECK (title <> '' AND char_length(title) <= 120),
  ADD CONSTRAINT visit_sessions_times CHECK (
    ends_at > starts_at AND (starts_at AT TIME ZONE 'Europe/London')::date = (ends_at AT TIME ZONE 'Europe/London')::date),
  ADD CONSTRAINT visit_sessions_room CHECK (char_length(room) <= 60),
  ADD CONSTRAINT visit_sessions_brief CHECK (char_length(brief) <= 4000),
  ADD CONSTRAINT visit_sessions_version CHECK (version > 0);
ALTER TABLE visit_people
  ADD CONSTRAINT visit_people_position CHECK (position BETWEEN 1 AND 40),
  ADD CONSTRAINT visit_people_name CHECK (name <> '' AND char_length(name) <= 120),
  ADD CONSTRAINT visit_people_job CHECK (char_length(job) <= 120);
ALTER TABLE visit_notes
  ADD CONSTRAINT visit_notes_heard CHECK (heard <> '' AND char_length(heard) <= 2000);
ALTER TABLE visit_requests
  ADD CONSTRAINT visit_requests_number CHECK (number > 0),
  ADD CONSTRAINT visit_requests_asked_by CHECK (char_length(asked_by) <= 120),
  ADD CONSTRAINT visit_requests_what CHECK (what <> '' AND char_length(what) <= 1000),
  ADD CONSTRAINT visit_requests_answer CHECK (char_length(answer) <= 2000),
  ADD CONSTRAINT visit_requests_answered CHECK ((state = 'open') = (answered_at IS NULL)),
  ADD CONSTRAINT visit_requests_version CHECK (version > 0);

GRANT SELECT, INSERT ON visit_sessions, visit_people, visit_notes, visit_requests TO assurance_app;
GRANT UPDATE (kind, title, starts_at, ends_at, room, brief, statements, state, version, changed_by_id, changed_at)
  ON visit_sessions TO assurance_app;
GRANT UPDATE (asked_by, what, due_at, owner_id, state, answered_at, answer, evidence_item_id, version, changed_by_id, changed_at)
  ON visit_requests TO assurance_app;
GRANT DELETE ON visit_sessions, visit_people, visit_notes TO assurance_app;
ALTER TABLE visit_sessions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE visit_people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE visit_notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE visit_requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON visit_sessions USING (council_id = current_council_id());
CREATE POLICY own_council ON visit_people USING (council_id = current_council_id());
CREATE POLICY own_council ON visit_notes USING (council_id = current_council_id());
CREATE POLICY own_council ON visit_requests USING (council_id = current_council_id());
