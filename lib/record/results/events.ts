import { formatCount, formatList } from '#lib/kernel/format.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import { describeResultsFilter } from '#lib/record/results/results-view.ts';
import { describeResultFacts, type ResultFacts } from '#lib/record/results/rules.ts';

type ResultChange = {
  readonly id: string;
  readonly council: string;
  readonly before: ResultFacts | null;
  readonly after: ResultFacts | null;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** Corrections of published results. They affect this council's view only. */
    'results.imported': {
      subject: 'results';
      data: {
        /** `hadOwn`: whether `before` was the council's own row. Earlier events do not say. */
        changes: readonly (ResultChange & { readonly after: ResultFacts; readonly hadOwn?: boolean })[];
      };
    };
    /** `subject`: the number of the import's event. `hasOwn`: whether `after` is the council's own row. */
    'results.import-undone': {
      subject: string;
      data: { changes: readonly (ResultChange & { readonly hasOwn: boolean })[] };
    };
    'results.correction-removed': { subject: string; data: ResultChange };
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
    before: before && describeResultFacts(before),
    after: after && describeResultFacts(after),
  };
}

type CorrectionRow = ResultFacts & {
  readonly gssCode: string;
  readonly isPilot: boolean;
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
        const save = (id: string, own: ResultFacts | null) => {
          if (own) rows.set(correctionKey(id), { facts: { ...own, correctedBy: event.actorId } });
          else rows.delete(correctionKey(id));
        };
        if (event.type === 'results.correction-removed') save(event.subject, null);
        if (event.type === 'results.imported') {
          for (const { id, after } of event.data.changes) save(id, after);
        }
        if (event.type === 'results.import-undone') {
          for (const { id, after, hasOwn } of event.data.changes) save(id, hasOwn ? after : null);
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
