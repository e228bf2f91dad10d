import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import type { PackChoices } from '#lib/exchange/packs/choices.ts';
import { hashHolds } from '#lib/exchange/packs/events.ts';
import type { MadeWith } from '#lib/exchange/packs/made-with.ts';
import type { ZipContent } from '#lib/exchange/packs/manifest.ts';
import { loadFilesOf, loadItemsNow, withLetterhead } from '#lib/exchange/packs/queries.ts';
import { choicesOf, itemsOfRecipe, parseRecipe, type Recipe } from '#lib/exchange/packs/recipe.ts';
import {
  type HeldItem,
  type LeftOut,
  type MadeFile,
  type NoFile,
  type NoPages,
  type PackedFile,
  type PackFailure,
  type PackForm,
  type PackStep,
  packDocument,
  REGISTER_STEPS,
} from '#lib/exchange/packs/rules.ts';
import type { PackDocument, PackMarking, PackRegisterEntry } from '#lib/exchange/pdf/pack-document.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { SystemContext } from '#lib/platform/access/context.ts';
import type { NewNotice, PackKind } from '#lib/platform/audit/notices.ts';
import { unchanged, type Written, writeAs } from '#lib/platform/audit/write.ts';
import type { CouncilRows } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import { storageLeft } from '#lib/record/evidence/rules.ts';
import { loadStorageUse } from '#lib/record/evidence/storage-use.ts';
import { loadSnapshot } from '#lib/record/snapshots/queries.ts';
import type { Snapshot, SnapshotKind } from '#lib/record/snapshots/rules.ts';
import { type FileWords, loadFileWords } from '#lib/record/texts/pages.ts';

// What the service itself does with a pack: it takes it, makes it and ends it. A pack belongs to the process that took
// it until another takes it, it is cancelled, or an erasure lets it begin again. Then nothing of that process counts.

/** A pack that this process has to itself. */
export type TakenPack = {
  readonly id: string;
  readonly number: number;
  readonly form: PackForm;
  /** Who asked for it. */
  readonly person: string;
  readonly assessment: string;
  readonly takenBy: string;
};

/** Long enough for a step of making it. */
const TAKEN_MS = 10 * 60_000;
/** A pack over which this many processes were lost is not made. */
const MAX_LOSSES = 3;

/** Whether a pack waits to be made, or its process was lost. */
export function isPackWaiting(context: SystemContext): Promise<boolean> {
  return writeAs<boolean>(context, async (tx) => {
    const now = context.now();
    const pack = await tx.pack.findFirst({
      where: {
        councilId: context.council.id,
        OR: [{ state: 'waiting' }, { state: 'making', takenUntil: { lt: now } }],
      },
      select: { id: true },
    });
    return unchanged(pack !== null);
  });
}

/** Takes the pack that was asked for first, so that no other process makes it for ten minutes. Null: none waits. */
export function takePack(context: SystemContext): Promise<TakenPack | null> {
  const councilId = context.council.id;
  return writeAs<TakenPack | null>(context, async (tx) => {
    const now = context.now();
    const takenBy = uuidv7();
    const [pack] = await tx.$queryRaw<(Omit<TakenPack, 'takenBy'> & { losses: number })[]>`
      update packs
         set losses = losses + (state = 'making')::int, state = 'making', taken_by = ${takenBy}::uuid,
             taken_until = ${later(now, TAKEN_MS)}, step = 'reading', done = 0, total = 0
       where council_id = ${councilId}::uuid
         and id = (select id from packs
                    where council_id = ${councilId}::uuid
                      and (state = 'waiting' or (state = 'making' and taken_until < ${now}))
                    order by asked_at, number limit 1 for update skip locked)
      returning id::text, number, form::text, asked_by_id::text as person, assessment_id::text as assessment, losses`;
    if (!pack) return unchanged(null);
    const { losses, ...found } = pack;
    const taken = { ...found, takenBy };
    if (losses < MAX_LOSSES) return unchanged(taken);
    return { ...(await endedAs(tx, context, taken, 'crashed')), result: null };
  });
}

/** How far a pack is. */
export type PackProgress = { readonly step: PackStep; readonly done: number; readonly total: number };

/** Shows how far a pack is, and keeps it for ten minutes more. False: it is no longer this process's. */
export function keepPack(context: SystemContext, pack: TakenPack, progress: PackProgress): Promise<boolean> {
  return writeAs<boolean>(context, async (tx) => {
    const { count } = await tx.pack.updateMany({
      where: own(context, pack),
      data: { ...progress, takenUntil: later(context.now(), TAKEN_MS) },
    });
    return unchanged(count > 0);
  });
}

/** As `keepPack`, for a register. */
export function beginStep(
  context: SystemContext,
  pack: TakenPack,
  step: (typeof REGISTER_STEPS)[number],
): Promise<boolean> {
  return keepPack(context, pack, { step, done: REGISTER_STEPS.indexOf(step), total: REGISTER_STEPS.length });
}

/** The content of a pack, as its recipe says. Null: it is no longer this process's. */
export function readPack(context: SystemContext, pack: TakenPack): Promise<PackDocument | null> {
  return writeAs<PackDocument | null>(context, async (tx) => {
    const row = await tx.pack.findFirst({
      where: own(context, pack),
      select: { recipe: true, assessmentId: true, snapshotKind: true, snapshotVersion: true },
    });
    return unchanged(row && (await documentOf({ tx, context }, row)).document);
  });
}

/** The content of a pack with the files of its evidence. `files`: of each item by reference, its file or why it has none. */
export type PackWithFiles = Omit<ZipContent, 'files'> & {
  readonly choices: PackChoices;
  readonly continues: Recipe['continues'];
  readonly files: ReadonlyMap<string, PackedFile | { readonly no: NoFile }>;
};

/** As `readPack`, with the files of the versions in the content. */
export function readPackWithFiles(context: SystemContext, pack: TakenPack): Promise<PackWithFiles | null> {
  return writeAs<PackWithFiles | null>(context, async (tx) => {
    const row = await tx.pack.findFirst({
      where: own(context, pack),
      select: {
        recipe: true,
        recipeHash: true,
        assessmentId: true,
        snapshotKind: true,
        snapshotVersion: true,
      },
    });
    if (!row) return unchanged(null);
    const db = { tx, context };
    const { document, snapshot, recipe } = await documentOf(db, row);
    return unchanged({
      ...{ number: pack.number, recipeHash: row.recipeHash, document },
      ...{ choices: choicesOf(recipe), continues: recipe.continues },
      files: await loadFilesOf(db, document, snapshot),
      checkAt: new URL(routes.checkPack(), env().NEXTAUTH_URL).href,
    });
  });
}

/** What was read of a stored file. */
export function readWords(context: SystemContext, fileId: string): Promise<FileWords | null> {
  return writeAs<FileWords | null>(context, async (tx) =>
    unchanged(await loadFileWords({ tx, context }, fileId)),
  );
}

/** What a pack of this content holds of each item. `files`: of what can have one, the file, or why it is not in it. */
export function heldItems(
  register: readonly PackRegisterEntry[],
  files: ReadonlyMap<string, PackedFile | { readonly no: NoFile | NoPages }> = new Map(),
): readonly HeldItem[] {
  return register.map(({ reference, source }): HeldItem => {
    const file = files.get(reference);
    const without = file && 'no' in file ? { without: file.no } : {};
    if (source.kind === 'kept out') return { reference, isKeptOut: true, ...without };
    return !file || 'no' in file
      ? { reference, ...without }
      : { reference, file: { id: file.id, sha256: file.sha256 } };
  });
}

type ContentOfPack = {
  readonly recipe: string;
  readonly assessmentId: string;
  readonly snapshotKind: SnapshotKind;
  readonly snapshotVersion: number;
};

async function documentOf(
  db: CouncilRows,
  pack: ContentOfPack,
): Promise<{ readonly document: PackDocument; readonly snapshot: Snapshot; readonly recipe: Recipe }> {
  const { assessmentId, snapshotKind: kind, snapshotVersion: version } = pack;
  const kept = await loadSnapshot(db, assessmentId, kind, version);
  if (!kept) throw new Error(`The content of assessment ${assessmentId}, ${kind} ${version}, is gone`);
  const recipe = parseRecipe(pack.recipe);
  const details = { ...recipe.details, isRedacted: kept.redactedHash !== null };
  const items = itemsOfRecipe(recipe, await loadItemsNow(db, kept.snapshot.evidence));
  const shown = packDocument(kept.snapshot, details, items, choicesOf(recipe));
  const document = recipe.copyFor === undefined ? shown : { ...shown, copyFor: recipe.copyFor };
  return {
    document: kind === 'packed' ? await withLetterhead(db, document) : document,
    ...{ snapshot: kept.snapshot, recipe },
  };
}

export type Made = {
  readonly files: readonly MadeFile[];
  readonly marking: PackMarking;
  readonly items: number;
  readonly holds: readonly HeldItem[];
  readonly leftOut: readonly LeftOut[];
  readonly madeWith: MadeWith;
  /** What its progress counted. */
  readonly total: number;
};

/** What the maker of a form gives, with the content that it shows. */
export type MadeForm = Omit<Made, 'madeWith'> & { readonly document: PackDocument };

/** Keeps the files of a pack. False: it is no longer this process's, or there is no room for it, and its files go. */
export function notePackMade(context: SystemContext, pack: TakenPack, made: Made): Promise<boolean> {
  return writeAs<boolean>(context, async (tx): Promise<Written<boolean>> => {
    const { id, number } = pack;
    const { files, marking, items, total, holds, leftOut } = made;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > storageLeft(await loadStorageUse({ tx, context })))
      return endedAs(tx, context, pack, 'storage full');
    const madeAt = context.now();
    const copy = await tx.pack.findFirst({
      where: own(context, pack),
      select: { link: { select: { expiresAt: true } } },
    });
    const expiresAt = copy?.link
      ? endOfCopy(copy.link, madeAt)
      : later(madeAt, env().PACK_DAYS * 24 * 60 * 60_000);
    const { count } = await tx.pack.updateMany({
      where: own(context, pack),
      data: {
        ...RELEASED,
        state: 'made',
        done: total,
        total,
        madeAt,
        marking,
        items,
        expiresAt,
        holds: [...holds],
        leftOut: [...leftOut],
      },
    });
    if (count === 0) return unchanged(false);
    const councilId = context.council.id;
    await tx.packFile.createMany({
      data: files.map((file) => ({
        ...file,
        councilId,
        packId: id,
        madeAt,
        madeWith: JSON.stringify(made.madeWith),
      })),
    });
    return {
      result: true,
      event: {
        type: 'pack.made',
        subject: id,
        data: { number, files, holdsHash: hashHolds(marking, holds) },
      },
      notices: noticesOf(pack, 'pack_made'),
    };
  });
}

/** Its files go with its link. One that is made too late goes at once. */
function endOfCopy({ expiresAt }: { readonly expiresAt: Date }, madeAt: Date): Date {
  return expiresAt > madeAt ? expiresAt : later(madeAt, 1);
}

/** Ends a pack that cannot be made, if it is still this process's. */
export async function notePackFailed(
  context: SystemContext,
  pack: TakenPack,
  why: PackFailure,
): Promise<void> {
  await writeAs<false>(context, (tx) => endedAs(tx, context, pack, why));
}

/** Lets a pack that could not be begun wait again. */
export function putBackPack(context: SystemContext, pack: TakenPack): Promise<void> {
  return writeAs<void>(context, async (tx) => {
    await tx.pack.updateMany({
      where: own(context, pack),
      data: { ...RELEASED, state: 'waiting', done: 0 },
    });
    return unchanged(undefined);
  });
}

const AGAIN_MS = 60_000;

/** Counts a pack as lost in a minute, so that others come first. */
export function letGoOfPack(context: SystemContext, pack: TakenPack): Promise<void> {
  return writeAs<void>(context, async (tx) => {
    const takenUntil = later(context.now(), AGAIN_MS);
    await tx.pack.updateMany({ where: own(context, pack), data: { takenUntil } });
    return unchanged(undefined);
  });
}

const RELEASED = { step: null, takenBy: null, takenUntil: null } as const;

function own({ council }: SystemContext, { id, takenBy }: TakenPack) {
  return { councilId: council.id, id, takenBy };
}

async function endedAs(
  tx: CouncilRows['tx'],
  context: SystemContext,
  pack: TakenPack,
  why: PackFailure,
): Promise<Written<false>> {
  const { count } = await tx.pack.updateMany({
    where: own(context, pack),
    data: { ...RELEASED, state: 'failed', why },
  });
  if (count === 0) return unchanged(false);
  const { id, number } = pack;
  return {
    result: false,
    event: { type: 'pack.failed', subject: id, data: { number, why } },
    notices: noticesOf(pack, 'pack_failed'),
  };
}

function noticesOf({ person, assessment, number }: TakenPack, kind: PackKind): readonly NewNotice[] {
  return [{ to: [person], notice: { kind, assessmentId: assessment, number } }];
}

/** Ends the packs that have expired, and copies whose link was withdrawn. Their bytes are removed as files without a row. */
export function expirePacks(context: SystemContext, asOf: Date): Promise<number> {
  const councilId = context.council.id;
  return writeAs<number>(context, async (tx): Promise<Written<number>> => {
    const expired = await tx.$queryRaw<{ id: string; number: number; why: string }[]>`
      update packs p set state = 'removed',
             why = case when p.expires_at < ${asOf} then 'expired' else 'withdrawn' end
       where p.council_id = ${councilId}::uuid and p.state = 'made'
         and (p.expires_at < ${asOf}
              or exists (select from links l where l.council_id = p.council_id and l.id = p.link_id
                            and l.withdrawn_at is not null))
      returning p.id::text, p.number, p.why`;
    const [first, ...others] = expired.map(({ id, number, why }) => ({
      type: 'pack.removed' as const,
      subject: id,
      data: { number, why },
    }));
    if (!first) return unchanged(0);
    await tx.packFile.updateMany({
      where: { councilId, packId: { in: expired.map(({ id }) => id) }, removedAt: null },
      data: { removedAt: context.now() },
    });
    return { result: expired.length, event: [first, ...others] };
  });
}

function later(from: Date, ms: number): Date {
  return new Date(from.getTime() + ms);
}
