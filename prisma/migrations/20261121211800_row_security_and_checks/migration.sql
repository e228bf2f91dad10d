-- What Prisma does not model: the rules of the rows, who may touch them, and the audit chain.

-- The rules of the rows.
ALTER TABLE councils
  ADD CONSTRAINT councils_slug_format CHECK (slug ~ '^[a-z][a-z0-9-]{1,62}$'),
  ADD CONSTRAINT councils_example_or_real CHECK (NOT (is_example AND gss_code IS NOT NULL));
ALTER TABLE people
  ADD CONSTRAINT people_email_lower CHECK (email = lower(email));
ALTER TABLE assessments
  ADD CONSTRAINT assessments_period CHECK (starts_on <= ends_on),
  ADD CONSTRAINT assessments_threshold_set CHECK (threshold_set IN ('62-80', 'cqc')),
  ADD CONSTRAINT assessments_status CHECK (status IN ('open', 'closed'));
CREATE UNIQUE INDEX assessments_one_open ON assessments (council_id) WHERE status = 'open';
ALTER TABLE statement_assessments
  ADD CONSTRAINT statement_assessments_statement CHECK (statement ~ '^QS[1-9]$'),
  ADD CONSTRAINT statement_assessments_score CHECK (score BETWEEN 1 AND 4),
  ADD CONSTRAINT statement_assessments_completed_is_scored CHECK (NOT completed OR score IS NOT NULL),
  ADD CONSTRAINT statement_assessments_version CHECK (version >= 0);
ALTER TABLE evidence_items
  ADD CONSTRAINT evidence_items_number CHECK (number >= 1),
  ADD CONSTRAINT evidence_items_title CHECK (title <> ''),
  ADD CONSTRAINT evidence_items_file_or_link CHECK (num_nonnulls(file_id, url) = 1),
  ADD CONSTRAINT evidence_items_url CHECK (url ~ '^https?://');
ALTER TABLE files
  ADD CONSTRAINT files_bytes CHECK (bytes >= 1),
  ADD CONSTRAINT files_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE audit_events
  ADD CONSTRAINT audit_events_seq CHECK (seq >= 1),
  ADD CONSTRAINT audit_events_hash CHECK (hash ~ '^[0-9a-f]{64}$');

-- The application's role: neither owner nor superuser, so that row security holds for it. The login role that
-- DATABASE_URL names is a member of it. A role belongs to the whole server, so it may be there already; then the
-- owner of the tables needs no right to make one.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'assurance_app') THEN
    CREATE ROLE assurance_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
GRANT USAGE ON SCHEMA public TO assurance_app;
GRANT SELECT ON local_authorities, councils, people, memberships TO assurance_app;
GRANT SELECT, INSERT, UPDATE ON sessions TO assurance_app;
GRANT SELECT, INSERT, DELETE ON sign_in_attempts TO assurance_app;
GRANT SELECT, INSERT ON assessments, files, audit_events TO assurance_app;
GRANT SELECT, INSERT, UPDATE ON statement_assessments, evidence_items TO assurance_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_links TO assurance_app;
GRANT SELECT, INSERT, DELETE ON kept_forms TO assurance_app;

-- Which council and which person the transaction acts for. Empty after a transaction that set it, hence NULLIF.
CREATE FUNCTION current_council_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.council_id', true), '')::uuid $$;
CREATE FUNCTION current_person_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT NULLIF(current_setting('app.person_id', true), '')::uuid $$;

-- FORCE holds the owner of the tables to the policies too.
ALTER TABLE memberships ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE assessments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE statement_assessments ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE evidence_items ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE files ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE evidence_links ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE kept_forms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY own_council ON memberships USING (council_id = current_council_id());
-- A person sees their own memberships in every council: that is how the gate finds them.
CREATE POLICY own_memberships ON memberships FOR SELECT USING (person_id = current_person_id());
CREATE POLICY own_council ON assessments USING (council_id = current_council_id());
CREATE POLICY own_council ON statement_assessments USING (council_id = current_council_id());
CREATE POLICY own_council ON evidence_items USING (council_id = current_council_id());
CREATE POLICY own_council ON files USING (council_id = current_council_id());
CREATE POLICY own_council ON evidence_links USING (council_id = current_council_id());
CREATE POLICY own_council ON kept_forms USING (council_id = current_council_id());
CREATE POLICY own_council ON audit_events USING (council_id = current_council_id());

-- The gate, in one round trip: a session, its person, and a row for each council they belong to.
CREATE FUNCTION session_memberships(session_id uuid)
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
      LEFT JOIN memberships m ON m.person_id = p.id AND m.person_id = current_person_id()
      LEFT JOIN councils c ON c.id = m.council_id
     WHERE s.id = session_id
     ORDER BY c.name;
END
$$;

-- Audit events are only ever added, each after the one before it.
CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit events are only ever added'; END $$;
CREATE TRIGGER audit_events_no_change BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_refuse();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION audit_events_refuse();

CREATE FUNCTION audit_events_follow() RETURNS trigger LANGUAGE plpgsql AS
$$
DECLARE
  head record;
BEGIN
  SELECT seq, hash INTO head FROM audit_events WHERE council_id = NEW.council_id ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(head.seq, 0) + 1 OR NEW.previous_hash <> coalesce(head.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'audit event % of council % does not follow the last one', NEW.seq, NEW.council_id;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_events_in_order BEFORE INSERT ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_follow();
