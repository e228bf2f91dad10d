import type { ReactNode } from 'react';

const TONES = {
  plain: 'text-ink',
  neutral: 'border border-rule-strong bg-tint px-2 text-ink',
  info: 'border border-accent bg-accent-tint px-2 text-accent-dark',
  warning: 'border border-warning bg-warning-tint px-2 text-warning',
} as const;

export type TagTone = keyof typeof TONES;

/** A state in one or two words. `plain` has no fill, to keep finished items calm. */
export function Tag({ tone, children }: { tone: TagTone; children: ReactNode }) {
  return <span className={`inline-block text-16 ${TONES[tone]}`}>{children}</span>;
}
