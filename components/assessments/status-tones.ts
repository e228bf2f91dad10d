import type { StatementStatus } from '#lib/record/assessments/state.ts';

/** The colour of each status tag. */
export const STATUS_TONES = {
  'not-yet-started': 'neutral',
  'in-progress': 'info',
  'not-confirmed': 'info',
  completed: 'plain',
  signed: 'plain',
} as const satisfies Record<StatementStatus, string>;
