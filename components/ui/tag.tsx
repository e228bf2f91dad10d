import type { ReactNode } from 'react';

export type TagTone = 'plain' | 'quiet' | 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const TONES: Record<TagTone, string> = {
  plain: 'text-ink',
  quiet: 'text-ink-soft',
  neutral: 'border border-rule-strong bg-tint px-2 text-ink',
  info: 'border border-accent bg-accent-tint px-2 text-accent-dark',
  success: 'border border-success bg-success-tint px-2 text-success',
  warning: 'border border-warning bg-warning-tint px-2 text-warning',
  danger: 'border border-danger bg-danger-tint px-2 text-danger-dark',
};

/** A state in one or two words. `plain` and `quiet` have no fill, so that what is finished stays calm. */
export function Tag({ tone = 'info', children }: { tone?: TagTone | undefined; children: ReactNode }) {
  return <span className={`inline-block text-16 ${TONES[tone]}`}>{children}</span>;
}
