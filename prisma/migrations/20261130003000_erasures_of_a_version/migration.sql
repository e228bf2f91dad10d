-- AlterTable
ALTER TABLE "assessment_snapshots" ADD COLUMN     "item_hashes" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "erasures" ADD COLUMN     "asked_in" BIGINT,
ADD COLUMN     "file_version" INTEGER;

-- In the database, so that it holds for a release before this one too.
CREATE FUNCTION assessment_snapshots_set_item_hashes() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  NEW.item_hashes := (SELECT coalesce(jsonb_object_agg(one ->> 'reference', one #> '{source,sha256}'), '{}')
                        FROM jsonb_array_elements(NEW.content::jsonb -> 'evidence') one);
  RETURN NEW;
END
$$;
CREATE TRIGGER assessment_snapshots_set_item_hashes BEFORE INSERT OR UPDATE ON assessment_snapshots
  FOR EACH ROW EXECUTE FUNCTION assessment_snapshots_set_item_hashes();

-- Council by council, as row security holds for the owner too.
DO $$
DECLARE
  council record;
BEGIN
  PERFORM set_config('app.erasing', 'yes', true);
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    UPDATE assessment_snapshots SET content = content WHERE council_id = council.id;
    UPDATE erasures r SET file_version = (
      SELECT max(v.number) FROM evidence_versions v
       WHERE v.council_id = r.council_id AND v.item_id = r.item_id AND v.added_at <= r.asked_at)
     WHERE r.council_id = council.id AND r.outcome IS NULL;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
  PERFORM set_config('app.erasing', '', true);
END
$$;

-- The application's role can set app.erasing, but never becomes the owner: only erase_evidence does.
CREATE OR REPLACE FUNCTION is_erasing() RETURNS boolean LANGUAGE sql STABLE AS
$$
  SELECT current_setting('app.erasing', true) IS NOT DISTINCT FROM 'yes'
     AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'public.erasures'::regclass)
$$;

CREATE FUNCTION refuse_erased() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'only the function erase_evidence erases'; END $$;
CREATE TRIGGER evidence_items_erased_by_function BEFORE INSERT OR UPDATE ON evidence_items
  FOR EACH ROW WHEN (NEW.state = 'erased' AND NOT is_erasing()) EXECUTE FUNCTION refuse_erased();
CREATE TRIGGER files_erased_by_function BEFORE INSERT OR UPDATE OF erased_at ON files
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND NOT is_erasing()) EXECUTE FUNCTION refuse_erased();
CREATE TRIGGER assessment_snapshots_redacted_by_function BEFORE INSERT ON assessment_snapshots
  FOR EACH ROW WHEN (NEW.redacted_hash IS NOT NULL) EXECUTE FUNCTION refuse_erased();

-- A request is made without an answer, of what is there then, and answered in a later transaction. xmin would be that of
-- a savepoint.
CREATE FUNCTION erasures_begin_waiting() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  IF NEW.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'a request to erase waits for an answer';
  END IF;
  NEW.asked_in := pg_current_xact_id()::text::bigint;
  NEW.file_version := (SELECT max(v.number) FROM evidence_versions v
                        WHERE v.council_id = NEW.council_id AND v.item_id = NEW.item_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER erasures_begin_waiting BEFORE INSERT ON erasures
  FOR EACH ROW EXECUTE FUNCTION erasures_begin_waiting();
CREATE FUNCTION erasures_answer_later() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a request to erase is answered in a later transaction'; END $$;
CREATE TRIGGER erasures_answer_later BEFORE UPDATE ON erasures
  FOR EACH ROW WHEN (OLD.asked_in = pg_current_xact_id()::text::bigint) EXECUTE FUNCTION erasures_answer_later();

-- Empties everything that holds words of an item of the council in app.council_id, after another person has confirmed
-- it. Runs with its owner's rights, so each statement names the council, as row security does not hold for a superuser.
-- Returns the ids of its files and the new hashes of the content it was part of.
CREATE OR REPLACE FUNCTION erase_evidence(item uuid, erased_title text) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  council uuid := current_council_id();
  erased_name text := 'Erased';
  erased_url text := 'https://erased.invalid/';
  reference text;
  at timestamptz;
  words text[];
  erased_files jsonb;
  redacted jsonb;
BEGIN
  SELECT 'E' || number INTO reference FROM evidence_items
   WHERE council_id = council AND id = item AND state <> 'erased' AND NOT held FOR UPDATE;
  IF reference IS NULL THEN
    RAISE EXCEPTION 'this evidence cannot be erased';
  END IF;
  SELECT decided_at INTO at FROM erasures r
   WHERE r.council_id = council AND r.item_id = item AND r.outcome = 'confirmed' AND r.decided_by_id <> r.asked_by_id
     AND r.file_version IS NOT DISTINCT FROM (
       SELECT max(v.number) FROM evidence_versions v WHERE v.council_id = council AND v.item_id = item);
  IF at IS NULL THEN
    RAISE EXCEPTION 'nobody has confirmed that this evidence is erased as it is now';
  END IF;
  PERFORM set_config('app.erasing', 'yes', true);

  -- Forms and messages of the last minutes name it. Short names could be any word.
  SELECT array_agg(word) INTO words FROM (
    SELECT title FROM evidence_items WHERE council_id = council AND id = item
    UNION SELECT url FROM evidence_items WHERE council_id = council AND id = item
    UNION SELECT f.name FROM evidence_versions v JOIN files f ON f.council_id = v.council_id AND f.id = v.file_id
           WHERE v.council_id = council AND v.item_id = item
  ) named (word) WHERE char_length(word) >= 4;
  DELETE FROM kept_forms k WHERE k.council_id = council AND EXISTS (
    SELECT FROM unnest(words) word WHERE position(btrim(to_json(word)::text, '"') IN k.state::text) > 0);
  DELETE FROM flash_messages f USING sessions s, memberships m
   WHERE s.id = f.session_id AND m.person_id = s.person_id AND m.council_id = council
     AND EXISTS (SELECT FROM unnest(words) word WHERE position(word IN f.text) > 0);

  DELETE FROM event_words w USING audit_events e
   WHERE e.council_id = council AND e.subject = reference AND e.type NOT LIKE 'erasure.%'
     AND w.council_id = e.council_id AND w.seq = e.seq;
  UPDATE evidence_versions SET reason = '' WHERE council_id = council AND item_id = item AND reason <> '';
  UPDATE evidence_steps SET reason = '' WHERE council_id = council AND item_id = item AND reason <> '';
  -- All of them, so that it waits for whoever changes one.
  UPDATE evidence_links SET shows = '', location = '' WHERE council_id = council AND evidence_item_id = item;
  UPDATE comments SET body = '', deleted_at = at
   WHERE council_id = council AND evidence_item_id = item AND deleted_at IS NULL;
  WITH erased AS (
    UPDATE files f SET name = erased_name, erased_at = at FROM evidence_versions v
     WHERE v.council_id = council AND v.item_id = item AND f.council_id = v.council_id AND f.id = v.file_id
    RETURNING f.id
  ) SELECT coalesce(jsonb_agg(id), '[]') INTO erased_files FROM erased;
  UPDATE evidence_items
     SET title = erased_title, owner = '', url = CASE WHEN url IS NULL THEN NULL ELSE erased_url END,
         submission = 'erased:' || id, state = 'erased'
   WHERE council_id = council AND id = item;

  WITH parsed AS (
    SELECT assessment_id, kind, version, content::jsonb AS content FROM assessment_snapshots
     WHERE council_id = council AND position('"' || reference || '"' IN content) > 0
  ), emptied AS (
    SELECT assessment_id, kind, version, (content || jsonb_build_object(
      'evidence', (
        SELECT coalesce(jsonb_agg(CASE WHEN one ->> 'reference' <> reference THEN one ELSE
            (one - 'withdrawn') || jsonb_build_object('title', erased_title, 'owner', '', 'source', (one -> 'source') ||
              CASE one #>> '{source,kind}' WHEN 'file' THEN jsonb_build_object('name', erased_name)
                                           ELSE jsonb_build_object('url', erased_url) END) END ORDER BY n), '[]')
          FROM jsonb_array_elements(content -> 'evidence') WITH ORDINALITY e (one, n)),
      'statements', (
        SELECT coalesce(jsonb_agg(s || jsonb_build_object('uses', (
            SELECT coalesce(jsonb_agg(CASE WHEN one ->> 'reference' <> reference THEN one ELSE
                one || jsonb_build_object('shows', '', 'location', '') END ORDER BY u), '[]')
              FROM jsonb_array_elements(s -> 'uses') WITH ORDINALITY e (one, u))) ORDER BY n), '[]')
          FROM jsonb_array_elements(content -> 'statements') WITH ORDINALITY e (s, n))))::text AS content
      FROM parsed
     WHERE content -> 'evidence' @> jsonb_build_array(jsonb_build_object('reference', reference))
  ), changed AS (
    UPDATE assessment_snapshots s
       SET content = e.content, redacted_hash = encode(sha256(convert_to(e.content, 'UTF8')), 'hex')
      FROM emptied e
     WHERE s.council_id = council AND s.assessment_id = e.assessment_id AND s.kind = e.kind AND s.version = e.version
    RETURNING s.assessment_id, s.kind, s.version, s.redacted_hash
  ) SELECT coalesce(jsonb_agg(jsonb_build_object('assessmentId', assessment_id, 'kind', kind, 'version', version,
                                                 'hash', redacted_hash)), '[]') INTO redacted FROM changed;
  PERFORM set_config('app.erasing', '', true);
  RETURN jsonb_build_object('files', erased_files, 'redacted', redacted);
END
$$;
