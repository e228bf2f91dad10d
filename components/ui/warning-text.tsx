import type { ReactNode } from 'react';

/** A warning in words; the sign is decoration. */
export function WarningText({ children }: { children: ReactNode }) {
  return (
    <div className="my-6 flex max-w-text gap-3">
      <svg viewBox="0 0 40 40" aria-hidden="true" className="size-9 shrink-0">
        <path d="M20 3 L38 36 H2 Z" className="mark-ink" />
        <path d="M20 14 V25 M20 28.5 V32" strokeWidth="3.5" className="mark-halo" />
      </svg>
      <p className="pt-1 font-bold">
        <span className="sr-only">Warning: </span>
        {children}
      </p>
    </div>
  );
}
