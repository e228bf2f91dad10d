import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { type ComparisonColumn, comparisonRows } from '#lib/insight/scenarios/rules.ts';
import { formatList, lowerFirst } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';

type ComparisonTableProps = { council: string; compared: readonly ComparisonColumn[] };

/** The current scores beside the targets and every scenario: result, and the statements that differ. */
export function ComparisonTable({ council, compared }: ComparisonTableProps) {
  const rows = comparisonRows(compared).filter(([, ...cells]) => cells.some((cell) => cell !== 'None'));
  const isSame = ([, now, ...others]: readonly string[]) => others.every((cell) => cell === now);
  const same = rows.slice(RESULTS).filter(isSame);
  return (
    <>
      <Table
        caption="Now, targets and scenarios"
        captionHidden
        stacked
        columns={[
          { header: <span className="sr-only">Figure or statement</span> },
          ...compared.map(({ key, name }) => ({ header: headerOf(council, key, name), label: name })),
        ]}
        rows={rows
          .filter((row) => !same.includes(row))
          .map(([heading, ...cells]) => ({
            key: heading,
            cells: [
              heading,
              ...cells.map((cell, index) =>
                index > 0 && cell !== cells[0] ? <strong key={compared[index]?.key}>{cell}</strong> : cell,
              ),
            ],
          }))}
      />
      {same.length > 0 && (
        <p className="mt-4 max-w-text">
          The same in all: {formatList(same.map(([name, score]) => `${name} (${lowerFirst(score ?? '')})`))}.
        </p>
      )}
    </>
  );
}

/** The rows of score and band, which are always shown. */
const RESULTS = 2;

function headerOf(council: string, key: string, name: string) {
  if (key === 'now') return name;
  const href = key === 'targets' ? routes.targets(council) : routes.scenario(council, Number(key));
  return <Link href={href}>{name}</Link>;
}
