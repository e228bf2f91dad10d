import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { knownFrameworks } from '#lib/frameworks/known.ts';
import { openDocument, type PdfDocument } from '#lib/platform/pdf/pdfium.ts';
import { PREPARE_POOL, type PreparePool, prepareIn } from '#lib/platform/pdf/prepare.ts';
import { HIDDEN_LAYERS, pdfOfObjects, stream, words } from '#lib/platform/pdf/testing/hand-written.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { createWorkerPool } from '#lib/platform/workers/pool.ts';
import { canReadPdfs } from '#lib/tasks/programs.ts';
import { growth } from '#tests/setup/cpu-time.ts';
import type { BundleDocument, BundleShown } from './bundle-document.ts';
import { runJob } from './bundle-job.ts';
import { bundleView } from './bundle-view.ts';
import { loadFonts } from './fonts.ts';
import { BUNDLE_POOL, type BundlePool, type SetBundle, setBundleIn } from './set-bundle.ts';
import { bundleOf, SLIP } from './testing/bundle-fixtures.ts';
import {
  linksIn,
  metadataOf,
  outlineIn,
  type PdfTree,
  structureOf,
  treeOf,
  validatePdf,
  wordsOf,
} from './testing/pdf-tools.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const NOBODY = { council: 'of the tests', person: 'of the tests' };
const LIMITS = { pages: 1_000, bytes: 100_000_000 };
const MAKERS = join(import.meta.dirname, '../../platform/pdf/testing');
const UPLOADS = join(import.meta.dirname, '../../platform/storage/testing/corpus');
const BY_MAKERS = ['typst', 'chromium', 'pdftex', 'ghostscript', 'qpdf', 'cairo', 'reportlab', 'fpdf2'];
const UPLOADED = [
  'letter',
  'letter-archive',
  'letter-hybrid',
  'letter-owner',
  'owner-aes-256',
  'owner-rc4-40',
];

/** Width, height and entries of pages: wide, large, small, turned and cut. */
const ODD_PAGES = [
  [842, 595, ''],
  [595, 842, '/Rotate 90'],
  [595, 842, '/Rotate 180'],
  [595, 842, '/Rotate -90'],
  [1191, 842, ''],
  [200, 100, ''],
  [500, 700, '/CropBox [100 100 400 600]'],
  [500, 700, '/CropBox [100 100 400 600] /Rotate 270'],
] as const;

function oddPages(): Buffer {
  const kids = ODD_PAGES.map((_, index) => `${10 + 2 * index} 0 R`).join(' ');
  return pdfOfObjects({
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: `<< /Type /Pages /Kids [${kids}] /Count ${ODD_PAGES.length} >>`,
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Object.fromEntries(
      ODD_PAGES.flatMap(([width, height, entries], index) => [
        [
          10 + 2 * index,
          `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] ${entries} /Contents ${11 + 2 * index} 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
        ],
        [11 + 2 * index, stream(`q 1 0 0 1 100 0 cm ${words(`Odd page ${index + 1}`, height / 2)} Q`)],
      ]),
    ),
  });
}

let folder = '';
let preparers: PreparePool;
let setters: BundlePool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  preparers = createWorkerPool(PREPARE_POOL);
  setters = createWorkerPool(BUNDLE_POOL);
});
afterAll(async () => {
  preparers.stop();
  setters.stop();
  await rm(folder, { recursive: true });
});

async function prepared(
  file: string | Buffer,
  name: string,
): Promise<Exclude<BundleShown, { kind: 'slip' }>> {
  const path = typeof file === 'string' ? file : join(folder, `${name}.pdf`);
  if (typeof file !== 'string') await writeFile(path, file);
  const made = await prepareIn(preparers, path, join(folder, name), NOBODY);
  if (made === 'busy' || made.kind === 'none') throw new Error(`${name}: ${JSON.stringify(made)}`);
  return made;
}

async function set(
  bundle: BundleDocument,
  limits = LIMITS,
): Promise<SetBundle & { readonly pdfs: Buffer[] }> {
  const made = await setBundleIn(setters, NOBODY, bundle, limits, folder, async () => true);
  if (typeof made === 'string') throw new Error(made);
  return { ...made, pdfs: await Promise.all(made.volumes.map(({ path }) => readFile(path))) };
}

/** The text of each page without spaces, in the order of the page. */
async function textsOf(pdf: Uint8Array): Promise<string[]> {
  const document = await openDocument(pdf);
  return Array.from({ length: document.pages }, (_, at) => textOf(document, at + 1));
}

function textOf(document: PdfDocument, number: number): string {
  using page = document.page(number);
  return bare(page.text());
}

function bare(text: string): string {
  return text.normalize('NFC').replace(/\s/g, '');
}

/** What the pages of evidence show, by the number of their page in the bundle. */
function evidencePages({ items }: BundleDocument, { plan }: SetBundle) {
  return plan.volumes.flatMap(({ number, firstPage, parts }) =>
    parts.flatMap((part) => {
      const item = items.find(({ label }) => label === part.label);
      if (!item) throw new Error(`There is no ${part.label}`);
      return Array.from({ length: part.pages }, (_, index) => ({
        item,
        volume: number,
        own: part.from + index,
        at: part.sheet + 1 + index - firstPage + 1,
      }));
    }),
  );
}

describe.skipIf(!canReadPdfs())('a bundle of files of many makers', () => {
  const text = 'See E1 p.2, E9 (page 1), E17 p.99, E16, E2, pages 1–2 and E99.';
  let bundle: BundleDocument;
  let made: Awaited<ReturnType<typeof set>>;
  let pdf: Buffer;
  let texts: string[];
  let evidence: ReturnType<typeof evidencePages>;
  let tree: PdfTree;
  let printed: Awaited<ReturnType<typeof wordsOf>>;
  beforeAll(async () => {
    const shown: BundleShown[] = [];
    for (const name of BY_MAKERS) shown.push(await prepared(join(MAKERS, `${name}.pdf`), name));
    for (const name of UPLOADED) shown.push(await prepared(join(UPLOADS, `${name}.pdf`), name));
    const odd = await prepared(oddPages(), 'odd');
    const [first, ...others] = shown;
    if (first?.kind !== 'pages') throw new Error('Typst is not shown as pages');
    const [hidden] = Object.values(HIDDEN_LAYERS);
    if (!hidden) throw new Error('There is no hidden layer');
    const drawn = await prepared(hidden, 'hidden');
    bundle = bundleOf(
      [first, ...others, odd, SLIP, drawn, { ...first, kind: 'text' }],
      { copyFor: 'Alex Green, 3 December 2026', leftOut: [{ reference: 'E70', why: 'it is secret' }] },
      text,
    );
    made = await set(bundle);
    pdf = made.pdfs[0] ?? Buffer.alloc(0);
    texts = await textsOf(pdf);
    evidence = evidencePages(bundle, made);
    [tree, printed] = await Promise.all([treeOf(pdf), wordsOf(pdf)]);
  });

  const sheets = () => made.plan.volumes[0]?.parts ?? [];

  it('has one volume with what it was planned to have', async () => {
    expect(made.volumes).toHaveLength(1);
    expect(texts).toHaveLength(made.plan.lastPage);
    expect(texts.length).toBeGreaterThan(60);
    expect(evidence.filter(({ item }) => item.shown.kind === 'drawn')).toHaveLength(1);
    await validatePdf(pdf);
  });

  it('prints on each page its number in the PDF, which is its label too', () => {
    const { catalogue, of } = tree;
    const labels = of(catalogue['/PageLabels'])['/Nums'] as unknown[];
    const byPage = Map.groupBy(printed, ({ page }) => page);
    texts.forEach((_, index) => {
      expect(labels[2 * index]).toBe(index);
      expect(of(labels[2 * index + 1])).toMatchObject({ '/S': '/D', '/St': index + 1 });
      const words = byPage.get(index + 1) ?? [];
      const foot = words.filter(({ top }) => top > lowest(words) - 45);
      const right = Math.max(...foot.map((word) => word.right));
      expect(foot.find((word) => word.right === right)?.text).toBe(String(index + 1));
    });
  });

  it('has below each page of evidence its item, page, marking and for whom the copy is', () => {
    for (const { item, own, at } of evidence) {
      const total = item.shown.kind === 'slip' ? 0 : item.shown.pages.length;
      expect(texts[at - 1]).toContain(
        bare(`${item.label}, page ${own} of ${total} ${item.entry.marking} ${at}`),
      );
      expect(texts[at - 1]).toContain('CopyforAlexGreen,3December2026');
    }
  });

  it('leads from each row of the index to the sheet of the item, whose page the row names', () => {
    const index = texts.findIndex((page) => page.includes('Indexofevidence') && !page.includes('Contents'));
    const rows = linksIn(tree).filter(({ page }) => page > index && page < (sheets()[0]?.sheet ?? 0));
    for (const { sheet, label } of sheets()) {
      const links = rows.filter(({ to }) => to === sheet);
      const inLinks = links.map((link) => wordsIn(printed, link, 842));
      expect(inLinks.at(0)).toBe(label);
      expect(inLinks.at(-1)).toBe(String(sheet));
      expect(texts[sheet - 1]).toContain(label);
    }
    expect(rows.every(({ to }) => sheets().some(({ sheet }) => sheet === to))).toBe(true);
  });

  it('has a bookmark for each section and item, with the page that it opens', () => {
    const outline = outlineIn(tree);
    for (const { title, to } of outline) expect(title).toMatch(new RegExp(`, page ${to}$`));
    const items = outline.slice(-bundle.items.length);
    expect(items.map(({ title }) => title)).toEqual(
      bundle.items.map(
        ({ label, entry }, index) => `${label} ${entry.title}, page ${sheets()[index]?.sheet}`,
      ),
    );
    expect(
      outline
        .map(({ depth }) => depth)
        .toSorted()
        .at(-1),
    ).toBe(1);
    expect(outline.filter(({ depth }) => depth === 0).at(-1)?.title).toMatch(/^Index of evidence/);
    for (const { title, to } of outline.slice(0, -bundle.items.length)) {
      expect(texts[(to ?? 0) - 1]).toContain(bare(title.replace(/, page \d+$/, '')));
    }
  });

  it('leads from a reference in a sentence to the page that it names, and otherwise to the sheet', () => {
    const page = texts.findIndex((words) => words.includes(bare(text))) + 1;
    const links = linksIn(tree)
      .filter((link) => link.page === page)
      .map((link) => ({ words: wordsIn(printed, link, 842), to: link.to }));
    const sheetOf = (label: string) => sheets().find((part) => part.label === label)?.sheet ?? 0;
    expect(links.slice(0, 5)).toEqual([
      { words: 'E1p.2', to: sheetOf('E1') + 2 },
      { words: 'E9(page1)', to: sheetOf('E9') + 1 },
      { words: 'E17p.99', to: sheetOf('E17') },
      { words: 'E16', to: sheetOf('E16') },
      { words: 'E2,pages1–2', to: sheetOf('E2') + 1 },
    ]);
    expect(texts[sheetOf('E1') + 1]).toContain('E1,page2of2');
    expect(texts[sheetOf('E16') - 1]).toContain(bare(SLIP.why));
  });

  it('keeps the text and the drawing of each page, above a strip that covers nothing of it', async () => {
    const document = await openDocument(pdf);
    const files = new Map<string, PdfDocument>();
    let compared = 0;
    for (const { item, own, at } of evidence) {
      if (item.shown.kind !== 'pages' && item.shown.kind !== 'text') continue;
      const [path = ''] = item.shown.paths;
      const file = files.get(path) ?? (await openDocument(await readFile(path)));
      files.set(path, file);
      expect(texts[at - 1]).toContain(textOf(file, own));
      using before = file.page(own);
      using after = document.page(at);
      expect(after.width).toBeCloseTo(Math.max(before.width, 300), 0);
      expect(after.height).toBeGreaterThan(before.height + 27);
      expect(before.width > before.height).toBe(after.width > after.height);
      if (before.width < 300) continue;
      const width = 200;
      const height = Math.round((width * before.height) / before.width);
      const one = before.draw({ width, height });
      const other = after.draw({ width, height: Math.round((width * after.height) / after.width) });
      const distance = one.data.reduce(
        (sum, value, byte) => sum + Math.abs(value - (other.data[byte] ?? 0)),
        0,
      );
      expect(distance / one.data.length).toBeLessThan(3);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('shows nothing of a hidden layer', () => {
    expect(texts.join('')).not.toContain('SECRET');
  });

  it('keeps the links of the evidence, to pages of the same item and to web addresses', async () => {
    const document = await openDocument(pdf);
    let within = 0;
    let outside = 0;
    for (const { item, own, at } of evidence) {
      if (item.shown.kind !== 'pages') continue;
      const links = item.shown.pages[own - 1]?.links ?? [];
      using page = document.page(at);
      const found = page.links(1_000);
      expect(found).toHaveLength(links.length);
      const sheet = sheets().find(({ label }) => label === item.label)?.sheet ?? 0;
      links.forEach((link, index) => {
        if ('page' in link) {
          expect(found[index]).toMatchObject({ page: sheet + link.page });
          within += 1;
        } else {
          expect(found[index]).toMatchObject({ address: link.address });
          outside += 1;
        }
        expect(found[index]?.y).toBeCloseTo(link.y, 0);
        expect(found[index]?.width).toBeCloseTo(link.width, 0);
      });
    }
    expect(Math.min(within, outside)).toBeGreaterThan(3);
  });

  it('opens at full size with its bookmarks, and does nothing else', () => {
    const { catalogue, pages, objects } = tree;
    expect(catalogue['/OpenAction']).toEqual([pages[0], '/XYZ', null, null, 1]);
    expect(catalogue['/PageMode']).toBe('/UseOutlines');
    expect(catalogue['/ViewerPreferences']).toMatchObject({ '/DisplayDocTitle': true });
    expect(JSON.stringify(objects)).not.toMatch(
      /"\/(AA|JS|JavaScript|Launch|EmbeddedFiles?|AcroForm|RichMedia|SubmitForm)"/,
    );
    const addresses = linksIn(tree).flatMap(({ address }) => address ?? []);
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) expect(address).toMatch(/^https?:/);
  });

  it('tags the assessment, the index and the sheets, names each page of evidence, and is no PDF/UA', async () => {
    const [structure, metadata] = await Promise.all([structureOf(pdf), metadataOf(pdf)]);
    expect(metadata).not.toContain('pdfuaid');
    const levels = Array.from(structure.matchAll(/^\s*H(\d) /gm), ([, level]) => Number(level));
    levels.forEach((level, index) => {
      expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
    expect(structure).toMatch(/H2 "Index of evidence, page \d+"/);
    // Of what is missing, themes, scores, two sets of thresholds and the evidence of nine statements.
    const onSheets = sheets().length * 3;
    expect(structure.match(/^ *TH /gm)).toHaveLength(3 + 3 + 5 + 2 * 4 + 9 * 5 + 5 + onSheets);
    const named = tree.objects
      .filter((object) => object['/S'] === '/Figure')
      .map((figure) => String(figure['/Alt']));
    for (const { item, own } of evidence) {
      if (item.shown.kind === 'slip') continue;
      const name = `u:${item.label} ${item.entry.title}, page ${own} of ${item.shown.pages.length}`;
      expect(named).toContain(name);
    }
    expect(texts[0]).toContain(bare('The pages of the evidence are not: each is announced as a picture'));
  });

  it('says on its first page what it is and what it leaves out', () => {
    for (const sentence of [
      'Evidence bundle',
      'Exampleshire County Council',
      'Self-assessment 2026',
      'Created by Sam Patel, assurance lead',
      bundle.document.contentHash,
      'The number at the foot of a page is its number in this PDF.',
      'Not in this bundle E70 It is secret',
      'Only its sheet E16 This item is a link.',
    ]) {
      expect(texts[0]).toContain(bare(sentence).replace(/\.$/, ''));
    }
  });

  it('has the same bytes when another process sets it in another folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'another-bundle-'));
    await cp(folder, other, { recursive: true });
    const moved: BundleDocument = JSON.parse(JSON.stringify(bundle).replaceAll(folder, other));
    const pool = createWorkerPool(BUNDLE_POOL) as BundlePool;
    try {
      const again = await setBundleIn(pool, NOBODY, moved, LIMITS, other, async () => true);
      if (typeof again === 'string') throw new Error(again);
      expect(Buffer.compare(await readFile(again.volumes[0]?.path ?? ''), pdf)).toBe(0);
    } finally {
      pool.stop();
      await rm(other, { recursive: true });
    }
  });

  it('fails when its plan is wrong, and prints no wrong number', async () => {
    const shared = { bundle, folder, frameworks: knownFrameworks() };
    const planned = runJob({ ...shared, do: 'plan', limits: LIMITS });
    const [volume] = planned?.plan.volumes ?? [];
    if (!planned || !volume) throw new Error('There is no plan');
    const moved = volume.parts.map((part, index) => (index < 3 ? part : { ...part, sheet: part.sheet + 1 }));
    const wrong = { ...planned, plan: { ...planned.plan, volumes: [{ ...volume, parts: moved }] } };
    const path = join(folder, 'wrong.pdf');
    expect(() => runJob({ ...shared, do: 'set', planned: wrong, volume: 1, path })).toThrow(
      'The plan of the pages is wrong',
    );
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

describe.skipIf(!canReadPdfs())('a bundle', () => {
  const fifteen = async () => {
    const words = Array.from({ length: 15 }, (_, index) => `Page ${index + 1}`);
    return prepared(pdfOfPages(words), 'fifteen');
  };

  it('is divided into volumes with running numbers, which name places in each other', async () => {
    const shown = await fifteen();
    const bundle = bundleOf([shown, shown, shown], {}, 'See E1 p.2 and E3 p.4.');
    const { volumes, plan, pdfs } = await set(bundle, { ...LIMITS, pages: 34 });
    expect(volumes.map(({ volume, firstPage, pages }) => [volume, firstPage, pages])).toEqual(
      plan.volumes.map(({ number, firstPage, pages }) => [number, firstPage, pages]),
    );
    expect(plan.volumes.map(({ parts }) => parts.map(({ label }) => label))).toEqual([['E1'], ['E2', 'E3']]);
    const texts = await Promise.all(pdfs.map(textsOf));
    const four = (plan.volumes[1]?.parts[1]?.sheet ?? 0) + 4;
    expect(texts[0]?.join('')).toContain(bare(`E3 p.4 (volume 2, page ${four})`));
    expect(texts[1]?.[four - (volumes[1]?.firstPage ?? 0)]).toContain(
      bare(`Page 4 E3, page 4 of 15 OFFICIAL ${four}`),
    );
    for (const [index, pdf] of pdfs.entries()) {
      const tree = await treeOf(pdf);
      const { firstPage = 0, pages = 0 } = volumes[index] ?? {};
      const labels = tree.of(tree.catalogue['/PageLabels'])['/Nums'] as unknown[];
      expect(tree.of(labels.at(-1))).toMatchObject({ '/St': firstPage + pages - 1 });
      for (const { to } of linksIn(tree)) expect(to).not.toBe(null);
      for (const { title, to } of outlineIn(tree))
        expect(title).toMatch(new RegExp(`, page ${firstPage - 1 + (to ?? 0)}$`));
      const [first] = texts[index] ?? [];
      expect(first).toContain(bare(`Volume ${index + 1} of 2`));
      expect(first).toContain(bare(`This one has pages ${firstPage} to ${firstPage + pages - 1}.`));
    }
  });

  it('divides an item that is larger than a volume, and says where it goes on', async () => {
    const bundle = bundleOf([await fifteen()], {}, 'See E1 p.15.');
    const { plan, pdfs } = await set(bundle, { ...LIMITS, pages: 12 });
    expect(plan.volumes.flatMap(({ parts }) => parts.map(({ pages }) => pages))).toEqual([1, 9, 5]);
    const [, second, third] = await Promise.all(pdfs.map(textsOf));
    const [first, , last] = plan.volumes.flatMap(({ parts }) => parts);
    expect(second?.join('')).toContain(
      bare(`It begins in volume 1, page ${first?.sheet} and goes on in volume 3, page ${last?.sheet}.`),
    );
    expect(third?.at(-1)).toContain(bare('Page 15 E1, page 15 of 15'));
  });

  it('of late additions follows on the numbers of the one that was sent', async () => {
    const bundle = bundleOf([await fifteen(), SLIP], { continues: { pack: 12, lastPage: 811 } }, 'See E1.');
    const late = bundle.items.map((item, index) => (index === 0 ? { ...item, label: 'E1A' } : item));
    const { volumes, plan, pdfs } = await set({ ...bundle, items: late });
    expect(volumes[0]?.firstPage).toBe(812);
    const texts = await textsOf(pdfs[0] ?? Buffer.alloc(0));
    const [part] = plan.volumes[0]?.parts ?? [];
    expect(texts[0]).toContain(
      bare('This adds 2 evidence items to evidence pack 12, which ended at page 811'),
    );
    for (const words of ['How the score is calculated', 'statements scored'])
      expect(texts.join('')).not.toContain(bare(words));
    expect(texts.join('')).toContain(bare(`E1A, page 1 of 15 OFFICIAL ${(part?.sheet ?? 0) + 1}`));
    expect(texts.at(-1)).toMatch(new RegExp(`${plan.lastPage}$`));
  });

  it('with a limit of pages keeps to it, takes what is cited first and names the rest', async () => {
    const shown = await fifteen();
    const bundle = bundleOf([shown, shown, SLIP], { pageLimit: 33 }, 'See E2.');
    const { plan, leftOut, pdfs } = await set(bundle);
    expect(plan.volumes.flatMap(({ parts }) => parts.map(({ label }) => label))).toEqual(['E2', 'E3']);
    expect(plan.lastPage).toBeLessThanOrEqual(33);
    expect(leftOut.map(({ reference }) => reference)).toEqual(['E1']);
    const [first] = await textsOf(pdfs[0] ?? Buffer.alloc(0));
    expect(first).toContain(bare('Not in this bundle E1 It would take the bundle over its limit of pages'));
    expect(first).toContain(bare('2 of 3 evidence items'));
  });

  it('views what was written for its first volume alone', () => {
    const bundle = bundleOf([SLIP, SLIP], {}, 'We listen. See E1.');
    const fonts = loadFonts();
    const viewed = (volume: number) => {
      const at = { plan: null, volume, isFront: true, labels: ['E1'], sections: {}, blank: 0 };
      return JSON.stringify(bundleView(bundle, fonts, at));
    };
    expect(viewed(1)).toContain('We listen.');
    expect(viewed(2)).not.toContain('We listen.');
  });

  it('counts the pages in front of each volume towards its limit', async () => {
    const shown = await fifteen();
    const bundle = bundleOf([shown, shown, shown]);
    const limits = { ...LIMITS, pages: 35 };
    const all = await set(bundle, limits);
    const pageLimit = all.plan.lastPage - 1;
    expect((await set(bundle)).plan.lastPage).toBeLessThanOrEqual(pageLimit);
    const within = await set({ ...bundle, pageLimit }, limits);
    expect(within.plan.lastPage).toBeLessThanOrEqual(pageLimit);
    expect(within.leftOut.map(({ reference }) => reference)).toEqual(['E3']);
  });

  it('gives each item one sheet, whatever was written about it', async () => {
    const long = 'Каждый план составлен вместе с человеком. '.repeat(24);
    const bundle = bundleOf([SLIP]);
    const [item] = bundle.items;
    if (!item) throw new Error('There is no item');
    const entry = {
      ...item.entry,
      title: 'W'.repeat(200),
      owner: 'M'.repeat(120),
      voices: [long.slice(0, 300)],
    };
    const use = { reference: 'E1', title: entry.title, category: 'Processes', shows: long, location: long };
    const statements = bundle.document.statements.map((statement) => ({ ...statement, evidence: [use] }));
    const { plan, pdfs } = await set({
      ...bundle,
      document: { ...bundle.document, statements },
      items: [{ ...item, entry }],
    });
    const [pdf = Buffer.alloc(0)] = pdfs;
    const onSheet = (await wordsOf(pdf)).filter(({ page }) => page === plan.lastPage);
    const last = onSheet.findLast(({ text }) => text === 'QS9');
    const foot = onSheet.findLast(({ text }) => text === 'OFFICIAL');
    expect(last?.bottom).toBeLessThan(foot?.top ?? 0);
  });

  it('stops when it is told to, before it has set a volume', async () => {
    const bundle = bundleOf([await fifteen()]);
    const asked: (readonly number[])[] = [];
    const stop = async (...counts: readonly number[]) => {
      asked.push(counts);
      return false;
    };
    expect(await setBundleIn(setters, NOBODY, bundle, LIMITS, folder, stop)).toBe('stopped');
    expect(asked).toEqual([[0, 1]]);
  });

  it('takes time in step with its pages', async () => {
    const shown = await fifteen();
    const ratio = await growth(6, async (items) => {
      const many = Array.from({ length: items }, () => shown);
      const bundle = bundleOf(many, { continues: { pack: 1, lastPage: 9 } });
      const shared = { bundle, folder, frameworks: knownFrameworks() };
      const planned = runJob({ ...shared, do: 'plan', limits: LIMITS });
      if (!planned) throw new Error('There is no plan');
      return () => runJob({ ...shared, do: 'set', planned, volume: 1, path: join(folder, 'grown.pdf') });
    });
    expect(ratio).toBeLessThan(3);
  });
});

function lowest(words: readonly { readonly bottom: number }[]): number {
  return Math.max(...words.map(({ bottom }) => bottom));
}

/** The words within a link on a page of that height, without spaces. */
function wordsIn(
  words: Awaited<ReturnType<typeof wordsOf>>,
  { page, rect }: { readonly page: number; readonly rect: readonly number[] },
  height: number,
): string {
  const [left = 0, low = 0, right = 0, high = 0] = rect;
  return words
    .filter((word) => word.page === page)
    .filter((word) => (word.left + word.right) / 2 > left && (word.left + word.right) / 2 < right)
    .filter(
      (word) => height - (word.top + word.bottom) / 2 > low && height - (word.top + word.bottom) / 2 < high,
    )
    .map((word) => word.text)
    .join('')
    .replace(/[.,]$/, '');
}
