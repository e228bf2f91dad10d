-- Lets the rest of the transaction read this council's rows. Returns the hash of its last event, which says whether
-- cached facts still hold: outside a transaction, one statement answers that.
CREATE FUNCTION enter_to_read(council uuid) RETURNS text LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.council_id', council::text, true);
  RETURN (SELECT e.hash FROM audit_events e WHERE e.council_id = council ORDER BY e.seq DESC LIMIT 1);
END
$$;
