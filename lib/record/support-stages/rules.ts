import { addMonths, type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';

export const STAGE_KINDS = ['sector_led', 'enhanced', 'statutory'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];
export const STAGE_KIND_NAMES: Readonly<Record<StageKind, string>> = {
  sector_led: 'Sector-led improvement',
  enhanced: 'Enhanced support and monitoring',
  statutory: 'Statutory intervention',
};

/** What each stage means, and who is to see the plan. From the department's framework of 2023. */
export const STAGE_MEANINGS: Readonly<
  Record<StageKind, { readonly means: string; readonly seenBy: string }>
> = {
  sector_led: {
    means: 'The council leads its own improvement, with help from other councils, the LGA and ADASS.',
    seenBy: 'The council’s cabinet or committee, and its scrutiny committee.',
  },
  enhanced: {
    means:
      'Not statutory. The department may offer an improvement adviser or board, and asks for an improvement plan, normally within three months.',
    seenBy: 'The department, CQC, the improvement board, and the council’s cabinet and scrutiny committee.',
  },
  statutory: {
    means:
      'The Secretary of State finds that the council is failing, and may give directions or act in its place under sections 72A and 72B of the Care Act 2014. The council can make representations first.',
    seenBy:
      'The Secretary of State and any commissioner, CQC, the improvement board, and the council’s cabinet and scrutiny committee.',
  },
};

export const LETTER_KINDS = ['received', 'sent', 'representation'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
export const LETTER_KIND_NAMES: Readonly<Record<LetterKind, string>> = {
  received: 'Letter received',
  sent: 'Letter sent',
  representation: 'Representation',
};

export const MAX_STAGES: Limit = {
  max: 50,
  reached: (max) => `your council has reached the limit of ${max} stages of support`,
  instead: 'Change a stage that is there already',
};
export const MAX_LETTERS: Limit = {
  max: 200,
  reached: (max) => `this stage has reached the limit of ${max} letters`,
  instead: 'Change a letter that is there already',
};

/** Labels in forms and in the history. */
export const STAGE_NAMES = {
  stageKind: 'Stage',
  fromOn: 'Date it begins',
  planDueOn: 'Date the plan is due',
  note: 'Note',
} as const;
export const LETTER_NAMES = {
  letterKind: 'Kind',
  letterOn: 'Date of the letter',
  title: 'What it is about',
  reference: 'Evidence',
  replyBy: 'Date a reply is due',
  repliedOn: 'Date of the reply',
} as const;

/** Characters. The database has the same. */
export const STAGE_LIMITS = { note: 2_000, title: 200 } as const;

export type SupportLetter = {
  readonly number: number;
  readonly kind: LetterKind;
  readonly on: CalendarDate;
  readonly title: string;
  /** "E12". */
  readonly reference: string | null;
  readonly replyBy: CalendarDate | null;
  readonly repliedOn: CalendarDate | null;
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

export type SupportStage = {
  readonly number: number;
  readonly kind: StageKind;
  readonly fromOn: CalendarDate;
  /** By when the department and CQC are to have the plan. Null: not agreed. */
  readonly planDueOn: CalendarDate | null;
  readonly note: string;
  /** By day. */
  readonly letters: readonly SupportLetter[];
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

/** What is proposed as the day of the plan: three months, under enhanced support and monitoring alone. */
export function proposedPlanDue(kind: StageKind, fromOn: CalendarDate): CalendarDate | null {
  return kind === 'enhanced' ? addMonths(fromOn, 3) : null;
}

/** The stage on a day: the latest that has begun. `stages`: in any order. */
export function stageOn<Stage extends Pick<SupportStage, 'fromOn'>>(
  stages: readonly Stage[],
  day: CalendarDate,
): Stage | null {
  const begun = stages.filter(({ fromOn }) => fromOn <= day);
  return begun.toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1))[0] ?? null;
}

/** "is due on 1 January 2027, in 34 days", "is due today", "was due on 1 January 2027". */
export function describeDue(due: CalendarDate, today: CalendarDate): string {
  if (due < today) return `was due on ${formatDate(due)}`;
  if (due === today) return 'is due today';
  return `is due on ${formatDate(due)}, in ${formatCount(daysBetween(today, due), 'day')}`;
}
