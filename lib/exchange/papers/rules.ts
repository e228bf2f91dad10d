import type { PaperDocument } from '#lib/exchange/pdf/paper-document.ts';
import {
  aimOf,
  certaintyOf,
  type Dashboard,
  describeFacts,
  describeLine,
  describeReview,
  describeSigned,
  type Figures,
  FLAG_KINDS,
} from '#lib/insight/dashboard/rules.ts';
import { addDays, type CalendarDate, endOfDay, londonDay } from '#lib/kernel/dates.ts';
import { formatCount, formatDateTime } from '#lib/kernel/format.ts';
import { MOST_LINK_DAYS } from '#lib/platform/forms/date-rules.ts';
import {
  describeHeadline,
  describeTheme,
  type StatementStatus,
  stateOf,
} from '#lib/record/assessments/state.ts';
import { type Sealed, seal } from '#lib/record/snapshots/rules.ts';
import { THEMES } from '#lib/scoring/index.ts';

/** A dashboard whose figures its maker may see: only of such a one a paper is made. */
export type ShownDashboard = Dashboard & { readonly figures: Figures };

/** What a paper says beside the dashboard. */
export type PaperMarks = Pick<PaperDocument, 'contentHash' | 'audit'>;

/** What weighs more stands first, whichever statement it is of. A 1 is told by the figures themselves. */
const FLAGS_IN_ORDER = FLAG_KINDS.filter((kind) => kind !== 'section-50');

/** The board paper of a dashboard. Every figure and every word in it is the dashboard's. */
export function paperDocument(dashboard: ShownDashboard, marks: PaperMarks): PaperDocument {
  const { council, cycle, asOf, review, figures, statements } = dashboard;
  const { themes, flags } = figures.result;
  return {
    ...marks,
    council,
    cycle: { name: cycle.name, period: { startsOn: cycle.startsOn, endsOn: cycle.endsOn } },
    asOf,
    standing: { heading: describeReview(review), text: describeSigned(review) },
    state: figures.state,
    headline: describeHeadline(figures.state),
    facts: describeFacts(dashboard, figures).map(({ title, text }) => ({ name: title, text })),
    flags: [
      ...flags.map(({ message }) => message),
      ...FLAGS_IN_ORDER.flatMap((kind) =>
        statements.flatMap(({ id, name, flags: own }) =>
          own.filter((flag) => flag.kind === kind).map(({ text }) => `${name} (${id}): ${text}`),
        ),
      ),
    ],
    themes: THEMES.flatMap(({ id, name }) => {
      const result = themes.find(({ theme }) => theme === id);
      return result ? [{ id, name, result: describeTheme(result, figures.state) }] : [];
    }),
    statements: statements.map((line) => {
      const { before, score: _score, ...words } = describeLine(line);
      return {
        ...words,
        id: line.id,
        theme: line.theme,
        score: figures.scores[line.id],
        lastCycle: before,
      };
    }),
  };
}

/** Of the dashboard's shape, as it is kept. A later shape gets the next number. */
const FORMAT = 2;

export function sealDashboard(dashboard: ShownDashboard): Sealed {
  return seal({ ...dashboard, format: FORMAT });
}

/** What was sealed. The database has checked its hash when it was kept. */
export function keptDashboard(content: string): ShownDashboard {
  const kept = JSON.parse(content) as ShownDashboard & { readonly format: number };
  return kept.format === 1 ? fromFormat1(kept) : kept;
}

/**
 * The first format told of drafts apart from the review, and of what was carried forward by a flag alone: what was signed
 * looked open in it, and what nobody had confirmed looked final.
 */
function fromFormat1(kept: ShownDashboard): ShownDashboard {
  const { review, figures } = kept;
  const statements = kept.statements.map((line) => {
    const isCarried = line.flags.some(({ kind }) => kind === 'carried');
    const status: StatementStatus =
      review.state === 'signed' ? 'signed' : isCarried ? 'not-confirmed' : line.status;
    return { ...line, status };
  });
  const { scores, result, moved } = figures;
  const { thresholds } = result.overall;
  const facts = { ...certaintyOf({ review, statements }), scores, thresholds };
  return {
    ...kept,
    statements,
    figures: { scores, result, state: stateOf(facts), targets: aimOf(facts, statements), moved },
  };
}

/** The name under which a paper is saved. */
export function paperFileName(council: string, asOf: string): string {
  return `${council} board paper ${formatDateTime(asOf).replace(':', '.')}.pdf`;
}

/** Days that a link works, today among them: at most, and unless its maker says otherwise. */
export const LINK_DAYS = { most: MOST_LINK_DAYS, usual: 14 } as const;

const DAY_MS = 24 * 60 * 60_000;

/** Characters of the note for whom a link is. */
export const FOR_WHOM_LIMIT = 120;

/** A link that is opened again within this time counts once: pages are reloaded, and mail programs look at links. */
export const OPENED_ONCE_MS = 60 * 60_000;

/** The last day, `2026-12-05`, of a link that works for so many days from now on. */
export function lastDayOf(days: number, asOf: Date): CalendarDate {
  return addDays(londonDay(asOf), days - 1);
}

/** Links that were made before this have all ended. */
export function earliestWorking(asOf: Date): Date {
  return new Date(asOf.getTime() - LINK_DAYS.most * DAY_MS);
}

/** When a link ends that works until the end of that day. An hour that clocks go back is not on top of the most. */
export function endOfLink(lastDay: CalendarDate, asOf: Date): Date {
  const most = asOf.getTime() + LINK_DAYS.most * DAY_MS;
  return new Date(Math.min(endOfDay(lastDay).getTime(), most));
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether an address or a form names a link in a way in which one can be named. */
export function isLinkId(id: string | undefined): id is string {
  return id !== undefined && UUID.test(id);
}

/** Links that the page lists. */
export const LINKS_SHOWN = 200;

export type LinkState = 'works' | 'expired' | 'withdrawn';

const LINK_STATE_NAMES: Record<LinkState, string> = {
  works: 'Works',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
};

export function linkState(
  { expiresAt, withdrawnAt }: { readonly expiresAt: Date; readonly withdrawnAt: Date | null },
  asOf: Date,
): LinkState {
  if (withdrawnAt) return 'withdrawn';
  return expiresAt.getTime() > asOf.getTime() ? 'works' : 'expired';
}

/** "Works", "Withdrawn by Robin Hale, 21 November 2026, 9:32am". */
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

/** "3 times, last 21 November 2026, 9:32am", within an hour as once. */
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

/** The rows of the links that work then. */
export function activeLinkWhere(at: Date): {
  readonly withdrawnAt: null;
  readonly expiresAt: { readonly gt: Date };
} {
  return { withdrawnAt: null, expiresAt: { gt: at } };
}

/** The last day on which a link works, in London: it ends with the first instant after it. */
export function lastDayShown(expiresAt: Date): CalendarDate {
  return londonDay(new Date(expiresAt.getTime() - 1));
}
