import 'server-only';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords, newSalt } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { GiveChallenge, SetBlind } from '#lib/record/challenge/schema.ts';
import { type Score, type StatementId, toScore } from '#lib/scoring/index.ts';

/** A person's own latest score for a statement. */
export type OwnChallenge = {
  readonly version: number;
  readonly score: Score;
  readonly reason: string;
  readonly at: Date;
};

export type GiveResult =
  | { readonly outcome: 'given' | 'unchanged' | 'closed' }
  /** The person gave another score after this form was opened. */
  | { readonly outcome: 'conflict'; readonly latest: OwnChallenge };

/**
 * Adds a challenge score and keeps the person's earlier ones. If they gave a newer one in another tab, nothing is
 * written and that one is returned. The same score and reason again change nothing.
 */
export function giveChallenge(
  context: CouncilContext,
  statement: StatementId,
  input: GiveChallenge,
): Promise<GiveResult> {
  return auditedWrite<GiveResult>(context, 'challenge:give', async (db) => {
    const { tx } = db;
    const key = { councilId: context.council.id, assessmentId: input.assessment, statement };
    // Share lock: the council's score, the blind setting and the open status must not change before this is recorded.
    const [facts] = await tx.$queryRaw<{ blind: boolean; own: Score | null }[]>`
      select a.blind_challenge as blind, s.score as own
        from assessments a
        join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
       where a.council_id = ${key.councilId}::uuid and a.id = ${key.assessmentId}::uuid and a.status = 'open'
         and s.statement = ${statement}
         for share`;
    if (!facts) return unchanged({ outcome: 'closed' });
    const before = await lastOf(db, key);
    const other = decideChallenge(before, input);
    if (other) return unchanged(other);

    const { reason } = input;
    const score = toScore(input.score, frameworkOfStatement(statement));
    const version = (before?.version ?? 0) + 1;
    const ownHidden = facts.blind && !before && input.ownHidden;
    // Two tabs at once use the same version: the second waits, then finds the first one's row.
    const { count } = await tx.challengeScore.createMany({
      data: [
        {
          ...key,
          personId: context.person.id,
          version,
          role: context.role,
          score,
          reason,
          ownHidden,
          ownScore: facts.own,
          givenAt: context.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) {
      const meanwhile = decideChallenge(await lastOf(db, key), input);
      return unchanged(meanwhile ?? { outcome: 'unchanged' });
    }
    return {
      result: { outcome: 'given' },
      event: {
        type: 'challenge.given',
        subject: statement,
        data: {
          assessmentId: key.assessmentId,
          version,
          before: before?.score ?? null,
          after: score,
          ownHidden,
          characters: reason.length,
          salt: newSalt(),
          words: hashWords([reason]),
        },
      },
    };
  });
}

/** Compares the form with the person's last score. Null: the new score can be given. */
function decideChallenge(
  last: OwnChallenge | null,
  { score, reason, version }: GiveChallenge,
): Extract<GiveResult, { outcome: 'conflict' }> | { readonly outcome: 'unchanged' } | null {
  if (last?.score === score && last.reason === reason) return { outcome: 'unchanged' };
  if (last && last.version !== version) return { outcome: 'conflict', latest: last };
  return null;
}

async function lastOf(
  { tx, context }: CouncilWrite,
  key: { readonly councilId: string; readonly assessmentId: string; readonly statement: StatementId },
): Promise<OwnChallenge | null> {
  const row = await tx.challengeScore.findFirst({
    where: { ...key, personId: context.person.id },
    orderBy: { version: 'desc' },
    select: { version: true, score: true, reason: true, givenAt: true },
  });
  return row && { version: row.version, score: row.score, reason: row.reason, at: row.givenAt };
}

export type SetBlindResult = { readonly outcome: 'done' | 'unchanged' | 'closed' };

/**
 * Turns blind challenge on or off for the open assessment. Unchanged if already so, also for the second of two at
 * once.
 */
export function setBlind(context: CouncilContext, { assessment, blind }: SetBlind): Promise<SetBlindResult> {
  return auditedWrite<SetBlindResult>(context, 'challenge:settings', async ({ tx }) => {
    const open = { councilId: context.council.id, id: assessment, status: 'open' };
    const { count } = await tx.assessment.updateMany({
      where: { ...open, blindChallenge: !blind },
      data: { blindChallenge: blind },
    });
    if (count === 0) {
      const found = await tx.assessment.count({ where: open });
      return unchanged({ outcome: found > 0 ? 'unchanged' : 'closed' });
    }
    return {
      result: { outcome: 'done' },
      event: {
        type: 'challenge.blind-set',
        subject: assessment,
        data: { before: !blind, after: blind },
      },
    };
  });
}
