import 'server-only';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { additionsIn, sentItems } from '#lib/exchange/packs/additions.ts';
import { EVERYTHING, type PackChoices } from '#lib/exchange/packs/choices.ts';
import {
  loadFilesOf,
  loadHeldBack,
  loadPackParts,
  type PackParts,
  packSnapshot,
  type ReadablePack,
} from '#lib/exchange/packs/queries.ts';
import { choicesOf, hashRecipe, parseRecipe, type Recipe } from '#lib/exchange/packs/recipe.ts';
import {
  type AssessmentSource,
  hasEvidence,
  heldOf,
  MAX_PACKS,
  MAX_PACKS_WAITING,
  mayBeContinued,
  type PackForm,
  packDocument,
  packFileName,
  withoutNames,
} from '#lib/exchange/packs/rules.ts';
import type { AskAdditions, AskPack } from '#lib/exchange/packs/schema.ts';
import { type RenderFailure, renderPack } from '#lib/exchange/pdf/render-pdf.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { auditedWrite, unchanged, type Written } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import type { NewJob } from '#lib/platform/jobs/enqueue.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { activeLinkWhere } from '#lib/record/links/rules.ts';
import { storeSnapshot } from '#lib/record/snapshots/commands.ts';
import type { SnapshotReturn } from '#lib/record/snapshots/rules.ts';

export type ExportedPack = { readonly packId: string; readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates an evidence pack and records its fingerprint before it is sent. Null if there is no such assessment. People
 * from whom scores are hidden get no pack of the open assessment. Aborts with the request's `signal`.
 *
 * @throws PdfError if it cannot be rendered. Only packs that are sent are recorded.
 */
export async function exportPack(
  context: CouncilContext,
  source: AssessmentSource = { kind: 'open' },
  signal?: AbortSignal,
): Promise<ExportedPack | RenderFailure | 'scores hidden' | null> {
  const { council, person } = context;
  const packId = uuidv7();
  const made = await renderPack({ council: council.id, person: person.id, signal }, () =>
    packSnapshot(context, packId, context.now(), source),
  );
  if (made === null || typeof made === 'string') return made;
  const { pdf, source: snapshot } = made;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'pack:export', async () => ({
    result: undefined,
    event: {
      type: 'pack.exported',
      subject: packId,
      data: {
        assessmentId: snapshot.assessmentId,
        sha256,
        items: snapshot.document.register.filter(({ source }) => source.kind !== 'kept out').length,
        ...(source.kind === 'signed' ? { version: source.version } : {}),
      },
    },
  }));
  return {
    packId,
    pdf,
    fileName: packFileName(council.slug, source, formatDate(new Date(snapshot.document.madeAt))),
  };
}

export type AskResult =
  | { readonly outcome: 'asked'; readonly number: number }
  | { readonly outcome: 'nothing' | 'other statements' | 'scores hidden' };

type Asked = Omit<AskPack, 'choices'> & Partial<Pick<AskPack, 'choices'>>;

/**
 * Asks for a pack, which the queue makes of the content as it is now.
 *
 * @throws LimitReachedError if this person has as many waiting as they may, or the council as many in thirty days
 */
export function askPack(context: CouncilContext, asked: Asked): Promise<AskResult> {
  const { packForm, choices = EVERYTHING, ...rest } = asked;
  if (hasEvidence(packForm)) requirePermission(context, 'evidence:download');
  return auditedWrite<AskResult>(context, 'pack:export', (db) =>
    askIn(db, { ...rest, form: packForm, choices }, () => Promise.resolve(null)),
  );
}

export type AdditionsResult =
  | AskResult
  | { readonly outcome: 'not found' | 'not made' | 'another cycle' | 'not read' | 'nothing new' };

/**
 * Asks for a bundle of what came after one that is made: evidence that was not in it, and files that were replaced, with
 * numbers that follow on. All else is as it was chosen for that.
 *
 * @throws LimitReachedError as `askPack`
 */
export function askAdditions(
  context: CouncilContext,
  { number, purpose, content, readForNames }: AskAdditions,
): Promise<AdditionsResult> {
  return auditedWrite<AdditionsResult>(context, 'pack:export', async (db) => {
    requirePermission(context, 'evidence:download');
    // Nothing is added to a return, so nothing of one is added to another bundle.
    if (content.kind === 'return') return unchanged({ outcome: 'another cycle' });
    const before = await loadSent(db, number);
    if (before === null || before === 'not made') return unchanged({ outcome: before ?? 'not found' });
    const { id, assessmentId, choices, continues } = before;
    if (choices.isPublic && readForNames.length === 0) return unchanged({ outcome: 'not read' });
    const asked = { purpose, content, form: 'bundle', choices } as const;
    return askIn<AdditionsResult>(db, asked, async (parts) => {
      if (parts.assessmentId !== assessmentId) return 'another cycle';
      const { snapshot, details, isRedacted, items } = parts;
      const document = packDocument(snapshot, { ...details, isRedacted }, items, choices);
      const added = additionsIn(continues.sent, document, await loadFilesOf(db, document, snapshot));
      return added.size === 0 ? 'nothing new' : { id, continues };
    });
  });
}

type Ask = Omit<Asked, 'packForm' | 'choices'> & {
  readonly form: PackForm;
  readonly choices: PackChoices;
};
/** The bundle that a pack adds to. */
type Continued = { readonly id: string; readonly continues: NonNullable<Recipe['continues']> };

/** @param continued - what the pack adds to; a string is answered instead of asking */
async function askIn<R extends AskResult | AdditionsResult>(
  db: CouncilWrite,
  { purpose, form, content: source, choices: chosen }: Ask,
  continued: (
    parts: PackParts,
  ) => Promise<Continued | Exclude<R['outcome'], 'asked' | AskResult['outcome']> | null>,
): Promise<Written<R>> {
  const { tx, context } = db;
  const refused = (outcome: string) => unchanged({ outcome } as R);
  const councilId = context.council.id;
  const at = context.now();
  const number = await nextPackNumber(db, at);
  const isLive = source.kind === 'open' || source.kind === 'return';
  if (isLive) await holdOpenAssessment(db);
  const id = uuidv7();
  const parts = await loadPackParts(db, id, at, source);
  if (parts === null) return refused('nothing');
  if (parts === 'scores hidden') return refused(parts);
  const { assessmentId, snapshot, details } = parts;
  const choices = ofReturn(chosen, snapshot.returned);
  const known = new Set(snapshot.statements.map((statement) => statement.id));
  if (choices.statements?.every((statement) => known.has(statement)) === false)
    return refused('other statements');
  const before = await continued(parts);
  if (typeof before === 'string') return refused(before);
  const kind = source.kind === 'open' || source.kind === 'return' ? 'packed' : source.kind;
  const version = parts.version ?? number;
  if (kind === 'packed') await storeSnapshot(db, { assessmentId, kind, version, snapshot, at });
  const { content: recipe, contentHash: recipeHash } = hashRecipe({
    format: 1,
    form,
    pack: number,
    content: { cycle: snapshot.cycle.number, kind, version },
    ...{ details: choices.isPublic ? withoutNames(details) : details, choices },
    ...(before ? { continues: before.continues } : {}),
    items: Object.fromEntries(parts.items),
  });
  await tx.pack.create({
    data: {
      ...{ councilId, id, number, form, purpose, assessmentId, recipe, recipeHash },
      ...{ snapshotKind: kind, snapshotVersion: version, askedById: context.person.id, askedAt: at },
      continuesId: before?.id ?? null,
    },
    select: { id: true },
  });
  return {
    result: { outcome: 'asked', number } as R,
    event: {
      type: 'pack.asked',
      subject: id,
      data: { number, form, assessmentId, kind, version, contentHash: details.contentHash, recipeHash },
    },
    jobs: jobsOf(context),
  };
}

/** A return has an order of its own, and no statements. */
function ofReturn(choices: PackChoices, returned: SnapshotReturn | undefined): PackChoices {
  if (!returned) return choices;
  const name = `${returned.name}, ${returned.inspection}`;
  return { ...choices, statements: null, order: 'reference', returned: name };
}

/** A bundle that is made, as what another one adds to. Nothing else is added to it before this write ends. */
async function loadSent({ tx, context }: CouncilWrite, number: number) {
  const councilId = context.council.id;
  await lockInCouncil(tx, councilId, 'packs');
  const pack = await tx.pack.findUnique({
    where: { councilId_number: { councilId, number } },
    select: {
      ...{ id: true, form: true, state: true, assessmentId: true, recipe: true, holds: true },
      copyOf: { select: { id: true } },
      continuedBy: { select: { id: true } },
      files: { where: { removedAt: null }, select: { pages: true, firstPage: true } },
    },
  });
  if (!pack) return null;
  const recipe = parseRecipe(pack.recipe);
  if (!mayBeContinued({ ...pack, copy: pack.copyOf, choices: choicesOf(recipe) })) return 'not made';
  return {
    ...{ id: pack.id, assessmentId: pack.assessmentId },
    choices: { ...choicesOf(recipe), pageLimit: null },
    continues: {
      pack: number,
      lastPage: Math.max(0, ...pack.files.map(({ pages, firstPage }) => (firstPage ?? 1) + (pages ?? 0) - 1)),
      sent: [...(recipe.continues?.sent ?? []), ...sentItems(heldOf(pack))],
    },
  };
}

const LIMIT_MS = 30 * 24 * 60 * 60_000;

/**
 * The number of the next pack, which no other write takes before this one ends.
 *
 * @throws LimitReachedError as `askPack`
 */
export async function nextPackNumber(db: CouncilWrite, at: Date): Promise<number> {
  const { tx, context } = db;
  const councilId = context.council.id;
  await lockInCouncil(tx, councilId, 'packs');
  const since = { councilId, askedAt: { gt: new Date(at.getTime() - LIMIT_MS) } };
  requireRoom(MAX_PACKS, await tx.pack.count({ where: since }));
  await requireRoomToWait(db);
  const last = await tx.pack.aggregate({ where: { councilId }, _max: { number: true } });
  return (last._max.number ?? 0) + 1;
}

async function requireRoomToWait({ tx, context }: CouncilWrite): Promise<void> {
  const own = { councilId: context.council.id, askedById: context.person.id };
  const waiting = await tx.pack.count({ where: { ...own, state: { in: ['waiting', 'making'] } } });
  requireRoom(MAX_PACKS_WAITING, waiting);
}

/** Its evidence is not erased between reading it and storing what was read: an erasure locks the assessment first. */
async function holdOpenAssessment({ tx, context }: CouncilWrite): Promise<void> {
  await tx.$executeRaw`
    select from assessments where council_id = ${context.council.id}::uuid and status = 'open' for no key update`;
}

function jobsOf({ council }: CouncilContext): readonly NewJob[] {
  return [{ name: 'pack', data: { council: council.id } }];
}

export type CancelResult = {
  readonly outcome: 'cancelled' | 'ended already' | 'of another person' | 'not found';
};

/** Ends a pack that waits or is being made. */
export function cancelPack(
  context: CouncilContext,
  { number }: { readonly number: number },
): Promise<CancelResult> {
  return auditedWrite<CancelResult>(context, 'pack:export', async ({ tx }) => {
    const key = { councilId: context.council.id, number };
    const pack = await tx.pack.findUnique({
      where: { councilId_number: key },
      select: { id: true, askedById: true },
    });
    if (!pack) return unchanged({ outcome: 'not found' });
    if (pack.askedById !== context.person.id && !can(context, 'pack:cancel'))
      return unchanged({ outcome: 'of another person' });
    const { count } = await tx.pack.updateMany({
      where: { ...key, state: { in: ['waiting', 'making'] } },
      data: { state: 'cancelled', step: null, takenBy: null, takenUntil: null },
    });
    if (count === 0) return unchanged({ outcome: 'ended already' });
    return {
      result: { outcome: 'cancelled' },
      event: { type: 'pack.cancelled', subject: pack.id, data: { number } },
    };
  });
}

export type AgainResult = { readonly outcome: 'asked' | 'unchanged' | 'scores hidden' | 'not found' };

/**
 * Has a pack that failed, was cancelled, is not given out or has no files any more made again, by the same recipe.
 *
 * @throws LimitReachedError if this person has as many waiting as they may
 */
export function askPackAgain(
  context: CouncilContext,
  { number }: { readonly number: number },
): Promise<AgainResult> {
  return auditedWrite<AgainResult>(context, 'pack:export', async (db) => {
    const { tx } = db;
    const key = { councilId: context.council.id, number };
    const pack = await tx.pack.findUnique({
      where: { councilId_number: key },
      select: { id: true, assessmentId: true, state: true, recipe: true, holds: true, marking: true },
    });
    if (!pack) return unchanged({ outcome: 'not found' });
    if ((await loadHiddenStatements(db, pack.assessmentId)).length > 0)
      return unchanged({ outcome: 'scores hidden' });
    await requireRoomToWait(db);
    const held = pack.state === 'made' ? await loadHeldBack(db, pack) : [];
    const why = held.length > 0 && `withheld ${held.map(({ reference }) => reference).join(', ')}`;
    if (why && !(await removeMade(db, pack.id, why))) return unchanged({ outcome: 'unchanged' });
    const { count } = await tx.pack.updateMany({
      where: {
        ...key,
        state: { in: ['failed', 'cancelled', 'removed'] },
        ...forSomebodyStill(context.now()),
      },
      data: { state: 'waiting', why: '', losses: 0, done: 0 },
    });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    const again = { type: 'pack.asked-again', subject: pack.id, data: { number } } as const;
    return {
      result: { outcome: 'asked' },
      event: why ? [{ type: 'pack.removed', subject: pack.id, data: { number, why } }, again] : again,
      jobs: jobsOf(context),
    };
  });
}

/** Ends a pack that is made. Its bytes are removed as files without a row. False: it is not made any more. */
async function removeMade({ tx, context }: CouncilWrite, id: string, why: string): Promise<boolean> {
  const councilId = context.council.id;
  const { count } = await tx.pack.updateMany({
    where: { councilId, id, state: 'made' },
    data: { state: 'removed', why },
  });
  await tx.packFile.updateMany({
    where: { councilId, packId: id, removedAt: null },
    data: { removedAt: context.now() },
  });
  return count > 0;
}

/** A copy is made only while its link opens it. */
function forSomebodyStill(at: Date) {
  return { OR: [{ linkId: null }, { link: activeLinkWhere('pack', at) }] };
}

export type ExportedRecipe = { readonly number: number; readonly recipe: string };

/** The recipe of a pack, as its hash covers it. Recorded before it is sent. Null: there is no such pack. */
export function exportRecipe(
  context: CouncilContext,
  number: number,
): Promise<ExportedRecipe | 'scores hidden' | null> {
  return auditedWrite<ExportedRecipe | 'scores hidden' | null>(context, 'pack:export', async (db) => {
    const pack = await db.tx.pack.findUnique({
      where: { councilId_number: { councilId: context.council.id, number } },
      select: { id: true, recipe: true, recipeHash: true, assessmentId: true },
    });
    if (!pack) return unchanged(null);
    // It has the result.
    if ((await loadHiddenStatements(db, pack.assessmentId)).length > 0) return unchanged('scores hidden');
    const { id, recipe, recipeHash } = pack;
    return {
      result: { number, recipe },
      event: { type: 'pack.recipe-downloaded', subject: id, data: { number, recipeHash } },
    };
  });
}

type PackDownload = Pick<ReadablePack, 'packId' | 'number' | 'volume'> & { readonly sha256: string };

/** Records that a person gets a file of a pack. Called before its first byte leaves. */
export function recordPackDownload(
  context: CouncilContext,
  { packId, number, volume, sha256 }: PackDownload,
): Promise<void> {
  return auditedWrite<void>(context, 'pack:export', async () => ({
    result: undefined,
    event: { type: 'pack.downloaded', subject: packId, data: { number, volume, sha256 } },
  }));
}
