import type { ReactNode } from 'react';

type SummaryRow = {
  key: string;
  /** Empty: shown as "Not provided". */
  value: ReactNode;
};

/** Questions with their answers. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="border-t border-rule">
      {rows.map((row) => (
        <div
          key={row.key}
          className="grid gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[minmax(10rem,1fr)_minmax(0,2.2fr)]"
        >
          <dt className="font-semibold">{row.key}</dt>
          <dd className="min-w-0 max-w-text wrap-anywhere">
            {row.value === null || row.value === undefined || row.value === '' ? (
              <span className="text-ink-soft">Not provided</span>
            ) : typeof row.value === 'string' ? (
              <bdi>{row.value}</bdi>
            ) : (
              row.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
