'use server';
import { createHash } from 'node:crypto';
import type { CsvProblem } from '#lib/kernel/csv.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { conflictWith } from '#lib/platform/forms/conflict.ts';
import { NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, StateOf } from '#lib/platform/forms/form-state.ts';
import {
  countCandidates,
  type Drawable,
  type DrawResult,
  deleteRegister,
  drawCases,
  offerCases,
  removeCase,
  saveCase,
  saveRegister,
} from '#lib/record/cases/commands.ts';
import { type DrawForm, drawSchema } from '#lib/record/cases/draw-form.ts';
import { type DrawShown, groupName, groupsOf, type QuotaField } from '#lib/record/cases/quotas.ts';
import { MAX_CASES, type StoredQuotas } from '#lib/record/cases/rules.ts';
import {
  caseFields,
  caseSchema,
  deleteRegisterSchema,
  offerCasesSchema,
  registerFields,
  registerSchema,
  removeCaseSchema,
} from '#lib/record/cases/schema.ts';

const CLOSED: FieldError<never> = {
  field: '',
  message:
    'Nothing was saved because the register of cases is not open. Open it first, from the list of cases',
};

export const saveRegisterAction = formAction({
  name: 'saveRegister',
  permission: 'named:work',
  fields: registerFields,
  dates: ['deleteOn'],
  hidden: ['inspection', 'version', 'conflict'],
  schema: registerSchema,
  run: saveRegister,
  outcomes: {
    opened: (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: 'Register opened',
    }),
    saved: (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: 'Register saved',
    }),
    unchanged: (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: 'Register saved',
    }),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this register', changed, { version: String(version) }),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const saveCaseAction = formAction({
  name: 'saveCase',
  permission: 'named:work',
  fields: caseFields,
  hidden: ['inspection', 'case', 'version', 'conflict'],
  schema: caseSchema,
  run: saveCase,
  outcomes: {
    saved: ({ number, warning }, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: [`Case ${number} saved`, warning ?? []].flat().join('. '),
    }),
    unchanged: ({ number }, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: `Case ${number} saved`,
    }),
    refused: ({ message }) => ({ field: 'caseReference', message }),
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this case', changed, { version: String(version) }),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const offerCasesAction = formAction({
  name: 'offerCases',
  permission: 'named:work',
  fields: [],
  hidden: ['inspection'],
  schema: offerCasesSchema,
  run: offerCases,
  outcomes: {
    offered: ({ cases }, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: `${formatCount(cases, 'case')} marked as offered to CQC`,
    }),
    'none left': (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: 'Every case was offered already',
    }),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

export const removeCaseAction = formAction({
  name: 'removeCase',
  permission: 'named:work',
  fields: [],
  hidden: ['inspection', 'case', 'version', 'conflict'],
  schema: removeCaseSchema,
  run: removeCase,
  outcomes: {
    removed: (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: `Case ${input.case} removed`,
    }),
    'offered already': {
      field: '',
      message:
        'Nothing was removed because this case was offered to CQC. Set its state to “Left out” instead',
    },
    conflict: ({ latest: { changed, version } }) =>
      conflictWith('this case', changed, { version: String(version) }),
    'not found': NOT_FOUND,
  },
});

export const deleteRegisterAction = formAction({
  name: 'deleteRegister',
  permission: 'named:work',
  fields: ['confirm'],
  hidden: ['inspection'],
  schema: deleteRegisterSchema,
  run: deleteRegister,
  outcomes: {
    deleted: (_, { council, input }) => ({
      to: routes.cases(council, input.inspection),
      flash: 'Cases, draws and reflective logs deleted',
    }),
    miscounted: ({ cases }) => ({
      field: 'confirm',
      message: `Nothing was deleted because there are ${formatCount(cases, 'case')}. Enter that number to delete them`,
    }),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});

type Counted = Extract<Drawable, { outcome: 'counted' }> & {
  readonly errors: readonly FieldError<QuotaField>[];
};

/** Counts what was sent, or draws from it once it was counted and nothing is wrong with the numbers. */
async function countOrDraw(
  context: CouncilContext,
  { inspection, text, counted, size: typed, cohortQuota, teamQuota }: DrawForm,
): Promise<
  Exclude<Drawable, { outcome: 'counted' }> | Exclude<DrawResult, { outcome: 'cannot be met' }> | Counted
> {
  const found = await countCandidates(context, { inspection, text });
  if (found.outcome !== 'counted') return found;
  if (counted !== digestOf(text)) return { ...found, errors: [] };
  const errors: FieldError<QuotaField>[] = [];
  const size = wholeNumber(typed);
  if (size === null || size < 1 || size > MAX_CASES.max) {
    const message = `Enter how many to draw: a whole number from 1 to ${formatNumber(MAX_CASES.max)}`;
    errors.push({ field: 'size', message });
  }
  const read = (field: 'cohortQuota' | 'teamQuota', sent: Readonly<Record<string, string | undefined>>) =>
    groupsOf(found.candidates, field === 'cohortQuota' ? 'cohort' : 'team').flatMap(({ name }, at) => {
      const value = (sent[at] ?? '').trim();
      if (value === '') return [];
      const quota = wholeNumber(value);
      if (quota !== null) return [[name, quota] as const];
      const message = `${groupName(name)}: enter a whole number, or leave the box empty`;
      errors.push({ field: `${field}.${at}`, message });
      return [];
    });
  const quotas: StoredQuotas = {
    cohorts: read('cohortQuota', cohortQuota),
    teams: read('teamQuota', teamQuota),
  };
  if (errors.length > 0 || size === null) return { ...found, errors };
  const drawn = await drawCases(context, { inspection, text, size, quotas });
  if (drawn.outcome !== 'cannot be met') return drawn;
  return { ...found, errors: drawn.problems.map((message) => ({ field: 'size', message })) };
}

function wholeNumber(typed: string): number | null {
  return /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const MOST_PROBLEMS = 30;

function problemErrors(problems: readonly CsvProblem[]): readonly FieldError<'text'>[] {
  return problems.slice(0, MOST_PROBLEMS).map(({ line, column, message }) => {
    const place = [line === null ? '' : `Line ${line}`, column ?? ''].filter(Boolean).join(', ');
    return { field: 'text' as const, message: place === '' ? message : `${place}: ${message}` };
  });
}

export type DrawCasesState = StateOf<typeof drawCasesAction>;
export const drawCasesAction = formAction({
  name: 'drawCases',
  permission: 'named:work',
  fields: ['file', 'text', 'size', 'cohortQuota', 'teamQuota'],
  files: ['file'],
  rows: ['cohortQuota', 'teamQuota'],
  hidden: ['inspection', 'counted'],
  schema: drawSchema,
  giveBack: ({ text }) => ({ text }),
  run: countOrDraw,
  outcomes: {
    drawn: ({ number }, { council, input }) => ({
      to: routes.caseDraw(council, input.inspection, number),
      flash: 'Cases drawn and added to the register',
    }),
    counted: (
      { candidates, known, wanted, notes, errors },
      { input: { text, size, cohortQuota, teamQuota } },
    ): DrawShown => ({
      status: 'counted',
      ...{ text, counted: digestOf(text), count: candidates.length, known, notes, problems: errors },
      size: size === '' && wanted > 0 ? String(Math.min(wanted, candidates.length)) : size,
      cohorts: groupsOf(candidates, 'cohort').map((group, at) => ({
        ...group,
        typed: cohortQuota[at] ?? '',
      })),
      teams: groupsOf(candidates, 'team').map((group, at) => ({ ...group, typed: teamQuota[at] ?? '' })),
    }),
    unreadable: ({ problems }) => problemErrors(problems),
    closed: CLOSED,
    'not found': NOT_FOUND,
  },
});
