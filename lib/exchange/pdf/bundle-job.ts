import { appendFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Framework } from '#lib/frameworks/framework.ts';
import { type BundleDocument, type BundleItem, OVER_PAGE_LIMIT } from './bundle-document.ts';
import {
  type BundlePlan,
  itemsWithin,
  planBundle,
  type ShownItem,
  type VolumeLimits,
} from './bundle-plan.ts';
import { bundleView, citedIn, type VolumeOfPlan } from './bundle-view.ts';
import { loadFonts } from './fonts.ts';
import { compiled, knowFrameworks, letterheadInputs, template } from './job-inputs.ts';
import { openAtFullSize } from './open-at-full-size.ts';
import { pageCount } from './page-count.ts';

/** The files of the evidence are in the folder. */
type Job = Readonly<{ bundle: BundleDocument; folder: string; frameworks: readonly Framework[] }>;

export type BundleJob =
  | (Job & Readonly<{ do: 'plan'; limits: VolumeLimits }>)
  | (Job & Readonly<{ do: 'set'; planned: BundlePages; volume: number; path: string }>);

/** The pages of a bundle. */
export type BundlePages = Readonly<{
  plan: BundlePlan;
  /** Of each volume: the pages of its sections, and those of its front that it does not need. */
  fronts: readonly Pick<VolumeOfPlan, 'sections' | 'blank'>[];
}>;

/** A bundle without the items that its limit of pages leaves out. */
export type PlannedBundle = BundlePages & Readonly<{ bundle: BundleDocument }>;

/** The plan, or null for a volume that is set. */
export type BundleAnswer = PlannedBundle | null;

const fonts = loadFonts();
const bundleTemplate = template('bundle.typ');
const imported = ['house-style.typ', 'narrative.typ'].map((name) => ({ name, text: template(name) }));

/**
 * Plans a bundle, or sets one of its volumes into a file. Must run in a separate process, because the compiler is
 * synchronous and never frees memory.
 *
 * @throws the compiler's message, or the error of a disk
 */
export function runJob(job: BundleJob): BundleAnswer {
  knowFrameworks(job.frameworks);
  if (job.do === 'plan') return plan(job);
  setVolume(job);
  return null;
}

function setVolume({ bundle, folder, planned, volume, path }: Extract<BundleJob, { do: 'set' }>): void {
  const front = planned.fronts[volume - 1];
  const inPlan = planned.plan.volumes[volume - 1];
  if (!front || !inPlan) throw new Error(`The plan has no volume ${volume}`);
  const labels =
    volume === 1 ? bundle.items.map(({ label }) => label) : inPlan.parts.map(({ label }) => label);
  const at = { ...front, plan: planned.plan, volume, labels, isFront: false };
  const compiler = compilerIn(folder, bundle);
  const pdf = compiled(() =>
    compiler.pdf(volumeArgs(bundle, folder, at), {
      pdfStandard: '1.7',
      creationTimestamp: Math.floor(Date.parse(bundle.document.madeAt) / 1000),
    }),
  );
  // What was set for the plan is used once more, by the first volume.
  compiler.evictCache(0);
  if (pageCount(pdf) !== inPlan.pages) throw new Error('The plan of the pages is wrong');
  writeFileSync(path, pdf);
  appendFileSync(path, openAtFullSize(pdf));
}

// ---- The plan ------------------------------------------------------------------------------------------------------

type Front = {
  readonly pages: number;
  readonly sections: readonly { readonly name: string; readonly page: number }[];
};
type FrontOfPlan = Pick<VolumeOfPlan, 'plan' | 'volume' | 'labels'>;
type CountFront = (bundle: BundleDocument, at: FrontOfPlan) => Front;

function plan({ bundle, folder, limits }: Extract<BundleJob, { do: 'plan' }>): PlannedBundle {
  const compiler = compilerIn(folder, bundle);
  const counted = new Map<BundleDocument, Map<string, Front>>();
  const countFront: CountFront = (counting, at) => {
    const fronts = counted.get(counting) ?? new Map<string, Front>();
    counted.set(counting, fronts);
    const key = JSON.stringify(at);
    const front = fronts.get(key) ?? count(counting, at);
    fronts.set(key, front);
    return front;
  };
  const count = (counting: BundleDocument, at: FrontOfPlan): Front => {
    const args = volumeArgs(counting, folder, { ...at, isFront: true, sections: {}, blank: 0 });
    return compiled(() => compiler.query(args, { selector: '<front>', field: 'value' }))[0];
  };
  const { pageLimit, continues } = bundle;
  for (let limit = pageLimit; ; ) {
    const within = withinLimit(bundle, limit, countFront);
    const pages = planPages(within, limits, countFront);
    // Each volume has pages of its own in front, and the first says what is in which.
    const over = pageLimit === null ? 0 : pages.plan.lastPage - (continues?.lastPage ?? 0) - pageLimit;
    if (limit === null || over <= 0 || within.items.length === 0) return { bundle: within, ...pages };
    limit -= over;
  }
}

/** A bundle with as much as a limit of pages allows. Which items it has changes how many pages its front takes. */
function withinLimit(bundle: BundleDocument, limit: number | null, countFront: CountFront): BundleDocument {
  const { document, items } = bundle;
  if (limit === null) return bundle;
  const cited = citedIn(document);
  const shown = items.map((item) => ({ ...shownItem(item), item }));
  let front = 1;
  for (;;) {
    const kept = itemsWithin(shown, ({ item }) => cited.has(item.entry.reference), {
      front,
      limit,
    });
    const within = without(bundle, new Set(kept.map(({ item }) => item)));
    const { pages } = countFront(within, { plan: null, volume: 1, labels: labelsOf(within) });
    if (pages <= front || kept.length === 0) return within;
    front = pages;
  }
}

function without(bundle: BundleDocument, kept: ReadonlySet<BundleItem>): BundleDocument {
  const over = bundle.items.filter((item) => !kept.has(item));
  if (over.length === 0) return bundle;
  const leftOut = over.map(({ label }) => ({ reference: label, why: OVER_PAGE_LIMIT }));
  return {
    ...bundle,
    items: bundle.items.filter((item) => kept.has(item)),
    leftOut: [...bundle.leftOut, ...leftOut],
  };
}

/** After so many rounds a shorter front is filled up with blank pages. */
const ROUNDS = 3;

/**
 * The pages of a bundle. The front says in which other volume something is, so the plan changes its length, which changes
 * the plan.
 */
function planPages(bundle: BundleDocument, limits: VolumeLimits, countFront: CountFront): BundlePages {
  const all = labelsOf(bundle);
  const items = bundle.items.map(shownItem);
  const countFirst = (made: BundlePlan | null) => countFront(bundle, { plan: made, volume: 1, labels: all });
  let first = countFirst(null);
  for (let round = 1; ; round += 1) {
    const frontOf = (volume: number, labels: readonly string[]) =>
      volume === 1 ? first.pages : countFront(bundle, { plan: null, volume, labels }).pages;
    const made = planBundle(items, frontOf, limits, bundle.continues?.lastPage);
    const again = made.volumes.length === 1 && round === 1 ? first : countFirst(made);
    const blank = first.pages - again.pages;
    if (blank === 0 || (blank > 0 && round > ROUNDS)) {
      const fronts = made.volumes.map(({ number, firstPage, parts }) => {
        const labels = parts.map(({ label }) => label);
        const front = number === 1 ? again : countFront(bundle, { plan: null, volume: number, labels });
        const sections = front.sections.map(({ name, page }) => [name, firstPage + page - 1] as const);
        return { sections: Object.fromEntries(sections), blank: number === 1 ? blank : 0 };
      });
      return { plan: made, fronts };
    }
    first = { ...again, pages: round > ROUNDS ? Math.max(first.pages, again.pages) : again.pages };
  }
}

function labelsOf({ items }: BundleDocument): readonly string[] {
  return items.map(({ label }) => label);
}

function shownItem({ label, shown }: BundleItem): ShownItem {
  return shown.kind === 'slip'
    ? { label, pages: 0, bytes: 0 }
    : { label, pages: shown.pages.length, bytes: shown.bytes };
}

// ---- The compiler --------------------------------------------------------------------------------------------------

/** A compiler that reads files of this folder alone, and of no other place. */
function compilerIn(folder: string, { document }: BundleDocument): NodeCompiler {
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [...fonts.files] }] });
  for (const { name, text } of imported) compiler.mapShadow(join(folder, name), Buffer.from(text));
  const { logo } = letterheadInputs(document);
  if (logo) compiler.mapShadow(join(folder, 'logo.png'), logo);
  return compiler;
}

function volumeArgs(bundle: BundleDocument, folder: string, at: VolumeOfPlan) {
  const placed = { ...bundle, items: bundle.items.map((item) => inFolder(item, folder)) };
  const { colours } = letterheadInputs(bundle.document);
  const inputs = { document: JSON.stringify(bundleView(placed, fonts, at)), ...colours };
  return { mainFileContent: bundleTemplate, inputs };
}

/** An item whose files are named as the compiler names them. */
function inFolder(item: BundleItem, folder: string): BundleItem {
  const named = (path: string) => {
    const inside = relative(folder, path);
    if (inside.startsWith('..') || isAbsolute(inside)) throw new Error(`${path} is not in ${folder}`);
    return `/${inside}`;
  };
  const { shown } = item;
  return shown.kind === 'slip' ? item : { ...item, shown: { ...shown, paths: shown.paths.map(named) } };
}
