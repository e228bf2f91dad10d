import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { ImportUndo } from '#lib/exchange/imports/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';

const OF = {
  values: { one: 'value', heading: 'Value', list: routes.measures, called: 'measures' },
  results: { one: 'result', heading: 'Council', list: routes.results, called: 'published results' },
} as const;

const OBSTACLES = { changed: 'Changed since the import', baseline: 'Baseline of a target' } as const;

/** What undoing an import would do to each row, or why it cannot be undone. */
export function UndoEffects({ council, undo }: { council: string; undo: ImportUndo }) {
  const { by, at, decision } = undo;
  const { one, heading, list, called } = OF[undo.of];
  switch (decision.outcome) {
    case 'already undone': {
      const { undone } = decision;
      return (
        <InsetText>
          <bdi>{undone.by}</bdi> undid this import on {formatDateTime(undone.at)}.{' '}
          <Link href={routes.activityEntry(council, undone.seq)}>See event {undone.seq}</Link>
        </InsetText>
      );
    }
    case 'not recorded':
      return (
        <InsetText>
          This import cannot be undone because the history does not record what it replaced. The service did
          not keep this at that time. <Link href={list(council)}>See {called}</Link>
        </InsetText>
      );
    case 'refused':
      return (
        <>
          <InsetText>
            This import cannot be undone because of {formatCount(decision.rows.length, one)}, listed below.
            You can still change each {one} by itself. <Link href={list(council)}>See {called}</Link>
          </InsetText>
          <Table
            caption="What prevents it"
            wide
            stacked
            columns={[
              { header: heading },
              { header: 'As imported' },
              { header: 'Now' },
              { header: 'Reason' },
            ]}
            rows={decision.rows.map(({ name, imported, now, obstacle }) => ({
              key: name,
              cells: [name, imported, now ?? 'None', obstacle && OBSTACLES[obstacle]],
            }))}
          />
        </>
      );
    case 'undo':
      return (
        <>
          <p className="mb-6 max-w-text">
            <bdi>{by}</bdi> imported {formatCount(decision.rows.length, one)} on {formatDateTime(at)}. No one
            has changed {decision.rows.length === 1 ? 'it' : 'them'} since. The history keeps the import and
            shows that you undid it.
          </p>
          <Table
            caption="What would change"
            wide
            stacked
            columns={[{ header: heading }, { header: 'Now' }, { header: 'After undoing' }]}
            rows={decision.rows.map(({ name, now, after }) => ({
              key: name,
              cells: [name, now, after ?? 'Removed'],
            }))}
          />
        </>
      );
  }
}
