import 'server-only';
import { EVERYTHING, type PackChoices } from '#lib/exchange/packs/choices.ts';
import { describeRemade, type MadeWith } from '#lib/exchange/packs/made-with.ts';
import { choicesOf, parseRecipe } from '#lib/exchange/packs/recipe.ts';
import { answeringEvidence } from '#lib/exchange/packs/returned.ts';
import {
  type AssessmentSource,
  type HeldBack,
  type HeldItem,
  hasEvidence,
  heldBack,
  heldOf,
  type LeftOut,
  type NoFile,
  PACKS_SHOWN,
  type PackDetails,
  type PackedFile,
  type PackForm,
  type PackSource,
  type PackState,
  type PackStep,
  packDocument,
  type ReturnSource,
  storedPackName,
  volumeOf,
} from '#lib/exchange/packs/rules.ts';
import type { ItemNow } from '#lib/exchange/packs/selection.ts';
import type { PackDocument, PackSignature } from '#lib/exchange/pdf/pack-document.ts';
import { describeAnswered } from '#lib/exchange/pdf/return-text.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, ROLE_NAMES, requirePermission } from '#lib/platform/access/permissions.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { type CouncilRead, type CouncilRows, read } from '#lib/platform/db/read.ts';
import { type LocatedFile, locateFile } from '#lib/platform/storage/locate.ts';
import { type AssessmentState, finalState } from '#lib/record/assessments/state.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { loadLetterhead } from '#lib/record/councils/queries.ts';
import { ERASED_NAME, type ScanState } from '#lib/record/evidence/lifecycle.ts';
import { parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import { loadReturn } from '#lib/record/returns/queries.ts';
import { isContentOf, loadLiveSnapshot, loadLiveState, loadSnapshot } from '#lib/record/snapshots/queries.ts';
import {
  frameworkOfSnapshot,
  hashSnapshot,
  type Snapshot,
  type SnapshotKind,
} from '#lib/record/snapshots/rules.ts';
import { loadCycles } from '#lib/work/cycles/queries.ts';
import { loadSteps } from '#lib/work/reviews/queries.ts';

export type PackSnapshot = { readonly assessmentId: string; readonly document: PackDocument };

/**
 * The content of a pack, read at one moment. Null if there is no such assessment. People from whom scores are hidden get
 * neither the open assessment nor its signed versions.
 */
export async function packSnapshot(
  context: CouncilContext,
  packId: string,
  madeAt: Date,
  source: AssessmentSource = { kind: 'open' },
): Promise<PackSnapshot | 'scores hidden' | null> {
  requirePermission(context, 'pack:export');
  return read(context, async (db) => {
    const parts = await loadPackParts(db, packId, madeAt, source);
    if (parts === null || parts === 'scores hidden') return parts;
    const { assessmentId, snapshot, details, isRedacted, items } = parts;
    const document = packDocument(snapshot, { ...details, isRedacted }, items);
    return {
      assessmentId,
      document: source.kind === 'open' ? await withLetterhead(db, document) : document,
    };
  });
}

/** Under the council's name and logo of now: only what is made of an open assessment. */
export async function withLetterhead(db: CouncilRows, document: PackDocument): Promise<PackDocument> {
  const { name, letterhead } = await loadLetterhead(db);
  return { ...document, council: { ...document.council, name }, letterhead };
}

/** What a pack is made of. `items`: as they are now, by reference. */
export type PackParts = {
  readonly assessmentId: string;
  readonly snapshot: Snapshot;
  /** Its version among those stored. Null: of the open assessment. */
  readonly version: number | null;
  readonly details: Omit<PackDetails, 'isRedacted'>;
  readonly isRedacted: boolean;
  readonly items: ReadonlyMap<string, ItemNow>;
};

/** As `packSnapshot`. The caller checks the permission. */
export async function loadPackParts(
  db: CouncilRead,
  packId: string,
  madeAt: Date,
  source: PackSource,
): Promise<PackParts | 'scores hidden' | null> {
  const { tx, context } = db;
  const assessment = await tx.assessment.findFirst({
    where: {
      councilId: context.council.id,
      ...(source.kind === 'open' || source.kind === 'return' ? { status: 'open' } : { number: source.cycle }),
      ...(source.kind === 'closed' ? { status: 'closed' } : {}),
      ...(source.kind === 'signed' ? { status: { not: 'undone' } } : {}),
    },
    select: { id: true },
  });
  if (!assessment) return null;
  if ((await loadHiddenStatements(db, assessment.id)).length > 0) return 'scores hidden';
  const held = await loadPackContent(db, assessment.id, source);
  if (!held) return null;
  const audit = await auditHead(tx, context);
  if (!audit) throw new Error('The council has no history');
  const { snapshot, version, contentHash, isRedacted, closedAt } = held;
  const signature = await signatureOf(db, assessment.id, source, held);
  const details = {
    packId,
    madeAt: madeAt.toISOString(),
    madeBy: { name: context.person.name, role: ROLE_NAMES[context.role] },
    audit,
    contentHash,
    signature,
    // Signed content is final, even if it was reopened and nothing has changed since.
    state:
      signature.state === 'signed'
        ? finalState(snapshot.result.overall, frameworkOfSnapshot(snapshot).id)
        : held.state,
    closedAt,
  };
  const items = await loadItemsNow(db, snapshot.evidence);
  return { assessmentId: assessment.id, snapshot, version, details, isRedacted, items };
}

/** What is known now of these items, by reference. */
export async function loadItemsNow(
  { tx, context }: CouncilRows,
  items: readonly { readonly reference: string }[],
): Promise<ReadonlyMap<string, ItemNow>> {
  const numbers = items.flatMap(({ reference }) => parseReference(reference) ?? []);
  const rows = await tx.$queryRaw<(ItemNow & { number: number })[]>`
    select number, needs_redaction as "needsRedaction", review_by::text as "reviewBy", marking,
           contains_personal_data as "containsPersonalData" from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${numbers}::int[])`;
  return new Map(rows.map(({ number, ...now }) => [referenceOf(number), now]));
}

/** What must no longer be in a pack that was made: it is not given out. */
export async function loadHeldBack(
  { tx, context }: CouncilRows,
  {
    recipe,
    holds,
    marking,
  }: { readonly recipe: string; readonly holds: unknown; readonly marking: string | null },
): Promise<readonly HeldBack[]> {
  const held = heldOf({ holds });
  if (held.length === 0) return [];
  const now = await loadItemsNow({ tx, context }, held);
  const files = held.flatMap(({ file }) => file?.id ?? []);
  const infected = await tx.storedFile.findMany({
    where: { councilId: context.council.id, id: { in: files }, scan: 'infected' },
    select: { id: true },
  });
  const { personalData } = choicesOf(parseRecipe(recipe));
  const marks = { marking: marking === 'OFFICIAL' ? marking : 'OFFICIAL-SENSITIVE', personalData } as const;
  return heldBack(held, marks, now, new Set(infected.map(({ id }) => id)));
}

/** The files of the versions that are in the content, of each item by reference, or why there is none. */
export async function loadFilesOf(
  { tx, context }: CouncilRows,
  { register }: Pick<PackDocument, 'register'>,
  { evidence }: Pick<Snapshot, 'evidence'>,
): Promise<ReadonlyMap<string, PackedFile | { readonly no: NoFile }>> {
  const items = new Map(evidence.map((item) => [item.reference, item]));
  const wanted = register.flatMap(({ reference, source }) => {
    const item = items.get(reference);
    const number = parseReference(reference);
    if (source.kind !== 'file' || item?.source.kind !== 'file' || number === null) return [];
    return [{ reference, number, item, version: item.source.version ?? 1, source: item.source }];
  });
  const rows = await tx.$queryRaw<(PackedFile & { number: number; scan: ScanState })[]>`
    select i.number, v.number as version, f.id::text, f.name, f.media_type as "mediaType", f.bytes::float8 as bytes, f.sha256,
           f.scan::text
      from unnest(${wanted.map(({ number }) => number)}::int[], ${wanted.map(({ version }) => version)}::int[])
             as w (number, version)
      join evidence_items i on i.council_id = ${context.council.id}::uuid and i.number = w.number
      join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id and v.number = w.version
      join files f on f.council_id = v.council_id and f.id = v.file_id and f.erased_at is null`;
  const found = new Map(rows.map(({ number, scan, ...file }) => [number, { file, scan }]));
  const fileOf = ({
    number,
    item,
    source,
  }: (typeof wanted)[number]): PackedFile | { readonly no: NoFile } => {
    const { file, scan } = found.get(number) ?? {};
    if (item.withdrawn) return { no: 'withdrawn' };
    if (source.name === ERASED_NAME && !file) return { no: 'erased' };
    if (!file || !scan || file.sha256 !== source.sha256) return { no: 'missing' };
    return scan === 'clean' || scan === 'not_scanned' ? file : { no: scan };
  };
  const files = new Map(wanted.map((each) => [each.reference, fileOf(each)]));
  return new Map(
    register.map(({ reference, source }) => [
      reference,
      files.get(reference) ?? { no: source.kind === 'link' ? 'link' : 'redaction' },
    ]),
  );
}

type PackContent = {
  readonly snapshot: Snapshot;
  /** Null: of the open assessment, which is not stored. */
  readonly version: number | null;
  /** Of stored content: as it was stored. */
  readonly contentHash: string;
  readonly isRedacted: boolean;
  readonly state: AssessmentState;
  readonly closedAt: string | null;
};

async function loadPackContent(
  db: CouncilRead,
  assessmentId: string,
  source: PackSource,
): Promise<PackContent | null> {
  if (source.kind === 'open' || source.kind === 'return') {
    const snapshot =
      source.kind === 'open'
        ? await loadLiveSnapshot(db, assessmentId)
        : await loadWithReturn(db, assessmentId, source);
    const state = await loadLiveState(db, assessmentId);
    if (!snapshot || !state) return null;
    const { contentHash } = hashSnapshot(snapshot);
    return { snapshot, version: null, contentHash, isRedacted: false, state, closedAt: null };
  }
  const version = source.kind === 'signed' ? source.version : undefined;
  const kept = await loadSnapshot(db, assessmentId, source.kind, version);
  return (
    kept && {
      snapshot: kept.snapshot,
      version: kept.version,
      contentHash: kept.contentHash,
      isRedacted: kept.redactedHash !== null,
      state: finalState(kept.snapshot.result.overall, frameworkOfSnapshot(kept.snapshot).id),
      closedAt: source.kind === 'closed' ? kept.madeAt.toISOString() : null,
    }
  );
}

/** The assessment with the answers to a list, and with the evidence that no statement uses but an answer does. */
async function loadWithReturn(
  db: CouncilRead,
  assessmentId: string,
  { inspection, list }: ReturnSource,
): Promise<Snapshot | null> {
  const returned = await loadReturn(db, inspection, list);
  if (!returned) return null;
  const answering = answeringEvidence(returned).flatMap((reference) => parseReference(reference) ?? []);
  const snapshot = await loadLiveSnapshot(db, assessmentId, { also: answering });
  return snapshot && { ...snapshot, returned };
}

/** The signature of that content, or the last one before it was changed. */
async function signatureOf(
  db: CouncilRead,
  assessmentId: string,
  source: PackSource,
  { contentHash, snapshot }: Pick<PackContent, 'contentHash' | 'snapshot'>,
): Promise<PackSignature> {
  // Nobody signs a return as a version of the assessment.
  if (source.kind === 'return') return { state: 'not-signed' };
  const signatures = (await loadSteps(db, assessmentId)).filter(({ kind }) => kind === 'signed');
  const signature =
    source.kind === 'signed' ? signatures.find(({ version }) => version === source.version) : signatures[0];
  if (!signature) return { state: 'not-signed' };
  const { version, by, role, at } = signature;
  // An erasure gives the open content another hash, and takes the same words from what was signed.
  const signed =
    signature.contentHash === contentHash ? null : await loadSnapshot(db, assessmentId, 'signed', version);
  const isSame = signed === null || (source.kind === 'open' && isContentOf(signed, snapshot));
  return {
    state: isSame ? 'signed' : 'changed-since',
    version,
    by: { name: by, role: ROLE_NAMES[role] },
    at: at.toISOString(),
  };
}

export type PackFileView = {
  readonly volume: number;
  readonly bytes: number;
  readonly sha256: string;
  /** Null: not a document. */
  readonly pages: number | null;
  /** The number printed first. Null: 1. */
  readonly firstPage: number | null;
  readonly madeAt: Date;
  readonly isKept: boolean;
};

export type PackView = {
  readonly number: number;
  readonly form: PackForm;
  readonly purpose: string;
  readonly by: string;
  readonly askedAt: Date;
  readonly cycle: string;
  readonly kind: SnapshotKind;
  readonly version: number;
  readonly choices: PackChoices;
  /** The number of the bundle that it adds to. */
  readonly continues: number | null;
  readonly state: PackState;
  readonly why: string;
  readonly step: PackStep | null;
  readonly done: number;
  readonly total: number;
  readonly madeAt: Date | null;
  readonly marking: string | null;
  readonly items: number | null;
  readonly expiresAt: Date | null;
  /** Those of the last making first, each by volume. */
  readonly files: readonly PackFileView[];
};

const PACK_VIEW = {
  ...{ number: true, form: true, purpose: true, askedAt: true, state: true, why: true, step: true },
  ...{ done: true, total: true, madeAt: true, marking: true, items: true, expiresAt: true },
  ...{ snapshotKind: true, snapshotVersion: true, askedById: true },
  askedBy: { select: { person: { select: { name: true } } } },
  snapshot: { select: { assessment: { select: { name: true } } } },
  continues: { select: { number: true } },
  files: {
    select: {
      volume: true,
      bytes: true,
      sha256: true,
      pages: true,
      firstPage: true,
      madeAt: true,
      removedAt: true,
    },
  },
} as const;

export type PackList = {
  /** At most `PACKS_SHOWN`, the newest first. */
  readonly packs: readonly PackView[];
  /** How many more there are. */
  readonly unlisted: number;
};

/** The packs that were asked for. */
export async function listPacks(context: CouncilContext): Promise<PackList> {
  requirePermission(context, 'pack:export');
  return read(context, async ({ tx }) => {
    const councilId = context.council.id;
    const rows = await tx.pack.findMany({
      relationLoadStrategy: 'join',
      where: { councilId, copyOfId: null },
      orderBy: { number: 'desc' },
      take: PACKS_SHOWN,
      select: PACK_VIEW,
    });
    const count =
      rows.length < PACKS_SHOWN ? rows.length : await tx.pack.count({ where: { councilId, copyOfId: null } });
    // Not the whole recipes, which grow with the evidence.
    const chosen = await tx.$queryRaw<{ number: number; choices: PackChoices | null }[]>`
      select number, recipe::json->'choices' as choices from packs
       where council_id = ${councilId}::uuid and number = any(${rows.map(({ number }) => number)}::int[])`;
    const choices = new Map(chosen.map((row) => [row.number, row.choices]));
    return {
      packs: rows.map((row) => viewOf(row, choices.get(row.number) ?? EVERYTHING)),
      unlisted: count - rows.length,
    };
  });
}

export type Remade = {
  /** When the one before was made. */
  readonly before: Date;
  readonly isSame: boolean;
  /** Why not, as parts of a sentence. Empty if that is not known. */
  readonly reasons: readonly string[];
};

export type PackPage = PackView & {
  readonly recipeHash: string;
  /** How its files compare with those of the making before. Null: it was made once, or has no files now. */
  readonly remade: Remade | null;
  readonly mayCancel: boolean;
  /** What must no longer be in its files, so that they are not given out. */
  readonly heldBack: readonly HeldBack[];
  /** Whether this person may share copies of it. */
  readonly mayShare: boolean;
  /** Set if it is a copy for somebody. */
  readonly copy: { readonly of: number; readonly forWhom: string } | null;
  /** Whether it is one that this person cannot download. */
  readonly isForOthers: boolean;
  /** Since it was last made: what it holds, and what it leaves out. */
  readonly holds: readonly HeldItem[];
  readonly leftOut: readonly LeftOut[];
  /** The number of the cycle of its content. */
  readonly cycleNumber: number;
  /** The numbers of the bundles that add to it. */
  readonly continuedBy: readonly number[];
  /** Scores of its assessment are hidden from this person, so its files are too. */
  readonly isHidden: boolean;
};

/** A pack. Null if the council has none of that number. */
export async function getPack(context: CouncilContext, number: number): Promise<PackPage | null> {
  requirePermission(context, 'pack:export');
  return read(context, async (db) => {
    const row = await db.tx.pack.findUnique({
      relationLoadStrategy: 'join',
      where: { councilId_number: { councilId: context.council.id, number } },
      select: {
        ...PACK_VIEW,
        ...{ recipe: true, recipeHash: true, assessmentId: true, holds: true, leftOut: true },
        files: { select: { ...PACK_VIEW.files.select, madeWith: true } },
        copyOf: { select: { number: true } },
        link: { select: { forWhom: true } },
        continuedBy: { select: { number: true }, orderBy: { number: 'asc' } },
      },
    });
    if (!row) return null;
    const { copyOf, link } = row;
    const recipe = parseRecipe(row.recipe);
    return {
      ...viewOf(row, choicesOf(recipe)),
      recipeHash: row.recipeHash,
      holds: heldOf(row),
      leftOut: row.leftOut as unknown as readonly LeftOut[],
      cycleNumber: recipe.content.cycle,
      continuedBy: row.continuedBy.map((pack) => pack.number),
      heldBack: row.state === 'made' ? await loadHeldBack(db, row) : [],
      remade: remadeOf(row.files),
      mayShare: can(context, 'links:manage') && row.state === 'made' && !copyOf,
      copy: copyOf && link ? { of: copyOf.number, forWhom: link.forWhom } : null,
      isForOthers: copyOf !== null && !can(context, 'links:manage'),
      mayCancel: row.askedById === context.person.id || can(context, 'pack:cancel'),
      isHidden: (await loadHiddenStatements(db, row.assessmentId)).length > 0,
    };
  });
}

type FileOfMaking = Pick<PackFileView, 'volume' | 'sha256' | 'madeAt'> & {
  readonly removedAt: Date | null;
  readonly madeWith: string | null;
};

function remadeOf(files: readonly FileOfMaking[]): Remade | null {
  const [now, before] = [...Map.groupBy(files, ({ madeAt }) => madeAt.getTime())]
    .toSorted(([one], [other]) => other - one)
    .map(([, of]) => of.toSorted((a, b) => a.volume - b.volume));
  const [[first], [last]] = [before ?? [], now ?? []];
  if (!now || !before || !first || !last || last.removedAt !== null) return null;
  const hashes = (of: readonly FileOfMaking[]) => of.map(({ sha256 }) => sha256).join();
  const isSame = hashes(now) === hashes(before);
  const known = first.madeWith !== null && last.madeWith !== null;
  const reasons =
    isSame || !known
      ? []
      : describeRemade(
          JSON.parse(first.madeWith ?? '') as MadeWith,
          JSON.parse(last.madeWith ?? '') as MadeWith,
        );
  return { before: first.madeAt, isSame, reasons };
}

type PackRow = Omit<
  PackView,
  | 'by'
  | 'cycle'
  | 'kind'
  | 'version'
  | 'choices'
  | 'continues'
  | 'files'
  | 'form'
  | 'state'
  | 'step'
  | 'marking'
> & {
  readonly form: PackForm;
  readonly state: PackState;
  readonly step: PackStep | null;
  readonly marking: string | null;
  readonly snapshotKind: SnapshotKind;
  readonly snapshotVersion: number;
  readonly askedBy: { readonly person: { readonly name: string } };
  readonly snapshot: { readonly assessment: { readonly name: string } };
  readonly continues: { readonly number: number } | null;
  readonly files: readonly (Omit<PackFileView, 'bytes' | 'isKept'> & {
    readonly bytes: bigint;
    readonly removedAt: Date | null;
  })[];
};

function viewOf(row: PackRow, choices: PackChoices): PackView {
  const { number, form, purpose, askedAt, state, why, step, done, total, ...made } = row;
  const { madeAt, marking, items, expiresAt, askedBy, snapshot, files, snapshotKind, snapshotVersion } = made;
  return {
    ...{ number, form, purpose, askedAt, state, why, step, done, total, madeAt, marking, items, expiresAt },
    by: askedBy.person.name,
    cycle: snapshot.assessment.name,
    kind: snapshotKind,
    version: snapshotVersion,
    choices,
    continues: row.continues?.number ?? null,
    files: files
      .map(({ bytes, removedAt, ...file }) => ({
        ...file,
        bytes: Number(bytes),
        isKept: removedAt === null,
      }))
      .toSorted((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || a.volume - b.volume),
  };
}

/** A version of an assessment of which a pack can be made. */
export type PackChoice = {
  readonly source: PackSource;
  readonly number: number;
  readonly cycle: string;
  /** Of the cycle: the id of its framework. */
  readonly framework: string;
  readonly at: Date | null;
  readonly by: string | null;
};

/** What packs can be made of, the newest first: what is not hidden from this person. */
export async function getPackChoices(context: CouncilContext): Promise<readonly PackChoice[]> {
  requirePermission(context, 'pack:export');
  const cycles = await read(context, loadCycles);
  return cycles
    .filter(({ state }) => state !== 'hidden')
    .flatMap(({ number, name: cycle, framework, closed, signed }): PackChoice[] => [
      closed
        ? { source: { kind: 'closed', cycle: number }, number, cycle, framework, ...closed }
        : { source: { kind: 'open' }, number, cycle, framework, at: null, by: null },
      ...signed.map(
        ({ version, at, by }): PackChoice => ({
          source: { kind: 'signed', cycle: number, version },
          ...{ number, cycle, framework, at, by },
        }),
      ),
    ]);
}

/** `stands`: how many of its items are answered and signed off. */
export type ReturnChoice = PackChoice & { readonly stands: string };

/**
 * The answers to a list of an inspection, as what a pack can be made of. Null: there is no such list, or no assessment is
 * open, with which such a pack is kept, or it is hidden from this person.
 */
export async function getReturnChoice(
  context: CouncilContext,
  { inspection, list }: ReturnSource,
): Promise<ReturnChoice | null> {
  const open = (await getPackChoices(context)).find(({ source }) => source.kind === 'open');
  if (!open) return null;
  const returned = await read(context, (db) => loadReturn(db, inspection, list));
  if (!returned) return null;
  const cycle = `${returned.name}, ${returned.inspection}`;
  const signed = returned.items.filter(({ signedOff }) => signedOff !== null).length;
  return {
    ...open,
    source: { kind: 'return', inspection, list },
    cycle,
    stands: `${describeAnswered(returned)} and ${formatNumber(signed)} signed off`,
  };
}

/** A file of a pack that can be downloaded. */
export type ReadablePack = {
  readonly packId: string;
  readonly number: number;
  readonly volume: number;
  readonly file: LocatedFile;
};

/** A file of a pack, by the last part of its address. Null: there is none, or it is not kept. */
export async function readablePack(
  context: CouncilContext,
  number: number,
  address: string,
): Promise<ReadablePack | 'scores hidden' | 'held back' | null> {
  requirePermission(context, 'pack:export');
  const wanted = volumeOf(address);
  if (!wanted) return null;
  const councilId = context.council.id;
  const { volume } = wanted;
  const found = await read(context, async (db) => {
    const row = await db.tx.packFile.findFirst({
      relationLoadStrategy: 'join',
      where: {
        ...{ councilId, volume, removedAt: null },
        pack: {
          ...{ number, form: { in: [...wanted.forms] }, state: 'made' },
          // It names who has it, so that whoever finds one knows where it came from.
          ...(can(context, 'links:manage') ? {} : { copyOfId: null }),
        },
      },
      select: {
        ...{ id: true, mediaType: true, bytes: true, sha256: true, packId: true },
        pack: { select: { form: true, assessmentId: true, recipe: true, holds: true, marking: true } },
      },
    });
    if (!row) return null;
    if (hasEvidence(row.pack.form)) requirePermission(context, 'evidence:download');
    if ((await loadHiddenStatements(db, row.pack.assessmentId)).length > 0) return 'scores hidden';
    return (await loadHeldBack(db, row.pack)).length > 0 ? 'held back' : row;
  });
  if (found === null || typeof found === 'string') return found;
  const { id, packId, mediaType, bytes, sha256, pack } = found;
  const name = storedPackName(context.council.slug, number, pack.form, volume);
  const file = await locateFile({ councilId, id, name, mediaType, bytes: Number(bytes), sha256 });
  return { packId, number, volume, file };
}
