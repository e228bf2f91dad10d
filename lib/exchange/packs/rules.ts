import {
  describeChoices,
  describeEdition,
  describeOrder,
  EVERYTHING,
  type PackChoices,
} from '#lib/exchange/packs/choices.ts';
import { contentOfReturn, packReturn } from '#lib/exchange/packs/returned.ts';
import {
  type ItemNow,
  isToBeRedacted,
  LEFT_OUT,
  markingOf,
  selectItems,
} from '#lib/exchange/packs/selection.ts';
import type { PackDocument, PackMarking, PackRegisterEntry } from '#lib/exchange/pdf/pack-document.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatCount, formatList, formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import type { ScanState } from '#lib/record/evidence/lifecycle.ts';
import { categoryChoices, categoryName, highestMarking, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import {
  frameworkOfSnapshot,
  type Snapshot,
  type SnapshotItem,
  type SnapshotKind,
} from '#lib/record/snapshots/rules.ts';

/**
 * The content of a pack of an assessment: the open one as it is now, a signed version of a cycle, or a cycle at its
 * closing.
 */
export type AssessmentSource =
  | { readonly kind: 'open' }
  | { readonly kind: 'signed'; readonly cycle: number; readonly version: number }
  | { readonly kind: 'closed'; readonly cycle: number };

/** The answers to a list of an inspection as they are now. */
export type ReturnSource = { readonly kind: 'return'; readonly inspection: number; readonly list: number };

/** The content of a pack. */
export type PackSource = AssessmentSource | ReturnSource;

/** A choice of the form that asks for a pack: 'open', 'signed-1-2', 'closed-1', 'return-3-1'. */
export function sourceValue(source: PackSource): string {
  if (source.kind === 'open') return 'open';
  if (source.kind === 'return') return `return-${source.inspection}-${source.list}`;
  return source.kind === 'signed' ? `signed-${source.cycle}-${source.version}` : `closed-${source.cycle}`;
}

/** Undefined for what is no choice. */
export function parseSource(value: string): PackSource | undefined {
  if (value === 'open') return { kind: 'open' };
  const [, kind, cycle, version] = /^(signed|closed|return)-(\d{1,6})(?:-(\d{1,6}))?$/.exec(value) ?? [];
  if (kind === 'signed' && version !== undefined)
    return { kind, cycle: Number(cycle), version: Number(version) };
  if (kind === 'return' && version !== undefined)
    return { kind, inspection: Number(cycle), list: Number(version) };
  return kind === 'closed' && version === undefined ? { kind, cycle: Number(cycle) } : undefined;
}

/** A choice in words: "2026 to 2027, signed version 2", "By Robin Hale, 21 November 2026, 9:32am". */
export function describeChoice({
  source,
  cycle,
  at,
  by,
}: {
  readonly source: PackSource;
  readonly cycle: string;
  readonly at: Date | null;
  readonly by: string | null;
}): { readonly label: string; readonly hint: string } {
  const hint = at && by !== null ? `By ${by}, ${formatDateTime(at)}` : 'With what has been saved so far';
  if (source.kind === 'open') return { label: `${cycle}, as it is now`, hint };
  if (source.kind === 'return') return { label: cycle, hint: 'With the answers that it has now' };
  const what = source.kind === 'signed' ? `signed version ${source.version}` : 'as closed';
  return { label: `${cycle}, ${what}`, hint };
}

/** The statements of these frameworks as choices, by their ids. */
export function statementsOfChoices(frameworks: readonly string[]) {
  return frameworks
    .flatMap((framework) => frameworkOf(framework).statements)
    .map(({ id, name }) => ({ value: id, label: `${id} ${name}` }));
}

/** The categories that evidence on these frameworks can have, as choices. */
export function categoriesOfChoices(frameworks: readonly string[]) {
  const choices = frameworks.flatMap((framework) => categoryChoices(frameworkOf(framework)));
  return [...new Map(choices.map((choice) => [choice.value, choice])).values()];
}

/** What a pack is made as. */
export const PACK_FORMS = ['bundle', 'register', 'zip'] as const;
export type PackForm = (typeof PACK_FORMS)[number];

export const FORM_NAMES: Record<PackForm, string> = {
  bundle: 'The statements, an index, and the pages of the evidence',
  register: 'The statements, and the list of evidence',
  zip: 'The files of the evidence',
};

/** The form of a pack in a list. */
export const FORM_TITLES: Record<PackForm, string> = { bundle: 'Bundle', register: 'Register', zip: 'ZIP' };

/** What a pack is, in a list: "Bundle", "Public edition (ZIP), only QS1", "Bundle, late additions to pack 3". */
export function describeKind({
  form,
  choices: { isPublic, pageLimit, statements, returned },
  continues,
}: {
  readonly form: PackForm;
  readonly choices: PackChoices;
  readonly continues: number | null;
}): string {
  const title = FORM_TITLES[form];
  if (returned !== undefined)
    return `Answers to “${returned}” (${form === 'zip' ? title : lowerFirst(title)})`;
  const name = pageLimit === null ? title : 'Core bundle';
  return [
    isPublic ? `Public edition (${form === 'zip' ? name : lowerFirst(name)})` : name,
    ...(statements ? [`only ${formatList(statements)}`] : []),
    ...(continues === null ? [] : [`late additions to pack ${continues}`]),
  ].join(', ');
}

/** Where a copy says whom it is for: the files in a ZIP are as they were uploaded. */
export const COPY_PLACES: Record<PackForm, string> = {
  bundle: 'on every page',
  register: 'on every page',
  zip: 'in its list, and in COPY.txt beside the files',
};

/** What its file is called in a link. */
export const FILE_NAMES: Record<PackForm, string> = { bundle: 'PDF', register: 'PDF', zip: 'ZIP' };

/** `removed`: its files are gone. */
export type PackState = 'waiting' | 'making' | 'made' | 'failed' | 'cancelled' | 'removed';

export const PACK_STATE_NAMES: Record<PackState, string> = {
  waiting: 'Waiting',
  making: 'Being made',
  made: 'Ready',
  failed: 'Not made',
  cancelled: 'Cancelled',
  removed: 'Files removed',
};

/** Whether the queue has still to make it. */
export function isUnfinished(state: PackState): boolean {
  return state === 'waiting' || state === 'making';
}

/** Whether what came later can be added to it: to the last bundle of those that add to each other. */
export function mayBeContinued({
  form,
  state,
  copy,
  continuedBy,
  choices,
}: {
  readonly form: PackForm;
  readonly choices: PackChoices;
  readonly state: PackState;
  readonly copy: object | null;
  readonly continuedBy: readonly unknown[];
}): boolean {
  // A later request of an inspection is a list of its own.
  const isOfReturn = choices.returned !== undefined;
  return form === 'bundle' && state === 'made' && copy === null && continuedBy.length === 0 && !isOfReturn;
}

/** A file of a pack, as the store has it. `pages` null: not a document. `firstPage`: the number printed first, if not 1. */
export type MadeFile = {
  readonly id: string;
  readonly volume: number;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pages: number | null;
  readonly firstPage?: number;
};

/** What a pack holds of an item since it was last made. */
export type HeldItem = {
  readonly reference: string;
  /** In a bundle, if it is another: "E12A". */
  readonly label?: string;
  /** Only its reference is in it, as it has to be redacted. */
  readonly isKeptOut?: true;
  /** Of its stored file, if that or its pages are in it. */
  readonly file?: { readonly id: string; readonly sha256: string };
  /** Why neither is. */
  readonly without?: NoFile | NoPages;
  /** A limit of pages leaves it out: only what the statements say of it is there. */
  readonly isOverLimit?: true;
};

/** What a pack holds, from its row. */
export function heldOf({ holds }: { readonly holds: unknown }): readonly HeldItem[] {
  return holds as readonly HeldItem[];
}

/** What is not in a pack, and why, as a part of a sentence. */
export type LeftOut = { readonly reference: string; readonly why: string };

/** An item of a pack that must no longer be in it, or not under its marking, and why. */
export type HeldBack = { readonly reference: string; readonly why: keyof typeof HELD_BACK };

const HELD_BACK = {
  redaction: 'has to be redacted',
  infected: 'has a file that contains a virus',
  marking: 'is marked OFFICIAL-SENSITIVE',
  'personal data': 'has personal data',
} as const;

/** Why a pack that is made is not given out any more. */
export function describeHeldBack(held: readonly HeldBack[]): string {
  const reasons = held.map(({ reference, why }) => `${reference} ${HELD_BACK[why]}`);
  return `Since it was made, this was found: ${formatList(reasons)}. Make it again to put that right.`;
}

/**
 * What must no longer be in a pack that holds these items, or makes its marking too low.
 *
 * @param marking - that of the pack
 * @param now - the items as they are now, by reference
 * @param infected - files in which a virus was found
 */
export function heldBack(
  held: readonly HeldItem[],
  { marking, personalData }: Pick<PackChoices, 'marking' | 'personalData'>,
  now: ReadonlyMap<string, ItemNow>,
  infected: ReadonlySet<string>,
): readonly HeldBack[] {
  return held.flatMap(({ reference, file, isKeptOut }): HeldBack[] => {
    const item = now.get(reference);
    if (!item || isKeptOut) return [];
    if (item.needsRedaction) return [{ reference, why: 'redaction' }];
    if (file && infected.has(file.id)) return [{ reference, why: 'infected' }];
    if (marking === 'OFFICIAL' && item.marking === 'OFFICIAL-SENSITIVE')
      return [{ reference, why: 'marking' }];
    return !personalData && item.containsPersonalData ? [{ reference, why: 'personal data' }] : [];
  });
}

/** What is done for a pack, in order. */
export type PackStep = 'reading' | 'preparing' | 'setting' | 'storing';

/** Those of a register, whose progress is counted in them. */
export const REGISTER_STEPS = ['reading', 'setting', 'storing'] as const satisfies readonly PackStep[];

/** What the progress of a pack counts: "step". */
export function progressCounts(form: PackForm, step: PackStep | null): string {
  if (form === 'register') return 'step';
  if (form === 'zip') return 'file';
  return step === 'setting' || step === 'storing' ? 'volume' : 'item';
}

export const STEP_NAMES: Record<PackStep, string> = {
  reading: 'Reading the content',
  preparing: 'Preparing the pages of the evidence',
  setting: 'Setting the pages',
  storing: 'Storing the file',
};

/** Why a pack was not made, as it is stored. */
export type PackFailure =
  | 'crashed'
  | 'refused'
  | 'too long'
  | 'storage full'
  | 'disk full'
  | `damaged ${string}`;

const FAILURES: Readonly<Record<string, string>> = {
  crashed:
    'Making it ended three times without a result. Try again later, or ask the people who run this service.',
  refused: 'Its pages could not be set. Ask the people who run this service.',
  'too long': 'It is too long to be made at once.',
  'storage full': 'Your council has no storage left for it. Old packs are removed as they expire.',
  'disk full':
    'The service has no room left to make it. Tell the people who run this service, and make it again later.',
};

/** Why a pack failed or its files were removed, as a sentence. */
export function describeWhy(why: string): string {
  if (why === 'expired') return 'Its files were removed because it had expired.';
  const withheld = /^withheld (.+)$/.exec(why)?.[1];
  if (withheld !== undefined)
    return `Its files were removed because of what was found about evidence in it: ${withheld}.`;
  if (why === 'withdrawn') return 'Its files were removed because its link was withdrawn.';
  const erased = /^erased (.+)$/.exec(why)?.[1];
  if (erased !== undefined) return `Its files were removed because evidence in it was erased: ${erased}.`;
  const damaged = /^damaged (.+)$/.exec(why)?.[1];
  if (damaged !== undefined)
    return `The file of ${damaged} is missing or damaged. Ask the people who run this service to check the stored files.`;
  return FAILURES[why] ?? '';
}

type PackContentFacts = {
  readonly cycle: string;
  readonly kind: SnapshotKind;
  readonly version: number;
  readonly askedAt: Date;
};

/** The content of a pack: "2026 to 2027, signed version 2". */
export function describeContent({ cycle, kind, version, askedAt }: PackContentFacts): string {
  if (kind === 'signed') return `${cycle}, signed version ${version}`;
  return kind === 'closed' ? `${cycle}, as closed` : `${cycle}, as it was on ${formatDate(askedAt)}`;
}

/** Maximum characters in the note of what a pack is for. */
export const PURPOSE_LIMIT = 120;

/** Of a bundle with a limit of pages. With fewer there is hardly room for more than its front. */
export const PAGE_LIMITS = { least: 10, most: 100_000 };

/** Packs listed on the page. */
export const PACKS_SHOWN = 100;

/** Per 30 days. */
export const MAX_PACKS: Limit = {
  max: 500,
  reached: (most) => `your council has reached the limit of ${most} packs in 30 days`,
  instead: 'Download one that is there already, or try again in a few days',
};

/** Of one person, waiting or being made. */
export const MAX_PACKS_WAITING: Limit = {
  max: 3,
  reached: (most) => `you have reached the limit of ${most} packs that wait or are being made`,
  instead: 'Wait until one of them is ready, or cancel one',
};

/** The facts about a pack itself: its id, who made it and when, and whether it is signed. */
export type PackDetails = Pick<
  PackDocument,
  'packId' | 'state' | 'madeAt' | 'madeBy' | 'audit' | 'contentHash' | 'isRedacted' | 'signature' | 'closedAt'
>;

/** The file name of a pack that is kept. */
export function storedPackName(council: string, pack: number, form: PackForm, volume = 1): string {
  const which = volume > 1 ? ` volume ${volume}` : '';
  return `${council} evidence pack ${pack}${which}${ENDINGS[form]}`;
}

const ENDINGS: Record<PackForm, string> = { bundle: '.pdf', register: '.pdf', zip: '.zip' };

/** A file of a pack in a link: "Download volume 2 (PDF)". */
export function fileLinkText(form: PackForm, volume: number, volumes: number): string {
  return `Download ${volumes > 1 ? `volume ${volume}` : 'the pack'} (${FILE_NAMES[form]})`;
}

/** How many pages a file has, with the numbers printed on them where they do not begin with 1. */
export function describePages(pages: number, firstPage: number | null): string {
  const count = formatCount(pages, 'page');
  return firstPage === null || firstPage === 1
    ? count
    : `${count}, numbered ${formatNumber(firstPage)} to ${formatNumber(firstPage + pages - 1)}`;
}

/** The last part of the address of a file of a pack. */
export function packFileAddress(volume: number, form: PackForm): string {
  return `${volume}${ENDINGS[form]}`;
}

/** The volume of a file by the last part of its address, and the forms that it may be of. Null: no file has it. */
export function volumeOf(
  file: string,
): { readonly volume: number; readonly forms: readonly PackForm[] } | null {
  const volume = /^[1-9]\d{0,5}/.exec(file)?.[0];
  const forms = PACK_FORMS.filter((each) => volume !== undefined && file === `${volume}${ENDINGS[each]}`);
  return forms.length === 0 ? null : { volume: Number(volume), forms };
}

/** Whether the files of the evidence, or their pages, are in it. */
export function hasEvidence(form: PackForm): boolean {
  return form !== 'register';
}

/** The file name of a pack that is made as it is downloaded. */
export function packFileName(council: string, source: AssessmentSource, day: string): string {
  if (source.kind === 'open') return `${council} evidence pack ${day}.pdf`;
  const what = source.kind === 'signed' ? `version ${source.version}` : 'as closed';
  return `${council} evidence pack cycle ${source.cycle} ${what}.pdf`;
}

/** A stored file of evidence. */
export type PackedFile = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** Why there is no file of an item in a pack, or none that may be opened. */
export type NoFile = 'link' | 'redaction' | 'withdrawn' | 'erased' | 'missing' | UnusableScan;
type UnusableScan = Exclude<ScanState, 'not_scanned' | 'clean'>;

/** In the lists of a ZIP. */
export const NO_FILE: Record<NoFile, string> = {
  ...SCAN_NAMES,
  link: 'A link, without a file',
  redaction: 'Not included: it needs redaction',
  withdrawn: STATE_NAMES.withdrawn,
  erased: STATE_NAMES.erased,
  missing: 'Its file is not there',
};

/** Why a file that may be opened has no pages. */
export type NoPages =
  | 'recording'
  | 'password'
  | 'damaged'
  | 'too large'
  | 'too many pages'
  | 'not read'
  | 'no words';

/** What a slip sheet in a bundle says, in place of the pages of an item. */
export const SLIPS: Record<NoFile | NoPages, string> = {
  link: 'This evidence is a link, so there are no pages of it here.',
  redaction: 'This evidence is not included, because it has to be redacted.',
  withdrawn: 'This evidence was withdrawn, so its pages are not included.',
  erased: 'This evidence was erased.',
  missing: 'Its file is not there.',
  waiting: 'Its file waits to be checked for viruses, so its pages are not included.',
  infected: 'Its file contains a virus, so its pages are not included.',
  failed: 'Its file could not be checked for viruses, so its pages are not included.',
  recording: 'It is a recording, which cannot be shown as pages.',
  password: 'Its file needs a password, so its pages cannot be shown.',
  damaged: 'Its file could not be shown as pages. It may be damaged.',
  'too large': 'Its file takes too much to be shown as pages.',
  'too many pages': 'Its file has too many pages to be shown here.',
  'not read': 'Its file cannot be shown as pages, and its words have not been read.',
  'no words': 'There are neither pages nor words in its file that can be shown.',
};

/** Why an item has neither its file nor its pages in a pack, as a sentence. */
export function describeWithout(form: PackForm, why: NoFile | NoPages): string {
  return form === 'zip' && why in NO_FILE ? `${NO_FILE[why as NoFile]}.` : SLIPS[why];
}

/** What stands in place of an item that is kept out. */
export const KEPT_OUT = NO_FILE.redaction;

/**
 * The pack of a snapshot, with only its figures and words, of what was chosen. Of an item that is to be redacted, then or
 * now, or that the choices leave out, it holds the reference alone. A public edition has no name of a member of staff.
 *
 * @param now - the items as they are now, by reference
 */
export function packDocument(
  snapshot: Snapshot,
  marks: PackDetails,
  now: ReadonlyMap<string, ItemNow>,
  choices: PackChoices = EVERYTHING,
): PackDocument {
  const { council, cycle, result, returned } = snapshot;
  const framework = frameworkOfSnapshot(snapshot);
  const content = returned ? contentOfReturn(snapshot, returned) : snapshot;
  const { statements, items, leftOut } = selectItems(content, choices, now);
  const places = new Map(items.map((item, place) => [item.reference, { item, place }]));
  const categories = new Map(
    snapshot.evidence.map(({ reference, category }) => [reference, categoryName(category, framework)]),
  );
  const shown = statements.map(({ version: _version, saved: _saved, uses, ...statement }) => {
    const inOrder = choices.order === 'date' ? uses.toSorted(by((use) => placeOf(use.reference))) : uses;
    return {
      ...statement,
      evidence: inOrder.flatMap(({ writtenFor, ...use }) => {
        const { item } = places.get(use.reference) ?? {};
        const reason = leftOut.get(use.reference);
        const category = categories.get(use.reference) ?? '';
        const nothing = { ...use, shows: '', location: '', category };
        if (reason) return [{ ...nothing, title: `Not included: ${LEFT_OUT[reason]}` }];
        if (!item) return [];
        if (isToBeRedacted(item, now)) return [{ ...nothing, title: KEPT_OUT }];
        const location = writtenFor ? `${use.location} (written for version ${writtenFor})` : use.location;
        return [{ ...use, location, title: markedTitle(item), category }];
      }),
    };
  });
  const register = items.map((item): PackRegisterEntry => {
    const { reference, category, datedOn, owner, containsPersonalData, voices = [] } = item;
    const facts = {
      ...{ reference, marking: markingOf(item, now), containsPersonalData },
      category: categoryName(category, framework),
      statements: statements
        .filter(({ uses }) => uses.some((use) => use.reference === reference))
        .map(({ id }) => id),
    };
    if (isToBeRedacted(item, now)) return { ...facts, ...NOTHING_OF_IT };
    return {
      ...facts,
      ...{ title: markedTitle(item), datedOn, voices: voices.map((voice) => VOICE_NAMES[voice]) },
      owner: choices.isPublic ? '' : owner,
      reviewBy: marks.signature.state === 'signed' ? null : (now.get(reference)?.reviewBy ?? null),
      source: markedSource(item.source),
    };
  });
  const keptOut = new Map(
    items.filter((item) => isToBeRedacted(item, now)).map(({ reference }) => [reference, KEPT_OUT]),
  );
  const chosen = describeChoices(choices);
  const edition = describeEdition(choices);
  const order = describeOrder(choices);
  return {
    ...(choices.isPublic ? withoutNames(marks) : marks),
    council,
    cycle: { name: cycle.name, period: cycle.period },
    marking: markingOfPack(register),
    themes: result.themes,
    distance: result.distance,
    flags: choices.statements
      ? result.flags.filter((flag) => flag.statements.some((id) => choices.statements?.includes(id)))
      : result.flags,
    ...{ statements: shown, register },
    ...(returned ? { returned: packReturn(returned, { leftOut, keptOut, isPublic: choices.isPublic }) } : {}),
    ...(chosen.length > 0 ? { chosen } : {}),
    ...(edition === null ? {} : { edition }),
    ...(order === null ? {} : { order }),
    ...(leftOut.size > 0
      ? { leftOut: [...leftOut].map(([reference, reason]) => ({ reference, why: LEFT_OUT[reason] })) }
      : {}),
  };

  function placeOf(reference: string): number {
    return places.get(reference)?.place ?? items.length;
  }
}

/** The highest of what is in it. Of what is kept out, it has no more than the reference. */
export function markingOfPack(register: readonly PackRegisterEntry[]): PackMarking {
  return highestMarking(
    register.filter(({ source }) => source.kind !== 'kept out').map(({ marking }) => marking),
  );
}

function by<T>(number: (of: T) => number): (a: T, b: T) => number {
  return (a, b) => number(a) - number(b);
}

/** What is known of a pack, without the names of the council's people. */
export function withoutNames<T extends Omit<PackDetails, 'isRedacted'>>(marks: T): T {
  const { signature } = marks;
  return {
    ...marks,
    madeBy: null,
    signature: signature.state === 'not-signed' ? signature : { ...signature, by: null },
  };
}

const NOTHING_OF_IT = {
  ...{ title: KEPT_OUT, datedOn: null, owner: '', voices: [], reviewBy: null },
  source: { kind: 'kept out' },
} as const;

type Marked = {
  readonly title: string;
  readonly withdrawn?: SnapshotItem['withdrawn'];
  readonly scan?: SnapshotItem['scan'];
};

/** A title that says that the item was withdrawn, or its file not clean. */
function markedTitle({ title, withdrawn, scan }: Marked): string {
  if (withdrawn) return `${STATE_NAMES.withdrawn}: ${title}`;
  return scan ? `${SCAN_NAMES[scan]}: ${title}` : title;
}

/** A file's name with its version, unless it is the first. */
function markedSource(source: Snapshot['evidence'][number]['source']) {
  if (source.kind === 'link') return source;
  const { version, name, ...file } = source;
  return { ...file, name: version ? `${name} (version ${version})` : name };
}
