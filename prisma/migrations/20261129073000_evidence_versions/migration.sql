-- CreateTable
CREATE TABLE "evidence_versions" (
    "council_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "file_id" UUID NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_versions_pkey" PRIMARY KEY ("council_id","item_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "evidence_versions_council_id_file_id_key" ON "evidence_versions"("council_id", "file_id");

-- AddForeignKey
ALTER TABLE "evidence_versions" ADD CONSTRAINT "evidence_versions_council_id_item_id_fkey" FOREIGN KEY ("council_id", "item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_versions" ADD CONSTRAINT "evidence_versions_council_id_file_id_fkey" FOREIGN KEY ("council_id", "file_id") REFERENCES "files"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evidence_versions" ADD CONSTRAINT "evidence_versions_council_id_added_by_id_fkey" FOREIGN KEY ("council_id", "added_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE evidence_versions ADD CONSTRAINT evidence_versions_number CHECK (number >= 1);

GRANT SELECT, INSERT ON evidence_versions TO assurance_app;

ALTER TABLE evidence_versions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON evidence_versions USING (council_id = current_council_id());

CREATE FUNCTION evidence_versions_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'versions of evidence are only ever added'; END $$;
CREATE TRIGGER evidence_versions_no_change BEFORE UPDATE ON evidence_versions
  FOR EACH ROW EXECUTE FUNCTION evidence_versions_refuse();

-- For a release before this one, which writes evidence_items.file_id alone: at its commit the item has its first version
-- after all. Goes with that column.
CREATE FUNCTION evidence_items_add_version() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  INSERT INTO evidence_versions (council_id, item_id, number, file_id, added_by_id, added_at)
    VALUES (NEW.council_id, NEW.id, 1, NEW.file_id, NEW.created_by_id, NEW.created_at)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER evidence_items_add_version AFTER INSERT ON evidence_items
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.file_id IS NOT NULL) EXECUTE FUNCTION evidence_items_add_version();

-- Items that are there already: council by council, as row security holds for the owner too.
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    INSERT INTO evidence_versions (council_id, item_id, number, file_id, added_by_id, added_at)
      SELECT council_id, id, 1, file_id, created_by_id, created_at FROM evidence_items
       WHERE council_id = council.id AND file_id IS NOT NULL;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
