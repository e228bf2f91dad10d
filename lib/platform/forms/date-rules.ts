import { addDays, addMonths, type CalendarDate, toCalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';

type Rule = {
  readonly example: string;
  /** The first and last day allowed, on a day in London. */
  readonly from: (today: CalendarDate) => CalendarDate;
  readonly to: (today: CalendarDate) => CalendarDate;
  /** The reason why it cannot be later, as the sentence after "or earlier". */
  readonly because?: string;
};

const today = (day: CalendarDate) => day;
const always = (day: CalendarDate) => () => day;
const inYears = (years: number) => (day: CalendarDate) => addMonths(day, 12 * years);

/** How many days a link to a board paper can last, including today. */
export const MAX_LINK_DAYS = 30;
/** The same for a link to a calendar, and to the improvement plan. The database has the same limits. */
export const MAX_FEED_DAYS = 400;
export const MAX_PLAN_LINK_DAYS = 400;

/** Every date that people type, with its plausible range. */
const RULES = {
  /** The date of evidence, which may be old but not in the future. */
  evidence: { example: '27 3 2026', from: always('1800-01-01'), to: today },
  /** When evidence is reviewed. A past day may stay but not be set; the command checks which it is. */
  evidenceReview: { example: '31 3 2027', from: always('2000-01-01'), to: inYears(10) },
  /** Set for many items at once, so that none of them keeps a past day. */
  evidenceReviewAgain: { example: '31 3 2027', from: today, to: inYears(10) },
  /** A past day may stay but not be set; the command checks which it is. */
  statementDue: { example: '27 3 2027', from: always('2000-01-01'), to: inYears(5) },
  statementTarget: { example: '31 3 2027', from: always('2000-01-01'), to: inYears(10) },
  measureTarget: { example: '30 9 2026', from: always('1990-01-01'), to: inYears(10) },
  /** The command knows the previous cycle, and limits it further. */
  period: { example: '1 4 2026', from: always('2000-01-01'), to: inYears(10) },
  inspectionNotice: { example: '16 11 2026', from: always('2020-01-01'), to: (day) => addDays(day, 60) },
  inspectionStep: { example: '7 12 2026', from: always('2020-01-01'), to: inYears(3) },
  inspectionDone: { example: '4 12 2026', from: always('2020-01-01'), to: today },
  returnFollows: { example: '11 1 2027', from: today, to: inYears(3) },
  reportReceived: { example: '11 4 2025', from: always('2020-01-01'), to: today },
  visitDay: { example: '15 3 2027', from: always('2020-01-01'), to: inYears(3) },
  reportPublished: { example: '12 6 2026', from: always('2020-01-01'), to: today },
  findingFound: { example: '12 6 2026', from: always('2015-01-01'), to: today },
  actionDate: { example: '31 3 2027', from: always('2020-01-01'), to: inYears(10) },
  actionDone: { example: '4 12 2026', from: always('2020-01-01'), to: today },
  supportLetter: { example: '1 9 2026', from: always('2020-01-01'), to: today },
  supportDate: { example: '1 9 2026', from: always('2020-01-01'), to: inYears(3) },
  registerDelete: {
    example: '30 11 2027',
    from: (day) => addDays(day, 1),
    to: (day) => addMonths(day, 24),
    because: 'Cases are kept no longer than they are needed',
  },
  linkEnds: {
    example: '5 12 2026',
    from: today,
    to: (day) => addDays(day, MAX_LINK_DAYS - 1),
    because: `A link can last up to ${MAX_LINK_DAYS} days`,
  },
  feedEnds: {
    example: '31 8 2027',
    from: today,
    to: (day) => addDays(day, MAX_FEED_DAYS - 1),
    because: `A link to a calendar can last up to ${MAX_FEED_DAYS} days`,
  },
  planEnds: {
    example: '31 8 2027',
    from: today,
    to: (day) => addDays(day, MAX_PLAN_LINK_DAYS - 1),
    because: `A link to the plan can last up to ${MAX_PLAN_LINK_DAYS} days`,
  },
} as const satisfies Record<string, Rule>;

export type DatePurpose = keyof typeof RULES;

/** The problem with a date, as typed or as "2026-03-27", for that purpose, or null. */
export function dateProblem(value: string, purpose: DatePurpose, asOf: Date, called: string): string | null {
  const rule: Rule = RULES[purpose];
  const date = toCalendarDate(value);
  if (date === null) {
    const [, , year = ''] = value.split('/');
    return /^'?\d{1,3}$/.test(year)
      ? `${called} must have a year of 4 digits, like 2026`
      : `${called} must be a real date, like ${rule.example}`;
  }
  const [day, last] = [londonDay(asOf), rule.to(londonDay(asOf))];
  const first = rule.from(day);
  if (date < first) {
    return first === day
      ? `${called} must be today or in the future`
      : `${called} must be ${formatDate(first)} or later`;
  }
  if (date <= last) return null;
  if (last === day) return `${called} must not be in the future`;
  return `${called} must be ${formatDate(last)} or earlier${rule.because ? `. ${rule.because}` : ''}`;
}
