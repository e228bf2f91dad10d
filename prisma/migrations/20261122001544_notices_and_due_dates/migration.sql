-- CreateEnum
CREATE TYPE "digest_frequency" AS ENUM ('daily', 'weekly', 'off');

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('assigned', 'mentioned', 'proposed', 'returned', 'signed', 'reopened', 'due', 'overdue');

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "digest" "digest_frequency" NOT NULL DEFAULT 'daily';

-- AlterTable
ALTER TABLE "statement_assessments" ADD COLUMN     "due_on" DATE;

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "actor_id" UUID,
    "assessment_id" UUID,
    "statement" TEXT,
    "evidence_item_id" UUID,
    "comment_id" UUID,
    "detail" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "digest_day" DATE,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "digests" (
    "council_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "dropped" TEXT,

    CONSTRAINT "digests_pkey" PRIMARY KEY ("council_id","person_id","day")
);

-- CreateIndex
CREATE INDEX "notices_council_id_person_id_id_idx" ON "notices"("council_id", "person_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_council_id_person_id_key_key" ON "notices"("council_id", "person_id", "key");

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_actor_id_fkey" FOREIGN KEY ("council_id", "actor_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_assessment_id_fkey" FOREIGN KEY ("council_id", "assessment_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_comment_id_fkey" FOREIGN KEY ("council_id", "comment_id") REFERENCES "comments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_person_id_digest_day_fkey" FOREIGN KEY ("council_id", "person_id", "digest_day") REFERENCES "digests"("council_id", "person_id", "day") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digests" ADD CONSTRAINT "digests_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE notices
  ADD CONSTRAINT notices_statement CHECK (statement ~ '^QS[1-9]$'),
  ADD CONSTRAINT notices_statement_of_an_assessment CHECK (statement IS NULL OR assessment_id IS NOT NULL),
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         ELSE assessment_id IS NOT NULL END),
  ADD CONSTRAINT notices_day CHECK (kind NOT IN ('due', 'overdue') OR detail ~ '^\d{4}-\d\d-\d\d$');
-- The unread of one person are counted for every page.
CREATE INDEX notices_unread ON notices (council_id, person_id) WHERE read_at IS NULL;

GRANT SELECT, INSERT, DELETE ON notices, digests TO assurance_app;
-- A notice is read and sent; what it says is never changed.
GRANT UPDATE (read_at, digest_day) ON notices TO assurance_app;
GRANT UPDATE (sent_at, dropped) ON digests TO assurance_app;
GRANT UPDATE (digest) ON memberships TO assurance_app;
ALTER TABLE notices ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE digests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON notices USING (council_id = current_council_id());
CREATE POLICY own_council ON digests USING (council_id = current_council_id());
-- As with memberships, so that one query tells who is signed in, where they belong and what is new for them there.
CREATE POLICY own_notices ON notices FOR SELECT USING (person_id = current_person_id());

DROP FUNCTION session_memberships(uuid);
CREATE FUNCTION session_memberships(session_id uuid)
  RETURNS TABLE (
    person_id uuid, person_name text, person_email text, disabled_at timestamptz,
    created_at timestamptz, last_seen_at timestamptz, ended_at timestamptz,
    council_id uuid, council_slug text, council_name text, council_is_example boolean, role role,
    unread_notices integer
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.person_id', s.person_id::text, true) FROM sessions s WHERE s.id = session_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT p.id, p.name, p.email, p.disabled_at, s.created_at, s.last_seen_at, s.ended_at,
           c.id, c.slug, c.name, c.is_example, m.role,
           (SELECT count(*)::int FROM notices n
             WHERE n.council_id = m.council_id AND n.person_id = m.person_id AND n.read_at IS NULL)
      FROM sessions s
      JOIN people p ON p.id = s.person_id
      LEFT JOIN memberships m
        ON m.person_id = p.id AND m.person_id = current_person_id() AND m.disabled_at IS NULL
      LEFT JOIN councils c ON c.id = m.council_id
     WHERE s.id = session_id
     ORDER BY c.name;
END
$$;
