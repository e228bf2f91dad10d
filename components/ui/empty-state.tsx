import type { ReactNode } from 'react';

type EmptyStateProps = {
  /** What is missing and what to do: "No evidence yet. Add evidence to support this score." */
  children: ReactNode;
  action?: ReactNode | undefined;
};

export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className="border-y border-rule py-8">
      <p className="max-w-text text-ink-soft">{children}</p>
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
