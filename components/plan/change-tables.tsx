import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { ChangeList } from '#lib/insight/plan/since.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ACTION_NAMES } from '#lib/record/improvement/rules.ts';

type ChangeTablesProps = {
  /** Null: nothing leads to pages of the council. */
  council: string | null;
  lists: readonly ChangeList[];
};

/** What changed in the plan, a table for each kind of change. */
export function ChangeTables({ council, lists }: ChangeTablesProps) {
  return lists.map(({ heading, columns, lines }) => (
    <Section key={heading} heading={heading}>
      <Table
        caption={heading}
        captionHidden
        stacked
        columns={[ACTION_NAMES.title, ...columns].map((header) => ({ header }))}
        rows={lines.map(({ number, title, cells }, index) => ({
          key: `${number}-${index}`,
          cells: [
            council === null ? (
              <ActionName key="action" number={number} title={title} />
            ) : (
              <Link key="action" href={routes.action(council, number)}>
                <ActionName number={number} title={title} />
              </Link>
            ),
            ...cells.map((cell, at) =>
              cell === '' ? (
                'None'
              ) : (
                <span key={columns[at]} className="whitespace-pre-line wrap-anywhere">
                  {cell}
                </span>
              ),
            ),
          ],
        }))}
      />
    </Section>
  ));
}

function ActionName({ number, title }: { number: number; title: string }) {
  return (
    <>
      {number}. <bdi>{title}</bdi>
    </>
  );
}
