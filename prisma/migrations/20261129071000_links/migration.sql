-- Board papers' links become links of a kind, so that a later kind of address has the same expiry, withdrawal and list.
CREATE TYPE "LinkKind" AS ENUM ('board_paper');

ALTER TABLE paper_links RENAME TO links;
ALTER TABLE links ADD COLUMN kind "LinkKind" NOT NULL DEFAULT 'board_paper';

ALTER TABLE links RENAME CONSTRAINT paper_links_pkey TO links_pkey;
ALTER TABLE links RENAME CONSTRAINT paper_links_council_id_created_by_id_fkey TO links_council_id_created_by_id_fkey;
ALTER TABLE links RENAME CONSTRAINT paper_links_council_id_withdrawn_by_id_fkey TO links_council_id_withdrawn_by_id_fkey;
ALTER TABLE links RENAME CONSTRAINT paper_links_token_hash TO links_token_hash;
ALTER TABLE links RENAME CONSTRAINT paper_links_for_whom TO links_for_whom;
ALTER TABLE links RENAME CONSTRAINT paper_links_content_hash TO links_content_hash;
ALTER TABLE links RENAME CONSTRAINT paper_links_audit TO links_audit;
ALTER TABLE links RENAME CONSTRAINT paper_links_life TO links_life;
ALTER TABLE links RENAME CONSTRAINT paper_links_withdrawn TO links_withdrawn;
ALTER TABLE links RENAME CONSTRAINT paper_links_opened TO links_opened;
ALTER INDEX paper_links_token_hash_idx RENAME TO links_token_hash_idx;
ALTER INDEX paper_links_council_id_token_hash_key RENAME TO links_council_id_token_hash_key;

-- The gate of a link, in one round trip: what it opens and its council, unless it is withdrawn or over.
ALTER FUNCTION current_paper_token_hash() RENAME TO current_link_token_hash;
CREATE OR REPLACE FUNCTION current_link_token_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.link_token_hash', true), '') $$;
CREATE FUNCTION open_link(hash text, as_of timestamptz)
  RETURNS TABLE (
    id uuid, council_id uuid, council_slug text, council_name text, council_is_example boolean,
    kind "LinkKind", content text, content_hash text, audit_seq integer, audit_hash text,
    created_at timestamptz, expires_at timestamptz
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.link_token_hash', hash, true);
  RETURN QUERY
    SELECT l.id, c.id, c.slug, c.name, c.is_example, l.kind, l.content, l.content_hash, l.audit_seq, l.audit_hash,
           l.created_at, l.expires_at
      FROM links l
      JOIN councils c ON c.id = l.council_id
     WHERE l.token_hash = hash AND l.withdrawn_at IS NULL AND l.expires_at > as_of;
END
$$;

-- For the release before this one, which may still run beside it. The next release drops both.
CREATE VIEW paper_links WITH (security_invoker = true) AS
  SELECT id, council_id, token_hash, for_whom, content, content_hash, audit_seq, audit_hash, created_by_id, created_at,
         expires_at, withdrawn_by_id, withdrawn_at, opened, last_opened_at
    FROM links WHERE kind = 'board_paper';
GRANT SELECT, INSERT ON paper_links TO assurance_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, opened, last_opened_at) ON paper_links TO assurance_app;
CREATE OR REPLACE FUNCTION paper_of_link(hash text, as_of timestamptz)
  RETURNS TABLE (
    id uuid, council_id uuid, council_slug text, council_name text, council_is_example boolean,
    content text, content_hash text, audit_seq integer, audit_hash text,
    created_at timestamptz, expires_at timestamptz
  )
  LANGUAGE sql AS
$$
  SELECT l.id, l.council_id, l.council_slug, l.council_name, l.council_is_example, l.content, l.content_hash,
         l.audit_seq, l.audit_hash, l.created_at, l.expires_at
    FROM open_link(hash, as_of) l WHERE l.kind = 'board_paper'
$$;
