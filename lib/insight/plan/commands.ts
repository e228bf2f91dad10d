import 'server-only';
import { lengthsOf, PLAN_SUBJECT, planWords } from '#lib/insight/plan/events.ts';
import type { SavePlanDetails } from '#lib/insight/plan/schema.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedExport, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import { loadActionMembers, loadActions, loadPlanDetails } from '#lib/record/improvement/queries.ts';
import type { ImprovementAction, PlanDetails } from '#lib/record/improvement/rules.ts';

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

export type ExportedActions = {
  readonly actions: readonly ImprovementAction[];
  /** Of members who can own an action, by their ids. */
  readonly emails: ReadonlyMap<string, string>;
};

/** Exports the actions of the plan and records the export. Refused to anyone from whom a score is hidden. */
export function exportActions(context: CouncilContext): Promise<ExportedActions | 'scores hidden'> {
  return auditedExport<ExportedActions | 'scores hidden'>(context, 'improvement:export', async (db) => {
    if (await loadHiddenScores(db)) return unchanged('scores hidden');
    const actions = await loadActions(db);
    const members = await loadActionMembers(db);
    return {
      result: { actions, emails: new Map(members.map(({ id, email }) => [id, email])) },
      event: {
        type: 'plan.exported',
        subject: PLAN_SUBJECT,
        data: { form: 'csv', count: actions.length, since: null, sha256: null },
      },
    };
  });
}
