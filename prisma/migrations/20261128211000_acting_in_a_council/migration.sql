-- One person's writes in one council, and a change of what they may do there, wait for each other by this key.
CREATE FUNCTION acting_key(council uuid, person uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT hashtextextended('acting:' || council || ':' || person, 0) $$;

-- The start of every write, in one round trip: sets the council that row security lets the transaction see, holds off
-- changes of what the person may do there, and tells what that is by then. `managing`: the write changes what members
-- may do. Those go one at a time, and wait before they hold anything: two administrators may change each other at once.
-- Not one query, because each statement of a function sees what was committed while the one before it waited.
CREATE FUNCTION enter_council(council uuid, person uuid, session uuid, managing boolean)
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
      LEFT JOIN sessions s ON s.id = session AND s.person_id = m.person_id
     WHERE m.council_id = council AND m.person_id = person AND m.disabled_at IS NULL;
END
$$;
