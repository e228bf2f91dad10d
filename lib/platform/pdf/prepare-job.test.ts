import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textPdf } from '#lib/platform/reading/testing/documents.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import { openDocument } from './pdfium.ts';
import { type PrepareAnswer, runJob } from './prepare-job.ts';
import { DARK_HALF, HIDDEN_LAYERS, onePage, pdfOfObjects, stream, words } from './testing/hand-written.ts';

// The machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

const MADE = join(import.meta.dirname, 'testing');
const UPLOADS = join(import.meta.dirname, '../storage/testing/corpus');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prepare-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Prepared = { readonly answer: PrepareAnswer; readonly path: string; readonly into: string };

async function prepare(file: string | Buffer): Promise<Prepared> {
  const path = typeof file === 'string' ? file : join(folder, 'file.pdf');
  if (typeof file !== 'string') await writeFile(path, file);
  const into = join(folder, 'pages.pdf');
  await rm(into, { force: true });
  return { answer: await runJob({ do: 'copy', path, into }), path, into };
}

async function copied(file: string | Buffer) {
  const { answer, path, into } = await prepare(file);
  if (answer.made !== 'copy') throw new Error(`not copied: ${JSON.stringify(answer)}`);
  if (answer.fine.length > 0)
    expect(await runJob({ do: 'reduce', path: into, pages: answer.fine })).toEqual({ made: 'reduced' });
  const sizes = answer.pages;
  const proof = { do: 'prove', paths: [into], perFile: sizes.length, sizes } as const;
  expect(await runJob(proof)).toEqual({ made: 'proof' });
  const before = await openDocument(await readFile(path));
  return { pages: answer.pages, before, document: await openDocument(await readFile(into)), into };
}

type Copied = Awaited<ReturnType<typeof copied>>;

async function textOf(file: string | Buffer): Promise<string> {
  const { document } = await copied(file);
  return Array.from({ length: document.pages }, (_, at) => {
    using page = document.page(at + 1);
    return page.text();
  }).join('\n');
}

/** How far apart two drawings of a page are, of 255 for each channel. */
function distance({ before, document }: Pick<Copied, 'before' | 'document'>, number: number): number {
  const [one, other] = [before, document].map((from) => {
    using page = from.page(number);
    return page.draw({ width: 300, height: Math.round((300 * page.height) / page.width) }).data;
  });
  if (!one || one.length !== other?.length) return Number.POSITIVE_INFINITY;
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}

/** The share of dark dots in the lower half of a page's picture. */
async function darkBelow(jpeg: Buffer): Promise<number> {
  const { width, height } = await sharp(jpeg).metadata();
  const half = Math.floor(height / 2);
  const below = sharp(jpeg).extract({ left: 0, top: height - half, width, height: half });
  const { data } = await below.greyscale().raw().toBuffer({ resolveWithObject: true });
  return data.filter((value) => value < 128).length / data.length;
}

describe('a PDF by', () => {
  const made = (name: string) => join(MADE, name);
  const uploaded = (name: string) => join(UPLOADS, name);
  it.each([
    ['Typst', made('typst.pdf'), 2, 2],
    ['Chromium', made('chromium.pdf'), 2, 2],
    ['pdfTeX', made('pdftex.pdf'), 3, 3],
    ['Ghostscript', made('ghostscript.pdf'), 3, 3],
    ['qpdf, linear and with packed objects', made('qpdf.pdf'), 3, 3],
    ['cairo', made('cairo.pdf'), 2, 0],
    ['ReportLab, with a form', made('reportlab.pdf'), 2, 1],
    ['fpdf2, with comments', made('fpdf2.pdf'), 1, 0],
    ['LibreOffice', uploaded('letter.pdf'), 1, 3],
    ['LibreOffice, for an archive', uploaded('letter-archive.pdf'), 1, 3],
    ['LibreOffice, with the document in it', uploaded('letter-hybrid.pdf'), 1, 3],
    ['LibreOffice, for its owner', uploaded('letter-owner.pdf'), 1, 3],
    ['qpdf, under RC4 with 40 bits', uploaded('owner-rc4-40.pdf'), 1, 3],
    ['qpdf, under AES with 256 bits', uploaded('owner-aes-256.pdf'), 1, 3],
  ])('%s keeps its pages, text, drawing and links', async (_, path, pages, links) => {
    const prepared = await copied(path);
    expect(prepared.pages).toHaveLength(pages);
    expect(prepared.pages.flatMap((page) => page.links)).toHaveLength(links);
    for (let number = 1; number <= pages; number += 1) {
      using one = prepared.before.page(number);
      using other = prepared.document.page(number);
      expect(other.text()).toContain(one.text().trim());
      expect(other.hasAnnotation(() => true)).toBe(false);
      expect(distance(prepared, number)).toBeLessThan(0.5);
    }
  });
});

describe('a page', () => {
  it('is as wide and high as it is seen, however it is turned', async () => {
    for (const [turned, size] of [
      ['90', [842, 595]],
      ['-90', [842, 595]],
      ['-180', [595, 842]],
      ['450', [842, 595]],
    ] as const) {
      const lying = Buffer.from(
        pdfOfPages(['Turned']).toString('latin1').replace('/MediaBox', `/Rotate ${turned} /MediaBox`),
        'latin1',
      );
      const made = await copied(lying);
      expect(made.pages[0], turned).toMatchObject({ width: size[0], height: size[1] });
      expect(distance(made, 1), turned).toBeLessThan(0.5);
      expect(made.document.isTurned(1), turned).toBe(true);
    }
  });

  it('keeps what it inherits when an annotation becomes part of it', async () => {
    const file = pdfOfObjects({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 500] /Resources << /Font << /F1 5 0 R >> >> >>',
      3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R] >>',
      4: stream(words('Inherited')),
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      6: '<< /Type /Annot /Subtype /Stamp /Rect [0 0 90 90] /F 4 /AP << /N 7 0 R >> >>',
      7: stream('0 0 90 90 re f', '/Type /XObject /Subtype /Form /BBox [0 0 90 90]'),
    });
    const made = await copied(file);
    expect(made.pages).toMatchObject([{ width: 400, height: 500 }]);
    expect(distance(made, 1)).toBeLessThan(0.5);
    using page = made.document.page(1);
    expect(page.text()).toContain('Inherited');
  });

  it('shows what is filled into a form, also where only the value is there', async () => {
    expect(await textOf(join(MADE, 'reportlab.pdf'))).toContain('Amina Example');
    const field = onePage({
      content: words('Form'),
      page: '/Annots [20 0 R]',
      catalogue:
        '/AcroForm << /NeedAppearances true /Fields [20 0 R] /DA (/F1 12 Tf 0 g) /DR << /Font << /F1 5 0 R >> >> >>',
      objects: {
        20: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Only a value) /DA (/F1 12 Tf 0 g) /Rect [20 100 200 130] /F 4 >>',
      },
    });
    expect(await textOf(field)).toContain('Only a value');
  });

  it('shows stamps and comments, and not those that a screen does not', async () => {
    const stamp = (flags: number) =>
      onePage({
        content: words('Page'),
        page: '/Annots [20 0 R]',
        objects: {
          20: `<< /Type /Annot /Subtype /Stamp /Rect [0 0 300 150] /F ${flags} /AP << /N 21 0 R >> >>`,
          21: stream(DARK_HALF, '/Type /XObject /Subtype /Form /BBox [0 0 300 150]'),
        },
      });
    const darkOf = async (file: Buffer) => {
      const { document } = await copied(file);
      using page = document.page(1);
      const { data } = page.draw({ width: 30, height: 30 });
      return data.filter((value, at) => at % 4 === 0 && value < 128).length / 900;
    };
    expect(await darkOf(stamp(4))).toBeGreaterThan(0.45);
    expect(await darkOf(stamp(2))).toBeLessThan(0.1);
    expect(await darkOf(stamp(32))).toBeLessThan(0.1);
  });

  it('keeps its links where they are, to pages and to web addresses alone', async () => {
    const to = (rest: string) =>
      `<< /Type /Annot /Subtype /Link /Rect [20 260 120 280] /Border [0 0 0] ${rest} >>`;
    const file = onePage({
      content: words('Links'),
      page: '/Rotate 90 /Annots [20 0 R 21 0 R 22 0 R 23 0 R 24 0 R]',
      objects: {
        20: to('/A << /S /URI /URI (https://example.org/a) >>'),
        21: to('/Dest [3 0 R /Fit]'),
        22: to('/A << /S /URI /URI (mailto:a@example.org) >>'),
        23: to('/A << /S /URI /URI (javascript:alert) >>'),
        24: to('/A << /S /Launch /F (cmd.exe) >>'),
      },
    });
    const { pages } = await copied(file);
    const place = { x: 260, y: 20, width: 20, height: 100 };
    expect(pages[0]?.links).toEqual([
      { ...place, address: 'https://example.org/a' },
      { ...place, page: 1 },
    ]);
  });
});

describe('a file with hidden layers', () => {
  it.each<[string, string | Buffer]>([
    ...Object.entries(HIDDEN_LAYERS),
    ['packed objects', join(MADE, 'layers-packed.pdf')],
    ['encryption', join(MADE, 'layers-encrypted.pdf')],
  ])('is drawn without them: %s', async (_, file) => {
    const { answer, path } = await prepare(file);
    expect(answer).toMatchObject({ made: 'nothing', why: 'layers', pages: [{ width: 300, height: 300 }] });
    const into = join(folder, 'page.jpg');
    await runJob({ do: 'draw', path, pages: [{ number: 1, into }] });
    const drawn = await readFile(into);
    expect(await darkBelow(drawn)).toBe(0);
    expect(await sharp(drawn).metadata()).toMatchObject({ width: 833, height: 833 });
  });

  it('would show them otherwise', async () => {
    const shown = Buffer.from(
      HIDDEN_LAYERS['a layer that is off']?.toString('latin1').replace('/OFF', '/ON ') ?? '',
      'latin1',
    );
    expect(await textOf(shown)).toContain('SECRET');
  });
});

describe('pictures on a page', () => {
  /** A page of 75 by 105 points filled with a picture of that many dots across. */
  function scan(across: number, picture: { readonly entries: string; readonly data: Buffer }): Buffer {
    const down = Math.round(across * 1.4);
    const image = `/Type /XObject /Subtype /Image /Width ${across} /Height ${down} ${picture.entries}`;
    return pdfOfObjects({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 75 105] /Contents 4 0 R /Resources << /XObject << /I 6 0 R >> /Font << /F1 5 0 R >> >> >>',
      4: stream('q 75 0 0 105 0 0 cm /I Do Q BT 3 Tr /F1 10 Tf 9 50 Td (Recognised) Tj ET'),
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      6: stream(picture.data.toString('latin1'), image),
      7: stream(
        '\x00\xff\x80\x40',
        '/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8',
      ),
    });
  }
  const noise = (across: number, channels: 1 | 3) =>
    sharp({
      create: {
        width: across,
        height: Math.round(across * 1.4),
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 180, sigma: 30 },
      },
    })
      .toColourspace(channels === 1 ? 'b-w' : 'srgb')
      .jpeg({ quality: 100 })
      .toBuffer();
  const dots = async (file: Buffer) => {
    const made = await copied(file);
    using page = made.document.page(1);
    expect(page.text()).toContain('Recognised');
    const [picture] = page.pictures();
    return { dpi: picture && Math.round(picture.dotsPerInch), distance: distance(made, 1) };
  };

  it.each([
    ['DeviceRGB', 3],
    ['DeviceGray', 1],
  ] as const)('of 600 dots per inch are made 300: %s', async (space, channels) => {
    const entries = `/ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`;
    const file = scan(625, { entries, data: await noise(625, channels) });
    const { dpi, distance } = await dots(file);
    expect(dpi).toBe(300);
    expect(distance).toBeLessThan(5);
  });

  it('that are seen through are left as they are', async () => {
    const entries = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /SMask 7 0 R';
    const seen = await dots(scan(625, { entries, data: await noise(625, 3) }));
    expect(seen).toEqual({ dpi: 600, distance: 0 });
  });

  it('of 300 are left as they are', async () => {
    const entries = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
    const data = await noise(330, 3);
    const { into } = await copied(scan(330, { entries, data }));
    expect((await readFile(into)).includes(data.subarray(0, 200))).toBe(true);
  });

  it('of black and white alone are left as they are', async () => {
    const entries = '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode';
    const file = scan(1_600, { entries, data: deflateSync(randomBytes(200 * 2_240)) });
    expect((await dots(file)).distance).toBe(0);
  });
});

describe('a PDF that needs a password', () => {
  it('gives no pages', async () => {
    const { answer } = await prepare(join(UPLOADS, 'letter-user.pdf'));
    expect(answer).toEqual({ made: 'none', why: 'password' });
  });
});

describe('a hostile PDF', () => {
  it('whose tree of pages leads back to itself ends', async () => {
    const file = pdfOfObjects({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: '<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R] >>',
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    });
    const { answer } = await prepare(file);
    expect(answer.made).not.toBe('pictures');
  });

  it('with a stream that unpacks to 50 megabytes is copied as it is', async () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000, ' ')).toString('latin1');
    const { answer } = await prepare(
      onePage({
        content: words('Bomb'),
        page: '/Contents 20 0 R',
        objects: { 20: stream(bomb, '/Filter /FlateDecode') },
      }),
    );
    expect(answer.made).toBe('copy');
  });

  it('with a huge page is made as small as readers show', async () => {
    const { pages } = await copied(pdfOfPages(['Huge'], [500_000, 20_000]));
    expect(pages).toEqual([{ width: 14_400, height: 576, links: [] }]);
  });

  it('cut in the middle has its whole pages or none', async () => {
    const whole = await readFile(join(UPLOADS, 'letter.pdf'));
    const { answer } = await prepare(whole.subarray(0, whole.length / 2));
    expect(answer).toEqual({ made: 'none', why: 'damaged' });
  });

  it('of too many pages is not tried', async () => {
    const file = pdfOfObjects({
      1: '<< /Type /Catalog /Pages 2 0 R >>',
      2: `<< /Type /Pages /Count 5001 /Kids [${'3 0 R '.repeat(5_001)}] >>`,
      3: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>',
    });
    expect((await prepare(file)).answer).toEqual({ made: 'none', why: 'too many pages' });
  });

  it('that acts when a page is opened is drawn', async () => {
    const { answer } = await prepare(
      onePage({ content: words('Acts'), page: '/AA << /O << /S /JavaScript /JS (app.alert) >> >>' }),
    );
    expect(answer).toMatchObject({ made: 'nothing', why: 'not set' });
  });

  it('loses scripts, attached files and actions', async () => {
    const { into } = await copied(
      onePage({
        content: words('Plain'),
        page: '/Annots [20 0 R 21 0 R]',
        catalogue:
          '/OpenAction << /S /JavaScript /JS (script) >> /AA << /WC << /S /JavaScript /JS (script) >> >> /Names << /EmbeddedFiles << /Names [(a) 22 0 R] >> >>',
        objects: {
          20: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>',
          21: '<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 20 20] /FS 22 0 R >>',
          22: '<< /Type /Filespec /F (x.exe) /EF << /F 23 0 R >> >>',
          23: stream('MZ payload', '/Type /EmbeddedFile'),
        },
      }),
    );
    const saved = (await readFile(into)).toString('latin1');
    expect(saved).not.toMatch(/JavaScript|Launch|EmbeddedFile|Filespec|\/AA|\/Annots/);
  });
});

describe('the work', () => {
  it('grows in step with the pages', async () => {
    const work = async (pages: number) => {
      const path = join(folder, `${pages}.pdf`);
      await writeFile(path, textPdf(Array.from({ length: pages }, (_, at) => [`Page ${at + 1}`])));
      return () => runJob({ do: 'copy', path, into: join(folder, 'grown.pdf') });
    };
    expect(await growth(150, work, { noise: 30 })).toBeLessThan(3);
  });
});
