import { knownStatement } from '#lib/frameworks/known.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { Salt, WordsHash } from '#lib/platform/audit/words.ts';
import { formatRecordedScore, SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `before`: the person's own previous score. `words`: hash of the reason. */
    'challenge.given': {
      subject: StatementId;
      data: {
        assessmentId: string;
        version: number;
        before: Score | null;
        after: Score;
        ownHidden: boolean;
        characters: number;
        salt?: Salt;
        words?: WordsHash;
      };
    };
    'challenge.blind-set': { subject: string; data: { before: boolean; after: boolean } };
  }
}

export const challengeEvents = describeEvents({
  'challenge.given': {
    kind: 'challenges',
    title: ({ subject }) => `Challenge score for ${knownStatement(subject).name} given`,
    detail: ({ data: { before, after, ownHidden } }) =>
      `${before === null ? `Score ${after}` : `Score changed from ${before} to ${after}`}, ${ownHidden ? 'without' : 'after'} seeing the council’s score`,
    changes: ({ subject, data: { before, after } }) => [
      {
        name: 'Challenge score',
        before: before === null ? null : formatRecordedScore(subject, before),
        after: formatRecordedScore(subject, after),
      },
    ],
    texts: {
      names: { reason: 'Reason' },
      sql: `select jsonb_build_object('before', jsonb_build_object('reason', b.reason),
                                      'after', jsonb_build_object('reason', s.reason))
              from challenge_scores s
              left join challenge_scores b
                on b.council_id = s.council_id and b.assessment_id = s.assessment_id and b.statement = s.statement
                   and b.person_id = s.person_id and b.version = s.version - 1
             where s.council_id = e.council_id and s.assessment_id = (e.data ->> 'assessmentId')::uuid
               and s.statement = e.subject and s.person_id = e.actor_id and s.version = (e.data ->> 'version')::int`,
    },
    blind: {
      scoreOf: ({ subject, data }) => ({ assessmentId: data.assessmentId, statement: subject }),
      detail: () => SCORE_HIDDEN,
      changes: () => [{ name: 'Challenge score', before: SCORE_HIDDEN, after: SCORE_HIDDEN }],
    },
  },
  'challenge.blind-set': {
    kind: 'assessments',
    title: ({ data }) => `Challenge scores ${data.after ? 'set to' : 'no longer'} blind`,
  },
});

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

/** All challenge scores. */
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
