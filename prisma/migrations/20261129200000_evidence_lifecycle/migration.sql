-- CreateEnum
CREATE TYPE "evidence_state" AS ENUM ('current', 'withdrawn', 'erased');

-- CreateEnum
CREATE TYPE "evidence_step_kind" AS ENUM ('withdrawn', 'restored', 'held', 'released');

-- AlterTable
ALTER TABLE "evidence_items" ADD COLUMN     "held" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "state" "evidence_state" NOT NULL DEFAULT 'current';

-- AlterTable
ALTER TABLE "evidence_links" ADD COLUMN     "file_version" INTEGER;

-- AlterTable
ALTER TABLE "evidence_versions" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "evidence_steps" (
    "council_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "evidence_step_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_steps_pkey" PRIMARY KEY ("council_id","item_id","number")
);

-- AddForeignKey
ALTER TABLE "evidence_steps" ADD CONSTRAINT "evidence_steps_council_id_item_id_fkey" FOREIGN KEY ("council_id", "item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_steps" ADD CONSTRAINT "evidence_steps_council_id_by_id_fkey" FOREIGN KEY ("council_id", "by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE evidence_items ADD CONSTRAINT evidence_items_held CHECK (NOT (held AND state = 'erased'));
ALTER TABLE evidence_links ADD CONSTRAINT evidence_links_file_version CHECK (file_version >= 1);
ALTER TABLE evidence_steps
  ADD CONSTRAINT evidence_steps_number CHECK (number >= 1),
  ADD CONSTRAINT evidence_steps_reason CHECK (reason <> '' OR kind NOT IN ('withdrawn', 'held'));

GRANT SELECT, INSERT ON evidence_steps TO assurance_app;
ALTER TABLE evidence_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON evidence_steps USING (council_id = current_council_id());

CREATE FUNCTION evidence_steps_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'steps of evidence are only ever added'; END $$;
CREATE TRIGGER evidence_steps_no_change BEFORE UPDATE OR DELETE ON evidence_steps
  FOR EACH ROW EXECUTE FUNCTION evidence_steps_refuse();
CREATE TRIGGER evidence_steps_no_truncate BEFORE TRUNCATE ON evidence_steps
  FOR EACH STATEMENT EXECUTE FUNCTION evidence_steps_refuse();

CREATE FUNCTION evidence_items_stay_erased() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'erased evidence stays erased'; END $$;
CREATE TRIGGER evidence_items_stay_erased BEFORE UPDATE ON evidence_items
  FOR EACH ROW WHEN (OLD.state = 'erased' AND NEW.state <> 'erased') EXECUTE FUNCTION evidence_items_stay_erased();

-- A place in a document is a place in the version that was there when it was written. In the database, so that it holds
-- for a release before this one too.
CREATE FUNCTION evidence_links_set_file_version() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  NEW.file_version := (SELECT max(v.number) FROM evidence_versions v
                        WHERE v.council_id = NEW.council_id AND v.item_id = NEW.evidence_item_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER evidence_links_set_file_version BEFORE INSERT ON evidence_links
  FOR EACH ROW WHEN (NEW.file_version IS NULL) EXECUTE FUNCTION evidence_links_set_file_version();

-- Links that are there already: council by council, as row security holds for the owner too.
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    UPDATE evidence_links l SET file_version = v.newest
      FROM (SELECT item_id, max(number) AS newest FROM evidence_versions WHERE council_id = council.id GROUP BY item_id) v
     WHERE l.council_id = council.id AND l.evidence_item_id = v.item_id;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
