import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { endOfDay, londonDay } from '#lib/kernel/london-time.ts';
import { MAX_FEED_DAYS, MAX_LINK_DAYS, MAX_PLAN_LINK_DAYS } from '#lib/platform/forms/date-rules.ts';

/** The kind of page that a link opens. Each kind has an address of its own. */
export type LinkKind = 'board_paper' | 'pack' | 'calendar' | 'plan' | 'plan_board';

/** Days that a link to a copy works, including today: the maximum and the default. */
export const LINK_DAYS = { max: MAX_LINK_DAYS, default: 14 } as const;

/** The same for a link to a calendar, which is wanted from the notice of an inspection to its report. */
export const FEED_DAYS = { max: MAX_FEED_DAYS, default: 365 } as const;

/** The same for a link to the published plan, which stands on a website, and for the view of an improvement board. */
export const PLAN_DAYS = { max: MAX_PLAN_LINK_DAYS, public: 365, board: 30 } as const;

const DAY_MS = 24 * 60 * 60_000;

/** Of all kinds, per 30 days, the longest that a link to a copy can work. */
export const MAX_LINKS: Limit = {
  max: 300,
  reached: (most) => `your council has reached the limit of ${most} links in 30 days`,
  instead: 'Share a link you already have, or try again in a few days',
};

/** Maximum characters in the note of who a link is for. */
export const FOR_WHOM_LIMIT = 120;

/** Opening a link again within this time does not count: people reload pages, and mail programs check links. */
export const REOPEN_WINDOW_MS = 60 * 60_000;

/** The last day, `2026-12-05`, of a link that works for this many days, including today. */
export function lastDayAfter(days: number, asOf: Date): CalendarDate {
  return addDays(londonDay(asOf), days - 1);
}

/** Links made before this do not count for that limit: all to copies have ended. */
export function oldestActiveStart(asOf: Date): Date {
  return new Date(asOf.getTime() - LINK_DAYS.max * DAY_MS);
}

/** When a link ends whose last day is this. The extra hour when clocks go back does not extend the maximum. */
export function endOfLink(lastDay: CalendarDate, asOf: Date, days: number = LINK_DAYS.max): Date {
  const most = asOf.getTime() + days * DAY_MS;
  return new Date(Math.min(endOfDay(lastDay).getTime(), most));
}

/** Maximum links listed on the page. */
export const LINKS_SHOWN = 200;

export type LinkState = 'active' | 'expired' | 'withdrawn';

const LINK_STATE_NAMES: Record<LinkState, string> = {
  active: 'Active',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
};

export function linkState(
  { expiresAt, withdrawnAt }: { readonly expiresAt: Date; readonly withdrawnAt: Date | null },
  asOf: Date,
): LinkState {
  if (withdrawnAt) return 'withdrawn';
  return expiresAt.getTime() > asOf.getTime() ? 'active' : 'expired';
}

/** "Active", "Withdrawn by Robin Hale, 21 November 2026, 9:32am". */
export function describeLinkState({
  state,
  withdrawn,
}: {
  readonly state: LinkState;
  readonly withdrawn: { readonly by: string; readonly at: Date } | null;
}): string {
  const name = LINK_STATE_NAMES[state];
  return withdrawn ? `${name} by ${withdrawn.by}, ${formatDateTime(withdrawn.at)}` : name;
}

/** "3 times, last 21 November 2026, 9:32am", as counted by `recordOpening`. */
export function describeOpened({
  opened,
  lastOpenedAt,
}: {
  readonly opened: number;
  readonly lastOpenedAt: Date | null;
}): string {
  if (!lastOpenedAt) return 'Not yet';
  return `${formatCount(opened, 'time')}, last ${formatDateTime(lastOpenedAt)}`;
}

/** A filter for links of a kind that work at this moment. */
export function activeLinkWhere(
  kind: LinkKind,
  at: Date,
): {
  readonly kind: LinkKind;
  readonly withdrawnAt: null;
  readonly expiresAt: { readonly gt: Date };
} {
  return { kind, withdrawnAt: null, expiresAt: { gt: at } };
}

/** The last day on which a link works, in London. It expires at the first instant of the next day. */
export function lastDayOfLink(expiresAt: Date): CalendarDate {
  return londonDay(new Date(expiresAt.getTime() - 1));
}
