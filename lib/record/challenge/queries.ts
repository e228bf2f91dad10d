import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, type Role, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import {
  byPerson,
  type ChallengesOfStatements,
  type HiddenScores,
  type PersonChallenge,
  type ShownScore,
} from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/**
 * In blind challenge, the statements of the open assessment that this person has yet to challenge: until then the
 * council's score and everyone else's are hidden from them. Null if nothing is hidden. Every query that returns scores
 * must call this first.
 */
export async function loadHiddenScores(db: CouncilRead): Promise<HiddenScores | null> {
  const { context } = db;
  if (!can(context, 'challenge:give')) return null;
  const rows = await cacheByAuditHead(db, { name: 'blind challenge', of: '' }, () => blindRows(db));
  const hidden = rows.filter(({ challengers }) => !challengers.includes(context.person.id));
  const [first] = hidden;
  return first
    ? { assessmentId: first.assessment, statements: hidden.map(({ statement }) => statement) }
    : null;
}

/** Who has challenged each statement of the open assessment. Empty unless challenge is blind. */
function blindRows({
  tx,
  context,
}: CouncilRead): Promise<
  readonly { assessment: string; statement: StatementId; challengers: readonly string[] }[]
> {
  return tx.$queryRaw`
    select a.id as assessment, s.statement,
           array(select distinct c.person_id::text from challenge_scores c
                  where c.council_id = s.council_id and c.assessment_id = s.assessment_id
                    and c.statement = s.statement) as challengers
      from assessments a
      join statement_assessments s on s.council_id = a.council_id and s.assessment_id = a.id
     where a.council_id = ${context.council.id}::uuid and a.status = 'open' and a.blind_challenge
     order by s.statement`;
}

/** `loadHiddenScores` for one assessment: its statements with hidden scores. */
export async function loadHiddenStatements(
  db: CouncilRead,
  assessmentId: string,
): Promise<readonly StatementId[]> {
  const hidden = await loadHiddenScores(db);
  // The id may be in capitals, which PostgreSQL accepts.
  return hidden?.assessmentId === assessmentId.toLowerCase() ? hidden.statements : [];
}

type GivenRow = {
  readonly statement: StatementId;
  readonly person: string;
  readonly by: string;
  readonly role: Role;
  readonly version: number;
  readonly score: Score;
  readonly reason: string;
  readonly ownHidden: boolean;
  readonly ownScore: Score | null;
  readonly at: Date;
};

/** Challenge scores of one assessment, including earlier versions: for one statement, or for all if null. */
function challengeRows(
  { tx, context }: CouncilRead,
  assessmentId: string,
  statement: StatementId | null,
): Promise<GivenRow[]> {
  return tx.$queryRaw<GivenRow[]>`
    select c.statement, c.person_id::text as person, p.name as by, c.role::text as role, c.version, c.score, c.reason,
           c.own_hidden as "ownHidden", c.own_score as "ownScore", c.given_at as at
      from challenge_scores c
      join people p on p.id = c.person_id
     where c.council_id = ${context.council.id}::uuid and c.assessment_id = ${assessmentId}::uuid
       and (${statement}::text is null or c.statement = ${statement})`;
}

/** One statement’s challenge scores, by person. The transaction must call `loadHiddenStatements` first. */
export async function loadChallenges(
  db: CouncilRead,
  assessmentId: string,
  statement: StatementId,
): Promise<readonly PersonChallenge[]> {
  return byPerson(await challengeRows(db, assessmentId, statement));
}

/** An assessment’s challenge scores, by statement. The transaction must call `loadHiddenStatements` first. */
export async function loadAllChallenges(
  db: CouncilRead,
  assessmentId: string,
): Promise<ChallengesOfStatements> {
  const rows = await challengeRows(db, assessmentId, null);
  const statements = [...new Set(rows.map(({ statement }) => statement))];
  return Object.fromEntries(
    statements.map((id) => [id, byPerson(rows.filter(({ statement }) => statement === id))]),
  );
}

export type ChallengeView = {
  readonly assessment: { readonly id: string; readonly name: string };
  /** If hidden, `challenges` is empty until this person gives their own score. */
  readonly own: ShownScore;
  readonly challenges: readonly PersonChallenge[];
  /** This person's own latest score. */
  readonly mine: PersonChallenge | null;
};

/** The challenge scores of one statement of the open assessment. Null when none is open. */
export async function getChallenge(
  context: CouncilContext,
  statement: StatementId,
): Promise<ChallengeView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const { tx } = db;
    const row = await tx.statementAssessment.findFirst({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id, statement, assessment: { status: 'open' } },
      select: { score: true, assessment: { select: { id: true, name: true } } },
    });
    if (!row) return null;
    const { assessment } = row;
    if ((await loadHiddenStatements(db, assessment.id)).includes(statement)) {
      return { assessment, own: 'hidden', challenges: [], mine: null };
    }
    const challenges = await loadChallenges(db, assessment.id, statement);
    return {
      assessment,
      own: row.score,
      challenges,
      mine: challenges.find(({ person }) => person === context.person.id) ?? null,
    };
  });
}
