import type { ReactNode } from 'react';

type DetailsProps = {
  summary: ReactNode;
  children: ReactNode;
  /** Whether it is open at first. */
  open?: boolean | undefined;
  /** Without space above and below, for a table cell. */
  compact?: boolean | undefined;
};

export function Details({ summary, children, compact = false, open }: DetailsProps) {
  return (
    <details open={open} className={compact ? undefined : 'my-6'}>
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-baseline gap-2 text-accent [&::-webkit-details-marker]:hidden">
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="size-3 shrink-0 [details[open]>summary>&]:rotate-90 print:hidden"
        >
          <path d="M2 0 L11 6 L2 12 Z" fill="currentColor" className="forced-colors:fill-[CanvasText]" />
        </svg>
        <span className="underline underline-offset-[0.16em] hover:decoration-[3px]">{summary}</span>
      </summary>
      <div className="mt-3 border-l-4 border-rule pl-4">{children}</div>
    </details>
  );
}
