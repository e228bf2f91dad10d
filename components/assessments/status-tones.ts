import type { StatementStatus } from '#lib/assessments/rules.ts';

/** How the tag of each status looks. */
export const STATUS_TONES = {
  'not-yet-started': 'neutral',
  'in-progress': 'info',
  completed: 'plain',
} as const satisfies Record<StatementStatus, string>;
