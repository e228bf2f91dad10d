import { Section } from '#components/layout/section.tsx';
import { Table } from '#components/ui/table.tsx';
import type { PackPage } from '#lib/exchange/packs/queries.ts';
import { describeWithout } from '#lib/exchange/packs/rules.ts';
import { capitalise, formatList } from '#lib/kernel/format.ts';

type LeftOutProps = { pack: Pick<PackPage, 'form' | 'holds' | 'leftOut'> };

/** What is not in a pack that is made, and why. */
export function LeftOut({ pack: { form, holds, leftOut } }: LeftOutProps) {
  const listed = holds.flatMap(({ reference, label = reference, without }) =>
    without ? [{ label, why: describeWithout(form, without) }] : [],
  );
  const left = leftOut.map(({ reference, why }) => ({ label: reference, why: `${capitalise(why)}.` }));
  const rows = [...rowsOf('Left out', left), ...rowsOf('Listed without a file', listed)];
  if (rows.length === 0) return null;
  return (
    <Section heading="What is not in it">
      <Table
        caption="Evidence left out of the pack, or listed without a file"
        captionHidden
        stacked
        columns={[{ header: 'Evidence' }, { header: 'What became of it' }, { header: 'Why' }]}
        rows={rows}
      />
    </Section>
  );
}

/** One row for each reason. */
function rowsOf(what: string, items: readonly { readonly label: string; readonly why: string }[]) {
  return [...Map.groupBy(items, ({ why }) => why)].map(([why, some]) => ({
    key: `${what} ${why}`,
    cells: [formatList(some.map(({ label }) => label)), what, why],
  }));
}
