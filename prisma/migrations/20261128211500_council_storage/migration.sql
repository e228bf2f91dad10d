-- CreateTable
CREATE TABLE "council_storage" (
    "council_id" UUID NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "council_storage_pkey" PRIMARY KEY ("council_id")
);

-- CreateIndex
CREATE INDEX "files_council_id_sha256_idx" ON "files"("council_id", "sha256");

-- AddForeignKey
ALTER TABLE "council_storage" ADD CONSTRAINT "council_storage_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE council_storage ADD CONSTRAINT council_storage_bytes CHECK (bytes >= 0);

GRANT SELECT, INSERT ON council_storage TO assurance_app;
GRANT UPDATE (bytes) ON council_storage TO assurance_app;

ALTER TABLE council_storage ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON council_storage USING (council_id = current_council_id());

-- By a trigger, so that the sum is right whoever adds or removes a file: a release before this one too.
CREATE FUNCTION files_count_bytes() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE council_storage SET bytes = bytes - OLD.bytes WHERE council_id = OLD.council_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO council_storage AS s (council_id, bytes) VALUES (NEW.council_id, NEW.bytes)
      ON CONFLICT (council_id) DO UPDATE SET bytes = s.bytes + excluded.bytes;
  END IF;
  RETURN NULL;
END
$$;
-- Files that are there already: council by council, as row security holds for the owner too. Nobody adds one meanwhile.
LOCK TABLE files IN SHARE ROW EXCLUSIVE MODE;
DO $$
DECLARE
  council record;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council.id::text, true);
    INSERT INTO council_storage (council_id, bytes)
      SELECT council.id, coalesce(sum(bytes), 0) FROM files WHERE council_id = council.id;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
CREATE TRIGGER files_count_bytes AFTER INSERT OR DELETE OR UPDATE OF bytes ON files
  FOR EACH ROW EXECUTE FUNCTION files_count_bytes();
