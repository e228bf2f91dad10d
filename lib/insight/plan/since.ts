import { addMonths, type CalendarDate, daysBetween, parseUrlDay } from '#lib/kernel/dates.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import { formatPeriod, isSameLength } from '#lib/kernel/periods.ts';
import { dateProblem } from '#lib/platform/forms/date-rules.ts';
import {
  type ActionUpdate,
  type ImprovementAction,
  MILESTONE_NAMES,
  RATING_NAMES,
  type Rating,
} from '#lib/record/improvement/rules.ts';
import { type Verdict, verdictOf } from '#lib/record/measures/comparisons.ts';
import { formatMeasured } from '#lib/record/measures/figures.ts';
import type { MeasureValue } from '#lib/record/measures/rules.ts';

type Named = Pick<ImprovementAction, 'number' | 'title'>;

/** What changed in the plan from the start of a day in London, each list by the number of the action. */
export type PlanChanges = {
  readonly since: CalendarDate;
  /** Completed since, and still complete. */
  readonly completed: readonly (Named & {
    readonly on: CalendarDate | null;
    readonly evidence: readonly string[];
  })[];
  /** Stopped since, and still stopped. */
  readonly stopped: readonly (Named & { readonly note: string })[];
  readonly added: readonly (Named & { readonly dueOn: CalendarDate | null })[];
  /** Due dates that moved. Of several moves of one: the first date, the last one and its reason. */
  readonly moved: readonly (Named & {
    readonly from: CalendarDate;
    readonly to: CalendarDate;
    readonly note: string;
  })[];
  /** The same of ratings. */
  readonly rated: readonly (Named & {
    readonly from: Rating | null;
    readonly to: Rating | null;
    readonly note: string;
  })[];
  /** Reached on a day since. */
  readonly milestones: readonly (Named & { readonly milestone: string; readonly on: CalendarDate })[];
  /** Values of a period that ends on that day or later, beside the last one before of a period as long. */
  readonly measures: readonly (Named & {
    readonly measure: string;
    readonly from: string | null;
    readonly to: string;
    readonly verdict: Verdict | null;
  })[];
  /** Oldest first. */
  readonly notes: readonly (Named & { readonly note: string; readonly by: string; readonly at: Date })[];
};

/** @param values of the measures that would prove the actions, by their keys, each by the end of its period */
export function changesSince(
  actions: readonly ImprovementAction[],
  values: ReadonlyMap<string, readonly MeasureValue[]>,
  since: CalendarDate,
): PlanChanges {
  const start = startOfDay(since);
  const all = actions
    .toSorted((a, b) => a.number - b.number)
    .map((action) => {
      const { number, title, updates } = action;
      return { action, named: { number, title }, news: newsOf(updates, start) };
    });
  return {
    since,
    completed: all.flatMap(({ action, named, news }) =>
      becameSince(action, news)?.state === 'complete'
        ? [
            {
              ...named,
              on: action.closedOn,
              evidence: action.evidence.map(({ reference, title }) => `${reference} ${title}`),
            },
          ]
        : [],
    ),
    stopped: all.flatMap(({ action, named, news }) => {
      const update = becameSince(action, news);
      return update?.state === 'stopped' ? [{ ...named, note: update.note }] : [];
    }),
    added: all.flatMap(({ action: { addedAt, dueOn }, named }) =>
      addedAt >= start ? [{ ...named, dueOn }] : [],
    ),
    moved: all.flatMap(({ named, news }) => {
      const moves = news.filter(
        ({ update: { dueBefore, dueOn } }) => dueBefore !== null && dueBefore !== dueOn,
      );
      const [from, to] = [moves[0]?.update.dueBefore, moves.at(-1)?.update];
      return from && to?.dueOn ? [{ ...named, from, to: to.dueOn, note: to.note }] : [];
    }),
    rated: all.flatMap(({ named, news }) => {
      const ratings = news.filter(({ update, before }) => update.rating !== before);
      const [first, last] = [ratings[0], ratings.at(-1)?.update];
      return first && last ? [{ ...named, from: first.before, to: last.rating, note: last.note }] : [];
    }),
    milestones: all.flatMap(({ action: { milestones }, named }) =>
      milestones.flatMap(({ title: milestone, doneOn: on }) =>
        on !== null && on >= since ? [{ ...named, milestone, on }] : [],
      ),
    ),
    measures: all.flatMap(({ action: { proofs, state }, named }) =>
      state === 'stopped'
        ? []
        : proofs.flatMap(({ measure: key, name: measure, unit, better }) => {
            const own = values.get(key) ?? [];
            const latest = own.findLast(({ period }) => period.endsOn >= since);
            if (!latest) return [];
            const before = own.findLast(
              ({ period }) => period.endsOn < since && isSameLength(period, latest.period),
            );
            const inWords = ({ value, period }: MeasureValue) =>
              `${formatMeasured(value, unit)} in ${formatPeriod(period)}`;
            return [
              {
                ...{ ...named, measure, to: inWords(latest), from: before ? inWords(before) : null },
                verdict: before ? verdictOf(latest.value, before.value, better) : null,
              },
            ];
          }),
    ),
    notes: all
      .flatMap(({ named, news }) => news.map(({ update: { note, by, at } }) => ({ ...named, note, by, at })))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

/** An update since the day, oldest first. `before`: the rating until then. */
type News = { readonly update: ActionUpdate; readonly before: Rating | null };

function newsOf(updates: readonly ActionUpdate[], start: Date): readonly News[] {
  return updates
    .map((update, index) => ({ update, before: updates[index + 1]?.rating ?? null }))
    .filter(({ update }) => update.at >= start)
    .toReversed();
}

/** The update by which an action came into its present state. Undefined: it was in it before. */
function becameSince({ state }: ImprovementAction, news: readonly News[]): ActionUpdate | undefined {
  return news.findLast(({ update }) => update.stateBefore !== update.state && update.state === state)?.update;
}

/** Changes of one kind, in words. Each line starts with its action. */
export type ChangeList = {
  readonly heading: string;
  /** Of the cells after the action. */
  readonly columns: readonly string[];
  /** An empty cell: there is nothing to say. */
  readonly lines: readonly (Named & { readonly cells: readonly string[] })[];
};

/** The lists that have something, in the order in which they are shown. */
export function changeLists(changes: PlanChanges): readonly ChangeList[] {
  const { completed, stopped, added, moved, rated, milestones, measures, notes } = changes;
  const list = <Line extends Named>(
    heading: string,
    columns: readonly string[],
    lines: readonly Line[],
    cellsOf: (line: Line) => readonly string[],
  ): readonly ChangeList[] =>
    lines.length === 0
      ? []
      : [
          {
            ...{ heading, columns },
            lines: lines.map((line) => ({ number: line.number, title: line.title, cells: cellsOf(line) })),
          },
        ];
  const day = (on: CalendarDate | null) => (on ? formatDate(on) : '');
  const rating = (of: Rating | null) => (of ? RATING_NAMES[of] : 'Not rated');
  return [
    ...list('Completed', ['Completed on', 'Evidence'], completed, ({ on, evidence }) => [
      ...[day(on), evidence.join('\n')],
    ]),
    ...list('Stopped', ['Why'], stopped, ({ note }) => [note]),
    ...list('Added', ['Due date'], added, ({ dueOn }) => [day(dueOn)]),
    ...list('Due dates moved', ['From', 'To', 'Why'], moved, ({ from, to, note }) => [
      ...[day(from), `${day(to)}, ${describeMove(from, to)}`, note],
    ]),
    ...list('Ratings changed', ['From', 'To', 'Why'], rated, ({ from, to, note }) => [
      ...[rating(from), rating(to), note],
    ]),
    ...list('Milestones reached', [MILESTONE_NAMES.title, MILESTONE_NAMES.doneOn], milestones, (line) => [
      ...[line.milestone, day(line.on)],
    ]),
    ...list('Measures with a new value', ['Measure', 'Before', 'Now'], measures, (line) => [
      ...[line.measure, line.from ?? '', line.verdict ? `${line.to} (${line.verdict})` : line.to],
    ]),
    ...list('Progress notes', ['Note', 'By'], notes, ({ note, by, at }) => [
      ...[note, `${by}, ${formatDateTime(at)}`],
    ]),
  ];
}

function describeMove(from: CalendarDate, to: CalendarDate): string {
  const days = daysBetween(from, to);
  if (days === 0) return 'moved and moved back';
  return `${formatCount(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`;
}

/** "Since 1 September 2026: 1 action completed, 2 added and 1 due date moved." */
export function describeChanges(changes: PlanChanges): string {
  const { since, completed, stopped, added, moved, notes } = changes;
  const counts = [
    ...(completed.length > 0 ? [`${formatCount(completed.length, 'action')} completed`] : []),
    ...(stopped.length > 0 ? [`${formatCount(stopped.length, 'action')} stopped`] : []),
    ...(added.length > 0 ? [`${formatCount(added.length, 'action')} added`] : []),
    ...(moved.length > 0 ? [`${formatCount(moved.length, 'due date')} moved`] : []),
    ...(notes.length > 0 ? [formatCount(notes.length, 'progress note')] : []),
  ];
  const what = counts.length > 0 ? formatList(counts) : 'no action changed and no progress was noted';
  return `Since ${formatDate(since)}: ${what}.`;
}

const MONTHS_BACK = 3;

/** The day since which changes are shown unless another one is asked for: three months ago. */
export function recentDay(today: CalendarDate): CalendarDate {
  return addMonths(today, -MONTHS_BACK);
}

/** The day in an address, or three months ago if it has none. `problem`: why the one in it cannot be. */
export function readChangesSince(
  asked: string,
  asOf: Date,
): { readonly since: CalendarDate; readonly problem: string | null } {
  const problem = asked === '' ? null : dateProblem(asked, 'actionDone', asOf, 'Date');
  const since = problem === null ? parseUrlDay(asked) : undefined;
  return { since: since ?? recentDay(londonDay(asOf)), problem };
}
