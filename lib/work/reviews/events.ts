import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';

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

/** The steps of each review. */
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
