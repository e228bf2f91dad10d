import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import type { PlanDetails } from '#lib/record/improvement/rules.ts';

/** The lengths of what is said of the plan, in characters. */
export type PlanLengths = Readonly<Record<PlanText, number>>;
type PlanText = keyof typeof PLAN_NAMES;

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject`: "improvement-plan". `words`: of its texts. No `before`: nothing had been said. */
    'plan.saved': {
      subject: string;
      data: { before: PlanLengths | null; after: PlanLengths; words: WordsHash };
    };
    /**
     * `subject`: "improvement-plan". `count`: of actions. `since`: the first day of a progress report. `sha256`: of a PDF.
     */
    'plan.exported': {
      subject: string;
      data: {
        form: 'csv' | 'pdf' | 'progress';
        count: number;
        since: CalendarDate | null;
        sha256: string | null;
      };
    };
  }
}

export const PLAN_SUBJECT = 'improvement-plan';
const PLAN_TEXTS = Object.keys(PLAN_NAMES) as readonly PlanText[];

export const planEvents = describeEvents({
  'plan.saved': {
    kind: 'improvement',
    title: () => 'What the improvement plan says changed',
    changes: ({ data: { before, after } }) =>
      PLAN_TEXTS.map((text) => ({
        name: PLAN_NAMES[text],
        before: before && formatCount(before[text], 'character'),
        after: formatCount(after[text], 'character'),
      })),
  },
  'plan.exported': {
    kind: 'views',
    title: ({ data: { form, since } }) =>
      form === 'progress' && since
        ? `Progress report since ${formatDate(since)} exported`
        : `Improvement plan exported as ${form.toUpperCase()}`,
    detail: ({ data: { count } }) => formatCount(count, 'action'),
  },
});

type Texts = Pick<PlanDetails, PlanText>;

export const planRecords: RecordKind<Texts> = {
  tables: ['improvement_plans'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'plan.saved') return;
        rows.set(event.subject, { facts: event.data.after, words: event.data.words });
      },
    };
  },
  select: `select introduction, monitoring, scrutiny, chair from improvement_plans where council_id = $1::uuid`,
  stored: (texts) => ({ key: PLAN_SUBJECT, facts: lengthsOf(texts), words: planWords(texts) }),
};

export function lengthsOf({ introduction, monitoring, scrutiny, chair }: Texts): PlanLengths {
  return {
    ...{ introduction: introduction.length, monitoring: monitoring.length },
    ...{ scrutiny: scrutiny.length, chair: chair.length },
  };
}

/** The texts of the plan in the order in which its event hashes them. */
export function planWords({ introduction, monitoring, scrutiny, chair }: Texts): readonly string[] {
  return [introduction, monitoring, scrutiny, chair];
}
