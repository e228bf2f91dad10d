import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { NO_PROMPTS, type OwnPrompts, type PromptsOfStatements } from '#lib/record/prompts/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The council's own questions for a statement. */
export async function getPrompts(context: CouncilContext, statement: StatementId): Promise<OwnPrompts> {
  requirePermission(context, 'assessment:view');
  return read(context, (db) => loadPromptsFor(db, statement));
}

export async function loadPromptsFor(db: CouncilRead, statement: StatementId): Promise<OwnPrompts> {
  return (await promptsNow(db))[statement] ?? NO_PROMPTS;
}

/** Of all statements. */
export function loadPrompts(db: CouncilRead): Promise<PromptsOfStatements> {
  return cacheByAuditHead(db, { name: 'own prompts', of: '' }, () => promptsNow(db));
}

async function promptsNow({ tx, context }: CouncilRead): Promise<PromptsOfStatements> {
  const rows = await tx.statementPrompt.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    select: {
      statement: true,
      version: true,
      text: true,
      changedAt: true,
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  return Object.fromEntries(
    rows.map(({ statement, version, text, changedAt, changedBy }) => [
      statement,
      { version, text, changed: { by: changedBy.person.name, at: changedAt } },
    ]),
  );
}
