import { Table } from '#components/ui/table.tsx';
import { type AssessmentState, isConfirmed } from '#lib/record/assessments/state.ts';
import type { ThemeResult } from '#lib/scoring/index.ts';

type ThemeTableProps = { themes: readonly ThemeResult[]; state: AssessmentState };

/** The themes beside the band: points, percentage and a bar. An incomplete theme has no percentage. */
export function ThemeTable({ themes, state }: ThemeTableProps) {
  return (
    <Table
      caption="Results by theme"
      captionHidden
      columns={[
        { header: 'Theme' },
        { header: 'Points', numeric: true },
        { header: 'Percentage', numeric: true },
      ]}
      rows={themes.map((theme) => ({
        key: String(theme.theme),
        cells: [
          <ThemeName key="name" theme={theme} hasBar={isConfirmed(theme, state)} />,
          `${theme.points} of ${theme.maximum}`,
          percentageOf(theme, state),
        ],
      }))}
    />
  );
}

function percentageOf(theme: ThemeResult, state: AssessmentState): string {
  if (theme.percentage === null) return 'Not final';
  return isConfirmed(theme, state) ? `${theme.percentage}%` : 'Not confirmed';
}

function ThemeName({ theme, hasBar }: { theme: ThemeResult; hasBar: boolean }) {
  return (
    <>
      {theme.name}
      {theme.state === 'incomplete' && (
        <span className="block font-normal text-ink-soft">
          {theme.scored} of {theme.of} scored
        </span>
      )}
      <svg aria-hidden="true" className="mt-1.5 mb-1 block h-2 w-full max-w-72">
        <rect x="0" y="0" width="100%" height="100%" className="mark-tint" />
        {theme.percentage !== null && hasBar && (
          <rect x="0" y="0" width={`${theme.percentage}%`} height="100%" className="mark-filled" />
        )}
      </svg>
    </>
  );
}
