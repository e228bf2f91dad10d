import type { PackChoices } from '#lib/exchange/packs/choices.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { highestMarking, type Marking } from '#lib/record/evidence/rules.ts';
import type { Snapshot, SnapshotItem } from '#lib/record/snapshots/rules.ts';

/** Of an item now, whatever was signed: what keeps it out of packs, and when it is reviewed. */
export type ItemNow = {
  readonly needsRedaction: boolean;
  readonly reviewBy: CalendarDate | null;
  /** Absent in recipes from before there were choices. */
  readonly marking?: Marking;
  readonly containsPersonalData?: boolean;
};

/** The stricter of both. */
export function strictest(then: ItemNow, now: ItemNow | undefined): ItemNow {
  if (!now) return then;
  const markings = [then.marking, now.marking].filter((marking) => marking !== undefined);
  return {
    ...then,
    needsRedaction: then.needsRedaction || now.needsRedaction,
    marking: highestMarking(markings),
    containsPersonalData: then.containsPersonalData === true || now.containsPersonalData === true,
  };
}

/** Why evidence on a chosen statement is not in a pack, as a part of a sentence: "not included: it has personal data". */
export const LEFT_OUT = {
  marking: 'it is marked OFFICIAL-SENSITIVE',
  'personal data': 'it has personal data',
  category: 'it is of another category',
  public: 'it is not for the public edition',
} as const;
export type LeftOutBy = keyof typeof LEFT_OUT;

/** What goes into a pack, in its order, and what is left out, by number. */
export type Selection = {
  readonly statements: Snapshot['statements'];
  readonly items: readonly SnapshotItem[];
  readonly leftOut: ReadonlyMap<string, LeftOutBy>;
};

/** Whether it is to be redacted, then or now. */
export function isToBeRedacted(item: SnapshotItem, now: ReadonlyMap<string, ItemNow>): boolean {
  return item.needsRedaction === true || now.get(item.reference)?.needsRedaction === true;
}

/** Its marking, then or now: the higher of both. */
export function markingOf(
  { reference, marking }: Pick<SnapshotItem, 'reference' | 'marking'>,
  now: ReadonlyMap<string, ItemNow>,
): Marking {
  return highestMarking([marking, now.get(reference)?.marking ?? marking]);
}

/**
 * What a person's choices make of the content. Evidence that only other statements use is neither in nor left out.
 *
 * @param now - the items as they are now, by reference: the stricter of both counts
 */
export function selectItems(
  snapshot: Snapshot,
  choices: PackChoices,
  now: ReadonlyMap<string, ItemNow>,
): Selection {
  const { statements: chosen, order } = choices;
  const statements = chosen
    ? snapshot.statements.filter(({ id }) => chosen.includes(id))
    : snapshot.statements;
  const places = new Map<string, number>();
  for (const [place, { uses }] of statements.entries())
    for (const { reference } of uses) if (!places.has(reference)) places.set(reference, place);
  const used = chosen
    ? snapshot.evidence.filter(({ reference }) => places.has(reference))
    : snapshot.evidence;
  const reasons = used.map((item) => [item, reasonAgainst(item, choices, now)] as const);
  const items = reasons.flatMap(([item, reason]) => (reason === null ? [item] : []));
  const place = ({ reference }: SnapshotItem) => places.get(reference) ?? statements.length;
  return {
    statements,
    items:
      order === 'reference'
        ? items
        : items.toSorted(order === 'statement' ? (a, b) => place(a) - place(b) : byDate),
    leftOut: new Map(
      reasons.flatMap(([{ reference }, reason]) => (reason === null ? [] : [[reference, reason]])),
    ),
  };
}

function reasonAgainst(
  item: SnapshotItem,
  { categories, marking, personalData, isPublic }: PackChoices,
  now: ReadonlyMap<string, ItemNow>,
): LeftOutBy | null {
  const isMarked = markingOf(item, now) === 'OFFICIAL-SENSITIVE';
  const isPersonal = item.containsPersonalData || now.get(item.reference)?.containsPersonalData === true;
  if (isPublic && (isMarked || isPersonal || isToBeRedacted(item, now))) return 'public';
  if (marking === 'OFFICIAL' && isMarked) return 'marking';
  if (!personalData && isPersonal) return 'personal data';
  return categories && !categories.includes(item.category) ? 'category' : null;
}

/** Those without a date come last. */
function byDate(a: SnapshotItem, b: SnapshotItem): number {
  if (a.datedOn === b.datedOn) return 0;
  if (a.datedOn === null) return 1;
  return b.datedOn === null || a.datedOn < b.datedOn ? -1 : 1;
}
