-- Each framework has threshold sets of its own; the service checks which.
ALTER TABLE assessments
  DROP CONSTRAINT assessments_threshold_set,
  ADD CONSTRAINT assessments_threshold_set CHECK (threshold_set ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
