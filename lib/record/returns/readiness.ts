import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { compareNames } from '#lib/kernel/text/order.ts';
import { workingDaysBetween } from '#lib/kernel/working-days.ts';
import { askedItems, type ItemOwner, type ReturnItem, type ReturnList } from '#lib/record/returns/rules.ts';
import { type ListToJudge, type Standing, standings } from '#lib/record/returns/state.ts';

export type Counts = {
  readonly items: number;
  readonly answered: number;
  /** Ready for sign-off, or signed off. */
  readonly ready: number;
  readonly signed: number;
  readonly late: number;
  /** With answers that do not hold any more. */
  readonly faulty: number;
};

export type ItemStanding = { readonly item: ReturnItem; readonly standing: Standing };

/** The items that are still asked for, in order, each as it stands. */
export function withStandings(list: ListToJudge, today: CalendarDate): readonly ItemStanding[] {
  const by = standings(list, today);
  return askedItems(list).flatMap((item) => {
    const standing = by.get(item.key);
    return standing ? [{ item, standing }] : [];
  });
}

export function countItems(standing: readonly ItemStanding[]): Counts {
  const count = (is: (one: ItemStanding) => boolean) => standing.filter(is).length;
  return {
    items: standing.length,
    answered: count((one) => one.standing.isAnswered),
    ready: count(({ item }) => item.state !== 'open'),
    signed: count(({ item }) => item.state === 'signed_off'),
    late: count((one) => one.standing.isLate),
    faulty: count((one) => one.standing.faults.length > 0),
  };
}

/** `34 of 48 answered, 21 signed off, 3 late`. */
export function describeCounts({ items, answered, signed, late }: Counts): string {
  if (items === 0) return 'No items yet';
  return [
    `${answered} of ${items} answered`,
    ...(signed > 0 ? [`${signed} signed off`] : []),
    ...(late > 0 ? [`${late} late`] : []),
  ].join(', ');
}

export type OwnerReadiness = Counts & {
  readonly owner: ItemOwner | null;
  /** The earliest date of an item that is neither ready nor signed off. */
  readonly nextDue: CalendarDate | null;
};

/** Counts for each owner, by name; items without one come first. */
export function byOwner(standing: readonly ItemStanding[]): readonly OwnerReadiness[] {
  const groups = Map.groupBy(standing, ({ item }) => item.owner?.id ?? '');
  const rows = [...groups.values()].map((own) => ({
    owner: own[0]?.item.owner ?? null,
    ...countItems(own),
    nextDue:
      own
        .filter(({ item }) => item.state === 'open')
        .map(({ item }) => item.dueOn)
        .toSorted()[0] ?? null,
  }));
  return rows.toSorted((a, b) => compareNames(a.owner?.name ?? '', b.owner?.name ?? ''));
}

/**
 * The day in London on which each answered item got the first of the answers that it has now. Answers that were removed
 * since leave no trace here.
 */
export function answeredOn(standing: readonly ItemStanding[]): readonly CalendarDate[] {
  return standing.flatMap(({ item, standing: { isAnswered } }) => {
    const days = item.answers.map(({ addedAt }) => londonDay(addedAt)).toSorted();
    return isAnswered ? days.slice(0, 1) : [];
  });
}

export type Day = { readonly day: CalendarDate; readonly answered: number; readonly soFar: number };

/** Every day from the first answer to the last, or to today if that is later. Empty: nothing is answered. */
export function byDay(days: readonly CalendarDate[], today: CalendarDate): readonly Day[] {
  const [first] = days.toSorted();
  if (first === undefined) return [];
  const rows: Day[] = [];
  let soFar = 0;
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const answered = days.filter((one) => one === day).length;
    soFar += answered;
    rows.push({ day, answered, soFar });
  }
  return rows;
}

export type Pace = {
  readonly left: number;
  readonly isPast: boolean;
  /** From today to the due date, both included. 0: the date has passed, or no working day is left. */
  readonly daysLeft: number;
  /** Items a working day, to the next whole one. Null: no day is left. */
  readonly needed: number | null;
  /** Items a working day from the day it was asked for to yesterday, with one decimal. Null: there was none. */
  readonly was: number | null;
};

/** How fast the rest has to be answered, and how fast it was. `answered`: the day of each item that is. */
export function paceOf(
  { items, answered }: { readonly items: number; readonly answered: readonly CalendarDate[] },
  { askedOn, dueOn }: Pick<ReturnList, 'askedOn' | 'dueOn'>,
  today: CalendarDate,
): Pace {
  const left = items - answered.length;
  const daysLeft = dueOn < today ? 0 : workingDaysBetween(addDays(today, -1), dueOn);
  const worked = workingDaysBetween(addDays(askedOn, -1), addDays(today, -1));
  const before = answered.filter((day) => day < today).length;
  return {
    ...{ left, daysLeft, isPast: dueOn < today },
    needed: daysLeft === 0 ? null : Math.ceil(left / daysLeft),
    was: worked < 1 ? null : Math.round((before / worked) * 10) / 10,
  };
}

/** `14 left and 5 working days: 3 a day are needed. It was 2.4 a day so far.` */
export function describePace({ left, isPast, daysLeft, needed, was }: Pace, dueOn: CalendarDate): string {
  if (left === 0) return 'Every item is answered.';
  const so = was === null ? '' : ` So far it was ${was} a day.`;
  if (isPast)
    return `${formatCount(left, 'item')} left, which ${left === 1 ? 'was' : 'were'} due on ${formatDate(dueOn)}.`;
  if (needed === null)
    return `${formatCount(left, 'item')} left, and no working day until ${formatDate(dueOn)}.`;
  const days = formatCount(daysLeft, 'working day');
  const pace =
    left < daysLeft ? '1 a day is enough' : `${needed} a day ${needed === 1 ? 'is' : 'are'} needed`;
  return `${formatCount(left, 'item')} left and ${days}: ${pace}.${so}`;
}
