-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'evidence_due';
ALTER TYPE "notice_kind" ADD VALUE 'evidence_expired';

-- As text: a new value cannot be named as such in the transaction that adds it.
ALTER TABLE notices
  DROP CONSTRAINT notices_about_something,
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         WHEN kind::text IN ('evidence_withdrawn', 'evidence_replaced', 'evidence_infected', 'erasure_asked',
                             'erasure_decided', 'evidence_due', 'evidence_expired')
           THEN evidence_item_id IS NOT NULL
         ELSE assessment_id IS NOT NULL END),
  DROP CONSTRAINT notices_day,
  ADD CONSTRAINT notices_day CHECK (
    kind::text NOT IN ('due', 'overdue', 'evidence_due', 'evidence_expired') OR detail ~ '^\d{4}-\d\d-\d\d$');
