import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { type ComparisonColumn, comparisonRows } from '#lib/insight/scenarios/rules.ts';
import * as routes from '#lib/kernel/routes.ts';

type ComparisonTableProps = { council: string; compared: readonly ComparisonColumn[] };

/** The current scores beside the targets and every scenario. */
export function ComparisonTable({ council, compared }: ComparisonTableProps) {
  return (
    <Table
      caption="Now, targets and scenarios"
      captionHidden
      wide
      columns={[
        { header: <span className="sr-only">Figure or statement</span> },
        ...compared.map(({ key, name }) => ({ header: headerOf(council, key, name) })),
      ]}
      rows={comparisonRows(compared).map(([heading, ...cells]) => ({
        key: heading,
        cells: [
          heading,
          ...cells.map((cell, index) =>
            index > 0 && cell !== cells[0] ? <strong key={compared[index]?.key}>{cell}</strong> : cell,
          ),
        ],
      }))}
    />
  );
}

function headerOf(council: string, key: string, name: string) {
  if (key === 'now') return name;
  const href = key === 'targets' ? routes.targets(council) : routes.scenario(council, Number(key));
  return <Link href={href}>{name}</Link>;
}
