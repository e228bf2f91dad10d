-- AlterTable
ALTER TABLE "notices" ADD COLUMN     "covers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- One notice may stand for those of many items: `covers` holds the key that each of them would have.
ALTER TABLE notices
  DROP CONSTRAINT notices_about_something,
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         WHEN kind IN ('evidence_withdrawn', 'evidence_due', 'evidence_expired')
           THEN (evidence_item_id IS NOT NULL) = (cardinality(covers) = 0) AND cardinality(covers) <> 1
         WHEN kind IN ('evidence_replaced', 'evidence_infected', 'erasure_asked', 'erasure_decided')
           THEN evidence_item_id IS NOT NULL
         ELSE assessment_id IS NOT NULL END),
  ADD CONSTRAINT notices_covers CHECK (
    covers IS NOT NULL
    AND (cardinality(covers) = 0 OR kind IN ('evidence_withdrawn', 'evidence_due', 'evidence_expired')));
