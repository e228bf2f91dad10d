-- CreateTable
CREATE TABLE "paper_links" (
    "id" UUID NOT NULL,
    "council_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "for_whom" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "audit_seq" INTEGER NOT NULL,
    "audit_hash" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "opened" INTEGER NOT NULL DEFAULT 0,
    "last_opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "paper_links_token_hash_idx" ON "paper_links"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "paper_links_council_id_token_hash_key" ON "paper_links"("council_id", "token_hash");

-- AddForeignKey
ALTER TABLE "paper_links" ADD CONSTRAINT "paper_links_council_id_created_by_id_fkey" FOREIGN KEY ("council_id", "created_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "paper_links" ADD CONSTRAINT "paper_links_council_id_withdrawn_by_id_fkey" FOREIGN KEY ("council_id", "withdrawn_by_id") REFERENCES "memberships"("council_id", "person_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE paper_links
  ADD CONSTRAINT paper_links_token_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT paper_links_for_whom CHECK (for_whom <> ''),
  ADD CONSTRAINT paper_links_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  ADD CONSTRAINT paper_links_audit CHECK (audit_seq >= 1 AND audit_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT paper_links_life
    CHECK (expires_at > created_at AND expires_at <= created_at + interval '720 hours'),
  ADD CONSTRAINT paper_links_withdrawn CHECK (num_nonnulls(withdrawn_at, withdrawn_by_id) IN (0, 2)),
  ADD CONSTRAINT paper_links_opened CHECK (opened >= 0 AND (opened = 0) = (last_opened_at IS NULL));

GRANT SELECT, INSERT ON paper_links TO assurance_app;
-- What a link shows, to whom and until when is never changed.
GRANT UPDATE (withdrawn_at, withdrawn_by_id, opened, last_opened_at) ON paper_links TO assurance_app;
ALTER TABLE paper_links ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_council ON paper_links USING (council_id = current_council_id());

-- Whoever has a link sees its row, and nothing else of any council.
CREATE FUNCTION current_paper_token_hash() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.paper_token_hash', true), '') $$;
CREATE POLICY by_link ON paper_links FOR SELECT USING (token_hash = current_paper_token_hash());

-- The gate of a link, in one round trip: its paper and its council, unless it is withdrawn or over.
CREATE FUNCTION paper_of_link(hash text, as_of timestamptz)
  RETURNS TABLE (
    id uuid, council_id uuid, council_slug text, council_name text, council_is_example boolean,
    content text, content_hash text, audit_seq integer, audit_hash text,
    created_at timestamptz, expires_at timestamptz
  )
  LANGUAGE plpgsql AS
$$
BEGIN
  PERFORM set_config('app.paper_token_hash', hash, true);
  RETURN QUERY
    SELECT l.id, c.id, c.slug, c.name, c.is_example, l.content, l.content_hash, l.audit_seq, l.audit_hash,
           l.created_at, l.expires_at
      FROM paper_links l
      JOIN councils c ON c.id = l.council_id
     WHERE l.token_hash = hash AND l.withdrawn_at IS NULL AND l.expires_at > as_of;
END
$$;
