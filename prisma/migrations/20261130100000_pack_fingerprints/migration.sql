-- CreateTable
CREATE TABLE "exported_packs" (
    "council_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exported_packs_pkey" PRIMARY KEY ("council_id","seq")
);

-- CreateIndex
CREATE INDEX "exported_packs_sha256_idx" ON "exported_packs"("sha256");

-- CreateIndex
CREATE INDEX "pack_files_sha256_idx" ON "pack_files"("sha256");

-- AddForeignKey
ALTER TABLE "exported_packs" ADD CONSTRAINT "exported_packs_council_id_seq_fkey" FOREIGN KEY ("council_id", "seq") REFERENCES "audit_events"("council_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT ON exported_packs TO assurance_app;
ALTER TABLE exported_packs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON exported_packs USING (council_id = current_council_id());

-- Packs that are made as they are downloaded are in the history alone. Kept by the database, so that those of the release
-- before this one, which may still run beside it, are there too. As its owner, so that the service cannot add others.
CREATE FUNCTION exported_packs_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO exported_packs (council_id, seq, sha256, at)
    VALUES (NEW.council_id, NEW.seq, NEW.data ->> 'sha256', NEW.at);
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION exported_packs_keep() FROM PUBLIC;
CREATE TRIGGER exported_packs_keep AFTER INSERT ON audit_events
  FOR EACH ROW WHEN (NEW.type = 'pack.exported') EXECUTE FUNCTION exported_packs_keep();

-- Council by council, as row security holds for the owner too.
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    INSERT INTO exported_packs (council_id, seq, sha256, at)
      SELECT council_id, seq, data ->> 'sha256', at FROM audit_events
       WHERE council_id = council.id AND type = 'pack.exported';
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;

-- Whoever has a file of a pack can say its fingerprint, and sees the rows that have it: nothing else of any council.
CREATE FUNCTION current_pack_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.pack_hash', true), '') $$;
CREATE POLICY by_hash ON pack_files FOR SELECT USING (sha256 = current_pack_hash());
CREATE POLICY by_hash ON exported_packs FOR SELECT USING (sha256 = current_pack_hash());
CREATE FUNCTION pack_of_hash(hash text)
  RETURNS TABLE (council_id uuid, council_name text, pack_id uuid, volume integer, at timestamptz, is_kept boolean)
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.pack_hash', hash, true);
  RETURN QUERY
    SELECT c.id, c.name, found.pack_id, found.volume, found.at, found.is_kept
      FROM (SELECT f.council_id, f.pack_id, f.volume, f.made_at AS at, f.removed_at IS NULL AS is_kept
              FROM pack_files f WHERE f.sha256 = hash
             UNION ALL
            SELECT e.council_id, NULL, NULL, e.at, false FROM exported_packs e WHERE e.sha256 = hash) found
      JOIN councils c ON c.id = found.council_id
     ORDER BY found.is_kept DESC, found.at DESC
     LIMIT 1;
END
$$;
