'use server';
import * as routes from '#lib/kernel/routes.ts';
import { CLOSED_MEANWHILE, LOCKED } from '#lib/platform/forms/failure.ts';
import { type Done, formAction } from '#lib/platform/forms/form-action.ts';
import { afterAddingEvidence } from '#lib/record/evidence/after-adding.ts';
import { noRoom } from '#lib/record/evidence/rules.ts';
import {
  type AddNote,
  addNoteSchema,
  detailDates,
  detailFields,
  detailLists,
  useFields,
} from '#lib/record/evidence/schema.ts';
import { addNote } from '#lib/record/notes/commands.ts';

export const addNoteAction = formAction({
  name: 'addNote',
  permission: 'evidence:add',
  fields: ['text', ...detailFields, ...useFields],
  dates: detailDates,
  lists: detailLists,
  hidden: ['statement', 'assessment', 'submission', 'transcriptOf'],
  schema: addNoteSchema,
  run: addNote,
  outcomes: {
    added: ({ reference }, { council, input }) => afterAddingNote(council, input, reference),
    'already added': ({ reference }, { council, input }) => afterAddingNote(council, input, reference),
    'same file': ({ reference, title }) => ({
      field: 'text',
      message: `Your evidence list already has this text, as ${reference} ${title}`,
    }),
    'storage full': ({ storage }) => ({
      field: 'text',
      message: noRoom('The note was not added', storage),
    }),
    refused: ({ message }) => ({ field: 'text', message }),
    locked: ({ state }) => LOCKED[state],
    closed: { errors: [CLOSED_MEANWHILE], redraw: true },
  },
});

function afterAddingNote(council: string, { statement, transcriptOf }: AddNote, reference: string): Done {
  if (transcriptOf === null) return afterAddingEvidence(council, statement, [reference]);
  return {
    to: routes.evidenceItem(council, transcriptOf),
    flash: `${reference} added as the transcript of ${transcriptOf}`,
  };
}
