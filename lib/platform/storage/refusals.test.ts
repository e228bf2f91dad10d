import { describe, expect, it } from 'vitest';
import { ALLOWED_TYPES } from './allowed-types.ts';
import { ACTIVE_CONTENT, type ActiveContentId } from './checks/active-content.ts';
import { readRefusal, reasonByName, refusalMessage, type UploadRefusal } from './refusals.ts';
import { REFUSED_KINDS, type RefusedKindId } from './refused-kinds.ts';

const TEXTS: readonly (readonly [UploadRefusal, string])[] = [
  ['empty', 'is empty'],
  ['too-large', 'must be smaller than 100MB'],
  [
    'no-type',
    'has no file type at the end of its name, such as .pdf or .docx. Add it and upload the file again',
  ],
  [
    'wrong-type',
    'must be a PDF, Word, Excel, PowerPoint, OpenDocument, rich text, CSV or TXT file, a picture, a recording (MP3, M4A or MP4) or an email (.eml or .msg)',
  ],
  ['damaged', 'is damaged or cut off. Open it, save a new copy and upload that'],
  ['encrypted', 'is password protected. Save a copy without the password and upload that'],
  ['macros', 'contains macros. Save it as .docx, .xlsx or .pptx, or print it to PDF, and upload that'],
  ['kind:archive', 'is an archive with other files in it. Unpack it and upload the files inside'],
  ['kind:word-macros', 'is a Word document with macros. Save it as .docx and upload that'],
  ['kind:web-page', 'is a web page. Open it in a browser, print it to PDF and upload that'],
  [
    'really:docx',
    'is a Word .docx file with the wrong name. Change the end of its name to .docx and upload it again',
  ],
  ['unpacks-too-large', 'is too large when unpacked. Save a smaller copy and upload that'],
  ['too-many-pixels', 'has too many pixels. Save a smaller copy and upload that'],
  [
    'check-timed-out',
    'could not be checked in time. Try again, or save a smaller or simpler copy and upload that',
  ],
  ['too-complex', 'is too complex to be checked. Save a simpler copy or print it to PDF, and upload that'],
  [
    'busy',
    'could not be checked because too many other files are being checked. Wait a minute, then try again',
  ],
  ['incomplete', 'could not be uploaded - try again'],
  [
    'storage-full',
    'could not be uploaded because the service has no space left. Contact the people who run this service',
  ],
  ['failed', 'could not be uploaded - try again'],
];

it.each(TEXTS)('%s has its text', (reason, text) => {
  expect(refusalMessage(reason, { maxUploadMb: 100 })).toBe(`The selected file ${text}`);
});

it('names the file when several were sent', () => {
  expect(refusalMessage('too-large', { maxUploadMb: 25, name: 'Plan.pdf', isOneOfMany: true })).toBe(
    'Plan.pdf must be smaller than 25MB',
  );
});

it.each([
  ['fake.pdf', 'is not a PDF. Save it again as a PDF and upload it'],
  ['fake.docx', 'is not a Word .docx file. Save it again as a Word .docx file and upload it'],
])('says that %s is not what its name says', (name, text) => {
  expect(refusalMessage('content-mismatch', { maxUploadMb: 100, name })).toBe(`The selected file ${text}`);
});

it.each([
  ['photo.jpg', 'taken, and that could not be taken out. Save it as .png or print it to PDF'],
  ['film.mp4', 'recorded, and that could not be taken out. Export a copy without the location'],
])('says what to do when the place stays in %s', (name, text) => {
  const message = refusalMessage('place-stays', { maxUploadMb: 100, name });
  expect(message).toContain(
    `The selected file says where it was ${text} and upload`.replace(/PDF and/, 'PDF, and'),
  );
});

it.each([
  ['kind:archive', 'kind:archive'],
  ['really:docx', 'really:docx'],
  ['macros', 'macros'],
  ['content-mismatch', 'content-mismatch'],
  ['busy', 'busy'],
  ['kind:of-a-later-release', 'failed'],
  ['of a later release', 'failed'],
])('reads the recorded reason %s', (recorded, reason) => {
  expect(readRefusal(recorded)).toBe(reason);
});

describe('every refusal by a table', () => {
  const active = Object.keys(ACTIVE_CONTENT) as ActiveContentId[];
  const kinds = (Object.keys(REFUSED_KINDS) as RefusedKindId[]).map((id) => `kind:${id}` as const);
  const really = ALLOWED_TYPES.map(({ extension }) => `really:${extension}` as const);

  it('says what it is in one sentence and what to do in another', () => {
    const texts = [...active, ...kinds].map((reason) => refusalMessage(reason, { maxUploadMb: 100 }));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of [...texts, ...really.map((reason) => refusalMessage(reason, { maxUploadMb: 100 }))])
      expect(text).toMatch(
        /^The selected file (?:is|has|contains|loads|opens) [^.]+(?:\.\w+[^.]*)*\. [A-Z].*[^.]$/,
      );
  });
});

describe('by its name', () => {
  const allowed = ALLOWED_TYPES.map(({ extension }) => extension);
  const endings = Object.entries(REFUSED_KINDS).flatMap(([id, { endings }]) =>
    endings.map((ending) => [ending, id]),
  );

  it.each(endings)('a .%s is %s', (ending, id) => {
    expect(reasonByName(`Plans 2026.${ending?.toUpperCase()}`)).toBe(`kind:${id}`);
    expect(allowed).not.toContain(ending);
  });

  it('has at most one kind', () => {
    expect(new Set(endings.map(([ending]) => ending)).size).toBe(endings.length);
  });

  it.each<[string, UploadRefusal]>([
    ['Minutes', 'no-type'],
    ['Minutes.xyz', 'wrong-type'],
  ])('%s is %s', (name, reason) => {
    expect(reasonByName(name)).toBe(reason);
  });
});
