-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "sessions_from" TIMESTAMPTZ(3);

GRANT UPDATE (sessions_from) ON memberships TO assurance_app;

-- A council's administrator ends what somebody has open in that council, and nothing in another: a session that is not
-- newer than the membership's sessions_from is none there.
CREATE OR REPLACE FUNCTION session_memberships(session_id uuid)
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
       AND (m.sessions_from IS NULL OR s.created_at > m.sessions_from)
      LEFT JOIN councils c ON c.id = m.council_id
     WHERE s.id = session_id
     ORDER BY c.name;
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
  PERFORM set_config('app.council_id', council::text, true);
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
