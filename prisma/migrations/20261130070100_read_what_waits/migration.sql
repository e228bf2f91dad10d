-- Files to be read: for the first time or, where words in pictures are read by now, for those.
DROP INDEX file_texts_waiting;
CREATE INDEX file_texts_unread ON file_texts (council_id, file_id)
  WHERE state = 'waiting' OR (pictures > 0 AND NOT ocr);

-- Also returns how many these are: each that is read, which makes no event, changes it.
CREATE OR REPLACE FUNCTION enter_to_read(council uuid, person uuid) RETURNS jsonb LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.council_id', council::text, true);
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
