import { formatCount } from '#lib/kernel/format.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';

/** `characters`: length of the reason. `words`: hash of the reason. */
type ReasonedStep = { version: number; step: number; characters: number; words?: WordsHash };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `step` of the review. `contentHash`: of the content sent for sign-off, which is stored. `gaps`: their number. */
    'review.proposed': {
      subject: string;
      data: { version: number; step: number; contentHash: string; gaps: number; words?: WordsHash };
    };
    'review.signed': {
      subject: string;
      data: { version: number; step: number; contentHash: string; words?: WordsHash };
    };
    'review.withdrawn': { subject: string; data: ReasonedStep };
    'review.returned': { subject: string; data: ReasonedStep };
    'review.reopened': { subject: string; data: ReasonedStep };
  }
}

const STEP_REASON = {
  sql: `select s.reason from review_steps s
         where s.council_id = e.council_id and s.assessment_id = e.subject::uuid and s.step = (e.data ->> 'step')::int`,
};

// The hash must be hidden with the scores: anyone who knows the other content could try scores until it matches.
const anyScoreOf = ({ subject }: { readonly subject: string }) => ({
  assessmentId: subject,
  statement: null,
});

export const reviewEvents = describeEvents({
  'review.proposed': {
    kind: 'reviews',
    title: ({ data }) => `Version ${data.version} sent for sign-off`,
    detail: ({ data: { gaps, contentHash } }) =>
      `${gaps === 0 ? 'No gaps' : `With ${formatCount(gaps, 'gap')}`}. Document fingerprint ${contentHash}`,
    blind: {
      scoreOf: anyScoreOf,
      detail: () => 'Gaps and document fingerprint hidden until you give your challenge score',
    },
  },
  'review.signed': {
    kind: 'reviews',
    title: ({ data }) => `Version ${data.version} signed`,
    detail: ({ data }) => `Document fingerprint ${data.contentHash}`,
    blind: {
      scoreOf: anyScoreOf,
      detail: () => 'Document fingerprint hidden until you give your challenge score',
    },
  },
  'review.withdrawn': {
    kind: 'reviews',
    title: ({ data }) => `Version ${data.version} withdrawn from sign-off`,
    reason: STEP_REASON,
  },
  'review.returned': {
    kind: 'reviews',
    title: ({ data }) => `Version ${data.version} returned for changes`,
    reason: STEP_REASON,
  },
  'review.reopened': {
    kind: 'reviews',
    title: ({ data }) => `Reopened after version ${data.version} was signed`,
    reason: STEP_REASON,
  },
});

type StepRow = {
  readonly assessmentId: string;
  readonly step: number;
  readonly kind: string;
  readonly version: number;
  readonly reason: string;
  readonly contentHash: string | null;
  readonly personId: string;
  readonly role: string;
};

/** Steps of reviews. */
export const stepRecords: RecordKind<StepRow> = {
  tables: ['review_steps'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'review.proposed':
          case 'review.signed':
          case 'review.withdrawn':
          case 'review.returned':
          case 'review.reopened': {
            const { version, step } = event.data;
            const words = 'words' in event.data ? event.data.words : undefined;
            const contentHash = 'contentHash' in event.data ? event.data.contentHash : null;
            const kind = event.type.slice('review.'.length);
            rows.set(stepKey({ assessmentId: event.subject, step }), {
              facts: { kind, version, contentHash, personId: event.actorId, role: event.actorRole },
              ...(words && { words }),
            });
          }
        }
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", step, kind::text, version, reason, content_hash as "contentHash",
                  person_id::text as "personId", role::text
             from review_steps where council_id = $1::uuid`,
  stored: ({ assessmentId, step, reason, ...facts }) => ({
    key: stepKey({ assessmentId, step }),
    facts,
    words: [reason],
  }),
};

function stepKey({ assessmentId, step }: Pick<StepRow, 'assessmentId' | 'step'>): string {
  return `step ${step} of the review, ${assessmentId}`;
}
