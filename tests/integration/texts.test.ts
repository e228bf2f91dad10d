import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startQueue } from '#lib/background/queue.ts';
import { readWaiting } from '#lib/background/texts.ts';
import { getEvidencePage, type PlaceInFile } from '#lib/pages/evidence-item.ts';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { TEXT_LIMITS } from '#lib/platform/reading/pages.ts';
import { picturePng, textPdf } from '#lib/platform/reading/testing/documents.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { replaceFile } from '#lib/record/evidence/commands.ts';
import { ruleOutPersonalData } from '#lib/record/personal-data/commands.ts';
import { noteText, putBack, takeToRead } from '#lib/record/texts/commands.ts';
import { describeReading } from '#lib/record/texts/rules.ts';
import {
  asApplication,
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceFile,
  receivedFile,
  type TestCouncil,
} from './council-factory.ts';
import { eraseEvidence } from './erasing.ts';

const QUICK = { poll: 1, watch: 1, heartbeat: 10 };

let council: TestCouncil & { readonly assessment: string };

beforeAll(() => {
  // Before the first setting is read.
  process.env.OCR = 'on';
  process.env.OFFICE_PREVIEW = 'on';
});
afterAll(() => {
  delete process.env.OCR;
  delete process.env.OFFICE_PREVIEW;
});
beforeEach(async () => {
  // Files of other tests would be read first.
  await asSuperuser("UPDATE file_texts SET state = 'empty' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
});

/** The state of each file in order, with the numbers and beginnings of its pages. */
const texts = () =>
  asSuperuser<{ state: string; pages: string[] }>(
    `SELECT t.state, array(SELECT p.number || ' ' || left(p.body, 20) FROM file_pages p
                            WHERE p.council_id = t.council_id AND p.file_id = t.file_id ORDER BY p.number) AS pages
       FROM file_texts t WHERE council_id = $1 ORDER BY file_id`,
    [council.id],
  );
const statesOf = async () => (await texts()).map(({ state }) => state);
const addPage = (body: string) =>
  asSuperuser(
    `INSERT INTO file_pages (council_id, file_id, number, body)
     SELECT council_id, file_id, 1, $2 FROM file_texts WHERE council_id = $1`,
    [council.id, body],
  );
const fileIds = async () =>
  (
    await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1 ORDER BY id', [council.id])
  ).map(({ id }) => id);
const firstId = async () => (await fileIds())[0] ?? '';
const system = (of = council) =>
  systemContext({ ...of, name: 'Council', isExample: false }, 'Text of files', 'test');
/** What the page of an item says of each version, the newest first. */
const linesOf = async (reference: string) =>
  (await getEvidencePage(council.as.reader, reference))?.versions.map(
    ({ reading, name }) => reading && describeReading(reading, name),
  );
/** Another process had it, and has ended. */
const letGo = () =>
  asSuperuser("UPDATE file_texts SET taken_until = now() - interval '1 s' WHERE council_id = $1", [
    council.id,
  ]);

const READ = {
  unit: 'page',
  units: 1,
  unitsRead: 1,
  isCut: false,
  pages: [{ number: 1, label: '', body: 'Waits', confidence: null }],
  pictures: [],
  ocr: false,
  ocrUnits: 0,
  confidence: null,
  personalData: {},
} as const;

describe('in the database', () => {
  it('every version of a file waits to be read, and erasing takes the text of each', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceFile(lead);
    await makeEvidenceFile(lead, {}, 'other.txt', 'Other\n');
    const file = await receivedFile(lead, 'new.txt', 'Version 2\n');
    await replaceFile(lead, reference, { based: 1, reason: 'Newer', datedOn: null }, file);
    await addPage('Waits');
    const waiting = { state: 'waiting', pages: ['1 Waits'] };
    expect(await texts()).toEqual([waiting, waiting, waiting]);
    await eraseEvidence(council, reference);
    expect(await texts()).toEqual([waiting]);
    expect(await linesOf(reference)).toEqual([null, null]);
  });

  it('words are found whatever their endings, accents and apostrophes', async () => {
    await makeEvidenceFile(council.as.lead);
    await addPage('The carers’ café at Łódź House: “reviewing” waits');
    const matches = async (words: string) =>
      (
        await asApplication(council.id, (client) =>
          client.query("SELECT FROM file_pages WHERE words @@ websearch_to_tsquery('english', fold($1))", [
            words,
          ]),
        )
      ).rowCount;
    for (const words of ["carer's CAFE", 'lodz review', '"reviewed wait"'])
      expect(await matches(words)).toBe(1);
    expect(await matches('hospital')).toBe(0);
  });

  it('there is room for the fullest page, and no more', async () => {
    await makeEvidenceFile(council.as.lead);
    const words = Array.from({ length: TEXT_LIMITS.page / 2 }, (_, at) => String.fromCodePoint(0x20000 + at));
    await expect(addPage('a'.repeat(TEXT_LIMITS.page + 1))).rejects.toThrow('file_pages_body');
    await addPage(words.join('-'));
    expect((await texts())[0]?.pages).toHaveLength(1);
  });
});

describe('a file', () => {
  it('is read by a job as soon as it is added or replaced, each version with its own text', async () => {
    const { lead } = council.as;
    const queue = await startQueue(QUICK);
    try {
      const plan = textPdf([['Waits are down'], ['Carers were asked']]);
      const reference = await makeEvidenceFile(lead, {}, 'plan.pdf', plan);
      const file = await receivedFile(lead, 'new.txt', 'Version 2\n');
      await replaceFile(lead, reference, { based: 1, reason: 'Newer', datedOn: null }, file);
      await expect.poll(texts, { timeout: 20_000 }).toEqual([
        { state: 'read', pages: ['1 Waits are down', '2 Carers were asked'] },
        { state: 'read', pages: ['1 Version 2'] },
      ]);
      expect(await linesOf(reference)).toEqual(['Read', 'Read: 2 pages']);
    } finally {
      await queue.stop();
    }
  });

  it('that seems to hold personal data says so, until that is ruled out of this version', async () => {
    const { lead, reader, admin } = council.as;
    const letter = textPdf([['Waits are down'], ['NHS number 943 476 5919']]);
    const reference = await makeEvidenceFile(lead, { statement: 'QS1' }, 'letter.pdf', letter);
    const onStatement = async (context: CouncilContext) => {
      const view = await getStatement(context, 'QS1');
      return [view?.evidence.shown[0]?.unchecked, view?.read];
    };
    expect(await onStatement(reader)).toEqual([null, { unchecked: [], lengths: [] }]);
    await readWaiting();
    // Nothing in the history says so, and the facts of the page are cached.
    expect(await onStatement(reader)).toEqual([
      'people',
      { unchecked: [1], lengths: [{ number: 1, units: 2, unit: 'page' }] },
    ]);
    expect(await onStatement(admin)).toEqual([null, { unchecked: [], lengths: [] }]);
    const likely = async (context = reader) => (await getEvidencePage(context, reference))?.likely.file;
    expect(await likely()).toMatchObject({ version: 1, found: '1 NHS number', pages: [2], identifies: true });
    // Administrators see no files.
    expect(await likely(admin)).toBeNull();

    expect(await ruleOutPersonalData(lead, reference, 1)).toEqual({ outcome: 'done' });
    expect(await likely()).toBeNull();
    expect(await ruleOutPersonalData(lead, reference, 1)).toEqual({ outcome: 'unchanged' });
    // As its pictures are read, once words in pictures are recognised.
    await asSuperuser('UPDATE file_texts SET pictures = 1, ocr = false WHERE council_id = $1', [council.id]);
    const found = { ...READ.personalData, birth: { count: 1, pages: [1] } };
    await noteText(system(), await firstId(), {
      ...READ,
      units: 2,
      pictures: [],
      ocr: true,
      personalData: found,
    });
    expect(await likely()).toMatchObject({ found: '1 date of birth' });
    expect((await onStatement(reader))[0]).toBe('people');
    expect(await ruleOutPersonalData(lead, reference, 1)).toEqual({ outcome: 'done' });
    expect(await likely()).toBeNull();
    expect((await onStatement(reader))[0]).toBeNull();
    const file = await receivedFile(lead, 'new.txt', 'Born on 3 April 1951\n');
    await replaceFile(lead, reference, { based: 1, reason: 'Newer', datedOn: null }, file);
    expect(await ruleOutPersonalData(lead, reference, 1)).toEqual({ outcome: 'replaced' });
    await readWaiting();
    expect(await likely()).toMatchObject({ version: 2, found: '1 date of birth' });
  });

  it('of each kind says what became of it', async () => {
    const { lead } = council.as;
    const drawn = await (await openPdf(await readMade('letter.pdf'))).draw(1, {
      width: 1_240,
      height: 1_754,
    });
    const lines: string[][] = [];
    for (const [name, content] of [
      ['letter.docx', await readMade('letter.docx')],
      ['figures.xls', await readMade('figures.xls')],
      ['voice.mp3', await readMade('voice.mp3')],
      ['photo.png', await picturePng(drawn)],
      ['empty.txt', '\n'],
    ] as const)
      lines.push([await makeEvidenceFile(lead, {}, name, content), name]);
    await readWaiting();
    const found = await Promise.all(lines.map(async ([reference = '']) => (await linesOf(reference))?.[0]));
    expect(found).toEqual([
      'Read',
      'Could not be read because it is an old kind of file. Save it as .xlsx and replace the file.',
      '',
      expect.stringMatching(
        /^Read: 1 page\. Words were recognised in a picture, about \d\d% of them rightly$/,
      ),
      'None in the file',
    ]);
  });

  it('is not read while it may not be opened', async () => {
    await makeEvidenceFile(council.as.lead);
    for (const scan of ['waiting', 'infected', 'failed']) {
      await asSuperuser(
        `UPDATE files SET scan = '${scan}', scan_result = CASE '${scan}' WHEN 'waiting' THEN '' ELSE 'x' END
          WHERE council_id = $1`,
        [council.id],
      );
      await readWaiting();
      expect(await takeToRead(system(), await firstId())).toBeNull();
      expect(await statesOf()).toEqual(['waiting']);
    }
    await asSuperuser("UPDATE files SET scan = 'clean', scan_result = '' WHERE council_id = $1", [
      council.id,
    ]);
    await readWaiting();
    expect(await statesOf()).toEqual(['read']);
  });

  it('is read by one process at a time, and by another once that was lost', async () => {
    await makeEvidenceFile(council.as.lead);
    const id = await firstId();
    expect(await takeToRead(system(), id)).toMatchObject({ id });
    expect(await takeToRead(system(), id)).toBeNull();
    await readWaiting();
    expect(await statesOf()).toEqual(['waiting']);
    await letGo();
    await readWaiting();
    expect(await statesOf()).toEqual(['read']);
    expect(await noteText(system(), id, READ)).toBe(false);
  });

  it('over which processes are lost three times is not read again', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    for (let loss = 0; loss < 3; loss += 1) {
      expect(await statesOf()).toEqual(['waiting']);
      await putBack(system(), await firstId(), true);
    }
    expect(await linesOf(reference)).toEqual([
      'Could not be read because reading it failed three times. Save it again and replace the file.',
    ]);
  });

  it('whose text cannot be kept is read three times', async () => {
    await makeEvidenceFile(council.as.lead);
    await asSuperuser('ALTER TABLE file_pages ADD CONSTRAINT refused CHECK (false) NOT VALID', []);
    for (const state of ['waiting', 'waiting', 'unreadable']) {
      await readWaiting();
      await letGo();
      expect(await statesOf()).toEqual([state]);
    }
    await asSuperuser('ALTER TABLE file_pages DROP CONSTRAINT refused', []);
  });

  it('keeps what was read of it if its pictures cannot be read', async () => {
    await makeEvidenceFile(council.as.lead);
    await addPage('Waits');
    await asSuperuser(
      "UPDATE file_texts SET state = 'read', unit = 'page', units = 2, units_read = 2, pictures = 1 WHERE council_id = $1",
      [council.id],
    );
    for (let loss = 0; loss < 3; loss += 1) await putBack(system(), await firstId(), true);
    expect(await texts()).toEqual([{ state: 'read', pages: ['1 Waits'] }]);
    expect(await takeToRead(system(), await firstId())).toBeNull();
  });

  it('leaves nothing if it is erased while it is read, and is never another council’s', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    const id = await firstId();
    const other = await makeAssessedCouncil();
    expect(await takeToRead(system(other), id)).toBeNull();
    expect(await noteText(system(other), id, READ)).toBe(false);
    expect(await takeToRead(system(), id)).not.toBeNull();
    await eraseEvidence(council, reference);
    expect(await noteText(system(), id, READ)).toBe(false);
    expect(await texts()).toEqual([]);
  });

  it('is not searched if a virus is found in it while its text is written', async () => {
    await makeEvidenceFile(council.as.lead);
    const id = await firstId();
    const noted = await asApplication(council.id, async (client) => {
      await client.query("UPDATE files SET scan = 'infected', scan_result = 'x' WHERE id = $1", [id]);
      const writing = noteText(system(), id, READ);
      // Without a lock it would end here.
      await wait(200);
      return { writing };
    });
    expect(await noted.writing).toBe(true);
    expect(
      await asSuperuser("SELECT FROM search_entries WHERE kind = 'content' AND council_id = $1", [
        council.id,
      ]),
    ).toEqual([]);
  });

  it('with pictures is read once more when words in them are recognised from now on', async () => {
    await makeEvidenceFile(council.as.lead);
    await asSuperuser("UPDATE file_texts SET state = 'empty', pictures = 1 WHERE council_id = $1", [
      council.id,
    ]);
    expect(await takeToRead(system(), await firstId())).not.toBeNull();
    // What was read before stays until then.
    expect(await statesOf()).toEqual(['empty']);
    await letGo();
    await readWaiting();
    expect(await texts()).toEqual([{ state: 'read', pages: [expect.stringMatching(/^1 /)] }]);
    await readWaiting();
    expect(await statesOf()).toEqual(['read']);
  });
});

describe('an office file that can be drawn', () => {
  const shown = async (reference: string, place: Partial<PlaceInFile> = {}) =>
    (await getEvidencePage(council.as.reader, reference, { page: null, version: null, ...place }))?.preview;

  it('is shown as pages, or as its text where that is asked for', async () => {
    const reference = await makeEvidenceFile(council.as.lead, {}, 'a.docx', await readMade('letter.docx'));
    // How many pages is known once one was drawn.
    const pages = { kind: 'document', unit: 'page', units: 0, text: null };
    expect(await shown(reference)).toMatchObject({ ...pages, as: null });
    await readWaiting();
    expect(await shown(reference)).toMatchObject({ ...pages, page: 1, as: 'pages' });
    expect(await shown(reference, { page: 4 })).toMatchObject({ ...pages, page: 4, as: 'pages' });
    const text = await shown(reference, { as: 'text' });
    expect(text).toMatchObject({ kind: null, unit: 'part', as: 'text' });
    // Short parts are read together.
    expect(text?.units).toBeGreaterThan(1);
    expect(text?.text?.page).toMatchObject({ body: expect.stringContaining('\n\n'), last: text?.units });
    await eraseEvidence(council, reference);
    expect(await shown(reference)).toBeNull();
  });

  it('is shown by sheet if it is a workbook, and by slide with its text if it is slides', async () => {
    const book = await makeEvidenceFile(council.as.lead, {}, 'a.xlsx', await readMade('figures.xlsx'));
    const slides = await makeEvidenceFile(council.as.lead, {}, 'a.pptx', await readMade('slides.pptx'));
    await readWaiting();
    expect(await shown(book)).toMatchObject({ kind: 'spreadsheet', unit: 'page', as: 'pages' });
    expect(await shown(book, { page: 1 })).toMatchObject({ kind: null, unit: 'sheet', as: 'text' });
    expect(await shown(book, { page: 1, as: 'pages' })).toMatchObject({ kind: 'spreadsheet', as: 'pages' });
    expect(await shown(slides, { page: 1 })).toMatchObject({
      ...{ kind: 'slides', unit: 'slide', units: 1, as: null },
      text: { page: { body: expect.any(String) } },
    });
  });
});

it('reading goes on after a process was killed, and leaves no half of a text', async () => {
  const rounds = 3;
  const names = Array.from({ length: 6 }, (_, at) => `plan-${at}.pdf`);
  for (const name of names)
    await makeEvidenceFile(council.as.lead, {}, name, textPdf([[name], ['Waits'], ['Carers']]));
  for (let round = 0; round < rounds; round += 1) {
    const reader = spawn(
      process.execPath,
      [
        '--conditions=react-server',
        '--input-type=module',
        '--eval',
        "import { readWaiting } from '#lib/background/texts.ts'; console.log('begins'); await readWaiting(); process.exit();",
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(reader.stdout, 'data');
    await wait(100 * round);
    reader.kill('SIGKILL');
    await once(reader, 'exit');
    for (const { state, pages } of await texts()) expect(pages).toHaveLength(state === 'read' ? 3 : 0);
    await letGo();
  }
  await readWaiting();
  expect(await texts()).toEqual(
    names.map((name) => ({ state: 'read', pages: [`1 ${name}`, '2 Waits', '3 Carers'] })),
  );
});
