import type { ReactNode } from 'react';
import { Link } from './link.tsx';

type SummaryRow = {
  key: string;
  /** Shown as "Not provided" when there is nothing. */
  value: ReactNode;
  /** `context` completes the link for people who hear it on its own: "Change" + " title". */
  action?: { href: string; text: string; context: string } | undefined;
};

/** Questions with their answers, each with a way to change it. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }) {
  return (
    <dl className="border-t border-rule">
      {rows.map((row) => (
        <div
          key={row.key}
          className="grid gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[minmax(10rem,1fr)_minmax(0,2.2fr)_auto]"
        >
          <dt className="font-semibold">{row.key}</dt>
          <dd className="min-w-0 max-w-text wrap-anywhere">
            {row.value === null || row.value === undefined || row.value === '' ? (
              <span className="text-ink-soft">Not provided</span>
            ) : (
              row.value
            )}
          </dd>
          {row.action && (
            <dd className="sm:text-right print:hidden">
              <Link href={row.action.href}>
                {row.action.text}
                <span className="sr-only"> {row.action.context}</span>
              </Link>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
