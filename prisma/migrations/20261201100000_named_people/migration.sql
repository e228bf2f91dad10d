-- CreateEnum
CREATE TYPE "named_part" AS ENUM ('keeper', 'reader', 'writer', 'checker');

-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'named';

-- CreateTable
CREATE TABLE "inspection_people" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "part" "named_part" NOT NULL,
    "named_by_id" UUID NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "inspection_people_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE INDEX "inspection_people_council_id_inspection_id_idx" ON "inspection_people"("council_id", "inspection_id");

-- AddForeignKey
ALTER TABLE "inspection_people" ADD CONSTRAINT "inspection_people_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_people" ADD CONSTRAINT "inspection_people_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_people" ADD CONSTRAINT "inspection_people_council_id_named_by_id_fkey" FOREIGN KEY ("council_id", "named_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection_people" ADD CONSTRAINT "inspection_people_council_id_ended_by_id_fkey" FOREIGN KEY ("council_id", "ended_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Once for each part, as long as it lasts. What row security asks for first.
CREATE UNIQUE INDEX inspection_people_lasting ON inspection_people (council_id, person_id, part, inspection_id)
  WHERE ended_at IS NULL;
ALTER TABLE inspection_people
  ADD CONSTRAINT inspection_people_ended CHECK (num_nonnulls(ended_by_id, ended_at) <> 1);

GRANT SELECT, INSERT ON inspection_people TO assurance_app;
GRANT UPDATE (ended_by_id, ended_at) ON inspection_people TO assurance_app;
ALTER TABLE inspection_people ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON inspection_people USING (council_id = current_council_id());

CREATE FUNCTION inspection_people_end_once() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'naming a person ends once'; END $$;
CREATE TRIGGER inspection_people_end_once BEFORE UPDATE ON inspection_people
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION inspection_people_end_once();

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
         WHEN kind::text IN ('step_due', 'step_overdue', 'named') THEN inspection_id IS NOT NULL
         ELSE assessment_id IS NOT NULL END);

-- The member who acts in this transaction. A setting of its own: the policies own_memberships and own_notices show
-- whoever app.person_id names their rows of every council. Nobody for links and for jobs of the service.
CREATE FUNCTION acting_person_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT NULLIF(current_setting('app.acting_id', true), '')::uuid $$;

-- The inspections in which the acting member is named for one of these parts. For restrictive policies, such as
--   CREATE POLICY named_people ON cases AS RESTRICTIVE USING (
--     current_setting('app.sees_named', true) = 'all' OR inspection_id IN (SELECT named_inspections('keeper', 'reader')));
-- As a subquery, so that it runs once for a query rather than for each row.
CREATE FUNCTION named_inspections(VARIADIC parts named_part[]) RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$
  SELECT p.inspection_id FROM inspection_people p
   WHERE p.council_id = current_council_id() AND p.person_id = acting_person_id() AND p.part = ANY (parts)
     AND p.ended_at IS NULL
$$;

-- These two as before, and with the acting member.
CREATE OR REPLACE FUNCTION enter_to_read(council uuid, person uuid) RETURNS jsonb LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.council_id', council::text, true), set_config('app.acting_id', person::text, true);
  RETURN jsonb_build_object(
    'head', (SELECT e.hash FROM audit_events e WHERE e.council_id = council ORDER BY e.seq DESC LIMIT 1),
    'look', (SELECT jsonb_build_object('seq', l.seq, 'at', l.at) FROM last_looks l
              WHERE l.council_id = council AND l.person_id = person),
    'drafted', (SELECT coalesce(jsonb_agg(DISTINCT d.statement), '[]') FROM statement_drafts d
                 WHERE d.council_id = council AND (d.person_id = person OR d.saved_at > now() - interval '1 hour')),
    'waiting', (SELECT count(*) FROM file_texts t WHERE t.council_id = council
                   AND (t.state = 'waiting' OR (t.pictures > 0 AND NOT t.ocr))));
END
$$;

CREATE OR REPLACE FUNCTION enter_council(council uuid, person uuid, session uuid, managing boolean)
  RETURNS TABLE (
    role role, person_disabled_at timestamptz,
    session_created_at timestamptz, session_last_seen_at timestamptz, session_ended_at timestamptz
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.council_id', council::text, true), set_config('app.acting_id', person::text, true);
  IF managing THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('members:' || council, 0));
  END IF;
  PERFORM pg_advisory_xact_lock_shared(acting_key(council, person));
  RETURN QUERY
    SELECT m.role, p.disabled_at, s.created_at, s.last_seen_at, s.ended_at
      FROM memberships m
      JOIN people p ON p.id = m.person_id
      LEFT JOIN sessions s
        ON s.id = session AND s.person_id = m.person_id
       AND (m.sessions_from IS NULL OR s.created_at > m.sessions_from)
     WHERE m.council_id = council AND m.person_id = person AND m.disabled_at IS NULL;
END
$$;
