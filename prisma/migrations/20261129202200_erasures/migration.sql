-- CreateEnum
CREATE TYPE "erasure_outcome" AS ENUM ('confirmed', 'declined', 'taken_back');

-- AlterTable
ALTER TABLE "assessment_snapshots" ADD COLUMN     "redacted_hash" TEXT;

-- AlterTable
ALTER TABLE "files" ADD COLUMN     "erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "erasures" (
    "council_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "erasure_outcome",
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("council_id","item_id","number")
);

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_council_id_item_id_fkey" FOREIGN KEY ("council_id", "item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_council_id_asked_by_id_fkey" FOREIGN KEY ("council_id", "asked_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_council_id_decided_by_id_fkey" FOREIGN KEY ("council_id", "decided_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody confirms or declines their own request, and only its asker takes it back.
ALTER TABLE erasures
  ADD CONSTRAINT erasures_number CHECK (number >= 1),
  ADD CONSTRAINT erasures_reason CHECK (reason <> ''),
  ADD CONSTRAINT erasures_decided CHECK (num_nonnulls(outcome, decided_by_id, decided_at) IN (0, 3)),
  ADD CONSTRAINT erasures_two_people CHECK ((outcome = 'taken_back') = (decided_by_id = asked_by_id)),
  ADD CONSTRAINT erasures_answer CHECK ((answer <> '') = (outcome IS NOT DISTINCT FROM 'declined'));
CREATE UNIQUE INDEX erasures_one_waiting ON erasures (council_id, item_id) WHERE outcome IS NULL;
GRANT SELECT, INSERT ON erasures TO assurance_app;
GRANT UPDATE (outcome, decided_by_id, decided_at, answer) ON erasures TO assurance_app;
ALTER TABLE erasures ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON erasures USING (council_id = current_council_id());

CREATE FUNCTION erasures_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'requests to erase are answered once and never removed'; END $$;
CREATE TRIGGER erasures_answered_once BEFORE UPDATE ON erasures
  FOR EACH ROW WHEN (OLD.outcome IS NOT NULL) EXECUTE FUNCTION erasures_refuse();
CREATE TRIGGER erasures_no_delete BEFORE DELETE ON erasures
  FOR EACH ROW EXECUTE FUNCTION erasures_refuse();
CREATE TRIGGER erasures_no_truncate BEFORE TRUNCATE ON erasures
  FOR EACH STATEMENT EXECUTE FUNCTION erasures_refuse();

ALTER TABLE notices
  DROP CONSTRAINT notices_about_something,
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         WHEN kind IN ('evidence_withdrawn', 'evidence_replaced', 'erasure_asked', 'erasure_decided')
           THEN evidence_item_id IS NOT NULL
         ELSE assessment_id IS NOT NULL END);

-- What is only ever added can lose its words, while erase_evidence runs. The application's role may change none of it.
CREATE FUNCTION is_erasing() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT current_setting('app.erasing', true) IS NOT DISTINCT FROM 'yes' $$;

DROP TRIGGER event_words_no_change ON event_words;
CREATE TRIGGER event_words_no_change BEFORE UPDATE OR DELETE ON event_words
  FOR EACH ROW WHEN (NOT is_erasing()) EXECUTE FUNCTION event_words_refuse();
DROP TRIGGER evidence_versions_no_change ON evidence_versions;
CREATE TRIGGER evidence_versions_no_change BEFORE UPDATE ON evidence_versions
  FOR EACH ROW WHEN (NOT is_erasing()) EXECUTE FUNCTION evidence_versions_refuse();
DROP TRIGGER evidence_steps_no_change ON evidence_steps;
CREATE TRIGGER evidence_steps_no_change BEFORE UPDATE OR DELETE ON evidence_steps
  FOR EACH ROW WHEN (NOT is_erasing()) EXECUTE FUNCTION evidence_steps_refuse();
DROP TRIGGER assessment_snapshots_no_change ON assessment_snapshots;
CREATE TRIGGER assessment_snapshots_no_change BEFORE UPDATE OR DELETE ON assessment_snapshots
  FOR EACH ROW WHEN (NOT is_erasing()) EXECUTE FUNCTION reviews_refuse();

ALTER TABLE assessment_snapshots
  DROP CONSTRAINT assessment_snapshots_content_hash,
  ADD CONSTRAINT assessment_snapshots_content_hash
    CHECK (coalesce(redacted_hash, content_hash) = encode(sha256(convert_to(content, 'UTF8')), 'hex'));

-- A reason is needed when a step is taken, and goes with the item's words.
ALTER TABLE evidence_steps DROP CONSTRAINT evidence_steps_reason;
CREATE FUNCTION evidence_steps_need_reason() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a withdrawal and a hold need a reason'; END $$;
CREATE TRIGGER evidence_steps_need_reason BEFORE INSERT ON evidence_steps
  FOR EACH ROW WHEN (NEW.reason = '' AND NEW.kind IN ('withdrawn', 'held'))
  EXECUTE FUNCTION evidence_steps_need_reason();

-- An erased file counts towards no limit.
CREATE FUNCTION files_uncount_erased() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  UPDATE council_storage SET bytes = bytes - NEW.bytes WHERE council_id = NEW.council_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER files_uncount_erased AFTER UPDATE OF erased_at ON files
  FOR EACH ROW WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL) EXECUTE FUNCTION files_uncount_erased();

-- Whoever writes at the moment of an erasure, or in a release before it, adds no words to what was erased.
DROP TRIGGER evidence_items_stay_erased ON evidence_items;
CREATE TRIGGER evidence_items_stay_erased BEFORE UPDATE ON evidence_items
  FOR EACH ROW WHEN (OLD.state = 'erased') EXECUTE FUNCTION evidence_items_stay_erased();
CREATE FUNCTION evidence_versions_not_of_erased() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
  now_is evidence_state;
BEGIN
  SELECT state INTO now_is FROM evidence_items WHERE council_id = NEW.council_id AND id = NEW.item_id FOR KEY SHARE;
  IF now_is = 'erased' THEN
    RAISE EXCEPTION 'erased evidence gets no new version';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER evidence_versions_not_of_erased BEFORE INSERT ON evidence_versions
  FOR EACH ROW EXECUTE FUNCTION evidence_versions_not_of_erased();
CREATE FUNCTION evidence_links_empty_if_erased() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
  now_is evidence_state;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT state INTO now_is FROM evidence_items
     WHERE council_id = NEW.council_id AND id = NEW.evidence_item_id FOR KEY SHARE;
  ELSE
    -- Without a lock: whoever erases waits for this row first.
    SELECT state INTO now_is FROM evidence_items WHERE council_id = NEW.council_id AND id = NEW.evidence_item_id;
  END IF;
  IF now_is = 'erased' THEN
    NEW.shows := '';
    NEW.location := '';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER evidence_links_empty_if_erased BEFORE INSERT OR UPDATE ON evidence_links
  FOR EACH ROW WHEN (NEW.shows <> '' OR NEW.location <> '') EXECUTE FUNCTION evidence_links_empty_if_erased();

-- Empties everything that holds words of an item of the council in app.council_id, after another person has confirmed
-- it. Runs with its owner's rights, so each statement names the council, as row security does not hold for a superuser.
-- Returns the ids of its files and the new hashes of the content it was part of.
CREATE FUNCTION erase_evidence(item uuid, erased_title text) RETURNS jsonb
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
  SELECT decided_at INTO at FROM erasures
   WHERE council_id = council AND item_id = item AND outcome = 'confirmed' AND decided_by_id <> asked_by_id;
  IF at IS NULL THEN
    RAISE EXCEPTION 'nobody has confirmed that this evidence is erased';
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
REVOKE ALL ON FUNCTION erase_evidence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_evidence TO assurance_app;
