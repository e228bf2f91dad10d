import type { LockedCycle } from '#lib/history/closings/next-cycle.ts';
import type { StartAssessment } from '#lib/history/closings/schema.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { periodProblems } from '#lib/work/cycles/rules.ts';

export type StartRefusal =
  /** A director has already been asked to close it. */
  | { readonly outcome: 'waiting' }
  /** Whether a director has to confirm is not as the form said. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'period'; readonly problems: ReturnType<typeof periodProblems> }
  /** The open cycle is not the one that the form said would close. */
  | { readonly outcome: 'another is open'; readonly open: string | null };

export type StartDecision =
  | StartRefusal
  /** No cycle is open. */
  | { readonly outcome: 'start' }
  | { readonly outcome: 'close and start' | 'request'; readonly closes: LockedCycle };

/**
 * What to do when a lead asks for the next cycle. It closes only the cycle named in the form, so that of two leads at
 * once only one starts the next.
 *
 * @param isWaiting - whether a director has been asked to close the open cycle and has not answered
 * @param hasUnsigned - whether the open cycle has content that nobody has signed, so that a director has to confirm
 * @param today - in London
 */
export function decideStart(
  input: StartAssessment,
  {
    open,
    isWaiting,
    hasUnsigned,
    today,
  }: {
    readonly open: LockedCycle | null;
    readonly isWaiting: boolean;
    readonly hasUnsigned: boolean;
    readonly today: CalendarDate;
  },
): StartDecision {
  if ((open?.id ?? null) !== input.closes) return { outcome: 'another is open', open: open?.name ?? null };
  if (isWaiting) return { outcome: 'waiting' };
  const problems = periodProblems(input, { today, open: open?.starts_on ?? null });
  if (problems.length > 0) return { outcome: 'period', problems };
  if (open === null) return { outcome: 'start' };
  if (hasUnsigned !== input.asks) return { outcome: 'changed' };
  return { outcome: hasUnsigned ? 'request' : 'close and start', closes: open };
}
