import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { frameworkOf, frameworksToStartOn } from '#lib/frameworks/known.ts';
import { mappingBetween } from '#lib/frameworks/mapping.ts';
import type { LockedCycle } from '#lib/history/closings/next-cycle.ts';
import type { NextCycle } from '#lib/history/closings/queries.ts';
import type { StartAssessment } from '#lib/history/closings/schema.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { periodProblems } from '#lib/work/cycles/rules.ts';

/** Why no cycle can start on a framework. */
export type FrameworkRefusal =
  /** None can. */
  | { readonly outcome: 'framework not offered' }
  /** No mapping says how the last cycle's statements continue in it. */
  | { readonly outcome: 'not carried'; readonly framework: string };

export type StartRefusal =
  | FrameworkRefusal
  /** A director has already been asked to close it. */
  | { readonly outcome: 'waiting' }
  /** Whether a director has to confirm is not as the form said. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'period'; readonly problems: ReturnType<typeof periodProblems> }
  /** The open cycle is not the one that the form said would close. */
  | { readonly outcome: 'another is open'; readonly open: string | null };

/** A start that nothing speaks against but, perhaps, content that nobody has signed. */
export type AllowedStart =
  /** No cycle is open. */
  | { readonly outcome: 'start' }
  /** The open cycle may be closed, depending on its content. */
  | { readonly outcome: 'close'; readonly closes: LockedCycle };

/**
 * Whether a lead may start the next cycle, without a look at the content of the open one. Closes only the cycle named
 * in the form, so that of two leads at once only one starts the next.
 *
 * @param isWaiting - whether a director has been asked to close the open cycle and has not answered
 * @param today - in London
 */
export function decideStart(
  input: StartAssessment,
  {
    last,
    isWaiting,
    today,
  }: {
    readonly last: LockedCycle | null;
    readonly isWaiting: boolean;
    readonly today: CalendarDate;
  },
): StartRefusal | AllowedStart {
  const open = last?.status === 'open' ? last : null;
  if ((open?.id ?? null) !== input.closes) return { outcome: 'another is open', open: open?.name ?? null };
  if (isWaiting) return { outcome: 'waiting' };
  const problems = periodProblems(input, { today, open: open?.starts_on ?? null });
  if (problems.length > 0) return { outcome: 'period', problems };
  const next = { framework: frameworkAsked(input, last), carries: input.content === 'carried' };
  const refusal = frameworkRefusal(next, last);
  if (refusal) return refusal;
  return open === null ? { outcome: 'start' } : { outcome: 'close', closes: open };
}

/**
 * Why a cycle cannot start on a framework, if so. Asked again when a director confirms, because the frameworks of an
 * installation can change after the request.
 */
export function frameworkRefusal(
  { framework: id, carries }: Pick<NextCycle, 'framework' | 'carries'>,
  last: Pick<LockedCycle, 'framework'> | null,
): FrameworkRefusal | null {
  const framework = frameworksToStartOn(last?.framework).find((offered) => offered.id === id);
  if (!framework) return { outcome: 'framework not offered' };
  if (carries && last && !mappingBetween(frameworkOf(last.framework), framework))
    return { outcome: 'not carried', framework: framework.name };
  return null;
}

/** The id of the framework that a form asks for: that of the last cycle, unless it names another. */
export function frameworkAsked(
  { framework }: Pick<StartAssessment, 'framework'>,
  last: Pick<LockedCycle, 'framework'> | null,
): string {
  return framework ?? last?.framework ?? CQC_2023.id;
}

/** Whether the lead closes the open cycle or a director has to confirm, which is so if anything is unsigned. */
export function decideClose(
  { asks }: Pick<StartAssessment, 'asks'>,
  hasUnsigned: boolean,
): Extract<StartRefusal, { readonly outcome: 'changed' }> | { readonly outcome: 'close' | 'request' } {
  if (hasUnsigned !== asks) return { outcome: 'changed' };
  return { outcome: hasUnsigned ? 'request' : 'close' };
}
