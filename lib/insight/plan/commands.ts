import 'server-only';
import { lengthsOf, PLAN_SUBJECT, planWords } from '#lib/insight/plan/events.ts';
import type { SavePlanDetails } from '#lib/insight/plan/schema.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { loadPlanDetails } from '#lib/record/improvement/queries.ts';
import type { PlanDetails } from '#lib/record/improvement/rules.ts';

export type SavePlanDetailsResult =
  | { readonly outcome: 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: PlanDetails };

/** Saves what is said of the plan as a whole. */
export function savePlanDetails(
  context: CouncilContext,
  input: SavePlanDetails,
): Promise<SavePlanDetailsResult> {
  return auditedWrite<SavePlanDetailsResult>(context, 'improvement:oversee', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'improvement');
    const stored = await loadPlanDetails(db);
    const words = planWords(input);
    if (planWords(stored).every((text, index) => text === words[index]))
      return unchanged({ outcome: 'unchanged' });
    if (stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const { introduction, monitoring, scrutiny, chair } = input;
    const row = {
      ...{ introduction, monitoring, scrutiny, chair },
      ...{ changedById: context.person.id, changedAt: context.now() },
    };
    await db.tx.improvementPlan.upsert({
      where: { councilId },
      create: { councilId, ...row },
      update: { ...row, version: { increment: 1 } },
      select: { version: true },
    });
    return {
      result: { outcome: 'saved' },
      event: {
        type: 'plan.saved',
        subject: PLAN_SUBJECT,
        data: {
          before: stored.version === 0 ? null : lengthsOf(stored),
          after: lengthsOf(input),
          words: hashWords(words),
        },
      },
    };
  });
}
