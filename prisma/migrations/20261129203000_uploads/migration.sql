-- CreateEnum
CREATE TYPE "upload_state" AS ENUM ('receiving', 'ready', 'refused');

-- CreateTable
CREATE TABLE "uploads" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "key" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "folder" TEXT NOT NULL DEFAULT '',
    "modified" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "state" "upload_state" NOT NULL DEFAULT 'receiving',
    "refusal" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT,
    "without_place" BOOLEAN NOT NULL DEFAULT false,
    "title" TEXT NOT NULL DEFAULT '',
    "answers" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "uploads_council_id_person_id_key_key" ON "uploads"("council_id", "person_id", "key");

-- AddForeignKey
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "council_storage" ADD COLUMN     "waiting" BIGINT NOT NULL DEFAULT 0;

ALTER TABLE uploads
  ADD CONSTRAINT uploads_bytes CHECK (bytes > 0 AND received BETWEEN 0 AND bytes),
  ADD CONSTRAINT uploads_refusal CHECK ((state = 'refused') = (refusal <> '')),
  ADD CONSTRAINT uploads_sha256 CHECK ((state = 'ready') = (sha256 IS NOT NULL) AND sha256 ~ '^[0-9a-f]{64}$');
GRANT SELECT, INSERT, DELETE ON uploads TO assurance_app;
GRANT UPDATE (received, state, refusal, sha256, without_place, title, answers, touched_at) ON uploads TO assurance_app;
ALTER TABLE uploads ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON uploads USING (council_id = current_council_id());

ALTER TABLE council_storage ADD CONSTRAINT council_storage_waiting CHECK (waiting >= 0);
GRANT UPDATE (waiting) ON council_storage TO assurance_app;

-- What is on its way counts as stored from its first byte, whichever server receives it. A refused file is not kept.
CREATE FUNCTION uploads_count_bytes() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.state <> 'refused' THEN
    UPDATE council_storage SET waiting = waiting - OLD.bytes WHERE council_id = OLD.council_id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.state <> 'refused' THEN
    INSERT INTO council_storage AS s (council_id, bytes, waiting) VALUES (NEW.council_id, 0, NEW.bytes)
      ON CONFLICT (council_id) DO UPDATE SET waiting = s.waiting + excluded.waiting;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER uploads_count_bytes AFTER INSERT OR DELETE OR UPDATE OF state ON uploads
  FOR EACH ROW EXECUTE FUNCTION uploads_count_bytes();
