import { Table } from '#components/ui/table.tsx';
import type { ThemeResult } from '#lib/scoring/index.ts';

/** The four themes beside the band: points, percentage and a bar. A theme that is not complete has no percentage. */
export function ThemeTable({ themes }: { themes: readonly ThemeResult[] }) {
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
          <ThemeName key="name" theme={theme} />,
          `${theme.points} of ${theme.maximum}`,
          theme.percentage === null ? 'Not final' : `${theme.percentage}%`,
        ],
      }))}
    />
  );
}

function ThemeName({ theme }: { theme: ThemeResult }) {
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
        {theme.percentage !== null && (
          <rect x="0" y="0" width={`${theme.percentage}%`} height="100%" className="mark-filled" />
        )}
      </svg>
    </>
  );
}
