-- CreateEnum
CREATE TYPE "return_origin" AS ENUM ('regulator', 'checklist', 'later');

-- CreateEnum
CREATE TYPE "return_item_kind" AS ENUM ('any', 'documents', 'table', 'narrative');

-- CreateEnum
CREATE TYPE "return_item_state" AS ENUM ('open', 'ready', 'signed_off');

-- CreateEnum
CREATE TYPE "return_answer_kind" AS ENUM ('evidence', 'see', 'link', 'table', 'not_held', 'follows');

-- CreateTable
CREATE TABLE "returns" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "origin" "return_origin" NOT NULL,
    "asked_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "list_version" INTEGER NOT NULL DEFAULT 0,
    "sent_on" DATE,
    "sent_pack" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "returns_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "return_versions" (
    "council_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_versions_pkey" PRIMARY KEY ("council_id","return_id","version")
);

-- CreateTable
CREATE TABLE "return_items" (
    "council_id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "key" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "statements" TEXT[],
    "kind" "return_item_kind" NOT NULL,
    "removed_in" INTEGER,
    "owner_id" UUID,
    "due_on" DATE,
    "state" "return_item_state" NOT NULL DEFAULT 'open',
    "signed_by_id" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_items_pkey" PRIMARY KEY ("council_id","return_id","key")
);

-- CreateTable
CREATE TABLE "return_answers" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "return_id" UUID NOT NULL,
    "item_key" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "return_answer_kind" NOT NULL,
    "evidence_item_id" UUID,
    "place" TEXT NOT NULL DEFAULT '',
    "see_key" INTEGER,
    "url" TEXT NOT NULL DEFAULT '',
    "measure_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "follows_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_answers_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "returns_council_id_inspection_id_number_key" ON "returns"("council_id", "inspection_id", "number");

-- CreateIndex
CREATE INDEX "return_answers_council_id_return_id_item_key_idx" ON "return_answers"("council_id", "return_id", "item_key");

-- CreateIndex
CREATE INDEX "return_answers_council_id_evidence_item_id_idx" ON "return_answers"("council_id", "evidence_item_id");

-- AddForeignKey
ALTER TABLE "returns" ADD CONSTRAINT "returns_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "returns" ADD CONSTRAINT "returns_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "returns" ADD CONSTRAINT "returns_council_id_sent_pack_fkey" FOREIGN KEY ("council_id", "sent_pack") REFERENCES "packs"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "returns" ADD CONSTRAINT "returns_council_id_started_by_id_fkey" FOREIGN KEY ("council_id", "started_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "returns" ADD CONSTRAINT "returns_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_versions" ADD CONSTRAINT "return_versions_council_id_return_id_fkey" FOREIGN KEY ("council_id", "return_id") REFERENCES "returns"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_versions" ADD CONSTRAINT "return_versions_council_id_made_by_id_fkey" FOREIGN KEY ("council_id", "made_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_items" ADD CONSTRAINT "return_items_council_id_return_id_fkey" FOREIGN KEY ("council_id", "return_id") REFERENCES "returns"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_items" ADD CONSTRAINT "return_items_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_items" ADD CONSTRAINT "return_items_council_id_signed_by_id_fkey" FOREIGN KEY ("council_id", "signed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_items" ADD CONSTRAINT "return_items_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_answers" ADD CONSTRAINT "return_answers_council_id_return_id_item_key_fkey" FOREIGN KEY ("council_id", "return_id", "item_key") REFERENCES "return_items"("council_id", "return_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_answers" ADD CONSTRAINT "return_answers_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_answers" ADD CONSTRAINT "return_answers_council_id_return_id_see_key_fkey" FOREIGN KEY ("council_id", "return_id", "see_key") REFERENCES "return_items"("council_id", "return_id", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_answers" ADD CONSTRAINT "return_answers_council_id_measure_id_fkey" FOREIGN KEY ("council_id", "measure_id") REFERENCES "measures"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_answers" ADD CONSTRAINT "return_answers_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE returns
  ADD CONSTRAINT returns_number CHECK (number > 0),
  ADD CONSTRAINT returns_name CHECK (name <> '' AND char_length(name) <= 120),
  ADD CONSTRAINT returns_list_version CHECK (list_version >= 0),
  ADD CONSTRAINT returns_sent CHECK (sent_pack IS NULL OR sent_on IS NOT NULL),
  ADD CONSTRAINT returns_version CHECK (version > 0);
ALTER TABLE return_versions
  ADD CONSTRAINT return_versions_version CHECK (version > 0),
  ADD CONSTRAINT return_versions_content CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  ADD CONSTRAINT return_versions_source CHECK (source <> '' AND char_length(source) <= 200);
ALTER TABLE return_items
  ADD CONSTRAINT return_items_key CHECK (key > 0),
  ADD CONSTRAINT return_items_position CHECK (position >= 0 AND (removed_in IS NULL) = (position > 0)),
  ADD CONSTRAINT return_items_texts CHECK (char_length(number) <= 30 AND char_length(heading) <= 200
                                           AND asked <> '' AND char_length(asked) <= 4000),
  ADD CONSTRAINT return_items_signed CHECK ((state = 'signed_off') = (signed_by_id IS NOT NULL)
                                            AND (signed_by_id IS NULL) = (signed_at IS NULL)),
  -- Not by the person who answers for it.
  ADD CONSTRAINT return_items_signed_by_another CHECK (signed_by_id <> owner_id),
  ADD CONSTRAINT return_items_version CHECK (version > 0);
ALTER TABLE return_answers
  ADD CONSTRAINT return_answers_position CHECK (position > 0),
  ADD CONSTRAINT return_answers_texts CHECK (char_length(place) <= 200 AND char_length(reason) <= 1000
                                             AND char_length(url) <= 2000),
  ADD CONSTRAINT return_answers_kind CHECK (
    (kind = 'evidence') = (evidence_item_id IS NOT NULL) AND (kind = 'see') = (see_key IS NOT NULL)
    AND (kind = 'link') = (url <> '') AND (kind = 'table') = (measure_id IS NOT NULL)
    AND (kind = 'follows') = (follows_on IS NOT NULL) AND (kind <> 'not_held' OR reason <> '')
    AND (kind IN ('not_held', 'follows') OR reason = '') AND (kind IN ('evidence', 'see') OR place = '')),
  ADD CONSTRAINT return_answers_see CHECK (see_key <> item_key),
  ADD CONSTRAINT return_answers_version CHECK (version > 0);

GRANT SELECT, INSERT ON returns, return_versions, return_items, return_answers TO assurance_app;
GRANT UPDATE (name, asked_on, due_on, list_version, sent_on, sent_pack, version, changed_by_id, changed_at) ON returns
  TO assurance_app;
GRANT UPDATE (position, number, heading, asked, statements, kind, removed_in, owner_id, due_on, state, signed_by_id,
              signed_at, version, changed_by_id, changed_at) ON return_items TO assurance_app;
GRANT UPDATE (position, place, url, reason, follows_on, version, changed_by_id, changed_at) ON return_answers
  TO assurance_app;
GRANT DELETE ON return_answers TO assurance_app;
ALTER TABLE returns ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE return_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE return_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE return_answers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON returns USING (council_id = current_council_id());
CREATE POLICY own_council ON return_versions USING (council_id = current_council_id());
CREATE POLICY own_council ON return_items USING (council_id = current_council_id());
CREATE POLICY own_council ON return_answers USING (council_id = current_council_id());

-- As in 20261130003000, and of answers to a return and of packs of one: only where in the document they point to.
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
  UPDATE return_answers SET place = '' WHERE council_id = council AND evidence_item_id = item;
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
          FROM jsonb_array_elements(content -> 'statements') WITH ORDINALITY e (s, n)))
      || CASE WHEN content ? 'returned' THEN jsonb_build_object('returned', (content -> 'returned')
        || jsonb_build_object('items', (
        SELECT coalesce(jsonb_agg(asked || jsonb_build_object('answers', (
            SELECT coalesce(jsonb_agg(CASE WHEN one ->> 'reference' IS DISTINCT FROM reference THEN one ELSE
                one || jsonb_build_object('place', '', 'page', null) END ORDER BY u), '[]')
              FROM jsonb_array_elements(asked -> 'answers') WITH ORDINALITY e (one, u))) ORDER BY n), '[]')
          FROM jsonb_array_elements(content #> '{returned,items}') WITH ORDINALITY e (asked, n)))) ELSE '{}' END
      )::text AS content
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
