-- CreateEnum
CREATE TYPE "snapshot_kind" AS ENUM ('signed', 'closed');

-- CreateEnum
CREATE TYPE "review_step_kind" AS ENUM ('proposed', 'withdrawn', 'returned', 'signed', 'reopened');

-- AlterTable
ALTER TABLE "assessments" ADD COLUMN     "number" INTEGER,
ADD COLUMN     "review_state" TEXT NOT NULL DEFAULT 'preparing';

-- The cycles there are get their numbers in the order they were started. FORCE holds the owner of the tables to the
-- policies, hence council by council.
DO $$
DECLARE
  council uuid;
BEGIN
  FOR council IN SELECT id FROM councils LOOP
    PERFORM set_config('app.council_id', council::text, true);
    UPDATE assessments a
       SET number = n.number
      FROM (SELECT id, row_number() OVER (ORDER BY created_at, id) AS number FROM assessments WHERE council_id = council) n
     WHERE a.council_id = council AND a.id = n.id;
  END LOOP;
  PERFORM set_config('app.council_id', '', true);
END
$$;
ALTER TABLE "assessments" ALTER COLUMN "number" SET NOT NULL;

-- AlterTable
ALTER TABLE "evidence_links" ADD COLUMN     "carried" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "statement_assessments" ADD COLUMN     "carried" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "assessment_snapshots" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "kind" "snapshot_kind" NOT NULL,
    "version" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assessment_snapshots_pkey" PRIMARY KEY ("council_id","assessment_id","kind","version")
);

-- CreateTable
CREATE TABLE "review_steps" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "kind" "review_step_kind" NOT NULL,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "content_hash" TEXT,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_steps_pkey" PRIMARY KEY ("council_id","assessment_id","step")
);

-- CreateIndex
CREATE UNIQUE INDEX "assessments_council_id_number_key" ON "assessments"("council_id", "number");

-- AddForeignKey
ALTER TABLE "assessment_snapshots" ADD CONSTRAINT "assessment_snapshots_council_id_assessment_id_fkey" FOREIGN KEY ("council_id", "assessment_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_snapshots" ADD CONSTRAINT "assessment_snapshots_council_id_made_by_id_fkey" FOREIGN KEY ("council_id", "made_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_steps" ADD CONSTRAINT "review_steps_council_id_assessment_id_fkey" FOREIGN KEY ("council_id", "assessment_id") REFERENCES "assessments"("council_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_steps" ADD CONSTRAINT "review_steps_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE assessments
  ADD CONSTRAINT assessments_number CHECK (number >= 1),
  ADD CONSTRAINT assessments_review_state CHECK (review_state IN ('preparing', 'proposed', 'signed'));
ALTER TABLE assessment_snapshots
  ADD CONSTRAINT assessment_snapshots_version CHECK (version >= 1),
  ADD CONSTRAINT assessment_snapshots_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
ALTER TABLE review_steps
  ADD CONSTRAINT review_steps_step CHECK (step >= 1),
  ADD CONSTRAINT review_steps_version CHECK (version >= 1),
  ADD CONSTRAINT review_steps_reason CHECK (reason <> '' OR kind NOT IN ('returned', 'reopened')),
  ADD CONSTRAINT review_steps_content_hash CHECK ((content_hash IS NOT NULL) = (kind IN ('proposed', 'signed')));

GRANT UPDATE (status, review_state) ON assessments TO assurance_app;
GRANT SELECT, INSERT ON assessment_snapshots, review_steps TO assurance_app;
ALTER TABLE assessment_snapshots ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE review_steps ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON assessment_snapshots USING (council_id = current_council_id());
CREATE POLICY own_council ON review_steps USING (council_id = current_council_id());

-- What was signed, and who signed, is only ever added to.
CREATE FUNCTION reviews_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'snapshots and steps of a review are only ever added'; END $$;
CREATE TRIGGER assessment_snapshots_no_change BEFORE UPDATE OR DELETE ON assessment_snapshots
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER assessment_snapshots_no_truncate BEFORE TRUNCATE ON assessment_snapshots
  FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER review_steps_no_change BEFORE UPDATE OR DELETE ON review_steps
  FOR EACH ROW EXECUTE FUNCTION reviews_refuse();
CREATE TRIGGER review_steps_no_truncate BEFORE TRUNCATE ON review_steps
  FOR EACH STATEMENT EXECUTE FUNCTION reviews_refuse();
