-- The rule of countsAsEvidence in lib/record/evidence/lifecycle.ts, for queries that count. The release before this one
-- has the one of two arguments.
CREATE FUNCTION counts_as_evidence(state evidence_state, scan file_scan, needs_redaction boolean) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS
$$ SELECT state = 'current' AND scan IN ('not_scanned', 'clean') AND NOT needs_redaction $$;
