-- CreateTable
CREATE TABLE "search_entries" (
    "council_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "subject" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "search_entries_pkey" PRIMARY KEY ("kind","id","council_id")
);

-- CreateIndex
CREATE INDEX "search_entries_words_idx" ON "search_entries" USING GIN ("words");

-- A search waits for nobody's list of pending words.
ALTER INDEX search_entries_words_idx SET (fastupdate = off);

-- Nobody writes here but triggers of the tables that the words are from. Row security holds for the application's role,
-- but not for the owner, as it does on other tables: under a policy PostgreSQL does not use the index for @@, which is
-- not leakproof. Only find_in_council and find_alike read as the owner, and name the council themselves.
ALTER TABLE search_entries
  ADD CONSTRAINT search_entries_kind CHECK (kind IN ('item', 'use', 'content', 'statement', 'comment', 'measure')),
  ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_council ON search_entries USING (council_id = current_council_id());
GRANT SELECT ON search_entries TO assurance_app;

-- A text without case, accents and punctuation, so that what is typed and what is found are cut into words alike:
-- self-funders, carers_survey.pdf, 3.5.
CREATE FUNCTION search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT regexp_replace(fold(words) COLLATE name_order, '[^[:alnum:]]+', ' ', 'g') $$;

CREATE FUNCTION search_words(words text, weight "char") RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT setweight(to_tsvector('pg_catalog.english', search_text(words)), weight) $$;

-- Each word of a title, and it without each of its letters: two words with one slip between them have one of these in
-- common. The mark before them is in no word.
CREATE FUNCTION search_near(title text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
  SELECT coalesce(array_agg(DISTINCT '~' || CASE letter WHEN 0 THEN word ELSE overlay(word PLACING '' FROM letter FOR 1) END), '{}')
    FROM regexp_split_to_table(search_text(title), ' ') word, generate_series(0, length(word)) letter
   WHERE length(word) BETWEEN 4 AND 24
$$;

-- One index serves all councils: it finds the words of one by a mark in each entry. The details of items, the words of
-- files and all other entries have marks of their own, d, f and o, as they are searched apart.
CREATE FUNCTION search_mark(council uuid, of text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT '@' || of || council::text $$;

CREATE OR REPLACE FUNCTION file_pages_set_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  NEW.words := search_words(left(NEW.body, 50000), 'D');
  RETURN NEW;
END
$$;
-- Words of a page are few enough to stay in its row, where they are read in a quarter of the time.
ALTER TABLE file_pages ALTER words SET STORAGE MAIN;

-- What search_entries holds, from the tables it is from. Texts of their own have "the" between them, which is in no entry
-- but takes a place, so that the last word of one and the first of the next are not in a row. Past assessments keep what statements said; of evidence, what
-- pages show is what it shows in the open one.
CREATE VIEW search_sources WITH (security_invoker = true) AS
  SELECT i.council_id, 'item'::text AS kind, i.id, i.id AS subject,
         array_to_tsvector(ARRAY[search_mark(i.council_id, 'd')] || search_near(i.title))
         || search_words('E' || i.number || ' ' || i.title, 'A')
         || search_words('the ' || concat_ws(' the ', i.owner, (SELECT p.name FROM people p WHERE p.id = i.owner_id),
              array_to_string(i.tags, ' the '), i.url, (
              SELECT f.name FROM evidence_versions v JOIN files f ON f.council_id = v.council_id AND f.id = v.file_id
               WHERE v.council_id = i.council_id AND v.item_id = i.id ORDER BY v.number DESC LIMIT 1)), 'B') AS words
    FROM evidence_items i WHERE i.state <> 'erased'
  UNION ALL
  SELECT l.council_id, 'use', l.id, l.evidence_item_id,
         array_to_tsvector(ARRAY[search_mark(l.council_id, 'd')]) || search_words(l.shows || ' the ' || l.location, 'C')
    FROM evidence_links l JOIN assessments a ON a.council_id = l.council_id AND a.id = l.assessment_id
   WHERE a.status = 'open' AND l.shows || l.location <> ''
  UNION ALL
  -- The words of the newest version, by the number of its pages with each. A vector has room for a megabyte
  -- of them, each with up to five bytes for its place.
  SELECT v.council_id, 'content', v.file_id, v.item_id,
         array_to_tsvector(ARRAY[search_mark(v.council_id, 'f')]) || (
           SELECT coalesce(string_agg(lexeme || ':1' || CASE WHEN pages < 2 THEN 'D' WHEN pages < 4 THEN 'C' WHEN pages < 10 THEN 'B' ELSE 'A' END, ' '), '')::tsvector
             FROM (SELECT lexeme, count(*) AS pages, sum(octet_length(lexeme) + 5) OVER (ORDER BY min(p.number), lexeme) AS size
                     FROM file_pages p, unnest(p.words)
                    WHERE p.council_id = v.council_id AND p.file_id = v.file_id
                    GROUP BY lexeme) counted
            WHERE size < 900000)
    FROM evidence_versions v
    JOIN evidence_items i ON i.council_id = v.council_id AND i.id = v.item_id
    JOIN file_texts t ON t.council_id = v.council_id AND t.file_id = v.file_id
   WHERE t.state = 'read' AND i.state <> 'erased' AND i.scan IN ('not_scanned', 'clean')
     AND NOT EXISTS (SELECT FROM evidence_versions later
                      WHERE later.council_id = v.council_id AND later.item_id = v.item_id AND later.number > v.number)
  UNION ALL
  SELECT s.council_id, 'statement', s.id, s.id,
         array_to_tsvector(ARRAY[search_mark(s.council_id, 'o')])
         || search_words(concat_ws(' the ', s.strengths, s.improvements, s.impact), 'C')
    FROM statement_assessments s JOIN assessments a ON a.council_id = s.council_id AND a.id = s.assessment_id
   WHERE a.status <> 'undone' AND s.strengths || s.improvements || s.impact <> ''
  UNION ALL
  SELECT c.council_id, 'comment', c.id, c.id,
         array_to_tsvector(ARRAY[search_mark(c.council_id, 'o')]) || search_words(c.body, 'C')
    FROM comments c LEFT JOIN assessments a ON a.council_id = c.council_id AND a.id = c.assessment_id
   WHERE c.deleted_at IS NULL AND c.body <> '' AND a.status IS DISTINCT FROM 'undone'
  UNION ALL
  SELECT m.council_id, 'measure', m.id, m.id,
         array_to_tsvector(ARRAY[search_mark(m.council_id, 'o')] || search_near(m.name))
         || search_words(m.name, 'A')
         || search_words('the ' || concat_ws(' the ', m.comparator, m.source, (
              SELECT string_agg(DISTINCT v.source, ' the ') FROM measure_values v
               WHERE v.council_id = m.council_id AND v.measure_id = m.id)), 'C')
    FROM measures m;
GRANT SELECT ON search_sources TO assurance_app;

-- Makes an entry what its source says now. With one plan for every kind: planning takes longer than all the rest. It is
-- made while tables may be small, so it uses their indexes.
CREATE FUNCTION search_refresh(council uuid, of_kind text, of_id uuid) RETURNS void LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off AS
$$
DECLARE
  source record;
BEGIN
  -- Waits for whoever changes the same entry, so that the next statement sees what they wrote.
  PERFORM FROM search_entries e WHERE e.kind = of_kind AND e.id = of_id AND e.council_id = council FOR UPDATE;
  SELECT s.subject, s.words INTO source FROM search_sources s
   WHERE s.council_id = council AND s.kind = of_kind AND s.id = of_id;
  IF NOT FOUND THEN
    DELETE FROM search_entries e WHERE e.kind = of_kind AND e.id = of_id AND e.council_id = council;
    RETURN;
  END IF;
  INSERT INTO search_entries AS e (council_id, kind, id, subject, words)
    VALUES (council, of_kind, of_id, source.subject, source.words)
    ON CONFLICT (kind, id, council_id) DO UPDATE SET words = excluded.words WHERE e.words <> excluded.words;
END
$$;
REVOKE ALL ON FUNCTION search_refresh FROM PUBLIC;

-- In the database, so that it holds for the release before this one too. Arguments: the kind of entry, and the column
-- with its id.
CREATE FUNCTION search_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  changed jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM search_refresh((changed ->> 'council_id')::uuid, TG_ARGV[0], (changed ->> TG_ARGV[1])::uuid);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_keep FROM PUBLIC;
CREATE TRIGGER search_keep AFTER INSERT OR UPDATE OF title, owner, owner_id, tags, url, number, state ON evidence_items
  FOR EACH ROW EXECUTE FUNCTION search_keep('item', 'id');
CREATE TRIGGER search_keep AFTER INSERT ON evidence_versions
  FOR EACH ROW EXECUTE FUNCTION search_keep('item', 'item_id');
CREATE TRIGGER search_keep AFTER DELETE ON file_texts
  FOR EACH ROW EXECUTE FUNCTION search_keep('content', 'file_id');
-- Once at the end of the transaction: a file is read before its pages are there. By then another council may be set.
CREATE FUNCTION search_keep_read() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$
DECLARE
  before text := coalesce(current_setting('app.council_id', true), '');
BEGIN
  PERFORM set_config('app.council_id', NEW.council_id::text, true);
  PERFORM search_refresh(NEW.council_id, 'content', NEW.file_id);
  PERFORM set_config('app.council_id', before, true);
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_keep_read FROM PUBLIC;
CREATE CONSTRAINT TRIGGER search_keep_read AFTER UPDATE OF state, read_at ON file_texts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'read' OR NEW.state = 'read')
  EXECUTE FUNCTION search_keep_read();
CREATE TRIGGER search_keep AFTER INSERT OR DELETE OR UPDATE OF shows, location ON evidence_links
  FOR EACH ROW EXECUTE FUNCTION search_keep('use', 'id');
CREATE TRIGGER search_keep AFTER INSERT OR DELETE OR UPDATE OF strengths, improvements, impact ON statement_assessments
  FOR EACH ROW EXECUTE FUNCTION search_keep('statement', 'id');
CREATE TRIGGER search_keep AFTER INSERT OR DELETE OR UPDATE OF body, deleted_at ON comments
  FOR EACH ROW EXECUTE FUNCTION search_keep('comment', 'id');
CREATE TRIGGER search_keep AFTER INSERT OR DELETE OR UPDATE OF name, comparator, source ON measures
  FOR EACH ROW EXECUTE FUNCTION search_keep('measure', 'id');
-- Once for each measure whose values a statement changes: an import has a thousand of one.
CREATE FUNCTION search_keep_values() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$
BEGIN
  -- In one order for everybody, which prevents a deadlock between two people.
  PERFORM search_refresh(v.council_id, 'measure', v.measure_id)
    FROM (SELECT DISTINCT c.council_id, c.measure_id FROM changed c ORDER BY c.council_id, c.measure_id) v;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_keep_values FROM PUBLIC;
CREATE TRIGGER search_keep_added AFTER INSERT ON measure_values
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_keep_values();
CREATE TRIGGER search_keep_changed AFTER UPDATE ON measure_values
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_keep_values();
CREATE TRIGGER search_keep_removed AFTER DELETE ON measure_values
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_keep_values();

-- A newer version, a virus or an erasure ends the search in what a file says.
CREATE FUNCTION search_keep_contents() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM search_refresh(v.council_id, 'content', v.file_id) FROM evidence_versions v
    WHERE v.council_id = NEW.council_id
      AND v.item_id = (to_jsonb(NEW) ->> CASE TG_TABLE_NAME WHEN 'evidence_items' THEN 'id' ELSE 'item_id' END)::uuid;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_keep_contents FROM PUBLIC;
CREATE TRIGGER search_keep_contents AFTER UPDATE OF state, scan ON evidence_items
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.scan <> NEW.scan) EXECUTE FUNCTION search_keep_contents();
CREATE TRIGGER search_keep_contents AFTER INSERT ON evidence_versions
  FOR EACH ROW EXECUTE FUNCTION search_keep_contents();

-- Closing an assessment ends what evidence shows in it, undoing one ends it all; reopening brings both back.
CREATE FUNCTION search_keep_assessment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$
BEGIN
  PERFORM search_refresh(l.council_id, 'use', l.id) FROM evidence_links l
    WHERE l.council_id = NEW.council_id AND l.assessment_id = NEW.id;
  PERFORM search_refresh(s.council_id, 'statement', s.id) FROM statement_assessments s
    WHERE s.council_id = NEW.council_id AND s.assessment_id = NEW.id;
  PERFORM search_refresh(c.council_id, 'comment', c.id) FROM comments c
    WHERE c.council_id = NEW.council_id AND c.assessment_id = NEW.id;
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION search_keep_assessment FROM PUBLIC;
CREATE TRIGGER search_keep_assessment AFTER UPDATE OF status ON assessments
  FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION search_keep_assessment();

-- What has each of these terms, a word or words in a row: of each kind those at places first to last, and how many there
-- are in all. An evidence item has a term if its details have it, what it shows, or what its file says. Runs with its
-- owner's rights, to use the index, and reads nothing but the entries and pages of the council in app.council_id.
--
-- So that no search takes long, words of files count for the order of the first 20 only, as many as a page shows, and words
-- in a row are looked for on 5,000 pages of the files that have the words, in items that have all other terms, the newest
-- first. A row of kind “cut” says that there are more. Among equals the newest are first. Grouped by hashing: PostgreSQL
-- expects too few rows and would sort them. One plan serves every search.
CREATE FUNCTION find_in_council(terms text[], kinds text[], first integer, last integer)
  RETURNS TABLE (kind text, subject uuid, total integer)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET enable_sort = off
  SET jit = off SET plan_cache_mode = force_generic_plan AS
$$
  WITH council AS MATERIALIZED (SELECT current_council_id() AS id),
  mark AS MATERIALIZED (
    SELECT quote_literal(search_mark(id, 'd'))::tsquery AS details, quote_literal(search_mark(id, 'f'))::tsquery AS files,
           quote_literal(search_mark(id, 'o'))::tsquery AS others
      FROM council
  ), term AS MATERIALIZED (
    SELECT 1 << n::integer AS bit, exact, words, numnode(exact) > 1 AS in_a_row,
           words && m.details AS details, words && m.files AS files
      FROM mark m, unnest(terms) WITH ORDINALITY one (text, n),
           LATERAL (SELECT search_text(text) AS bare) folded,
           LATERAL (SELECT phraseto_tsquery('pg_catalog.english', bare) AS exact,
                           plainto_tsquery('pg_catalog.english', bare) AS words OFFSET 0) cut
     WHERE numnode(words) > 0
  ), asked AS MATERIALIZED (
    SELECT bit_or(t.bit) AS bits, bit_or(t.bit) FILTER (WHERE NOT t.in_a_row) AS single,
           string_agg('(' || t.words::text || ')', '|')::tsquery AS any_of,
           string_agg('(' || t.words::text || ')', '&')::tsquery && (SELECT m.others FROM mark m) AS others
      FROM term t
  ), word AS NOT MATERIALIZED (
    SELECT e.subject, t.bit, ts_rank('{0.05,0.2,0.5,1}', e.words, t.exact) AS score
      FROM term t JOIN search_entries e ON e.words @@ t.details
     WHERE NOT t.in_a_row AND e.council_id = (SELECT id FROM council) AND 'item' = ANY (kinds)
    UNION ALL
    SELECT e.subject, t.bit, 0::real
      FROM term t JOIN search_entries e ON e.words @@ t.files
     WHERE NOT t.in_a_row AND e.council_id = (SELECT id FROM council) AND 'content' = ANY (kinds)
  ), page AS MATERIALIZED (
    SELECT t.bit, p.subject, p.has
      FROM term t,
           LATERAL (SELECT f.subject, p.words @@ t.exact AS has
                      FROM (SELECT e.id, e.subject FROM search_entries e
                             WHERE e.words @@ t.files AND e.council_id = (SELECT id FROM council)
                               AND ((SELECT single FROM asked) IS NULL OR e.subject IN (
                                     SELECT w.subject FROM word w GROUP BY w.subject
                                     HAVING bit_or(w.bit) = (SELECT single FROM asked)))
                             ORDER BY e.subject DESC) f,
                           LATERAL (SELECT p.words FROM file_pages p
                                     WHERE p.council_id = (SELECT id FROM council) AND p.file_id = f.id OFFSET 0) p
                     LIMIT 5001) p
     WHERE t.in_a_row AND 'content' = ANY (kinds)
  ), hit AS (
    SELECT w.subject, w.bit, w.score FROM word w
    UNION ALL
    SELECT e.subject, t.bit, ts_rank('{0.05,0.2,0.5,1}', e.words, t.exact)
      FROM term t JOIN search_entries e ON e.words @@ t.details
     WHERE t.in_a_row AND e.words @@ t.exact AND e.council_id = (SELECT id FROM council) AND 'item' = ANY (kinds)
    UNION ALL
    SELECT DISTINCT p.subject, p.bit, 0::real FROM page p WHERE p.has
  ), item AS MATERIALIZED (
    SELECT h.subject, sum(h.score) AS score FROM hit h GROUP BY h.subject
    HAVING bit_or(h.bit) = (SELECT bits FROM asked)
  ), other AS MATERIALIZED (
    SELECT e.kind, e.subject, (SELECT sum(ts_rank('{0.05,0.2,0.5,1}', e.words, t.exact)) FROM term t) AS score
      FROM asked a JOIN search_entries e ON e.words @@ a.others
     WHERE e.council_id = (SELECT id FROM council) AND e.kind = ANY (kinds)
       AND NOT EXISTS (SELECT FROM term t WHERE t.in_a_row AND NOT e.words @@ t.exact)
  ), top AS (
    (SELECT 'item' AS kind, (SELECT count(*)::integer FROM item) AS total, i.subject, i.score
       FROM item i ORDER BY i.score DESC, i.subject DESC LIMIT greatest(last, 20))
    UNION ALL
    SELECT o.kind, count(*) OVER (PARTITION BY o.kind)::integer, o.subject, o.score FROM other o
  ), placed AS MATERIALIZED (
    SELECT p.*, row_number() OVER (PARTITION BY p.kind ORDER BY p.score DESC, p.subject DESC) AS place FROM top p
  ), said AS MATERIALIZED (
    SELECT p.kind, p.total, p.subject, p.place,
           p.score + CASE WHEN p.kind = 'item' AND p.place <= 20 AND 'content' = ANY (kinds) THEN coalesce((
             SELECT ts_rank('{0.02,0.05,0.1,0.2}', e.words, (SELECT any_of FROM asked))
               FROM search_entries e
              WHERE e.kind = 'content' AND e.council_id = (SELECT id FROM council)
                AND e.id = (SELECT v.file_id FROM evidence_versions v
                             WHERE v.council_id = (SELECT id FROM council) AND v.item_id = p.subject
                             ORDER BY v.number DESC LIMIT 1)), 0) ELSE 0 END AS score
      FROM placed p
  ), ranked AS (
    SELECT p.kind, p.subject, p.total,
           row_number() OVER (PARTITION BY p.kind ORDER BY p.place > 20, p.score DESC, p.place) AS place
      FROM said p
  )
  (SELECT r.kind, r.subject, r.total FROM ranked r WHERE r.place BETWEEN first AND last ORDER BY r.kind, r.place)
  UNION ALL
  SELECT 'cut', NULL, count(*)::integer FROM page p GROUP BY p.bit HAVING count(*) > 5000
$$;
REVOKE ALL ON FUNCTION find_in_council FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_in_council TO assurance_app;

-- The items and measures with a word in their title that may be one of these, with a slip.
CREATE FUNCTION find_alike(words text[], kinds text[], most integer) RETURNS TABLE (kind text, subject uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS
$$
  WITH alike AS MATERIALIZED (
    SELECT string_agg(DISTINCT quote_literal(near), '|')::tsquery
           && (quote_literal(search_mark(current_council_id(), 'd')) || '|' || quote_literal(search_mark(current_council_id(), 'o')))::tsquery AS near
      FROM unnest(words) word, unnest(search_near(word)) near
  )
  SELECT e.kind, e.subject FROM alike a JOIN search_entries e ON e.words @@ a.near
   WHERE e.council_id = current_council_id() AND e.kind = ANY (kinds)
   ORDER BY e.subject DESC LIMIT most
$$;
REVOKE ALL ON FUNCTION find_alike FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_alike TO assurance_app;

-- Council by council, as row security holds for the owner of the other tables too.
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    UPDATE file_pages SET body = body WHERE council_id = council.id;
    INSERT INTO search_entries (council_id, kind, id, subject, words)
      SELECT s.council_id, s.kind, s.id, s.subject, s.words FROM search_sources s WHERE s.council_id = council.id;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
