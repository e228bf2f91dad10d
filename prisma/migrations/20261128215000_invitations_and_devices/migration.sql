-- DropIndex
DROP INDEX "sessions_person_id_address_idx";

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "device" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "sign_in_attempts" ADD COLUMN     "device_id" UUID;

-- AlterTable
ALTER TABLE "sign_in_codes" ADD COLUMN     "issuer" TEXT;

-- CreateTable
CREATE TABLE "invitations" (
    "council_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3),
    "redeemed_by_id" UUID,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("council_id","id")
);

-- CreateTable
CREATE TABLE "devices" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "last_signed_in_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "devices_pkey" PRIMARY KEY ("id","person_id")
);

-- CreateIndex
CREATE INDEX "invitations_code_hash_idx" ON "invitations"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_council_id_email_key" ON "invitations"("council_id", "email");

-- CreateIndex
CREATE INDEX "sessions_person_id_idx" ON "sessions"("person_id");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_council_id_redeemed_by_id_fkey" FOREIGN KEY ("council_id", "redeemed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "devices" ADD CONSTRAINT "devices_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE invitations
  ADD CONSTRAINT invitations_email CHECK (email = lower(email) AND email <> ''),
  ADD CONSTRAINT invitations_name CHECK (name <> ''),
  ADD CONSTRAINT invitations_code_hash CHECK (code_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT invitations_life CHECK (expires_at > created_at),
  ADD CONSTRAINT invitations_redeemed CHECK (num_nonnulls(redeemed_at, redeemed_by_id) IN (0, 2));

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations, devices TO assurance_app;
-- Sessions and devices are kept no longer than they are of use.
GRANT DELETE ON sessions TO assurance_app;
ALTER TABLE invitations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON invitations USING (council_id = current_council_id());

-- Whoever has a code sees its row, and nothing else of any council.
CREATE FUNCTION current_invitation_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.invitation_hash', true), '') $$;
CREATE POLICY by_code ON invitations FOR SELECT USING (code_hash = current_invitation_hash());

-- The invitation that a code belongs to, whatever has become of it, and its council.
CREATE FUNCTION invitation_of_code(hash text)
  RETURNS TABLE (
    id uuid, email text, name text, role role, expires_at timestamptz, redeemed_by_id uuid,
    council_id uuid, council_slug text, council_name text, council_is_example boolean
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.invitation_hash', hash, true);
  RETURN QUERY
    SELECT i.id, i.email, i.name, i.role, i.expires_at, i.redeemed_by_id, c.id, c.slug, c.name, c.is_example
      FROM invitations i
      JOIN councils c ON c.id = i.council_id
     WHERE i.code_hash = hash;
END
$$;
