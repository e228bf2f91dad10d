import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { loadPromptsFor } from '#lib/record/prompts/queries.ts';
import type { OwnPrompts } from '#lib/record/prompts/rules.ts';
import type { PromptsInput } from '#lib/record/prompts/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type ChangePromptsResult =
  | { readonly outcome: 'done' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: OwnPrompts };

/**
 * Changes the council's own questions for a statement. Over a change made after the form was opened nothing is
 * written.
 */
export function changePrompts(
  context: CouncilContext,
  statement: StatementId,
  { text, version }: PromptsInput,
): Promise<ChangePromptsResult> {
  return auditedWrite<ChangePromptsResult>(context, 'prompts:edit', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'prompts');
    const latest = await loadPromptsFor(db, statement);
    if (latest.text === text) return unchanged({ outcome: 'unchanged' });
    if (latest.version !== version) return unchanged({ outcome: 'conflict', latest });
    const changed = {
      text,
      version: version + 1,
      changedById: context.person.id,
      changedAt: context.now(),
    };
    await db.tx.statementPrompt.upsert({
      where: { councilId_statement: { councilId, statement } },
      create: { councilId, statement, ...changed },
      update: changed,
      select: { version: true },
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'prompts.changed',
        subject: statement,
        data: { version: changed.version, characters: text.length, words: hashWords([text]) },
      },
    };
  });
}
