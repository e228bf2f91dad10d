import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import {
  LETTER_KIND_NAMES,
  LETTER_NAMES,
  type LetterKind,
  STAGE_KIND_NAMES,
  STAGE_NAMES,
  type StageKind,
} from '#lib/record/support-stages/rules.ts';

/** What is stored of a stage, but for its note. */
export type StageFacts = {
  readonly kind: StageKind;
  readonly fromOn: CalendarDate;
  readonly planDueOn: CalendarDate | null;
};

/** What is stored of a letter. */
export type LetterFacts = {
  readonly kind: LetterKind;
  readonly on: CalendarDate;
  readonly title: string;
  /** "E12". */
  readonly reference: string | null;
  readonly replyBy: CalendarDate | null;
  readonly repliedOn: CalendarDate | null;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of both: "stage-1". `words`: of the note. */
    'stage.saved': {
      subject: string;
      data: { before: StageFacts | null; after: StageFacts; words: WordsHash };
    };
    'stage.letter-saved': {
      subject: string;
      data: { letter: number; before: LetterFacts | null; after: LetterFacts };
    };
  }
}

export function stageSubject(number: number): string {
  return `stage-${number}`;
}

export const stageEvents = describeEvents({
  'stage.saved': {
    kind: 'improvement',
    title: ({ data: { before, after } }) =>
      `${STAGE_KIND_NAMES[after.kind]} from ${formatDate(after.fromOn)} ${before ? 'changed' : 'recorded'}`,
    changes: ({ data: { before, after } }) =>
      changesOf(STAGE_LABELS, before && wordsOfStage(before), wordsOfStage(after)),
  },
  'stage.letter-saved': {
    kind: 'improvement',
    title: ({ data: { before, after } }) =>
      `${LETTER_KIND_NAMES[after.kind]} on ${formatDate(after.on)} ${before ? 'changed' : 'recorded'}`,
    detail: ({ data: { after } }) => after.title,
    changes: ({ data: { before, after } }) =>
      changesOf(LETTER_LABELS, before && wordsOfLetter(before), wordsOfLetter(after)),
  },
});

const STAGE_LABELS = {
  kind: STAGE_NAMES.stageKind,
  fromOn: STAGE_NAMES.fromOn,
  planDueOn: STAGE_NAMES.planDueOn,
} as const;

const LETTER_LABELS = {
  kind: LETTER_NAMES.letterKind,
  on: LETTER_NAMES.letterOn,
  title: LETTER_NAMES.title,
  reference: LETTER_NAMES.reference,
  replyBy: LETTER_NAMES.replyBy,
  repliedOn: LETTER_NAMES.repliedOn,
} as const;

type Words<Label extends string> = Readonly<Record<Label, string | null>>;

function wordsOfStage({ kind, fromOn, planDueOn }: StageFacts): Words<keyof typeof STAGE_LABELS> {
  return {
    kind: STAGE_KIND_NAMES[kind],
    fromOn: formatDate(fromOn),
    planDueOn: planDueOn && formatDate(planDueOn),
  };
}

function wordsOfLetter(facts: LetterFacts): Words<keyof typeof LETTER_LABELS> {
  const { kind, on, title, reference, replyBy, repliedOn } = facts;
  return {
    ...{ kind: LETTER_KIND_NAMES[kind], on: formatDate(on), title, reference },
    ...{ replyBy: replyBy && formatDate(replyBy), repliedOn: repliedOn && formatDate(repliedOn) },
  };
}

function changesOf<Label extends string>(
  labels: Readonly<Record<Label, string>>,
  before: Words<Label> | null,
  after: Words<Label>,
): readonly Change[] {
  return (Object.keys(labels) as Label[])
    .map((key) => ({ name: labels[key], before: before?.[key] ?? null, after: after[key] }))
    .filter((change) => change.before !== null || change.after !== null);
}

type StageRow = StageFacts & { readonly number: number; readonly note: string };

export const stageRecords: RecordKind<StageRow> = {
  tables: ['support_stages'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'stage.saved')
          rows.set(event.subject, { facts: event.data.after, words: event.data.words });
      },
    };
  },
  select: `select number, kind::text, from_on::text as "fromOn", plan_due_on::text as "planDueOn", note
             from support_stages where council_id = $1::uuid`,
  stored: ({ number, note, ...facts }) => ({ key: stageSubject(number), facts, words: [note] }),
};

type LetterRow = Omit<LetterFacts, 'reference'> & {
  readonly stage: number;
  readonly number: number;
  readonly evidence: number | null;
};

export const letterRecords: RecordKind<LetterRow> = {
  tables: ['support_letters'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'stage.letter-saved')
          rows.set(letterKey(event.subject, event.data.letter), { facts: event.data.after });
      },
    };
  },
  select: `select l.stage, l.number, l.kind::text, l.on_day::text as "on", l.title, e.number as evidence,
                  l.reply_by::text as "replyBy", l.replied_on::text as "repliedOn"
             from support_letters l
             left join evidence_items e on e.council_id = l.council_id and e.id = l.evidence_item_id
            where l.council_id = $1::uuid`,
  stored: ({ stage, number, evidence, ...facts }) => ({
    key: letterKey(stageSubject(stage), number),
    facts: { ...facts, reference: evidence === null ? null : referenceOf(evidence) },
  }),
};

function letterKey(subject: string, letter: number): string {
  return `letter ${letter} of ${subject}`;
}
