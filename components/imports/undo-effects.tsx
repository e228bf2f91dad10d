import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { ImportUndo } from '#lib/exchange/imports/queries.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';

const OF = {
  values: { one: 'measure value', header: 'Value', list: routes.measures, listName: 'measures' },
  results: {
    one: 'published result',
    header: 'Council',
    list: routes.results,
    listName: 'published results',
  },
} as const;

const OBSTACLES = {
  changed: 'Changed since the import',
  baseline: 'Baseline of a target. Remove the target first',
} as const;

/** What undoing an import would do to each row, or why it cannot be undone. */
export function UndoEffects({ council, undo }: { council: string; undo: ImportUndo }) {
  const { by, at, decision } = undo;
  const { one, header, list, listName } = OF[undo.of];
  const seeList = <Link href={list(council)}>See {listName}</Link>;
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
          This import cannot be undone, because the service did not record what imports replaced at that time.{' '}
          {seeList}
        </InsetText>
      );
    case 'refused':
      return (
        <>
          <InsetText>
            This import cannot be undone, for the reasons below. You can still change each {one} yourself.{' '}
            {seeList}
          </InsetText>
          <Table
            caption="Why it cannot be undone"
            wide
            stacked
            columns={[{ header }, { header: 'As imported' }, { header: 'Now' }, { header: 'Reason' }]}
            rows={decision.rows.map(({ name, imported, now, obstacle }) => ({
              key: name,
              cells: [name, imported, now ?? 'None', obstacle && OBSTACLES[obstacle]],
            }))}
          />
        </>
      );
    case 'undo': {
      const { rows } = decision;
      return (
        <>
          <p className="mb-6 max-w-text">
            <bdi>{by}</bdi> imported {formatCount(rows.length, one)} on {formatDateTime(at)}.{' '}
            {rows.length === 1 ? 'It is' : 'They are'} still as imported. The history will show the import and
            that you undid it.
          </p>
          <Table
            caption="What would change"
            wide
            stacked
            columns={[{ header }, { header: 'Now' }, { header: 'After undoing' }]}
            rows={rows.map(({ name, now, after }) => ({ key: name, cells: [name, now, after ?? 'Removed'] }))}
          />
        </>
      );
    }
  }
}
