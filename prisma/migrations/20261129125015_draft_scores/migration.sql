-- A framework may have scores up to 9.
ALTER TABLE statement_drafts
  DROP CONSTRAINT statement_drafts_score,
  ADD CONSTRAINT statement_drafts_score CHECK (score ~ '^([1-9]|none)?$');
