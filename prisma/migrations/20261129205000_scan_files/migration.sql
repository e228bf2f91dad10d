-- CreateEnum
CREATE TYPE "file_scan" AS ENUM ('not_scanned', 'waiting', 'clean', 'infected', 'failed');

-- AlterTable
ALTER TABLE "evidence_items" ADD COLUMN     "scan" "file_scan" NOT NULL DEFAULT 'not_scanned';

-- AlterTable
ALTER TABLE "files" ADD COLUMN     "scan" "file_scan" NOT NULL DEFAULT 'not_scanned',
ADD COLUMN     "scan_at" TIMESTAMPTZ(3),
ADD COLUMN     "scan_result" TEXT NOT NULL DEFAULT '';

ALTER TABLE files ADD CONSTRAINT files_scan_result CHECK ((scan IN ('infected', 'failed')) = (scan_result <> ''));
GRANT UPDATE (scan, scan_at, scan_result) ON files TO assurance_app;
CREATE INDEX files_waiting ON files (council_id, id) WHERE scan = 'waiting';

-- An item has the scan of the newest version of its file, so that counting evidence needs no other table. In the
-- database, so that it holds for a release before this one too.
CREATE FUNCTION evidence_items_set_scan() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  UPDATE evidence_items i SET scan = f.scan
    FROM evidence_versions v
    JOIN files f ON f.council_id = v.council_id AND f.id = v.file_id
   WHERE v.council_id = NEW.council_id
     AND v.file_id = CASE WHEN TG_TABLE_NAME = 'files' THEN (to_jsonb(NEW) ->> 'id')::uuid
                          ELSE (to_jsonb(NEW) ->> 'file_id')::uuid END
     AND i.council_id = v.council_id AND i.id = v.item_id AND i.scan <> f.scan
     AND NOT EXISTS (SELECT FROM evidence_versions later
                      WHERE later.council_id = v.council_id AND later.item_id = v.item_id AND later.number > v.number);
  RETURN NULL;
END
$$;
CREATE TRIGGER evidence_items_set_scan AFTER UPDATE OF scan ON files
  FOR EACH ROW WHEN (OLD.scan <> NEW.scan) EXECUTE FUNCTION evidence_items_set_scan();
CREATE TRIGGER evidence_items_set_scan AFTER INSERT ON evidence_versions
  FOR EACH ROW EXECUTE FUNCTION evidence_items_set_scan();

-- The rule of countsAsEvidence in lib/record/evidence/lifecycle.ts, for queries that count.
CREATE FUNCTION counts_as_evidence(state evidence_state, scan file_scan) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT state = 'current' AND scan IN ('not_scanned', 'clean') $$;
