import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { areTotalsComparable } from '#lib/frameworks/mapping.ts';
import { formatDateRange } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type AssessmentState, boundsOf, formatBand, formatScore } from '#lib/record/assessments/state.ts';
import type { CycleSummary } from '#lib/work/cycles/queries.ts';

/**
 * Every cycle with its last score, as a mark on 0 to 100 and in words and numbers. Cycles on another framework, whose
 * scores are not comparable, are apart under its name.
 */
export function CycleTrend({ council, cycles }: { council: string; cycles: readonly CycleSummary[] }) {
  const rows = cycles.flatMap((cycle, index) => {
    const above = cycles[index - 1];
    const isApart = above && !areTotalsComparable(cycle.framework, above.framework);
    const heading = `${frameworkOf(cycle.framework).name}: not comparable with the cycles above`;
    return [...(isApart ? [{ key: `framework-${cycle.number}`, heading }] : []), rowOf(council, cycle)];
  });
  return (
    <Table
      caption="Score and band of each cycle, newest first"
      captionHidden
      columns={[{ header: 'Cycle' }, { header: 'Score', numeric: true }, { header: 'Band' }]}
      rows={rows}
    />
  );
}

function rowOf(council: string, { number, name, startsOn, endsOn, closed, state }: CycleSummary) {
  return {
    key: String(number),
    cells: [
      <CycleName
        key="name"
        href={closed ? routes.cycle(council, number) : routes.council(council)}
        name={name}
        period={`${formatDateRange(startsOn, endsOn)}${closed ? '' : ', open'}`}
        state={state}
      />,
      state === 'hidden' ? 'Hidden' : formatScore(state),
      state === 'hidden' ? 'Hidden' : formatBand(state),
    ],
  };
}

type CycleNameProps = { href: string; name: string; period: string; state: AssessmentState | 'hidden' };

function CycleName({ href, name, period, state }: CycleNameProps) {
  const bounds = state === 'hidden' ? null : boundsOf(state);
  return (
    <>
      <Link href={href}>{name}</Link>
      <span className="block font-normal text-ink-soft">{period}</span>
      {bounds && (
        <svg aria-hidden="true" className="mt-1.5 mb-1 block h-3 w-full max-w-96 overflow-visible">
          <rect x="0" y="25%" width="100%" height="50%" className="mark-tint" />
          {bounds.lowest.score === bounds.highest.score ? (
            <circle cx={`${bounds.lowest.score}%`} cy="50%" r="6" className="mark-filled" />
          ) : (
            <rect
              x={`${bounds.lowest.score}%`}
              y="25%"
              width={`${bounds.highest.score - bounds.lowest.score}%`}
              height="50%"
              className="mark-filled"
            />
          )}
        </svg>
      )}
    </>
  );
}
