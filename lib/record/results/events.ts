import { formatCount, formatList } from '#lib/kernel/format.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import {
  describeResultFacts,
  type RecordedFacts,
  type ResultFacts,
  type ResultKind,
  readRecordedFacts,
} from '#lib/record/results/facts.ts';
import { describeResultsFilter } from '#lib/record/results/filter.ts';
import { resultId } from '#lib/record/results/rules.ts';

type ResultChange = {
  readonly id: string;
  readonly council: string;
  readonly before: RecordedFacts | null;
  readonly after: RecordedFacts | null;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** Corrections of published results. They affect this council's view only. */
    'results.imported': {
      subject: 'results';
      data: {
        /** `hadOwn`: whether `before` was the council's own row. Earlier events do not say. */
        changes: readonly (ResultChange & { readonly after: RecordedFacts; readonly hadOwn?: boolean })[];
      };
    };
    /** `subject`: the number of the import's event. `hasOwn`: whether `after` is the council's own row. */
    'results.import-undone': {
      subject: string;
      data: { changes: readonly (ResultChange & { readonly hasOwn: boolean })[] };
    };
    'results.correction-removed': { subject: string; data: ResultChange };
    /** The council's own report, which takes the place of what was there. */
    'results.own-saved': { subject: string; data: ResultChange & { readonly after: RecordedFacts } };
    'results.exported': { subject: 'results'; data: { filter: Record<string, string>; count: number } };
  }
}

export const resultEvents = describeEvents({
  'results.imported': {
    kind: 'results',
    title: ({ data }) => `${formatCount(data.changes.length, 'published result')} added or corrected`,
    detail: ({ data }) => formatList(data.changes.map(({ council }) => council)),
    changes: ({ data }) => data.changes.map(describeChange),
  },
  'results.import-undone': {
    kind: 'results',
    title: ({ subject }) => `Import of published results undone (event ${subject})`,
    detail: ({ data }) => formatList(data.changes.map(({ council }) => council)),
    changes: ({ data }) => data.changes.map(describeChange),
  },
  'results.correction-removed': {
    kind: 'results',
    title: ({ data }) => `Correction removed from the published result of ${data.council}`,
    changes: ({ data }) => [describeChange(data)],
  },
  'results.own-saved': {
    kind: 'results',
    title: ({ data }) => `Result of ${data.council} saved from the council’s own report`,
    changes: ({ data }) => [describeChange(data)],
  },
  'results.exported': {
    kind: 'views',
    title: () => 'Published results downloaded',
    detail: ({ data: { filter, count } }) => {
      const narrowed = describeResultsFilter(filter).map(({ text }) => text);
      return `${formatCount(count, 'council')}${narrowed.length > 0 ? `, filtered by ${narrowed.join(', ')}` : ''}`;
    },
  },
});

function describeChange({ council, before, after }: ResultChange): Change {
  return {
    name: council,
    before: before && describeResultFacts(readRecordedFacts(before)),
    after: after && describeResultFacts(readRecordedFacts(after)),
  };
}

type CorrectionRow = ResultFacts & {
  readonly gssCode: string;
  readonly kind: ResultKind;
  readonly correctedBy: string;
};

/** Corrections of published results. Shipped rows belong to no council, so no chain records them. */
export const correctionRecords: RecordKind<CorrectionRow> = {
  tables: ['result_corrections'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        const save = (id: string, own: RecordedFacts | null) => {
          if (own) {
            rows.set(correctionKey(id), {
              facts: { ...readRecordedFacts(own), correctedBy: event.actorId },
            });
          } else rows.delete(correctionKey(id));
        };
        if (event.type === 'results.correction-removed') save(event.subject, null);
        if (event.type === 'results.own-saved') save(event.subject, event.data.after);
        if (event.type === 'results.imported') {
          for (const { id, after } of event.data.changes) save(id, after);
        }
        if (event.type === 'results.import-undone') {
          for (const { id, after, hasOwn } of event.data.changes) save(id, hasOwn ? after : null);
        }
      },
    };
  },
  select: `select gss_code as "gssCode", kind, status, confirmed, published, score, rating, framework, scores,
                  basis, source, corrected_by_id::text as "correctedBy"
             from result_corrections where council_id = $1::uuid`,
  stored: ({ gssCode, kind, ...facts }) => ({
    key: correctionKey(resultId(gssCode, kind)),
    facts,
  }),
};

function correctionKey(id: string): string {
  return `published result of ${id}`;
}
