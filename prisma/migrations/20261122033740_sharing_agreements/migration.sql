-- CreateEnum
CREATE TYPE "shared_part" AS ENUM ('signed', 'live', 'statements', 'strength');

-- CreateTable
CREATE TABLE "sharing_agreements" (
    "council_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "shared" "shared_part"[],
    "reason" TEXT NOT NULL DEFAULT '',
    "agreed_by_id" UUID NOT NULL,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sharing_agreements_pkey" PRIMARY KEY ("council_id","version")
);

-- AddForeignKey
ALTER TABLE "sharing_agreements" ADD CONSTRAINT "sharing_agreements_council_id_agreed_by_id_fkey" FOREIGN KEY ("council_id", "agreed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE sharing_agreements
  ADD CONSTRAINT sharing_agreements_shared CHECK (shared IS NOT NULL),
  -- Statement scores are those of what is signed or of what stands now.
  ADD CONSTRAINT sharing_agreements_statements CHECK (NOT 'statements' = ANY (shared) OR 'signed' = ANY (shared) OR 'live' = ANY (shared)),
  ADD CONSTRAINT sharing_agreements_version CHECK (version >= 1);
GRANT SELECT, INSERT ON sharing_agreements TO assurance_app;
ALTER TABLE sharing_agreements ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON sharing_agreements USING (council_id = current_council_id());

-- What was agreed stays on the record: a later agreement stands in its place.
CREATE FUNCTION sharing_agreements_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'sharing agreements are only ever added'; END $$;
CREATE TRIGGER sharing_agreements_no_change BEFORE UPDATE OR DELETE ON sharing_agreements
  FOR EACH ROW EXECUTE FUNCTION sharing_agreements_refuse();
CREATE TRIGGER sharing_agreements_no_truncate BEFORE TRUNCATE ON sharing_agreements
  FOR EACH STATEMENT EXECUTE FUNCTION sharing_agreements_refuse();
