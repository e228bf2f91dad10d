-- CreateEnum
CREATE TYPE "point_state" AS ENUM ('writing', 'agreed', 'sent');

-- CreateEnum
CREATE TYPE "point_outcome" AS ENUM ('accepted', 'partly', 'rejected');

-- CreateTable
CREATE TABLE "report_files" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_files_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "report_drafts" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "received_on" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "pages" INTEGER NOT NULL,
    "scan" "file_scan" NOT NULL,
    "uploaded_by_id" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_drafts_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "report_pages" (
    "council_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "report_pages_pkey" PRIMARY KEY ("council_id","draft_id","number")
);

-- CreateTable
CREATE TABLE "accuracy_points" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inspection_id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "page" INTEGER NOT NULL,
    "statement" TEXT,
    "says" TEXT NOT NULL,
    "correct" TEXT NOT NULL DEFAULT '',
    "evidence_item_id" UUID,
    "file_version" INTEGER,
    "evidence_page" INTEGER,
    "owner_id" UUID,
    "state" "point_state" NOT NULL DEFAULT 'writing',
    "outcome" "point_outcome",
    "outcome_note" TEXT NOT NULL DEFAULT '',
    "salt" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accuracy_points_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_drafts_council_id_inspection_id_number_key" ON "report_drafts"("council_id", "inspection_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "accuracy_points_council_id_inspection_id_number_key" ON "accuracy_points"("council_id", "inspection_id", "number");

-- AddForeignKey
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_council_id_id_fkey" FOREIGN KEY ("council_id", "id") REFERENCES "report_files"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_council_id_uploaded_by_id_fkey" FOREIGN KEY ("council_id", "uploaded_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_pages" ADD CONSTRAINT "report_pages_council_id_draft_id_fkey" FOREIGN KEY ("council_id", "draft_id") REFERENCES "report_drafts"("council_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accuracy_points" ADD CONSTRAINT "accuracy_points_council_id_inspection_id_fkey" FOREIGN KEY ("council_id", "inspection_id") REFERENCES "inspections"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accuracy_points" ADD CONSTRAINT "accuracy_points_council_id_draft_id_fkey" FOREIGN KEY ("council_id", "draft_id") REFERENCES "report_drafts"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accuracy_points" ADD CONSTRAINT "accuracy_points_council_id_evidence_item_id_fkey" FOREIGN KEY ("council_id", "evidence_item_id") REFERENCES "evidence_items"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accuracy_points" ADD CONSTRAINT "accuracy_points_council_id_owner_id_fkey" FOREIGN KEY ("council_id", "owner_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accuracy_points" ADD CONSTRAINT "accuracy_points_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE report_files
  ADD CONSTRAINT report_files_bytes CHECK (bytes > 0),
  ADD CONSTRAINT report_files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE report_drafts
  ADD CONSTRAINT report_drafts_number CHECK (number > 0),
  ADD CONSTRAINT report_drafts_name CHECK (name <> '' AND char_length(name) <= 255),
  ADD CONSTRAINT report_drafts_pages CHECK (pages BETWEEN 1 AND 500),
  ADD CONSTRAINT report_drafts_scan CHECK (scan IN ('clean', 'not_scanned'));
ALTER TABLE report_pages
  ADD CONSTRAINT report_pages_number CHECK (number BETWEEN 1 AND 500),
  ADD CONSTRAINT report_pages_body CHECK (char_length(body) <= 50000);
ALTER TABLE accuracy_points
  ADD CONSTRAINT accuracy_points_number CHECK (number > 0),
  ADD CONSTRAINT accuracy_points_page CHECK (page BETWEEN 1 AND 500),
  ADD CONSTRAINT accuracy_points_says CHECK (says <> '' AND char_length(says) <= 2000),
  ADD CONSTRAINT accuracy_points_correct CHECK (char_length(correct) <= 2000),
  ADD CONSTRAINT accuracy_points_evidence CHECK (
    evidence_item_id IS NOT NULL OR (file_version IS NULL AND evidence_page IS NULL)),
  ADD CONSTRAINT accuracy_points_evidence_page CHECK (evidence_page BETWEEN 1 AND 9999),
  ADD CONSTRAINT accuracy_points_outcome CHECK (outcome IS NULL OR state = 'sent'),
  ADD CONSTRAINT accuracy_points_outcome_note CHECK (char_length(outcome_note) <= 1000),
  ADD CONSTRAINT accuracy_points_version CHECK (version > 0);

GRANT SELECT, INSERT ON report_files, report_drafts, report_pages, accuracy_points TO assurance_app;
GRANT UPDATE (removed_at) ON report_files TO assurance_app;
GRANT UPDATE (draft_id, page, statement, says, correct, evidence_item_id, file_version, evidence_page, owner_id, state,
              outcome, outcome_note, version, changed_by_id, changed_at)
  ON accuracy_points TO assurance_app;
GRANT DELETE ON report_pages, accuracy_points TO assurance_app;
ALTER TABLE report_files ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE report_drafts ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE report_pages ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE accuracy_points ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON report_files USING (council_id = current_council_id());
CREATE POLICY own_council ON report_drafts USING (council_id = current_council_id());
CREATE POLICY own_council ON report_pages USING (council_id = current_council_id());
CREATE POLICY own_council ON accuracy_points USING (council_id = current_council_id());
-- Seen by those who are named to check the draft report alone. That there is a file, and how large it is, has no such
-- policy: the sweep of the storage and its checks go by it, and nobody acts in them.
CREATE POLICY named_people ON report_drafts AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all' OR inspection_id IN (SELECT named_inspections('checker')));
CREATE POLICY named_people ON report_pages AS RESTRICTIVE USING (draft_id IN (SELECT id FROM report_drafts));
CREATE POLICY named_people ON accuracy_points AS RESTRICTIVE USING (
  current_setting('app.sees_named', true) = 'all' OR inspection_id IN (SELECT named_inspections('checker')));

CREATE FUNCTION report_files_stay_removed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$ BEGIN RAISE EXCEPTION 'the file of a draft report is removed once'; END $$;
CREATE TRIGGER report_files_stay_removed BEFORE UPDATE ON report_files
  FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL) EXECUTE FUNCTION report_files_stay_removed();

-- Kept files count with the council's evidence.
CREATE FUNCTION report_files_count_bytes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  INSERT INTO council_storage AS s (council_id, bytes)
    VALUES (NEW.council_id, CASE WHEN NEW.removed_at IS NULL THEN NEW.bytes ELSE 0 END)
    ON CONFLICT (council_id) DO UPDATE
      SET bytes = s.bytes + CASE WHEN NEW.removed_at IS NULL THEN NEW.bytes ELSE -NEW.bytes END;
  RETURN NULL;
END
$$;
CREATE TRIGGER report_files_count_bytes AFTER INSERT OR UPDATE ON report_files
  FOR EACH ROW EXECUTE FUNCTION report_files_count_bytes();

CREATE FUNCTION accuracy_points_keep_agreed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS
$$
BEGIN
  IF current_setting('app.sees_named', true) IS DISTINCT FROM 'all' THEN
    RAISE EXCEPTION 'only a point that is being written can be removed';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER accuracy_points_keep_agreed BEFORE DELETE ON accuracy_points
  FOR EACH ROW WHEN (OLD.state <> 'writing') EXECUTE FUNCTION accuracy_points_keep_agreed();
