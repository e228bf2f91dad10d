-- AlterEnum
ALTER TYPE "notice_kind" ADD VALUE 'action_assigned';
ALTER TYPE "notice_kind" ADD VALUE 'action_due';
ALTER TYPE "notice_kind" ADD VALUE 'action_overdue';

-- AlterTable
ALTER TABLE "notices" ADD COLUMN "action_number" INTEGER;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_council_id_action_number_fkey" FOREIGN KEY ("council_id", "action_number") REFERENCES "improvement_actions"("council_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- As text: a new value cannot be named as such in the transaction that adds it.
ALTER TABLE notices
  DROP CONSTRAINT notices_about_something,
  ADD CONSTRAINT notices_about_something CHECK (
    CASE WHEN kind = 'mentioned' THEN comment_id IS NOT NULL AND num_nonnulls(statement, evidence_item_id) = 1
         WHEN kind IN ('assigned', 'due', 'overdue') THEN statement IS NOT NULL
         WHEN kind IN ('evidence_withdrawn', 'evidence_due', 'evidence_expired')
           THEN (evidence_item_id IS NOT NULL) = (cardinality(covers) = 0) AND cardinality(covers) <> 1
         WHEN kind IN ('evidence_replaced', 'evidence_infected', 'erasure_asked', 'erasure_decided')
           THEN evidence_item_id IS NOT NULL
         WHEN kind::text IN ('step_due', 'step_overdue', 'named', 'log_for_review', 'log_reviewed', 'return_due',
                             'return_overdue')
           THEN inspection_id IS NOT NULL
         WHEN kind::text IN ('action_assigned', 'action_due', 'action_overdue') THEN action_number IS NOT NULL
         ELSE assessment_id IS NOT NULL END);
