import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import type { EvidenceState, ScanState } from '#lib/record/evidence/lifecycle.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export const MAX_LISTS: Limit = {
  max: 30,
  reached: (max) => `this inspection has reached the limit of ${max} lists`,
  instead: 'Import the items into one of them instead',
};

/** Items of one version of a list. */
export const MAX_ITEMS = 500;

export const MAX_ANSWERS: Limit = {
  max: 50,
  reached: (max) => `this item has reached the limit of ${max} answers`,
  instead: 'Remove one first',
};

/** Characters. The database has the same limits. */
export const RETURN_LIMITS = {
  name: 120,
  number: 30,
  heading: 200,
  asked: 4_000,
  place: 200,
  reason: 1_000,
  source: 200,
} as const;

/** Where a list came from. */
export const ORIGINS = ['regulator', 'checklist', 'later'] as const;
export type Origin = (typeof ORIGINS)[number];

export const ORIGIN_NAMES: Readonly<Record<Origin, string>> = {
  regulator: 'The list that was sent to us',
  checklist: 'Our checklist, not CQC’s list',
  later: 'A later request',
};

/** What is asked for. */
export const ITEM_KINDS = ['any', 'documents', 'table', 'narrative'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_KIND_NAMES: Readonly<Record<ItemKind, string>> = {
  any: 'Any',
  documents: 'Documents',
  table: 'Data table',
  narrative: 'Narrative',
};

export const ITEM_STATES = ['open', 'ready', 'signed_off'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const ANSWER_KINDS = ['evidence', 'see', 'link', 'table', 'not_held', 'follows'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export const ANSWER_KIND_NAMES: Readonly<Record<AnswerKind, string>> = {
  evidence: 'Evidence',
  see: 'Another item',
  link: 'Public page',
  table: 'Data table',
  not_held: 'Not held',
  follows: 'To follow',
};

/** Labels in forms and the history. */
export const LIST_NAMES = {
  name: 'Name',
  origin: 'Where the list comes from',
  askedOn: 'Asked for on',
  dueOn: 'Due',
  sentOn: 'Sent on',
} as const;

export const ANSWER_NAMES = {
  evidence: 'Evidence',
  references: 'References',
  place: 'Where in the document',
  see: 'Item',
  url: 'Address of the page',
  measure: 'Measure',
  reason: 'Reason',
  followsOn: 'Date it will follow',
} as const;

/** Roles whose people can own an item. */
export const ITEM_ROLES = ROLES.filter((role) => can({ role }, 'return:answer'));

/** One row of a list, as it was sent or imported. Its number, if any, is text: "7", "3.1", "B(2)". */
export type ListRow = {
  readonly number: string;
  readonly heading: string;
  readonly asked: string;
  readonly statements: readonly StatementId[];
  readonly kind: ItemKind;
};

/** An answer as it leaves the service. `item`: the number of another item, or else its place in the list: "No. 12". */
export type Answer =
  | {
      readonly kind: 'evidence';
      readonly reference: string;
      readonly place: string;
      readonly page: number | null;
    }
  | { readonly kind: 'see'; readonly item: string; readonly place: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'table'; readonly measure: string }
  | { readonly kind: 'not_held'; readonly reason: string }
  | { readonly kind: 'follows'; readonly followsOn: CalendarDate; readonly reason: string };

/** A list with its answers, frozen in a pack. Without words of evidence other than the places in it. */
export type SnapshotReturn = {
  /** The names of the inspection and of the list. */
  readonly inspection: string;
  readonly name: string;
  readonly origin: Origin;
  readonly version: number;
  readonly dueOn: CalendarDate;
  readonly items: readonly (ListRow & {
    /** From 1 in the list. */
    readonly position: number;
    /** `at`: ISO 8601 UTC. */
    readonly signedOff: { readonly by: string; readonly at: string } | null;
    /** Whether one of its answers counted then. */
    readonly isAnswered: boolean;
    readonly answers: readonly Answer[];
  })[];
  /** The data tables that answers name. `rows`: the first holds the headers. */
  readonly tables: readonly {
    readonly measure: string;
    readonly name: string;
    readonly rows: readonly (readonly string[])[];
  }[];
};

export type Changed = { readonly by: string; readonly at: Date };

/** A member who owns an item. */
export type ItemOwner = { readonly id: string; readonly name: string };

/** A stored answer. What does not belong to its kind is null or empty. */
export type StoredAnswer = {
  readonly id: string;
  readonly kind: AnswerKind;
  readonly position: number;
  readonly evidence: AnswerEvidence | null;
  readonly place: string;
  /** The key of another item of the list. */
  readonly see: number | null;
  readonly url: string;
  readonly measure: { readonly key: string; readonly name: string } | null;
  readonly reason: string;
  readonly followsOn: CalendarDate | null;
  readonly version: number;
  readonly addedAt: Date;
  readonly changed: Changed;
};

export type AnswerEvidence = {
  readonly reference: string;
  readonly title: string;
  readonly state: EvidenceState;
  readonly scan: ScanState;
  readonly needsRedaction: boolean;
};

export type ReturnItem = ListRow & {
  /** From 1 in the list, and the same in all its versions. */
  readonly key: number;
  /** From 1 in the version of the list. 0 if it is no longer asked for. */
  readonly position: number;
  /** The version of the list from which it is no longer asked for. */
  readonly removedIn: number | null;
  readonly owner: ItemOwner | null;
  /** Its own, or that of the list. */
  readonly dueOn: CalendarDate;
  readonly hasOwnDue: boolean;
  readonly state: ItemState;
  /** `id`: of who signed it off. */
  readonly signed: (Changed & { readonly id: string }) | null;
  readonly version: number;
  readonly changed: Changed;
  readonly answers: readonly StoredAnswer[];
};

export type ReturnList = {
  readonly inspection: {
    readonly number: number;
    readonly name: string;
    readonly isOpen: boolean;
    readonly rehearsal: boolean;
  };
  readonly number: number;
  readonly name: string;
  readonly origin: Origin;
  readonly askedOn: CalendarDate;
  readonly dueOn: CalendarDate;
  /** Of its items. 0: nothing has been imported yet. */
  readonly listVersion: number;
  readonly sent: { readonly on: CalendarDate; readonly pack: number | null } | null;
  readonly version: number;
  readonly changed: Changed;
  /** In order; those that are no longer asked for come last. */
  readonly items: readonly ReturnItem[];
};

/** The items of a list that are still asked for. */
export function askedItems<Item extends Pick<ReturnItem, 'removedIn'>>({
  items,
}: {
  readonly items: readonly Item[];
}): readonly Item[] {
  return items.filter(({ removedIn }) => removedIn === null);
}

/** Whether its items and answers can be changed. */
export function isChangeable({ inspection, sent }: Pick<ReturnList, 'inspection' | 'sent'>): boolean {
  return inspection.isOpen && sent === null;
}

/** What an item is called in sentences: "item 7", or by its place for one without a number: "no. 12 of the list". */
export function itemName({ number, position }: Pick<ReturnItem, 'number' | 'position'>): string {
  if (number !== '') return `item ${number}`;
  return position > 0 ? `no. ${position} of the list` : 'an item that is no longer asked for';
}

/** The same in a narrow column: "7", or "No. 12". */
export function itemLabel({ number, position }: Pick<ReturnItem, 'number' | 'position'>): string {
  if (number !== '') return number;
  return position > 0 ? `${NO}${position}` : REMOVED;
}

const NO = 'No. ';
const REMOVED = '–';

/** The name that belongs to a label: "item 7", "no. 12 of the list". */
export function nameOfLabel(label: string): string {
  if (label === REMOVED) return itemName({ number: '', position: 0 });
  return label.startsWith(NO)
    ? itemName({ number: '', position: Number(label.slice(NO.length)) })
    : itemName({ number: label, position: 0 });
}

/** An answer in words, without the evidence’s title: "E12, page 4", "See item 7, section 3". */
export function describeAnswer(answer: StoredAnswer, items: readonly ReturnItem[]): string {
  const { kind, place, url, reason, followsOn } = answer;
  switch (kind) {
    case 'evidence':
      return `${answer.evidence?.reference ?? ''}${place === '' ? '' : `, ${place}`}`;
    case 'see': {
      const other = items.find(({ key }) => key === answer.see);
      return describeSee(other ? itemName(other) : 'another item', place);
    }
    case 'link':
      return url;
    case 'table':
      return answer.measure?.name ?? '';
    case 'not_held':
      return describeNotHeld(reason);
    case 'follows':
      return followsOn ? describeFollowing(followsOn, reason) : '';
  }
}

/** "See item 7, section 3". `name`: of the item, as `itemName` gives it. */
export function describeSee(name: string, place: string): string {
  return `See ${name}${place === '' ? '' : `, ${place}`}`;
}

export function describeNotHeld(reason: string): string {
  return `Not held: ${reason}`;
}

/** "To follow by 11 January 2027: after the audit". */
export function describeFollowing(followsOn: CalendarDate, reason: string): string {
  return `To follow by ${formatDate(followsOn)}${reason === '' ? '' : `: ${reason}`}`;
}

/** An item to choose from others. */
export function itemChoice(item: Pick<ReturnItem, 'key' | 'number' | 'position' | 'asked'>) {
  return { value: `${item.key}`, label: `${itemLabel(item)}: ${excerpt(item.asked)}` };
}

/** How many items of returns a sentence names. */
const GAPS_NAMED = 5;

/** What the withdrawal of evidence leaves open in returns: a sentence. Empty: nothing. */
export function describeGaps(
  answers: readonly {
    readonly item: Pick<ReturnItem, 'number' | 'position'>;
    readonly list: Pick<ReturnList, 'name'>;
    readonly isOpen: boolean;
  }[],
  subject: 'It answers' | 'They answer' = 'It answers',
): string {
  const open = answers.filter(({ isOpen }) => isOpen);
  if (open.length === 0) return '';
  const all = [...new Set(open.map(({ item, list }) => `${itemName(item)} of “${list.name}”`))];
  const others = all.length - GAPS_NAMED;
  const named = others > 0 ? [...all.slice(0, GAPS_NAMED), formatCount(others, 'more item')] : all;
  return `${subject} ${formatList(named)}, which would have to be answered again.`;
}
