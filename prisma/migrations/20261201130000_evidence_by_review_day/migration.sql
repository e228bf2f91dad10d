-- The calendar reads the items of a few weeks, and counts those that are overdue.
CREATE INDEX evidence_items_review ON evidence_items (council_id, review_by) INCLUDE (owner_id)
  WHERE state = 'current' AND review_by IS NOT NULL;
