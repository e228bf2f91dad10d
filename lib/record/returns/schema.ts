import { z } from 'zod';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { dateField } from '#lib/platform/forms/date-field.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { hiddenField, lineField, textField } from '#lib/platform/forms/text-field.ts';
import { tickedField } from '#lib/platform/forms/ticked-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { webAddressField } from '#lib/platform/forms/web-address-field.ts';
import { parseTypedReference, referenceOf } from '#lib/record/evidence/rules.ts';
import {
  ANSWER_KINDS,
  ANSWER_NAMES,
  type AnswerKind,
  LIST_NAMES,
  MAX_ANSWERS,
  MAX_ITEMS,
  ORIGINS,
  RETURN_LIMITS,
} from '#lib/record/returns/rules.ts';

const AGAIN = 'Open this page again from the inspection';
const numberField = versionField(1, AGAIN);

/** The list that a form is about. */
const aboutList = { inspection: numberField, list: numberField };
const aboutItem = { ...aboutList, item: numberField };

const nameField = () =>
  lineField({ called: LIST_NAMES.name, limit: RETURN_LIMITS.name, missing: 'Enter a name' });
const askedOnField = () =>
  dateField('inspectionNotice', { called: LIST_NAMES.askedOn, missing: 'Enter the date it was asked for' });
const dueOnField = () =>
  dateField('inspectionStep', { called: LIST_NAMES.dueOn, missing: 'Enter the date it is due' });

export const startReturnFields = ['origin', 'name', 'askedOn', 'dueOn'] as const;
export const startReturnSchema = z.object({
  inspection: numberField,
  origin: hiddenField(
    (value) => ORIGINS.find((origin) => origin === value),
    'Select where the list comes from',
  ),
  name: nameField(),
  askedOn: askedOnField(),
  dueOn: dueOnField(),
});
export type StartReturn = z.output<typeof startReturnSchema>;

export const startForRealSchema = z.object({
  ...aboutList,
  name: nameField(),
  noticeOn: dateField('inspectionNotice', {
    called: 'Date of the notice',
    missing: 'Enter the date of the notice',
  }),
  dueOn: dueOnField(),
});
export type StartForReal = z.output<typeof startForRealSchema>;

export const changeReturnSchema = z.object({
  ...aboutList,
  name: nameField(),
  askedOn: askedOnField(),
  dueOn: dueOnField(),
  version: versionField(1, AGAIN),
});
export type ChangeReturn = z.output<typeof changeReturnSchema>;

/** An item with the version in which a page showed it: "12-5". */
export type SeenItem = { readonly key: number; readonly version: number };

const SEEN = /^[1-9]\d{0,5}-[1-9]\d{0,8}$/;
const seenItems = tickedField(() => [], AGAIN, SEEN)
  .refine(({ length }) => length > 0, 'Select at least one item')
  .refine(({ length }) => length <= MAX_ITEMS, AGAIN)
  .transform((values): readonly SeenItem[] =>
    values.map((value) => {
      const [key = 0, version = 0] = String(value).split('-').map(Number);
      return { key, version };
    }),
  );

/** The owner to give: '' leaves it as it is, `none` for nobody. */
export const NO_OWNER = 'none';

export const assignSchema = z
  .object({
    ...aboutList,
    items: seenItems,
    owner: z
      .union([z.literal(''), z.literal(NO_OWNER), idField()], 'Select an owner from the list')
      .transform((owner) => (owner === '' ? undefined : owner === NO_OWNER ? null : owner)),
    dueOn: dateField('inspectionStep', { called: LIST_NAMES.dueOn }).transform((day) => day ?? undefined),
    withList: tickedField(() => ['yes'] as const, AGAIN)
      .transform(({ length }) => length > 0)
      .default(false),
  })
  .refine(({ owner, dueOn, withList }) => owner !== undefined || dueOn !== undefined || withList, {
    path: ['owner'],
    message: 'Select an owner or enter a date',
  })
  .refine(({ dueOn, withList }) => dueOn === undefined || !withList, {
    path: ['dueOn'],
    message: 'Enter a date, or select that they are due with the list, not both',
  })
  .transform(({ withList, dueOn, ...input }) => ({ ...input, dueOn: withList ? null : dueOn }));
export type AssignItems = z.output<typeof assignSchema>;

export const moveSchema = z.object({ ...aboutList, items: seenItems });
export type MoveItems = z.output<typeof moveSchema>;

const ready = tickedField(() => ['yes'] as const, AGAIN)
  .transform(({ length }) => length > 0)
  .default(false);

const placeField = () => lineField({ called: ANSWER_NAMES.place, limit: RETURN_LIMITS.place });
const reasonField = (missing?: string) =>
  textField({
    called: ANSWER_NAMES.reason,
    limit: RETURN_LIMITS.reason,
    ...(missing === undefined ? {} : { missing }),
  });
const followsOnField = () =>
  dateField('returnFollows', { called: ANSWER_NAMES.followsOn, missing: 'Enter the date it will follow' });

/** A cited item of evidence, and where in it. */
export type Cited = { readonly reference: string; readonly place: string };

/** "E12, page 4": a reference, and after it where in the document. */
const CITED = /^\s*(E\d{1,9})(?:[\s,:;–-]+(.*))?$/i;

const referencesField = textField({ called: ANSWER_NAMES.references, limit: 5_000 }).transform(
  (text, context): readonly Cited[] => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.flatMap((line) => {
      const [, typed = '', place = ''] = CITED.exec(line) ?? [];
      const number = parseTypedReference(typed);
      const problem =
        number === null
          ? `“${line.trim().slice(0, 40)}” does not begin with a reference, such as E12`
          : place.length > RETURN_LIMITS.place
            ? `${ANSWER_NAMES.place} must be ${RETURN_LIMITS.place} characters or less`
            : null;
      if (problem === null) return [{ reference: referenceOf(number ?? 0), place: place.trim() }];
      context.addIssue({ code: 'custom', message: problem });
      return [];
    });
  },
);

const REFERENCE = /^E[1-9]\d{0,8}$/;

export const evidenceAnswer = z
  .object({
    ...aboutItem,
    evidence: tickedField(() => [], AGAIN, REFERENCE).default([]),
    references: referencesField.default([]),
    ready,
  })
  .transform(({ evidence, references, ...input }, context) => {
    const typed = new Set(references.map(({ reference }) => reference));
    const cited = [
      ...evidence
        .map((reference): Cited => ({ reference, place: '' }))
        .filter((one) => !typed.has(one.reference)),
      ...references,
    ];
    const message =
      cited.length === 0
        ? 'Select evidence, or type its reference'
        : cited.length > MAX_ANSWERS.max
          ? `Add at most ${MAX_ANSWERS.max} items of evidence at once`
          : null;
    if (message === null) return { ...input, kind: 'evidence' as const, cited: cited as readonly Cited[] };
    context.addIssue({ code: 'custom', path: ['references'], message });
    return z.NEVER;
  });

const common = { ...aboutItem, ready };

export const seeAnswer = z
  .object({ ...common, see: versionField(1, 'Select an item'), place: placeField() })
  .transform((input) => ({ ...input, kind: 'see' as const }));
export const linkAnswer = z
  .object({ ...common, url: webAddressField('Enter the address of the page') })
  .transform((input) => ({ ...input, kind: 'link' as const }));
export const tableAnswer = z
  .object({
    ...common,
    measure: hiddenField((key) => key || undefined, 'Select a measure'),
  })
  .transform((input) => ({ ...input, kind: 'table' as const }));
export const notHeldAnswer = z
  .object({ ...common, reason: reasonField('Enter why it is not held') })
  .transform((input) => ({ ...input, kind: 'not_held' as const }));
export const followingAnswer = z
  .object({ ...common, followsOn: followsOnField(), reason: reasonField() })
  .transform((input) => ({ ...input, kind: 'follows' as const }));

/** What each kind of answer asks for. */
const ANSWERS_BY_KIND = {
  evidence: evidenceAnswer,
  see: seeAnswer,
  link: linkAnswer,
  table: tableAnswer,
  not_held: notHeldAnswer,
  follows: followingAnswer,
} as const;

export type AnswerInput = { [Kind in AnswerKind]: z.output<(typeof ANSWERS_BY_KIND)[Kind]> }[AnswerKind];

export const answerFields = [
  'evidence',
  'references',
  'see',
  'place',
  'url',
  'measure',
  'followsOn',
  'reason',
  'ready',
] as const;

/** The schema for the kind of answer that a form is for. Null: no page has such a form. */
export function schemaOfAnswer(kind: string | undefined): z.ZodType<AnswerInput> | null {
  const known = ANSWER_KINDS.find((one) => one === kind);
  return known ? (ANSWERS_BY_KIND[known] as unknown as z.ZodType<AnswerInput>) : null;
}

const aboutAnswer = { ...aboutItem, answer: idField(AGAIN), version: versionField(1, AGAIN) };

export const changedPlace = z.object({ ...aboutAnswer, place: placeField() });
export const changedLink = z.object({
  ...aboutAnswer,
  url: webAddressField('Enter the address of the page'),
});
export const changedReason = z.object({ ...aboutAnswer, reason: reasonField('Enter why it is not held') });
export const changedDate = z.object({ ...aboutAnswer, followsOn: followsOnField(), reason: reasonField() });

/** What can be changed of an answer: not what it points to, which is another answer. */
const CHANGES_BY_KIND = {
  evidence: changedPlace,
  see: changedPlace,
  link: changedLink,
  table: null,
  not_held: changedReason,
  follows: changedDate,
} as const;

export type ChangeAnswer = {
  readonly inspection: number;
  readonly list: number;
  readonly item: number;
  readonly answer: string;
  readonly version: number;
} & Partial<{
  readonly place: string;
  readonly url: string;
  readonly reason: string;
  readonly followsOn: CalendarDate;
}>;

export function schemaOfChange(kind: string | undefined): z.ZodType<ChangeAnswer> | null {
  const known = ANSWER_KINDS.find((one) => one === kind);
  return known ? CHANGES_BY_KIND[known] : null;
}

/** `see`: the item that gets the answers. */
export const carrySchema = z.object({ ...aboutItem, see: versionField(1, 'Select an item') });
export type CarryAnswers = z.output<typeof carrySchema>;

export const removeAnswerSchema = z.object(aboutAnswer);
export type RemoveAnswer = z.output<typeof removeAnswerSchema>;

export const sendSchema = z.object({
  ...aboutList,
  sentOn: dateField('inspectionDone', { called: LIST_NAMES.sentOn, missing: 'Enter the date it was sent' }),
  pack: z.union([z.literal('').transform(() => null), versionField(1, 'Select a pack from the list')]),
  version: versionField(1, AGAIN),
});
export type SendReturn = z.output<typeof sendSchema>;

export const unsendSchema = z.object({ ...aboutList, version: versionField(1, AGAIN) });
export type UnsendReturn = z.output<typeof unsendSchema>;
