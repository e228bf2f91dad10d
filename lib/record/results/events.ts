import type { ResultFacts } from '#lib/platform/audit/events.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';

type CorrectionRow = ResultFacts & {
  readonly gssCode: string;
  readonly isPilot: boolean;
  readonly correctedBy: string;
};

/** Corrections of published results. The shipped rows are nobody's, and told by no chain. */
export const correctionRecords: RecordKind<CorrectionRow> = {
  tables: ['result_corrections'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'results.correction-removed') rows.delete(correctionKey(event.subject));
        if (event.type !== 'results.imported') return;
        for (const { id, after } of event.data.changes) {
          if (after) rows.set(correctionKey(id), { facts: { ...after, correctedBy: event.actorId } });
        }
      },
    };
  },
  select: `select gss_code as "gssCode", is_pilot as "isPilot", published, score, rating, scores, basis, source,
                  corrected_by_id::text as "correctedBy"
             from result_corrections where council_id = $1::uuid`,
  stored: ({ gssCode, isPilot, ...facts }) => ({
    key: correctionKey(isPilot ? `${gssCode}-pilot` : gssCode),
    facts,
  }),
};

function correctionKey(id: string): string {
  return `published result of ${id}`;
}
