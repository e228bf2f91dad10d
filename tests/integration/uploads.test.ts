import { readdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_FILES, receiveUpload } from '#app/councils/[council]/evidence/upload/receive-upload.ts';
import { readSavedUpload } from '#components/evidence/upload-answers.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { councilFolder, incomingFolder } from '#lib/platform/storage/location.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { leaveFreeSpace, makeAssessedCouncil, startNextCycle, type TestCouncil } from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

type Answers = Readonly<Record<string, string>>;
type Part = readonly [name: string, content: string | Blob];

const answers = (more: Answers = {}): Answers => ({
  form: newFormToken(council.as.lead.person.id),
  submission: uuidv7(),
  statement: 'QS1',
  assessment: council.assessment,
  category: 'people',
  marking: 'OFFICIAL',
  containsPersonalData: 'no',
  ...more,
});

const HIDDEN = ['form', 'submission', 'statement', 'assessment'];

/** As a browser sends it: what is hidden, the files, then what was typed. */
function formOf(typed: Answers, files: readonly Part[]): FormData {
  const form = new FormData();
  const add = (isHidden: boolean) => {
    for (const [name, value] of Object.entries(typed))
      if (HIDDEN.includes(name) === isHidden) form.append(name, value);
  };
  add(true);
  for (const [name, content] of files) form.append('file', new Blob([content]), name);
  add(false);
  return form;
}

/** The same form, and what arrives of it when the connection ends that many bytes before its end. */
async function cutOff(form: FormData, bytes: number): Promise<Request> {
  const whole = new Request('http://localhost/upload', { method: 'POST', body: form });
  const body = (await whole.arrayBuffer()).slice(0, -bytes);
  return new Request('http://localhost/upload', { method: 'POST', headers: whole.headers, body });
}

function upload(form: FormData, files: number = MAX_FILES) {
  const request = new Request('http://localhost/upload', { method: 'POST', body: form });
  return receiveUpload(council.as.lead, request, { files });
}

async function references(): Promise<string[]> {
  return (await listEvidence(council.as.lead, {}, 1, new Date())).items.map(({ reference }) => reference);
}

async function filesOnDisk(): Promise<string[]> {
  const folders = [councilFolder(council.id), incomingFolder()];
  return (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).flat();
}

describe('an upload', () => {
  it('makes an item of each file, on the statement, with what it shows', async () => {
    const typed = answers({
      shows: 'People are heard',
      'datedOn-day': '31',
      'datedOn-month': '3',
      'datedOn-year': '2026',
    });
    const outcome = await upload(
      formOf(typed, [
        ['Cofnodion Tŷ Gwyn.txt', 'All agreed.'],
        ['b.csv', 'a,b\n1,2\n'],
      ]),
    );
    expect(outcome).toMatchObject({ status: 201, errors: [], statement: 'QS1' });
    expect(outcome.added).toEqual([
      { reference: 'E1', title: 'Cofnodion Tŷ Gwyn' },
      { reference: 'E2', title: 'B' },
    ]);
    const item = await getEvidenceItem(council.as.lead, 'E1');
    expect(item).toMatchObject({
      datedOn: '2026-03-31',
      uses: [{ statement: 'QS1', shows: 'People are heard' }],
    });
  });

  it.each([
    [
      'that someone else opened',
      () => newFormToken(council.as.contributor.person.id),
      'someone else has signed in',
    ],
    ['that nobody is known to have opened', () => '', 'this page is out of date'],
  ])('adds nothing and keeps nothing of a form %s', async (_, token, told) => {
    const typed = answers({ form: token(), title: 'Minutes', shows: 'People are heard' });
    const outcome = await upload(
      formOf(typed, [
        ['a.txt', 'Theirs'],
        ['b.txt', 'Theirs too'],
      ]),
    );
    expect(outcome).toMatchObject({ status: 403, added: [], isTheirs: false });
    expect(outcome.errors.map(({ message }) => message)).toEqual([expect.stringContaining(told)]);
    expect(Object.fromEntries(outcome.entered)).toMatchObject({
      title: 'Minutes',
      shows: 'People are heard',
    });
    expect([await references(), await filesOnDisk()]).toEqual([[], []]);
  });

  it('adds nothing when the same form is sent twice', async () => {
    const typed = answers();
    const file: Part = ['a.txt', 'The same bytes'];
    const first = await upload(formOf(typed, [file]));
    const second = await upload(formOf(typed, [file]));
    expect(second.added).toEqual(first.added);
    expect(await references()).toEqual(['E1']);
    expect(await filesOnDisk()).toHaveLength(1);
  });

  it('keeps its file when the answer to the commit is lost, and adds it once when it is sent again', async () => {
    const typed = answers();
    const write = Socket.prototype.write;
    let writing: Socket | undefined;
    const loseCommit = vi.spyOn(Socket.prototype, 'write').mockImplementation(function (
      this: Socket,
      ...sent: Parameters<Socket['write']>
    ) {
      if (String(sent[0]).includes('a.txt')) writing = this;
      if (this === writing && String(sent[0]).includes('COMMIT')) {
        loseCommit.mockRestore();
        this.removeAllListeners('data').once('data', () => this.destroy(new Error('Connection terminated')));
      }
      return write.apply(this, sent);
    });
    const lost = await upload(formOf(typed, [['a.txt', 'Words']])).catch((error: unknown) => error);
    expect(vi.isMockFunction(Socket.prototype.write)).toBe(false);
    expect(lost).not.toMatchObject({ status: 201 });
    expect([await references(), await filesOnDisk()]).toEqual([['E1'], [expect.any(String)]]);
    const again = await upload(formOf(typed, [['a.txt', 'Words']]));
    expect(again).toMatchObject({ status: 201, added: [{ reference: 'E1' }] });
    expect([await references(), await filesOnDisk()]).toEqual([['E1'], [expect.any(String)]]);
  });

  it('keeps the valid files when others are refused, and names those', async () => {
    const outcome = await upload(
      formOf(answers(), [
        ['good.txt', 'Words'],
        ['empty.pdf', ''],
        ['program.exe', 'MZ'],
      ]),
    );
    expect(outcome.status).toBe(422);
    expect(outcome.added).toEqual([{ reference: 'E1', title: 'Good' }]);
    expect(outcome.errors).toEqual([
      { field: 'file', message: 'empty.pdf is empty' },
      {
        field: 'file',
        message: 'program.exe is a program or script. Programs cannot be added as evidence',
      },
    ]);
    expect(await filesOnDisk()).toHaveLength(1);
  });

  it('refers to the selected file when there is only one', async () => {
    const { status, errors } = await upload(formOf(answers(), [['program.exe', 'MZ']]));
    expect(status).toBe(415);
    expect(errors[0]?.message).toMatch(/^The selected file is a program or script/);
  });
});

describe('an upload beyond the storage limit', () => {
  it('keeps nothing, returns the entries, and reports the space left', async () => {
    await leaveFreeSpace(council, 20);
    const typed = answers({ shows: 'People are heard' });
    const message =
      'The selected file was not added because your council has only 20 bytes of its 20GB storage left';
    const outcome = await upload(formOf(typed, [['a.txt', 'More than twenty bytes.']]));
    expect(outcome).toMatchObject({ status: 507, added: [], values: { shows: 'People are heard' } });
    expect(outcome.errors).toEqual([{ field: 'file', message }]);
    expect(await filesOnDisk()).toEqual([]);
    // Of several files, those that fit are added.
    const several = await upload(
      formOf(typed, [
        ['a.txt', 'Less'],
        ['b.txt', 'More than twenty bytes.'],
      ]),
    );
    expect(several.added).toEqual([{ reference: 'E1', title: 'A' }]);
    expect(several.errors.map((error) => error.message)).toEqual([
      'b.txt was not added because your council has only 16 bytes of its 20GB storage left',
    ]);
  });

  it('is refused by its declared length, and by the size that a script announces', async () => {
    await leaveFreeSpace(council, 1_000);
    const form = new Request('http://localhost/upload', {
      method: 'POST',
      body: formOf(answers(), [['a.txt', 'x'.repeat(100_000)]]),
    });
    const body = await form.arrayBuffer();
    const headers = new Headers({ 'content-length': String(body.byteLength) });
    headers.set('content-type', form.headers.get('content-type') ?? '');
    const request = new Request('http://localhost/upload', { method: 'POST', headers, body });
    const outcome = await receiveUpload(council.as.lead, request, { files: 1 });
    expect(outcome.errors).toEqual([
      {
        field: 'file',
        message: expect.stringMatching(/^The selected file was not added because your council has only/),
      },
    ]);
    expect(await filesOnDisk()).toEqual([]);

    const asked = await upload(formOf({ ...answers(), check: 'answers', bytes: '1001' }, []));
    expect(asked.errors).toEqual([
      {
        field: 'file',
        message: 'Nothing was added because your council has only 1,000 bytes of its 20GB storage left',
      },
    ]);
    expect((await upload(formOf({ ...answers(), check: 'answers', bytes: '1000' }, []))).errors).toEqual([]);
  });
});

describe('two files of the same content', () => {
  it('are one item, and the second is reported as the same file', async () => {
    const outcome = await upload(
      formOf(answers(), [
        ['one.csv', 'a,b\n1,2\n'],
        ['two.csv', 'a,b\n1,2\n'],
      ]),
    );
    expect(outcome).toMatchObject({
      status: 201,
      added: [{ reference: 'E1', title: 'One' }],
      same: [{ name: 'two.csv', reference: 'E1', title: 'One', attached: true }],
      errors: [],
    });
    const later = await upload(formOf(answers({ statement: 'QS2' }), [['three.csv', 'a,b\n1,2\n']]));
    expect(later).toMatchObject({
      added: [],
      same: [{ name: 'three.csv', reference: 'E1', title: 'One', attached: false }],
    });
    expect(await references()).toEqual(['E1']);
    expect((await getEvidenceItem(council.as.lead, 'E1'))?.uses).toHaveLength(1);
    expect(await filesOnDisk()).toHaveLength(1);
  });
});

describe('a form opened before its cycle was closed', () => {
  it('adds nothing, keeps the entries, and says so before a file is sent', async () => {
    const typed = answers({ shows: 'People are heard' });
    await startNextCycle(council, council.assessment, { content: 'empty' });
    for (const form of [
      formOf({ ...typed, check: 'answers' }, []),
      formOf(typed, [
        ['a.txt', 'Words'],
        ['b.txt', 'Words'],
      ]),
    ]) {
      expect(await upload(form)).toMatchObject({
        status: 409,
        added: [],
        errors: [{ field: '', message: expect.stringMatching(/^Nothing was added because the assessment/) }],
        values: { shows: 'People are heard' },
        closed: true,
      });
    }
    expect(await references()).toEqual([]);
    expect(await filesOnDisk()).toEqual([]);
    // By then the page is about the open cycle.
    const assessment = (await getAssessment(council.as.lead))?.id ?? '';
    const outcome = await upload(formOf({ ...typed, assessment }, [['a.txt', 'Words']]));
    expect(outcome).toMatchObject({ status: 201, closed: false, added: [{ reference: 'E1' }] });
  });
});

describe('an invalid form', () => {
  it('names what is missing and keeps neither file nor row', async () => {
    const outcome = await upload(
      formOf({ form: answers().form ?? '', title: 'Typed' }, [['a.txt', 'Words']]),
    );
    expect(outcome.status).toBe(422);
    expect(outcome.errors.map(({ field }) => field)).toEqual([
      'category',
      'marking',
      'containsPersonalData',
      '',
      'file',
    ]);
    expect(outcome.values.title).toBe('Typed');
    expect(await references()).toEqual([]);
    expect(await filesOnDisk()).toEqual([]);
  });

  describe('with two files', () => {
    const files: readonly Part[] = [
      ['a.txt', 'Words'],
      ['b.txt', 'More words'],
    ];

    it('keeps none while an answer is missing', async () => {
      const { category: _, ...others } = answers({ shows: 'People are heard' });
      const outcome = await upload(formOf(others, files));
      expect(outcome).toMatchObject({ status: 422, added: [], values: { shows: 'People are heard' } });
      expect(outcome.errors.map(({ field }) => field)).toEqual(['category', 'file']);
      expect(await filesOnDisk()).toEqual([]);
    });

    it('adds the first if both do not fit', async () => {
      await leaveFreeSpace(council, 10);
      const { added, errors } = await upload(formOf(answers(), files));
      expect(added).toEqual([{ reference: 'E1', title: 'A' }]);
      expect(errors.map(({ message }) => message)).toEqual([
        'b.txt was not added because your council has only 5 bytes of its 20GB storage left',
      ]);
      expect(await filesOnDisk()).toHaveLength(1);
    });

    it.each([2, 1])('keeps none if it is cut off before its end, where %i are allowed', async (most) => {
      const request = await cutOff(formOf(answers({ owner: 'Not sent to the end' }), files), 60);
      const { added, errors } = await receiveUpload(council.as.lead, request, { files: most });
      expect(added).toEqual([]);
      expect(errors[0]).toEqual({
        field: 'file',
        message: 'The selected file could not be uploaded - try again',
      });
      expect(await filesOnDisk()).toEqual([]);
    });
  });

  it('counts the files of others that wait for the rest of their forms', async () => {
    await leaveFreeSpace(council, 20);
    const whole = new Request('http://localhost/upload', {
      method: 'POST',
      body: formOf(answers(), [
        ['a.txt', 'Fifteen of them'],
        ['b.txt', ''],
      ]),
    });
    const bytes = new Uint8Array(await whole.arrayBuffer());
    let end = () => {};
    const waits = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, -200));
        end = () => {
          controller.enqueue(bytes.slice(-200));
          controller.close();
        };
      },
    });
    const first = receiveUpload(
      council.as.lead,
      new Request('http://localhost/upload', {
        method: 'POST',
        headers: whole.headers,
        body: waits,
        duplex: 'half',
      } as RequestInit),
      { files: MAX_FILES },
    );
    await vi.waitFor(async () => expect(await filesOnDisk()).toHaveLength(1));
    const second = await upload(formOf(answers(), [['c.txt', 'Ten bytes.']]));
    end();
    expect([second.status, (await first).added.length]).toEqual([507, 1]);
    // The space is there again.
    expect((await upload(formOf(answers(), [['d.txt', 'Five.']]))).status).toBe(201);
  });

  it('counts the files of others that arrive at the same time', async () => {
    await leaveFreeSpace(council, 20);
    const outcomes = await Promise.all(
      ['a.txt', 'b.txt', 'c.txt'].map((name) => upload(formOf(answers(), [[name, `Fifteen: ${name}.`]]))),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([201, 507, 507]);
    expect(await filesOnDisk()).toHaveLength(1);
    expect((await upload(formOf(answers(), [['d.txt', 'Five.']]))).status).toBe(201);
  });

  it('takes the answers before the files as well, as script sends them', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries(answers())) form.append(name, value);
    form.append('file', new Blob(['Words']), 'a.txt');
    expect((await upload(form)).added).toEqual([{ reference: 'E1', title: 'A' }]);
  });

  it('has its files before its form token: they are not read', async () => {
    const form = new FormData();
    form.append('file', new Blob(['Words']), 'a.txt');
    for (const [name, value] of Object.entries(answers())) form.append(name, value);
    const { errors } = await upload(form);
    expect(errors).toEqual([
      {
        field: 'file',
        message: 'Your files were not uploaded. Select them again',
      },
    ]);
    expect(await filesOnDisk()).toEqual([]);
  });

  it('has no file', async () => {
    expect((await upload(formOf(answers(), []))).errors).toEqual([
      { field: 'file', message: 'Select a file' },
    ]);
    expect((await upload(formOf(answers({ check: 'answers' }), []))).errors).toEqual([]);
  });

  it('names a statement that does not exist', async () => {
    const outcome = await upload(formOf(answers({ statement: 'QS99' }), [['a.txt', 'Words']]));
    expect(outcome).toMatchObject({ status: 422, statement: null, added: [] });
    expect(outcome.errors[0]).toEqual({
      field: '',
      message: 'This page is out of date. Open it again from the statement',
    });
  });

  it('answers a question twice', async () => {
    const form = formOf(answers(), []);
    form.append('category', 'staff');
    form.append('file', new Blob(['Words']), 'a.txt');
    expect((await upload(form)).errors[0]).toEqual({ field: 'category', message: 'Select a category' });
  });

  it('has more files than allowed: those within the limit are added, and the rest is reported', async () => {
    const files = Array.from({ length: 3 }, (_, index): Part => [`${index}.txt`, `Words ${index}`]);
    const outcome = await upload(formOf(answers(), files), 2);
    expect(outcome.status).toBe(413);
    expect(outcome.added).toHaveLength(2);
    expect(outcome.errors).toEqual([
      { field: 'file', message: 'You can upload up to 2 files at a time. Select fewer files' },
    ]);
  });

  it('is kept in a form that the page can read again', async () => {
    const { values, errors, added, same } = await upload(formOf({ title: 'Typed' }, [['a.txt', 'Words']]));
    const kept: unknown = JSON.parse(JSON.stringify({ values, errors, added, same }));
    expect(readSavedUpload(kept, council.slug)).toEqual({ values, errors, added, same });
    // One stored by the previous release.
    expect(readSavedUpload({ values, errors, added }, council.slug)).toEqual({
      values,
      errors,
      added,
      same: [],
    });
  });
});

it('is refused when its body is not a form', async () => {
  const request = new Request('http://localhost/upload', { method: 'POST', body: '{}' });
  const outcome = await receiveUpload(council.as.lead, request, { files: 1 });
  expect(outcome).toMatchObject({ status: 400, added: [] });
  expect(outcome.errors).toEqual([
    { field: 'file', message: 'The selected file could not be uploaded - try again' },
  ]);
});
