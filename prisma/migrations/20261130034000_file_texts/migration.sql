-- CreateEnum
CREATE TYPE "text_state" AS ENUM ('waiting', 'read', 'empty', 'unreadable');

-- CreateEnum
CREATE TYPE "text_unit" AS ENUM ('page', 'sheet', 'slide', 'part');

-- CreateTable
CREATE TABLE "file_texts" (
    "council_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "state" "text_state" NOT NULL DEFAULT 'waiting',
    "reason" TEXT NOT NULL DEFAULT '',
    "unit" "text_unit",
    "units" INTEGER NOT NULL DEFAULT 0,
    "units_read" INTEGER NOT NULL DEFAULT 0,
    "pictures" INTEGER NOT NULL DEFAULT 0,
    "ocr" BOOLEAN NOT NULL DEFAULT false,
    "ocr_units" INTEGER NOT NULL DEFAULT 0,
    "confidence" INTEGER,
    "read_at" TIMESTAMPTZ(3),
    "taken_until" TIMESTAMPTZ(3),
    "losses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "file_texts_pkey" PRIMARY KEY ("council_id","file_id")
);

-- CreateTable
CREATE TABLE "file_pages" (
    "council_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "confidence" INTEGER,
    "words" tsvector,

    CONSTRAINT "file_pages_pkey" PRIMARY KEY ("council_id","file_id","number")
);

-- AddForeignKey
ALTER TABLE "file_texts" ADD CONSTRAINT "file_texts_council_id_file_id_fkey" FOREIGN KEY ("council_id", "file_id") REFERENCES "files"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_pages" ADD CONSTRAINT "file_pages_council_id_file_id_fkey" FOREIGN KEY ("council_id", "file_id") REFERENCES "file_texts"("council_id", "file_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE file_texts
  ADD CONSTRAINT file_texts_reason CHECK ((state = 'unreadable') = (reason <> '')),
  ADD CONSTRAINT file_texts_read CHECK (state <> 'read' OR (unit IS NOT NULL AND units_read > 0)),
  ADD CONSTRAINT file_texts_units CHECK (units >= units_read AND units_read >= 0 AND pictures >= 0 AND ocr_units >= 0),
  ADD CONSTRAINT file_texts_confidence CHECK (confidence BETWEEN 0 AND 100);
-- The longest text of a page; see lib/record/texts/limits.ts. A tsvector has room for all its words.
ALTER TABLE file_pages
  ADD CONSTRAINT file_pages_number CHECK (number > 0),
  ADD CONSTRAINT file_pages_body CHECK (body <> '' AND char_length(body) <= 50000),
  ADD CONSTRAINT file_pages_label CHECK (char_length(label) <= 200),
  ADD CONSTRAINT file_pages_confidence CHECK (confidence BETWEEN 0 AND 100);

GRANT SELECT, INSERT, UPDATE ON file_texts TO assurance_app;
GRANT SELECT, INSERT, DELETE ON file_pages TO assurance_app;
ALTER TABLE file_texts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE file_pages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON file_texts USING (council_id = current_council_id());
CREATE POLICY own_council ON file_pages USING (council_id = current_council_id());

CREATE INDEX file_texts_waiting ON file_texts (council_id, file_id) WHERE state = 'waiting';

-- Folded, so that accents and kinds of apostrophe make no difference.
CREATE FUNCTION file_pages_set_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  NEW.words := to_tsvector('pg_catalog.english', left(fold(NEW.body), 50000));
  RETURN NEW;
END
$$;
CREATE TRIGGER file_pages_set_words BEFORE INSERT OR UPDATE ON file_pages
  FOR EACH ROW EXECUTE FUNCTION file_pages_set_words();

-- Each file waits to be read from the start. In the database, so that it holds for a release before this one too.
CREATE FUNCTION file_texts_begin() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO file_texts (council_id, file_id) VALUES (NEW.council_id, NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER file_texts_begin AFTER INSERT ON files
  FOR EACH ROW WHEN (NEW.erased_at IS NULL) EXECUTE FUNCTION file_texts_begin();

-- An erased file takes its text with it. Only erase_evidence erases, with its owner's rights.
CREATE FUNCTION file_texts_erase() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  DELETE FROM file_texts WHERE council_id = NEW.council_id AND file_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER file_texts_erase AFTER UPDATE OF erased_at ON files
  FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION file_texts_erase();

-- Council by council, as row security holds for the owner too.
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    INSERT INTO file_texts (council_id, file_id)
    SELECT council_id, id FROM files WHERE council_id = council.id AND erased_at IS NULL;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
