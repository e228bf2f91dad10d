import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';

type ChallengeRow = {
  readonly assessmentId: string;
  readonly statement: string;
  readonly personId: string;
  readonly version: number;
  readonly role: string;
  readonly score: number;
  readonly reason: string;
  readonly ownHidden: boolean;
};

/** Every challenge score that was given. */
export const challengeRecords: RecordKind<ChallengeRow> = {
  tables: ['challenge_scores'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'challenge.given' || event.actorId === null) return;
        const { assessmentId, version, after: score, ownHidden, characters, words } = event.data;
        const key = { assessmentId, statement: event.subject, personId: event.actorId, version };
        rows.set(challengeKey(key), {
          facts: { score, ownHidden, characters, role: event.actorRole },
          ...(words && { words }),
        });
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", statement, person_id::text as "personId", version, role::text, score,
                  reason, own_hidden as "ownHidden"
             from challenge_scores where council_id = $1::uuid`,
  stored: ({ role, score, reason, ownHidden, ...key }) => ({
    key: challengeKey(key),
    facts: { role, score, ownHidden, characters: reason.length },
    words: [reason],
  }),
};

function challengeKey(
  key: Pick<ChallengeRow, 'assessmentId' | 'statement' | 'personId' | 'version'>,
): string {
  return `challenge score ${key.version} of ${key.personId} for ${key.statement}, ${key.assessmentId}`;
}
