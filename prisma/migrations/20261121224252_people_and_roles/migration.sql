-- CreateEnum
CREATE TYPE "statement_part" AS ENUM ('owner', 'helper');

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "disabled_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "people" ALTER COLUMN "password_hash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "sign_in_codes" (
    "person_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_codes_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "statement_tasks" (
    "council_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "part" "statement_part" NOT NULL,

    CONSTRAINT "statement_tasks_pkey" PRIMARY KEY ("council_id","assessment_id","statement","person_id")
);

-- CreateIndex
CREATE INDEX "statement_tasks_council_id_person_id_idx" ON "statement_tasks"("council_id", "person_id");

-- AddForeignKey
ALTER TABLE "sign_in_codes" ADD CONSTRAINT "sign_in_codes_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tasks" ADD CONSTRAINT "statement_tasks_council_id_assessment_id_statement_fkey" FOREIGN KEY ("council_id", "assessment_id", "statement") REFERENCES "statement_assessments"("council_id", "assessment_id", "statement") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_tasks" ADD CONSTRAINT "statement_tasks_council_id_person_id_fkey" FOREIGN KEY ("council_id", "person_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE statement_tasks ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON statement_tasks USING (council_id = current_council_id());
CREATE UNIQUE INDEX statement_tasks_one_owner ON statement_tasks (council_id, assessment_id, statement)
  WHERE part = 'owner';
ALTER TABLE sign_in_codes
  ADD CONSTRAINT sign_in_codes_code_hash CHECK (code_hash ~ '^[0-9a-f]{64}$');

-- An administrator adds people and says what they may do; nobody is moved or removed.
GRANT INSERT ON people, memberships TO assurance_app;
GRANT UPDATE (password_hash) ON people TO assurance_app;
GRANT UPDATE (role, disabled_at) ON memberships TO assurance_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_codes, statement_tasks TO assurance_app;

-- A membership that is disabled is none, from the next click on.
CREATE OR REPLACE FUNCTION session_memberships(session_id uuid)
  RETURNS TABLE (
    person_id uuid, person_name text, person_email text, disabled_at timestamptz,
    created_at timestamptz, last_seen_at timestamptz, ended_at timestamptz,
    council_id uuid, council_slug text, council_name text, council_is_example boolean, role role
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.person_id', s.person_id::text, true) FROM sessions s WHERE s.id = session_id;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT p.id, p.name, p.email, p.disabled_at, s.created_at, s.last_seen_at, s.ended_at,
           c.id, c.slug, c.name, c.is_example, m.role
      FROM sessions s
      JOIN people p ON p.id = s.person_id
      LEFT JOIN memberships m
        ON m.person_id = p.id AND m.person_id = current_person_id() AND m.disabled_at IS NULL
      LEFT JOIN councils c ON c.id = m.council_id
     WHERE s.id = session_id
     ORDER BY c.name;
END
$$;
