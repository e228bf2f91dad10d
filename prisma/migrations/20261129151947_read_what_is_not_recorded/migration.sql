-- Also returns what pages show that changes without an event, so that a page whose facts are all cached needs no other
-- statement: where this person last looked, and the statements with drafts, their own or somebody else's new ones.
DROP FUNCTION enter_to_read(uuid);
CREATE FUNCTION enter_to_read(council uuid, person uuid) RETURNS jsonb LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.council_id', council::text, true);
  RETURN jsonb_build_object(
    'head', (SELECT e.hash FROM audit_events e WHERE e.council_id = council ORDER BY e.seq DESC LIMIT 1),
    'look', (SELECT jsonb_build_object('seq', l.seq, 'at', l.at) FROM last_looks l
              WHERE l.council_id = council AND l.person_id = person),
    'drafted', (SELECT coalesce(jsonb_agg(DISTINCT d.statement), '[]') FROM statement_drafts d
                 WHERE d.council_id = council AND (d.person_id = person OR d.saved_at > now() - interval '1 hour')));
END
$$;
