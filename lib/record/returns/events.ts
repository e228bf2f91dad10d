import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import {
  ANSWER_KIND_NAMES,
  type AnswerKind,
  type ItemOwner,
  type ItemState,
  LIST_NAMES,
  ORIGIN_NAMES,
  type Origin,
} from '#lib/record/returns/rules.ts';

type ListFacts = { readonly name: string; readonly askedOn: CalendarDate; readonly dueOn: CalendarDate };

/** What is stored of an answer. Its texts are hashed: the place, the address and the reason, in this order. */
export type AnswerFacts = {
  /** The key of the item. */
  readonly item: number;
  readonly id: string;
  readonly kind: AnswerKind;
  readonly position: number;
  readonly evidence: string | null;
  readonly see: number | null;
  readonly measure: string | null;
  readonly followsOn: CalendarDate | null;
  readonly text: WordsHash;
};

/** Absent: as it was. */
export type Assigned = {
  readonly owner?: ItemOwner | null;
  /** Null: that of the list. */
  readonly dueOn?: CalendarDate | null;
};

/** `list`: its name at the time, so that the history reads without it. */
type OfList = { readonly list: string };
/** An item as the history names it: "item 7". */
type OfItem = OfList & { readonly named: string };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "return-1-2", the second list of the first inspection. */
    'return.started': {
      subject: string;
      data: ListFacts & { readonly inspection: string; readonly origin: Origin };
    };
    'return.changed': { subject: string; data: { readonly before: ListFacts; readonly after: ListFacts } };
    /** A version of the list. `keys`: of its items, in order. The others: keys of those that are different now. */
    'return.listed': {
      subject: string;
      data: OfList & {
        readonly version: number;
        readonly source: string;
        readonly contentHash: string;
        readonly keys: readonly number[];
        readonly added: readonly number[];
        readonly changed: readonly number[];
        readonly removed: readonly number[];
        /** Those that were ready or signed off, and have other wording now or belong to whoever signed them off. */
        readonly reopened: readonly number[];
        readonly assigned: readonly (Assigned & { readonly key: number })[];
      };
    };
    'return.assigned': { subject: string; data: OfList & Assigned & { readonly keys: readonly number[] } };
    /** Answers that were added or changed. `copiedFrom`: the list of a rehearsal that all of them come from. */
    'return.answered': {
      subject: string;
      data: OfItem & { readonly answers: readonly AnswerFacts[]; readonly copiedFrom?: string };
    };
    'return.answer-removed': {
      subject: string;
      data: OfItem & { readonly item: number; readonly id: string; readonly kind: AnswerKind };
    };
    'return.item-moved': {
      subject: string;
      data: OfList & { readonly keys: readonly number[]; readonly to: ItemState };
    };
    'return.sent': {
      subject: string;
      data: OfList & { readonly sentOn: CalendarDate; readonly pack: number | null };
    };
    'return.unsent': { subject: string; data: OfList };
    'return.exported': { subject: string; data: OfList & { readonly rows: number } };
  }
}

export const returnEvents = describeEvents({
  'return.started': {
    kind: 'inspections',
    title: ({ data }) => `${data.inspection}: list “${data.name}” started`,
    changes: ({ data: { origin, ...facts } }) => [
      { name: LIST_NAMES.origin, before: null, after: ORIGIN_NAMES[origin] },
      ...listChanges(null, facts),
    ],
  },
  'return.changed': {
    kind: 'inspections',
    title: ({ data: { after } }) => `List “${after.name}” changed`,
    changes: ({ data: { before, after } }) => listChanges(before, after),
  },
  'return.listed': {
    kind: 'inspections',
    title: ({ data: { list, version } }) => `List “${list}”: version ${version} of its items`,
    detail: ({ data: { source, added, changed, removed, reopened } }) => {
      const counts = [
        [added, 'added'],
        [changed, 'changed'],
        [removed, 'no longer asked for'],
        [reopened, 'opened again'],
      ] as const;
      const parts = counts.flatMap(([keys, how]) =>
        keys.length > 0 ? [`${formatCount(keys.length, 'item')} ${how}`] : [],
      );
      return `From ${source}${parts.length > 0 ? `: ${formatList(parts)}` : ''}`;
    },
  },
  'return.assigned': {
    kind: 'inspections',
    title: ({ data: { list, keys } }) => `List “${list}”: ${formatCount(keys.length, 'item')} assigned`,
    detail: ({ data: { owner, dueOn } }) =>
      [
        ...(owner === undefined ? [] : [owner ? `Owner: ${owner.name}` : 'No owner']),
        ...(dueOn === undefined ? [] : [dueOn ? `Due ${formatDate(dueOn)}` : 'Due with the list']),
      ].join('. '),
  },
  'return.answered': {
    kind: 'inspections',
    title: ({ data: { list, named, answers, copiedFrom } }) =>
      copiedFrom
        ? `List “${list}”: ${formatCount(answers.length, 'answer')} taken over from “${copiedFrom}”`
        : `List “${list}”: ${named} answered`,
    detail: ({ data: { answers, copiedFrom } }) => (copiedFrom ? null : answersInWords(answers)),
  },
  'return.answer-removed': {
    kind: 'inspections',
    title: ({ data: { list, named } }) => `List “${list}”: answer to ${named} removed`,
    detail: ({ data: { kind } }) => ANSWER_KIND_NAMES[kind],
  },
  'return.item-moved': {
    kind: 'inspections',
    title: ({ data: { list, keys, to } }) =>
      `List “${list}”: ${formatCount(keys.length, 'item')} ${MOVED_TO[to]}`,
  },
  'return.sent': {
    kind: 'inspections',
    title: ({ data: { list } }) => `List “${list}” sent`,
    detail: ({ data: { sentOn, pack } }) =>
      `On ${formatDate(sentOn)}${pack === null ? '' : `, in evidence pack ${pack}`}`,
  },
  'return.unsent': {
    kind: 'inspections',
    title: ({ data: { list } }) => `List “${list}” marked as not sent`,
  },
  'return.exported': {
    kind: 'views',
    title: ({ data: { list } }) => `List “${list}” downloaded as CSV`,
    detail: ({ data: { rows } }) => formatCount(rows, 'row'),
  },
});

const MOVED_TO: Readonly<Record<ItemState, string>> = {
  open: 'opened again',
  ready: 'ready for sign-off',
  signed_off: 'signed off',
};

function answersInWords(answers: readonly AnswerFacts[]): string {
  return formatList(
    answers.map(({ kind, evidence, followsOn }) =>
      kind === 'follows' && followsOn
        ? `${ANSWER_KIND_NAMES[kind]} by ${formatDate(followsOn)}`
        : (evidence ?? ANSWER_KIND_NAMES[kind]),
    ),
  );
}

function listChanges(before: ListFacts | null, after: ListFacts): readonly Change[] {
  return [
    { name: LIST_NAMES.name, before: before?.name ?? null, after: after.name },
    {
      name: LIST_NAMES.askedOn,
      before: before && formatDate(before.askedOn),
      after: formatDate(after.askedOn),
    },
    { name: LIST_NAMES.dueOn, before: before && formatDate(before.dueOn), after: formatDate(after.dueOn) },
  ];
}

export function returnSubject(inspection: number, list: number): string {
  return `return-${inspection}-${list}`;
}
