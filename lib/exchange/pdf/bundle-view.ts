import { capitalise, formatCount, formatList, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { pageIn, segmentsOf } from '#lib/kernel/text/citations.ts';
import type { PageLink } from '#lib/platform/pdf/pdfium.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { itemLabel } from '#lib/record/returns/rules.ts';
import type { BundleDocument, BundleItem, BundleShown } from './bundle-document.ts';
import { type BundlePlan, type PlannedPart, pageLabel, targetOf } from './bundle-plan.ts';
import type { PdfFonts } from './fonts.ts';
import type { PackDocument, PackRegisterEntry, ReturnedItem } from './pack-document.ts';
import { pageNamed, shorten, type Target } from './pack-text.ts';
import { type PackLinks, packView, sourceView, type TypedText, typedText } from './pack-view.ts';
import { describePackAnswer } from './return-text.ts';

/** Where a volume is in the plan of its bundle. */
export type VolumeOfPlan = Readonly<{
  /** Null: there is none yet, and every item is taken to be in this volume. */
  plan: BundlePlan | null;
  volume: number;
  /** Only the pages before the first item, to count them. */
  isFront: boolean;
  /** The items of its index. */
  labels: readonly string[];
  /** The page of each section, for its bookmark. */
  sections: Readonly<Record<string, number>>;
  /** Pages of the plan that the front does not need. */
  blank: number;
}>;

/** What every part of a volume is made from. */
type Volume = Readonly<{
  bundle: BundleDocument;
  at: VolumeOfPlan;
  text: TypedText;
  links: PackLinks;
  /** The statements whose texts refer to an item, by its reference. */
  cited: ReadonlyMap<string, readonly string[]>;
}>;

const TITLE = 'Evidence bundle';
const RETURN_TITLE = 'Answers to an information return';

/** Characters of what an item shows for a statement on its sheet, from the most to the fewest. */
const SHOWN_LIMITS = [1_000, 400, 160, 60] as const;

/** The narrower edge of A4, in points. The strip below a larger page grows with it, as both shrink in print. */
const USUAL_WIDTH = 595;
const STRIP_HEIGHT = 28;
const LEAST_WIDTH = 300;

/** Converts a bundle to the template's data for one volume: every word, number and position. */
export function bundleView(bundle: BundleDocument, fonts: PdfFonts, at: VolumeOfPlan) {
  const { document, continues, copyFor, items } = bundle;
  const text = typedText(fonts);
  const links = linksIn(bundle, at);
  const volume: Volume = { bundle, at, text, links, cited: citedIn(document) };
  // The bundle says by itself what it leaves out.
  const { leftOut: _leftOut, ...told } = hasNarrative(volume) ? document : withoutTexts(document);
  const pack = packView(told, fonts, links);
  const volumes = Math.max(at.volume, at.plan?.volumes.length ?? 1);
  const { returned } = document;
  const title = continues ? 'Late additions to an evidence bundle' : returned ? RETURN_TITLE : TITLE;
  const councilName = text.line(document.council.name);
  return {
    ...pack,
    title,
    documentTitle: [
      `${title}: ${councilName}, ${text.line(returned ? returned.name : document.cycle.name)}`,
      ...(volumes > 1 ? [`volume ${at.volume}`] : []),
    ].join(', '),
    footer: [`${TITLE} ${text.line(document.packId)}`, ...pack.footer.slice(1)],
    copy: copyFor === null ? null : shorten(`Copy for ${text.line(copyFor)}`, 130),
    volume: volumes > 1 ? `Volume ${at.volume} of ${volumes}` : null,
    firstPage: at.plan?.volumes[at.volume - 1]?.firstPage ?? 1,
    // Late additions have none of the statements, and say what they add.
    details: continues ? pack.details.filter(({ name }) => name !== 'Contains') : pack.details,
    hasNarrative: hasNarrative(volume),
    sections: at.sections,
    about: aboutBundle(volume, { volumes, isWhole: pack.isWhole }).map((sentence) =>
      text.paragraphs(sentence),
    ),
    leftOut: leftOutView(volume),
    asked: askedView(volume),
    useColumns: returned ? ['Item', 'What is asked'] : ['Statement', 'What it shows'],
    index: items.filter(({ label }) => at.labels.includes(label)).map((item) => indexRow(item, volume)),
    // Places for the links of a front whose items are not set yet.
    anchors: at.isFront ? at.labels : [],
    blank: at.blank,
    parts: at.isFront ? [] : partsView(volume),
  };
}

/** A volume that follows another has a first page and an index, and so have late additions. A return has its list. */
function hasNarrative({ bundle, at }: Volume): boolean {
  return at.volume === 1 && bundle.continues === null && !bundle.document.returned;
}

/** What a volume without narrative needs. All that was written would take its time again for each volume. */
function withoutTexts(document: PackDocument): PackDocument {
  const nothing = { strengths: '', improvements: '', impact: '', evidence: [] };
  return { ...document, statements: document.statements.map((statement) => ({ ...statement, ...nothing })) };
}

function linksIn({ items }: BundleDocument, at: VolumeOfPlan): PackLinks {
  const byReference = new Map(items.map((item) => [item.entry.reference, item]));
  const placeOf = (reference: string, page: number | null): Target | null => {
    const item = byReference.get(reference);
    return item ? leadTo(item, page, at) : null;
  };
  return {
    targetOf: placeOf,
    placeOf: (reference, page) => {
      const shown = byReference.get(reference)?.shown;
      const isThere = page !== null && shown && hasOwnPages(shown) && page <= shown.pages.length;
      return isThere ? placeOf(reference, page) : null;
    },
  };
}

/** Whether its pages are those of its file, so that a page that somebody names is one of them. */
function hasOwnPages(shown: BundleShown): shown is Extract<BundleShown, { kind: 'pages' | 'drawn' }> {
  return shown.kind === 'pages' || shown.kind === 'drawn';
}

function leadTo({ label, shown }: BundleItem, page: number | null, at: VolumeOfPlan): Target {
  if (!at.plan) return { to: label, elsewhere: null };
  const target = targetOf(at.plan, at.volume, label, hasOwnPages(shown) ? page : null);
  if (target.kind === 'here') return { to: at.isFront ? label : target.label, elsewhere: null };
  if (target.kind === 'none') throw new Error(`${label} is not in the plan`);
  return { to: null, elsewhere: `volume ${target.volume}, page ${target.page}` };
}

/** What the first page says of a bundle, in paragraphs. */
function aboutBundle({ bundle, at }: Volume, { volumes, isWhole }: { volumes: number; isWhole: boolean }) {
  const { document, items, continues } = bundle;
  const planned = at.plan?.volumes[at.volume - 1];
  const all = document.register.length;
  const count =
    items.length === all || continues
      ? formatCount(items.length, 'evidence item')
      : `${items.length} of ${formatCount(all, 'evidence item')}`;
  const what = continues
    ? `This adds ${count} to evidence pack ${continues.pack}, which ended at page ${continues.lastPage} and stays as it was sent. A later version of an item has a letter after its number: E12A.`
    : document.returned
      ? `This answers “${document.returned.name}”: what was asked with the answers, an index and the evidence itself: ${count}.`
      : `This is ${isWhole ? '' : 'a part of '}the council’s self-assessment with its evidence: the texts of the assessment, an index and the evidence itself: ${count}.`;
  const range = planned
    ? `pages ${planned.firstPage} to ${planned.firstPage + planned.pages - 1}`
    : 'pages 0000 to 0000';
  const numbers =
    volumes > 1
      ? `It is ${formatCount(volumes, 'PDF')}, and its page numbers run on from one to the next. This one has ${range}.`
      : continues
        ? `This PDF has ${range}.`
        : 'The number at the foot of a page is its number in this PDF.';
  return [
    `${what} ${numbers}`,
    'A reference such as E12 p.4, and each row of the index, is a link to that page. Before each item comes a sheet that says what it is. Where something cannot be shown, its sheet says why.',
    'Accessibility: the texts, tables and sheets are tagged for assistive technology. The pages of the evidence are not: each is announced as a picture with the name of the item. Their text can be searched and copied, unless it is a scan or a picture. Ask the council for the original of a file.',
  ];
}

/** What was asked in a return, and the answers: in the first volume. */
function askedView({ bundle, at, text: { cell, narrow }, links }: Volume) {
  const { returned, register } = bundle.document;
  if (!returned || at.volume > 1) return [];
  const titles = new Map(register.map(({ reference, title }) => [reference, title]));
  const named = (parts: readonly string[]) => cell(parts.filter((part) => part !== '').join(', '));
  return returned.items.map((item) => ({
    label: narrow(itemLabel(item)),
    anchor: askedLabel(item),
    heading: item.heading === '' ? null : cell(item.heading),
    asked: cell(item.asked),
    answers: item.answers.map((answer) => {
      if (answer.kind !== 'evidence')
        return {
          text: named([
            describePackAnswer(answer, returned),
            answer.kind === 'table' ? 'a data table, which is in the ZIP alone' : '',
          ]),
          ...{ target: null, page: null },
        };
      const { reference, place, page, without = '' } = answer;
      const title = without === '' ? (titles.get(reference) ?? '') : '';
      const there = links.placeOf(reference, page);
      return {
        text: named([[reference, title].join(' ').trim(), place, without]),
        target: there ?? links.targetOf(reference, null),
        page: printedPage(reference, there ? page : null, bundle, at),
      };
    }),
    isLong: item.heading.length + item.asked.length + 80 * item.answers.length > 400,
  }));
}

/** The page of this volume that an item, or a page of it, is on. Null: it is in another, or in none. */
function printedPage(
  reference: string,
  page: number | null,
  { items }: BundleDocument,
  { plan, volume }: VolumeOfPlan,
): string | null {
  const label = items.find(({ entry }) => entry.reference === reference)?.label;
  if (label === undefined) return null;
  if (!plan) return '(page 0000 of the bundle)';
  const target = targetOf(plan, volume, label, page);
  return target.kind === 'here' ? `(page ${target.page} of the bundle)` : null;
}

function askedLabel({ position }: Pick<ReturnedItem, 'position'>): string {
  return `asked-${position}`;
}

/** What is not in it, or is not shown, by reason. */
function leftOutView({ bundle: { leftOut, items }, text: { cell } }: Volume) {
  const slips = items.flatMap(({ label, shown }) =>
    shown.kind === 'slip' ? [{ reference: label, why: shown.why }] : [],
  );
  const by = (all: readonly { readonly reference: string; readonly why: string }[], named: string) =>
    [...Map.groupBy(all, ({ why }) => why)].map(([why, some]) => ({
      named,
      references: cell(formatList(some.map(({ reference }) => reference))),
      why: cell(capitalise(why.replace(/\.$/, ''))),
    }));
  return [...by(leftOut, 'Not in this bundle'), ...by(slips, 'Only its sheet')];
}

function indexRow(item: BundleItem, { at, text: { cell, narrow } }: Volume) {
  const { label, entry, shown } = item;
  const target = at.plan ? targetOf(at.plan, at.volume, label, null) : null;
  return {
    reference: narrow(label),
    title: cell(entry.title),
    note: shown.kind === 'slip' ? cell(shown.why) : null,
    date: entry.datedOn === null ? null : formatDate(entry.datedOn),
    pages: shown.kind === 'slip' ? null : formatCount(shown.pages.length, 'page'),
    ...leadTo(item, null, at),
    page: target?.kind === 'here' ? String(target.page) : '0000',
    isLong: entry.title.length + (shown.kind === 'slip' ? shown.why.length : 0) > 400,
  };
}

function partsView(volume: Volume) {
  const { plan, volume: number } = volume.at;
  const items = new Map(volume.bundle.items.map((item) => [item.label, item]));
  return (plan?.volumes[number - 1]?.parts ?? []).map((part) => {
    const item = items.get(part.label);
    if (!item) throw new Error(`${part.label} is not in the bundle`);
    return partView(part, item, volume);
  });
}

/** The sheet of an item, and its pages in this volume. */
function partView(part: PlannedPart, item: BundleItem, volume: Volume) {
  const { at, text } = volume;
  const { label, entry, shown } = item;
  const name = `${label} ${text.line(entry.title)}`;
  const total = shown.kind === 'slip' ? 0 : shown.pages.length;
  const firstPage = at.plan?.volumes[at.volume - 1]?.firstPage ?? 1;
  return {
    label,
    heading: text.paragraphs(entry.title),
    isLongHeading: entry.title.length > 90,
    bookmark: `${name}, page ${part.sheet}`,
    number: part.sheet,
    marking: entry.marking,
    ...sheetView(item, rangeOf(part, total, at), volume),
    pages: Array.from({ length: part.pages }, (_, index) => {
      const page = part.from + index;
      return {
        ...pageView(item, page, part, firstPage),
        label: pageLabel(label, page),
        number: part.sheet + 1 + index,
        strip: `${label}, page ${page} of ${total}`,
        alternative: `${name}, page ${page} of ${total}`,
      };
    }),
  };
}

/** The pages of an item that are in this volume: "42 to 53 (12 pages)". Null: only its sheet is. */
function rangeOf({ label, sheet, from, pages }: PlannedPart, total: number, { plan }: VolumeOfPlan) {
  if (total === 0) return null;
  if (pages === total)
    return total === 1
      ? String(sheet + 1)
      : `${sheet + 1} to ${sheet + total} (${formatCount(total, 'page')})`;
  const here = pages === 1 ? `page ${sheet + 1}` : `pages ${sheet + 1} to ${sheet + pages}`;
  const parts = (plan?.volumes ?? []).flatMap((each) => each.parts).filter((part) => part.label === label);
  const place = (part: PlannedPart | undefined, words: string) =>
    part ? [`${words} in volume ${part.volume}, page ${part.sheet}`] : [];
  const others = [
    ...place(from === 1 ? undefined : parts[0], 'begins'),
    ...place(
      parts.find((part) => part.from === from + pages),
      'goes on',
    ),
  ];
  return `${from} to ${from + pages - 1} of ${total}: ${here}. It ${formatList(others)}.`;
}

function sheetView({ label, entry, shown }: BundleItem, range: string | null, volume: Volume) {
  const { bundle, text, links } = volume;
  const { cell, narrow, paragraphs } = text;
  const notice = noticeOf(shown);
  const isKeptOut = entry.source.kind === 'kept out';
  const uses = isKeptOut ? [] : usesOf(entry.reference, bundle.document, volume.at);
  const cited = isKeptOut ? [] : (volume.cited.get(entry.reference) ?? []);
  return {
    notice: notice === null ? null : paragraphs(notice),
    details: isKeptOut ? [] : detailsOf(entry, range, text),
    uses: SHOWN_LIMITS.map((limit) =>
      uses.map(({ id, name, shows, location, to }) => ({
        id,
        name,
        to: hasNarrative(volume) ? `statement-${id}` : to,
        shows: shows === '' ? null : cell(shorten(shows, limit)),
        location: location === '' ? null : narrow(shorten(location, Math.min(limit, 120))),
        place: links.placeOf(entry.reference, pageNamed(location, pageIn(location))),
      })),
    ),
    isLong: lengthOf(entry, uses) > SHORT,
    none: !isKeptOut && uses.length === 0 ? `${label} is on no statement.` : null,
    cited: cited.length === 0 ? null : `Cited in the text of ${formatList(cited)}.`,
  };
}

/** What fits on a sheet at its usual size, whatever it is: narrow characters, with 30 for each line. */
const SHORT = 800;

function lengthOf({ title, owner, voices }: PackRegisterEntry, uses: ReturnType<typeof usesOf>): number {
  const texts = [title, owner, ...voices, ...uses.flatMap((use) => [use.name, use.shows, use.location])];
  const wide = (text: string) => text.length - (text.match(/[a-z0-9 .,’()-]/g)?.length ?? 0);
  return texts.reduce((sum, text) => sum + text.length + wide(text) + 30 * (text.split('\n').length - 1), 0);
}

function detailsOf(entry: PackRegisterEntry, range: string | null, text: TypedText) {
  const { datedOn, category, voices, owner, marking, containsPersonalData, source } = entry;
  const detail = (name: string, value: string) => ({ name, value: text.cell(value) });
  const { name, url, size, bytes, sha256 } = sourceView(source, text);
  return [
    range === null ? [] : detail('Pages', range),
    detail('Date', datedOn === null ? 'Not provided' : formatDate(datedOn)),
    detail('Category', category),
    detail('From', voices.length === 0 ? 'Not provided' : capitalise(formatList(voices.map(lowerFirst)))),
    owner === '' ? [] : detail('Owner', owner),
    detail('Marking', marking),
    detail('Personal data', containsPersonalData ? 'Yes' : 'No'),
    name === null ? [] : { name: source.kind === 'link' ? 'Address' : 'File', value: name, address: url },
    size === null ? [] : detail('Size', bytes === null ? size : `${size} (${bytes})`),
    sha256 === null ? [] : detail('Fingerprint', sha256.join(' ')),
  ].flat();
}

const DRAWN_NOTICES: Readonly<Record<Extract<BundleShown, { kind: 'drawn' }>['why'], string | null>> = {
  picture: null,
  layers:
    'The pages that follow are pictures, as the file may have layers that are not to be seen. Their text cannot be searched.',
  'not set':
    'The pages that follow are pictures, as they could not be placed here as they are. Their text cannot be searched.',
};

function noticeOf(shown: BundleShown): string | null {
  switch (shown.kind) {
    case 'pages':
      return null;
    case 'text':
      return 'The pages that follow have the text of the file, without its layout.';
    case 'drawn':
      return DRAWN_NOTICES[shown.why];
    case 'slip':
      return shown.why;
  }
}

type Use = Readonly<{ id: string; name: string; shows: string; location: string; to: string | null }>;

/** The statements that an item is on, with what it shows there; or what it answers in a return. */
function usesOf(
  reference: string,
  { statements, returned }: PackDocument,
  { volume }: VolumeOfPlan,
): readonly Use[] {
  if (returned)
    return returned.items.flatMap((item) =>
      item.answers.flatMap((answer) => {
        if (answer.kind !== 'evidence' || answer.reference !== reference) return [];
        const to = volume === 1 ? askedLabel(item) : null;
        const { heading: name, asked: shows } = item;
        return { id: itemLabel(item), name, shows, location: answer.place, to };
      }),
    );
  return statements.flatMap(({ id, name, evidence }) =>
    evidence
      .filter((item) => item.reference === reference)
      .map(({ shows, location }) => ({ id, name, shows, location, to: null })),
  );
}

/** The statements whose texts refer to an item, by its reference. */
export function citedIn({ statements }: PackDocument): ReadonlyMap<string, readonly string[]> {
  const cited = new Map<string, string[]>();
  for (const { id, strengths, improvements, impact } of statements) {
    const numbers = new Set(
      [strengths, improvements, impact].flatMap(segmentsOf).map(({ number }) => number),
    );
    for (const number of numbers) {
      if (number === null) continue;
      const reference = referenceOf(number);
      cited.set(reference, [...(cited.get(reference) ?? []), id]);
    }
  }
  return cited;
}

/** A page of an item as it is placed: its file, its size, the strip below it and its links. */
function pageView({ label, shown }: BundleItem, page: number, part: PlannedPart, firstPage: number) {
  if (shown.kind === 'slip') throw new Error(`${label} has no pages`);
  const { width, height, links } = nth(shown.pages, page);
  const strip = STRIP_HEIGHT * Math.max(1, Math.min(width, height) / USUAL_WIDTH);
  const isHere = (link: PageLink) =>
    !('page' in link) || (link.page >= part.from && link.page < part.from + part.pages);
  return {
    path: nth(shown.paths, Math.ceil(page / shown.perFile)),
    page: ((page - 1) % shown.perFile) + 1,
    width,
    height,
    paper: Math.max(width, LEAST_WIDTH),
    stripHeight: strip,
    links: links.filter(isHere).map((link) => ({
      x: link.x,
      y: link.y,
      width: link.width,
      height: link.height,
      // The page in the PDF: looking up a name takes longer.
      to: 'page' in link ? part.sheet + 1 + link.page - part.from - firstPage + 1 : null,
      address: 'page' in link ? null : link.address,
    })),
  };
}

function nth<T>(list: readonly T[], number: number): T {
  const found = list[number - 1];
  if (found === undefined) throw new Error(`There is no page ${number} of ${list.length}`);
  return found;
}
