'use server';
import { isKnownStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { CLOSED_MEANWHILE, LOCKED, NOT_FOUND } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { detailDates, detailLists } from '#lib/record/evidence/schema.ts';
import {
  type AddUploadsResult,
  addUploads,
  keepAnswers,
  removeUpload,
} from '#lib/record/uploads/commands.ts';
import {
  type AnswerUploads,
  answerFields,
  answersSchema,
  removeUploadSchema,
  titlesSchema,
} from '#lib/record/uploads/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export const answerUploadsAction = formAction({
  name: 'answerUploads',
  permission: 'evidence:add',
  fields: answerFields,
  dates: detailDates,
  lists: ['upload', 'statement', ...detailLists],
  rows: ['title', 'same'],
  hidden: ['assessment', 'from', 'next'],
  schema: ({ upload }) =>
    upload
      ? answersSchema.transform(({ upload, title, same, next, ...answers }) => ({
          upload,
          title,
          same,
          next,
          answers,
        }))
      : titlesSchema.transform((input) => ({ ...input, answers: null })),
  run: answerUploads,
  outcomes: {
    kept: ({ files }, { council, values: { from } }) => ({
      to: routes.answerUploads(council, statementIn(from)),
      flash: files > 0 ? `Answers saved for ${formatCount(files, 'file')}` : 'Titles saved',
    }),
    added: (result, { council, values: { from } }) => afterAdding(council, statementIn(from), result),
    none: ({ left }, { council }) =>
      left > 0
        ? { field: 'upload', message: 'Select the files to add, and answer the questions about them' }
        : { to: routes.evidence(council), flash: 'Your files are in the evidence list' },
    locked: (result) => [LOCKED[result.state], ...alreadyAdded(result)],
    closed: (result) => ({ errors: [CLOSED_MEANWHILE, ...alreadyAdded(result)], redraw: true }),
  },
});

async function answerUploads(context: CouncilContext, input: AnswerUploads) {
  const kept = await keepAnswers(context, input);
  if (input.next === 'keep') return kept;
  const keepBoth = Object.entries(input.same).flatMap(([id, choice]) => (choice === 'both' ? [id] : []));
  return addUploads(context, new Set(keepBoth));
}

/** Back to the page while files are left, then to the statement or the list. */
function afterAdding(
  council: string,
  from: StatementId | undefined,
  result: AddUploadsResult & { readonly left: number },
): Done {
  const flash = describeAdded(result);
  if (result.left > 0) return { to: routes.answerUploads(council, from), flash };
  return { to: from ? routes.statement(council, from) : routes.evidence(council), flash };
}

/** The statement from which the person came. */
function statementIn(from: string | undefined): StatementId | undefined {
  return isKnownStatement(from) ? from : undefined;
}

/** References in a row as "E20 to E39". */
function describeAdded({ added, used }: AddUploadsResult): string {
  const isLong = added.length > 3;
  const references = isLong ? `${added[0]} to ${added.at(-1)}` : formatList(added);
  return [
    ...(added.length > 0
      ? [`${formatCount(added.length, 'file')} added to the evidence list: ${references}`]
      : []),
    ...(used.length > 0
      ? [`Already in the list, so not added again: ${formatList([...new Set(used)])}`]
      : []),
  ].join('. ');
}

function alreadyAdded(result: AddUploadsResult) {
  const said = describeAdded(result);
  return said === '' ? [] : [{ field: '' as const, message: said }];
}

export const removeUploadAction = formAction({
  name: 'removeUpload',
  permission: 'evidence:add',
  fields: ['upload'],
  hidden: ['from'],
  schema: removeUploadSchema,
  run: (context, { upload }) => removeUpload(context, upload),
  outcomes: {
    removed: (_, { council, values: { from } }) => ({
      to: routes.addFiles(council, statementIn(from)),
      flash: 'File removed',
    }),
    'not found': NOT_FOUND,
  },
});
