import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { ChangeList } from '#lib/insight/plan/since.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ACTION_NAMES } from '#lib/record/improvement/rules.ts';

type ChangeTablesProps = { council: string; lists: readonly ChangeList[] };

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
            <Link key="action" href={routes.action(council, number)}>
              {number}. <bdi>{title}</bdi>
            </Link>,
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
