-- A cycle keeps the framework it was started on. Which statements and scores a framework has is checked by the service;
-- the database checks only their form.
ALTER TABLE assessments
  ADD COLUMN framework text NOT NULL DEFAULT 'cqc-2023',
  ADD CONSTRAINT assessments_framework CHECK (framework ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- The framework of the cycle asked for with a closing. Null: of a step from before frameworks, or one without a cycle.
ALTER TABLE closing_steps
  ADD COLUMN next_framework text,
  ADD CONSTRAINT closing_steps_next_framework CHECK (next_framework ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

ALTER TABLE statement_assessments
  DROP CONSTRAINT statement_assessments_statement,
  DROP CONSTRAINT statement_assessments_score,
  ADD CONSTRAINT statement_assessments_statement CHECK (statement ~ '^[A-Z]{1,4}[1-9][0-9]?$'),
  ADD CONSTRAINT statement_assessments_score CHECK (score BETWEEN 1 AND 9);

ALTER TABLE statement_revisions
  DROP CONSTRAINT statement_revisions_score,
  ADD CONSTRAINT statement_revisions_score CHECK (score BETWEEN 1 AND 9);

ALTER TABLE challenge_scores
  DROP CONSTRAINT challenge_scores_score,
  DROP CONSTRAINT challenge_scores_own_score,
  ADD CONSTRAINT challenge_scores_score CHECK (score BETWEEN 1 AND 9),
  ADD CONSTRAINT challenge_scores_own_score CHECK (own_score BETWEEN 1 AND 9);

ALTER TABLE scenario_scores
  DROP CONSTRAINT scenario_scores_score,
  DROP CONSTRAINT scenario_scores_from,
  ADD CONSTRAINT scenario_scores_score CHECK (score BETWEEN 1 AND 9),
  ADD CONSTRAINT scenario_scores_from CHECK (from_score BETWEEN 1 AND 9 AND from_score <> score);

ALTER TABLE statement_targets
  DROP CONSTRAINT statement_targets_score,
  ADD CONSTRAINT statement_targets_score CHECK (score BETWEEN 1 AND 9);

ALTER TABLE measures
  DROP CONSTRAINT measures_statement,
  ADD CONSTRAINT measures_statement CHECK (statement ~ '^[A-Z]{1,4}[1-9][0-9]?$');

ALTER TABLE notices
  DROP CONSTRAINT notices_statement,
  ADD CONSTRAINT notices_statement CHECK (statement ~ '^[A-Z]{1,4}[1-9][0-9]?$');
