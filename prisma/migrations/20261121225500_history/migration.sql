-- DropIndex
DROP INDEX "audit_events_council_id_subject_idx";

-- CreateTable
CREATE TABLE "last_looks" (
    "council_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "last_looks_pkey" PRIMARY KEY ("council_id","person_id")
);

-- CreateIndex
CREATE INDEX "audit_events_council_id_subject_seq_idx" ON "audit_events"("council_id", "subject", "seq");

-- CreateIndex
CREATE INDEX "audit_events_council_id_actor_id_seq_idx" ON "audit_events"("council_id", "actor_id", "seq");

-- CreateIndex
CREATE INDEX "audit_events_council_id_type_seq_idx" ON "audit_events"("council_id", "type", "seq");

-- CreateIndex
CREATE INDEX "audit_events_council_id_at_idx" ON "audit_events"("council_id", "at");

-- AddForeignKey
ALTER TABLE "last_looks" ADD CONSTRAINT "last_looks_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The statement an event is about, whether it is its subject or stands in its data. Prisma models no such index.
CREATE INDEX audit_events_council_id_statement_seq_idx
  ON audit_events (council_id, (coalesce(data ->> 'statement', subject)), seq);

ALTER TABLE last_looks
  ADD CONSTRAINT last_looks_seq CHECK (seq >= 1);
GRANT SELECT, INSERT, UPDATE ON last_looks TO assurance_app;
ALTER TABLE last_looks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON last_looks USING (council_id = current_council_id());
