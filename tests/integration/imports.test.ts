import { beforeAll, describe, expect, it } from 'vitest';
import { importForm } from '#lib/exchange/imports/import-form.ts';
import type { Answers, PlannedRow } from '#lib/exchange/imports/rules.ts';
import { type CsvRead, readCsv } from '#lib/kernel/csv.ts';
import { formAction } from '#lib/platform/forms/form-action.ts';
import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { workbook } from '#lib/platform/reading/testing/documents.ts';
import { makeCouncil, type TestCouncil } from './council-factory.ts';

type Row = PlannedRow & { readonly asked: string };

const COLUMNS = {
  required: ['Asked'],
  optional: ['Number'],
  names: { Asked: ['Request', 'Description'], Number: ['Ref'] },
} as const;
type Given = CsvRead<'Asked', 'Number'>;

/** What the import was given, with which answers and about what. */
const given: { file: Given; answers: Answers; about: unknown }[] = [];

function planOf(file: Given) {
  if (!file.ok) return file;
  const rows = file.rows.map(({ line, cells }): Row => ({ line, change: 'added', asked: cells.Asked }));
  return {
    ...{ ok: true as const, notes: file.notes, fingerprint: 'f'.repeat(64) },
    rows: [...rows, { line: 0, change: 'removed' as const, asked: 'Old' }],
  };
}

/** An import with every part that one may have. List 9 is nobody's. */
const action = formAction(
  importForm(
    { permission: 'measures:edit', columns: COLUMNS, maxRows: 3 },
    {
      name: 'importForTest',
      about: { list: versionField(1, 'Open the list again') },
      takesWorkbooks: true,
      plain: (text) => {
        const rows = [...text.matchAll(/^\d+[\t.] *(.+)$/gm)].map(([, Asked = ''], at) => ({
          line: at + 1,
          cells: { Asked, Number: null },
        }));
        return rows.length > 0 ? { rows, notes: ['Read as a list'] } : null;
      },
      tryOut: async (_, file, answers, about) => {
        given.push({ file, answers, about });
        return about.list === 9 ? null : planOf(file);
      },
      carryOut: async (_, file, _fingerprint, _answers, { list }) =>
        list === 9 ? null : { outcome: 'imported', changes: file.ok ? file.rows.length : 0 },
      limits: { bytes: 500_000, characters: 5_000, tooLong: 'Too long', missing: 'Select a file' },
      show: (rows) => rows.map(({ asked, change }) => `${asked} ${change}`),
      done: (council, changes, { list }) => ({ to: `/${council}/${list}`, flash: `${changes} imported` }),
    },
  ),
);

let council: TestCouncil;
beforeAll(async () => {
  council = await makeCouncil();
});

async function sent(fields: Readonly<Record<string, string | Blob | readonly string[]>>) {
  const { lead } = council.as;
  const form = new FormData();
  form.set('council', council.slug);
  form.set(FORM_TOKEN_FIELD, newFormToken(lead.person.id));
  for (const [name, value] of Object.entries({ list: '4', ...fields })) {
    if (typeof value === 'object' && 'arrayBuffer' in value) form.set(name, value);
    else for (const one of [value].flat()) form.append(name, one);
  }
  const told = await action.answer(form, async () => ({
    session: {
      sessionId: crypto.randomUUID(),
      person: lead.person,
      memberships: [{ council: lead.council, role: lead.role, unreadNotices: 0 }],
    },
    requestId: crypto.randomUUID(),
    address: '192.0.2.1',
  }));
  return 'to' in told ? told : told.state;
}

const spreadsheet = (sheets: Parameters<typeof workbook>[0], name = 'List.xlsx') =>
  new File([new Uint8Array(workbook(sheets))], name);
const LETTER = [
  ['Information return'],
  ['Ref', 'Request'],
  ['1', 'All “plans”, or "drafts"'],
  ['2', 'Waits'],
];

describe('the form of an import', () => {
  it('passes on what the rows are about, counts removed rows, and says which column it read as which', async () => {
    const state = await sent({ text: 'Ref,Request,Colour\n1,Plans,red\n' });
    expect(given.at(-1)).toMatchObject({ about: { list: 4 } });
    expect(state).toMatchObject({
      status: 'tried',
      counts: { added: 1, changed: 0, unchanged: 0, removed: 1 },
      rows: ['Plans added', 'Old removed'],
      notes: ['Read: “Request” as “Asked” and “Ref” as “Number”.', 'Not used: “Colour”.'],
    });
    const confirmed = await sent({ text: 'Asked\nPlans\n', fingerprint: 'f'.repeat(64) });
    expect(confirmed).toEqual({ to: `/${council.slug}/4`, flash: '1 imported' });
  });

  it('knows nothing about what is not there', async () => {
    for (const fields of [{ list: '9' }, { list: '9', fingerprint: 'f'.repeat(64) }, { list: 'x' }])
      expect(await sent({ text: 'Asked\nPlans\n', ...fields })).toMatchObject({ status: 'refused' });
  });

  it('reads text without a header as it is, up to the limit of rows', async () => {
    expect(await sent({ text: 'Dear all\n1. Plans, and "drafts"\n2. Waits' })).toMatchObject({
      rows: ['Plans, and "drafts" added', 'Waits added', 'Old removed'],
      notes: ['Read as a list'],
    });
    expect(await sent({ text: '1. a\n2. b\n3. c\n4. d' })).toMatchObject({ status: 'refused' });
    // Neither: the refusal has the names that were found.
    expect(await sent({ text: 'Topic,Owner\nPlans,Sam' })).toMatchObject({
      errors: [{ message: expect.stringContaining('has “Topic” and “Owner”') }],
    });
  });

  it('reads a spreadsheet of one list, whatever is in its cells', async () => {
    const state = await sent({ file: spreadsheet({ List: LETTER, Notes: [['Send it soon']] }) });
    expect(state).toMatchObject({
      status: 'tried',
      rows: ['All “plans”, or "drafts" added', 'Waits added', 'Old removed'],
    });
    // The text that it gives back is read as the file was.
    const { text, shown } = state as { text: string; shown: string };
    expect(await sent({ text, shown })).toEqual(state);
    expect(await sent({ file: spreadsheet({ List: [['1', 'Plans']] }) })).toMatchObject({
      rows: ['Plans added', 'Old removed'],
    });
  });

  it('asks which of several sheets is meant, and forgets the answer once it has the sheet', async () => {
    const asked = await sent({
      file: spreadsheet({ First: LETTER, Notes: [['Soon']], Second: [['Asked'], ['Staff']] }),
    });
    expect(asked).toMatchObject({
      status: 'asked',
      questions: [
        {
          text: 'Which sheet of the file do you want to import?',
          options: [
            { value: 'sheet=0', label: 'First' },
            { value: 'sheet=1', label: 'Second' },
          ],
        },
      ],
    });
    const { text, shown } = asked as { text: string; shown: string };
    const answered = await sent({ text, shown, 'answer-1': 'sheet=1', asked: ['sheet'] });
    expect(answered).toMatchObject({ status: 'tried', answers: [], rows: ['Staff added', 'Old removed'] });
    expect(await sent({ text, shown, asked: ['sheet'] })).toMatchObject({
      unanswered: [{ field: 'answer-1' }],
    });
  });

  it('refuses a file that is no spreadsheet inside, and one of another kind', async () => {
    expect(await sent({ file: new File(['PK\u0003\u0004 not a package'], 'List.xlsx') })).toMatchObject({
      errors: [{ field: 'file' }],
    });
    expect(await sent({ file: spreadsheet({ List: LETTER }, 'List.docx') })).toMatchObject({
      errors: [{ field: 'file' }],
    });
  });
});

describe('other names of columns', () => {
  it('are used only for columns that the file lacks, the best first', () => {
    const read = readCsv('Description,Request,Asked\na,b,c\n', COLUMNS, 3);
    expect(read).toMatchObject({ rows: [{ cells: { Asked: 'c', Number: null } }] });
    const other = readCsv('Description,Request\na,b\n', COLUMNS, 3);
    expect(other).toMatchObject({
      rows: [{ cells: { Asked: 'b' } }],
      notes: ['Read: “Request” as “Asked”.', 'Not used: “Description”.'],
    });
  });
});
