-- CreateEnum
CREATE TYPE "pack_form" AS ENUM ('register');

-- CreateEnum
CREATE TYPE "pack_state" AS ENUM ('waiting', 'making', 'made', 'failed', 'cancelled', 'removed');

-- CreateEnum
CREATE TYPE "pack_step" AS ENUM ('reading', 'setting', 'storing');

-- CreateTable
CREATE TABLE "packs" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "form" "pack_form" NOT NULL,
    "purpose" TEXT NOT NULL,
    "assessment_id" UUID NOT NULL,
    "snapshot_kind" "snapshot_kind" NOT NULL,
    "snapshot_version" INTEGER NOT NULL,
    "recipe" TEXT NOT NULL,
    "recipe_hash" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "pack_state" NOT NULL DEFAULT 'waiting',
    "why" TEXT NOT NULL DEFAULT '',
    "step" "pack_step",
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "taken_by" UUID,
    "taken_until" TIMESTAMPTZ(3),
    "losses" INTEGER NOT NULL DEFAULT 0,
    "made_at" TIMESTAMPTZ(3),
    "marking" TEXT,
    "items" INTEGER,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "packs_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "pack_files" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "pack_id" UUID NOT NULL,
    "volume" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "pages" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "pack_files_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE INDEX "packs_council_id_assessment_id_snapshot_kind_snapshot_versi_idx" ON "packs"("council_id", "assessment_id", "snapshot_kind", "snapshot_version");

-- CreateIndex
CREATE UNIQUE INDEX "packs_council_id_number_key" ON "packs"("council_id", "number");

-- CreateIndex
CREATE INDEX "pack_files_council_id_pack_id_idx" ON "pack_files"("council_id", "pack_id");

-- AddForeignKey
ALTER TABLE "packs" ADD CONSTRAINT "packs_council_id_assessment_id_snapshot_kind_snapshot_vers_fkey" FOREIGN KEY ("council_id", "assessment_id", "snapshot_kind", "snapshot_version") REFERENCES "assessment_snapshots"("council_id", "assessment_id", "kind", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "packs" ADD CONSTRAINT "packs_council_id_asked_by_id_fkey" FOREIGN KEY ("council_id", "asked_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pack_files" ADD CONSTRAINT "pack_files_council_id_pack_id_fkey" FOREIGN KEY ("council_id", "pack_id") REFERENCES "packs"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE packs
  ADD CONSTRAINT packs_number CHECK (number > 0),
  ADD CONSTRAINT packs_purpose CHECK (purpose <> '' AND char_length(purpose) <= 120),
  ADD CONSTRAINT packs_recipe_hash CHECK (recipe_hash = encode(sha256(convert_to(recipe, 'UTF8')), 'hex')),
  ADD CONSTRAINT packs_why CHECK ((state IN ('failed', 'removed')) = (why <> '')),
  ADD CONSTRAINT packs_taken CHECK ((state = 'making') = (taken_by IS NOT NULL) AND (taken_by IS NULL) = (taken_until IS NULL)),
  ADD CONSTRAINT packs_step CHECK ((state = 'making') = (step IS NOT NULL) AND done BETWEEN 0 AND total),
  ADD CONSTRAINT packs_made CHECK (
    state NOT IN ('made', 'removed')
    OR (made_at IS NOT NULL AND marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE') AND items >= 0 AND expires_at > made_at));
ALTER TABLE pack_files
  ADD CONSTRAINT pack_files_volume CHECK (volume > 0),
  ADD CONSTRAINT pack_files_bytes CHECK (bytes > 0 AND pages > 0),
  ADD CONSTRAINT pack_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
-- One file for each volume, beside those of earlier makings.
CREATE UNIQUE INDEX pack_files_kept ON pack_files (council_id, pack_id, volume) WHERE removed_at IS NULL;
-- What the queue and the hourly sweep look for.
CREATE INDEX packs_waiting ON packs (council_id, asked_at) WHERE state IN ('waiting', 'making');
CREATE INDEX packs_expiring ON packs (council_id, expires_at) WHERE state = 'made';

-- What was asked for never changes.
GRANT SELECT, INSERT ON packs, pack_files TO assurance_app;
GRANT UPDATE (state, why, step, done, total, taken_by, taken_until, losses, made_at, marking, items, expires_at)
  ON packs TO assurance_app;
GRANT UPDATE (removed_at) ON pack_files TO assurance_app;
ALTER TABLE packs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE pack_files ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON packs USING (council_id = current_council_id());
CREATE POLICY own_council ON pack_files USING (council_id = current_council_id());

CREATE FUNCTION packs_keep_made() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'a pack that is made can only be removed'; END $$;
CREATE TRIGGER packs_keep_made BEFORE UPDATE ON packs
  FOR EACH ROW WHEN (OLD.state = 'made' AND (NEW.state <> 'removed'
    OR (NEW.made_at, NEW.marking, NEW.items, NEW.expires_at)
       IS DISTINCT FROM (OLD.made_at, OLD.marking, OLD.items, OLD.expires_at)))
  EXECUTE FUNCTION packs_keep_made();
CREATE FUNCTION pack_files_stay_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'a file of a pack is removed once'; END $$;
CREATE TRIGGER pack_files_stay_removed BEFORE UPDATE ON pack_files
  FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL) EXECUTE FUNCTION pack_files_stay_removed();

-- Kept files count with the council's evidence.
CREATE FUNCTION pack_files_count_bytes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO council_storage AS s (council_id, bytes)
    VALUES (NEW.council_id, CASE WHEN NEW.removed_at IS NULL THEN NEW.bytes ELSE 0 END)
    ON CONFLICT (council_id) DO UPDATE
      SET bytes = s.bytes + CASE WHEN NEW.removed_at IS NULL THEN NEW.bytes ELSE -NEW.bytes END;
  RETURN NULL;
END
$$;
CREATE TRIGGER pack_files_count_bytes AFTER INSERT OR UPDATE ON pack_files
  FOR EACH ROW EXECUTE FUNCTION pack_files_count_bytes();

-- An erasure takes the files of every pack with that content, and one that is being made begins again. Only
-- erase_evidence changes content, with its owner's rights.
CREATE FUNCTION packs_erase() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
DECLARE
  erased text;
BEGIN
  SELECT string_agg(DISTINCT new_one.item ->> 'reference', ', ') INTO erased
    FROM jsonb_array_elements(OLD.content::jsonb -> 'evidence') WITH ORDINALITY old_one (item, at)
    JOIN jsonb_array_elements(NEW.content::jsonb -> 'evidence') WITH ORDINALITY new_one (item, at) USING (at)
   WHERE old_one.item <> new_one.item;
  UPDATE packs
     SET state = CASE state WHEN 'made' THEN 'removed'::pack_state ELSE 'waiting'::pack_state END,
         why = CASE state WHEN 'made' THEN 'erased ' || erased ELSE '' END,
         step = NULL, done = 0, taken_by = NULL, taken_until = NULL
   WHERE council_id = NEW.council_id AND assessment_id = NEW.assessment_id
     AND snapshot_kind = NEW.kind AND snapshot_version = NEW.version AND state IN ('making', 'made');
  UPDATE pack_files f SET removed_at = now()
    FROM packs p
   WHERE p.council_id = NEW.council_id AND p.assessment_id = NEW.assessment_id
     AND p.snapshot_kind = NEW.kind AND p.snapshot_version = NEW.version AND p.state = 'removed'
     AND f.council_id = p.council_id AND f.pack_id = p.id AND f.removed_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER packs_erase AFTER UPDATE ON assessment_snapshots
  FOR EACH ROW WHEN (OLD.content <> NEW.content) EXECUTE FUNCTION packs_erase();
