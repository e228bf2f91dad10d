import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import type { Transaction } from '#lib/db/client.ts';
import { isoDate } from '#lib/format.ts';
import type { Targets } from '#lib/scenarios/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** The target of each statement of an assessment that has one. Says nothing of who may see it. */
export async function targetsOf(
  tx: Transaction,
  context: CouncilContext,
  assessmentId: string,
): Promise<Targets> {
  const rows = await tx.statementTarget.findMany({
    where: { councilId: context.council.id, assessmentId, score: { not: null } },
    select: { statement: true, score: true, dueOn: true },
    orderBy: { statement: 'asc' },
  });
  return Object.fromEntries(
    rows.map(({ statement, score, dueOn }) => [
      statement as StatementId,
      { score: score as Score, dueOn: dueOn && isoDate(dueOn) },
    ]),
  );
}
