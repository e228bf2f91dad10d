-- CreateTable
CREATE TABLE "council_settings" (
    "council_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "colour" TEXT NOT NULL DEFAULT '',
    "logo" BYTEA,
    "logo_hash" TEXT NOT NULL DEFAULT '',
    "logo_width" INTEGER NOT NULL DEFAULT 0,
    "logo_height" INTEGER NOT NULL DEFAULT 0,
    "contact_name" TEXT NOT NULL DEFAULT '',
    "contact_email" TEXT NOT NULL DEFAULT '',
    "contact_phone" TEXT NOT NULL DEFAULT '',
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "council_settings_pkey" PRIMARY KEY ("council_id")
);

-- AddForeignKey
ALTER TABLE "council_settings" ADD CONSTRAINT "council_settings_council_id_fkey" FOREIGN KEY ("council_id") REFERENCES "councils"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "council_settings" ADD CONSTRAINT "council_settings_council_id_changed_by_id_fkey" FOREIGN KEY ("council_id", "changed_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE council_settings
  ADD CONSTRAINT council_settings_version CHECK (version > 0),
  ADD CONSTRAINT council_settings_name CHECK (char_length(name) <= 120),
  ADD CONSTRAINT council_settings_colour CHECK (colour ~ '^(#[0-9a-f]{6})?$'),
  ADD CONSTRAINT council_settings_logo CHECK (
    CASE WHEN logo IS NULL THEN logo_hash = '' AND logo_width = 0 AND logo_height = 0
    ELSE octet_length(logo) <= 204800 AND logo_hash = encode(sha256(logo), 'hex')
     AND logo_width BETWEEN 1 AND 2000 AND logo_height BETWEEN 1 AND 2000 END),
  ADD CONSTRAINT council_settings_contact CHECK (
    char_length(contact_name) <= 120 AND char_length(contact_email) <= 254 AND char_length(contact_phone) <= 40
    AND (contact_name = '') = (contact_email = '' AND contact_phone = ''));
GRANT SELECT, INSERT ON council_settings TO assurance_app;
GRANT UPDATE (version, name, colour, logo, logo_hash, logo_width, logo_height, contact_name, contact_email,
              contact_phone, changed_by_id, changed_at) ON council_settings TO assurance_app;
ALTER TABLE council_settings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON council_settings USING (council_id = current_council_id());
-- The frame of every page shows them, before a council is entered.
CREATE POLICY by_member ON council_settings FOR SELECT
  USING (council_id IN (SELECT m.council_id FROM memberships m WHERE m.person_id = current_person_id()));

-- Returns the council's look as well. The release before this one reads the same columns as before.
DROP FUNCTION session_memberships(uuid);
CREATE FUNCTION session_memberships(session_id uuid)
  RETURNS TABLE (
    person_id uuid, person_name text, person_email text, disabled_at timestamptz,
    created_at timestamptz, last_seen_at timestamptz, ended_at timestamptz,
    council_id uuid, council_slug text, council_name text, council_is_example boolean, role role,
    unread_notices integer, colour text, logo_hash text, logo_width integer, logo_height integer
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
           c.id, c.slug, coalesce(nullif(t.name, ''), c.name::text), c.is_example, m.role,
           (SELECT count(*)::int FROM notices n
             WHERE n.council_id = m.council_id AND n.person_id = m.person_id AND n.read_at IS NULL),
           t.colour, t.logo_hash, t.logo_width, t.logo_height
      FROM sessions s
      JOIN people p ON p.id = s.person_id
      LEFT JOIN memberships m
        ON m.person_id = p.id AND m.person_id = current_person_id() AND m.disabled_at IS NULL
       AND (m.sessions_from IS NULL OR s.created_at > m.sessions_from)
      LEFT JOIN councils c ON c.id = m.council_id
      LEFT JOIN council_settings t ON t.council_id = m.council_id
     WHERE s.id = session_id
     ORDER BY coalesce(nullif(t.name, ''), c.name::text) COLLATE name_order;
END
$$;
