import { addDays, addMonths, type CalendarDate, daysBetween } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { type EvidenceState, isInUse } from '#lib/record/evidence/lifecycle.ts';
import { NEEDS_REDACTION } from '#lib/record/evidence/rules.ts';

/** Evidence older than this many years is out of date. */
export const STALE_AFTER_YEARS = 2;

/** The first date that is not out of date. If 29 February does not exist in that year, the day after. */
export function staleBefore(asOf: Date): CalendarDate {
  return addDays(addMonths(addDays(londonDay(asOf), -1), -12 * STALE_AFTER_YEARS), 1);
}

/** The member who owns an item. `mayOwn`: they can still sign in and edit evidence. */
export type OwnerMember = { readonly id: string; readonly mayOwn: boolean };

/** What seems to be in a file, while nobody has said whether it holds personal data: of people, or only contact details. */
export type Unchecked = 'people' | 'contacts';

export const CONCERN_KINDS = [
  'redaction',
  'unchecked',
  'expired',
  'stale',
  'unowned',
  'personal data',
] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

/** Their names in filters. */
export const CONCERN_NAMES: Record<ConcernKind, string> = {
  redaction: NEEDS_REDACTION,
  unchecked: 'Likely personal data, not checked',
  expired: 'Review date has passed',
  stale: `More than ${STALE_AFTER_YEARS} years old`,
  unowned: 'No owner',
  'personal data': 'Contains personal data',
};

/** What somebody should know before they use an item. `needsAction`: and somebody should do something about it. */
export type Concern = { readonly kind: ConcernKind; readonly words: string; readonly needsAction: boolean };

type ConcernedItem = {
  readonly state: EvidenceState;
  readonly datedOn: CalendarDate | null;
  readonly reviewBy: CalendarDate | null;
  /** The name shown, of a member or of somebody else. */
  readonly owner: string;
  readonly member: OwnerMember | null;
  readonly containsPersonalData: boolean;
  readonly needsRedaction: boolean;
  /** Not given where the item's own page says more. */
  readonly unchecked?: Unchecked | null;
};

/** The concerns about an item in use, the most pressing first. */
export function concernsOf(item: ConcernedItem, asOf: Date): readonly Concern[] {
  if (!isInUse(item)) return [];
  const { datedOn, reviewBy, owner, member, containsPersonalData, needsRedaction, unchecked } = item;
  const found: (Concern | false)[] = [
    needsRedaction && {
      kind: 'redaction',
      words: `${NEEDS_REDACTION}: kept out of packs and not counted as evidence`,
      needsAction: true,
    },
    unchecked === 'people' && { kind: 'unchecked', words: CONCERN_NAMES.unchecked, needsAction: true },
    unchecked === 'contacts' && {
      kind: 'unchecked',
      words: 'Contact details, not checked',
      needsAction: false,
    },
    isExpired(item, londonDay(asOf)) &&
      reviewBy !== null && {
        kind: 'expired',
        words: `Review was due by ${formatDate(reviewBy)}`,
        needsAction: true,
      },
    datedOn !== null &&
      datedOn < staleBefore(asOf) && {
        kind: 'stale',
        words: `More than ${STALE_AFTER_YEARS} years old`,
        needsAction: true,
      },
    isUnowned(item) && {
      kind: 'unowned',
      words: member && owner !== '' ? `No owner: ${owner} can no longer edit evidence` : 'No owner',
      needsAction: false,
    },
    containsPersonalData &&
      !needsRedaction && { kind: 'personal data', words: 'Contains personal data', needsAction: false },
  ];
  return found.filter((concern) => concern !== false);
}

/** The owner is told this many days before the last day to review evidence. */
const NEAR_DAYS = 14;

/** Compares days, so the time of day does not matter. */
export function reviewState(reviewBy: CalendarDate, today: CalendarDate): 'expired' | 'near' | 'far' {
  if (isExpired({ reviewBy }, today)) return 'expired';
  return daysBetween(today, reviewBy) <= NEAR_DAYS ? 'near' : 'far';
}

/** Whether the last day to review it has passed. `today`: in London. */
export function isExpired({ reviewBy }: Pick<ConcernedItem, 'reviewBy'>, today: CalendarDate): boolean {
  return reviewBy !== null && reviewBy < today;
}

/** Whether nobody owns it: nobody was named, or the member who was can no longer edit evidence. */
export function isUnowned({ owner, member }: Pick<ConcernedItem, 'owner' | 'member'>): boolean {
  return member ? !member.mayOwn : owner === '';
}
