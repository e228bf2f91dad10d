import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import type { CopyInput } from '#lib/exchange/pack-copies/schema.ts';
import { nextPackNumber } from '#lib/exchange/packs/commands.ts';
import { loadHeldBack } from '#lib/exchange/packs/queries.ts';
import { hashRecipe, parseRecipe } from '#lib/exchange/packs/recipe.ts';
import { hasEvidence, type MadeFile, type PackForm, storedPackName } from '#lib/exchange/packs/rules.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { CouncilContext, LinkContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { type LocatedFile, locateFile } from '#lib/platform/storage/locate.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { type CreatedLink, createLink } from '#lib/record/links/commands.ts';
import type { OpenedLink } from '#lib/record/links/gate.ts';
import { activeLinkWhere, endOfLink } from '#lib/record/links/rules.ts';
import { hashContent } from '#lib/record/snapshots/rules.ts';

export type ShareResult =
  | { readonly outcome: 'made'; readonly link: CreatedLink }
  | { readonly outcome: 'not there' | 'held back' | 'scores hidden' | 'not found' }
  /** The last day ended while the form was being sent. */
  | { readonly outcome: 'expired' };

/**
 * Asks for a copy of a pack by the same recipe, marked with whom it is for, and creates a link to it.
 *
 * @throws LimitReachedError if there are too many links or packs
 */
export function sharePack(
  context: CouncilContext,
  { number, forWhom, lastDay }: CopyInput,
): Promise<ShareResult> {
  return auditedWrite<ShareResult>(context, 'links:manage', async (db) => {
    requirePermission(context, 'pack:export');
    const { tx } = db;
    const councilId = context.council.id;
    const at = context.now();
    const expiresAt = endOfLink(lastDay, at);
    const pack = await tx.pack.findUnique({
      where: { councilId_number: { councilId, number } },
      select: {
        ...{ id: true, form: true, state: true, purpose: true, recipe: true, copyOfId: true },
        ...{ holds: true, marking: true },
        ...{ assessmentId: true, snapshotKind: true, snapshotVersion: true },
      },
    });
    if (!pack || pack.copyOfId !== null) return unchanged({ outcome: 'not found' });
    if (hasEvidence(pack.form)) requirePermission(context, 'evidence:download');
    if (pack.state !== 'made') return unchanged({ outcome: 'not there' });
    const { id: copyOfId, form, purpose, assessmentId, snapshotKind, snapshotVersion } = pack;
    if ((await loadHiddenStatements(db, assessmentId)).length > 0)
      return unchanged({ outcome: 'scores hidden' });
    if ((await loadHeldBack(db, pack)).length > 0) return unchanged({ outcome: 'held back' });
    if (expiresAt <= at) return unchanged({ outcome: 'expired' });
    const audit = await auditHead(tx, context);
    if (!audit) throw new Error('The council has no history');
    const copy = await nextPackNumber(db, at);
    const id = uuidv7();
    const original = parseRecipe(pack.recipe);
    const { content: recipe, contentHash: recipeHash } = hashRecipe({
      ...original,
      pack: copy,
      details: { ...original.details, packId: id },
      copyFor: `${forWhom}, ${formatDate(at)}`,
    });
    const content = hashContent({ pack: id });
    const link = await createLink(db, { kind: 'pack', forWhom, ...content, audit, madeAt: at, expiresAt });
    await tx.pack.create({
      data: {
        ...{ councilId, id, number: copy, form, purpose, assessmentId, snapshotKind, snapshotVersion },
        ...{ recipe, recipeHash, copyOfId, linkId: link.id, askedById: context.person.id, askedAt: at },
      },
      select: { id: true },
    });
    const { details } = original;
    return {
      result: { outcome: 'made', link },
      event: [
        {
          type: 'pack.asked',
          subject: id,
          data: {
            ...{ number: copy, form, assessmentId, kind: snapshotKind, version: snapshotVersion },
            ...{ contentHash: details.contentHash, recipeHash },
          },
        },
        {
          type: 'pack-copy.shared',
          subject: link.id,
          data: {
            ...{ number, copy, forWhom, contentHash: content.contentHash },
            expiresAt: expiresAt.toISOString(),
          },
        },
      ],
      jobs: [{ name: 'pack', data: { council: councilId } }],
    };
  });
}

/** A copy of a pack, as whoever has its link sees it. */
export type SharedPack = {
  readonly id: string;
  readonly number: number;
  readonly form: PackForm;
  readonly copyFor: string;
  /** When its content was as it shows it. */
  readonly asAt: string;
  readonly marking: string | null;
  readonly items: number | null;
  /** None until it is made. */
  readonly files: readonly MadeFile[];
};

/**
 * What a link opens. Null, without distinction, if the copy is not given out: it could not be made, was removed, or holds
 * what must not be given out any more.
 */
export function readSharedPack({
  context,
  copy,
}: Pick<OpenedLink, 'context' | 'copy'>): Promise<SharedPack | null> {
  return writeAs<SharedPack | null>(context, async (tx) => {
    const councilId = context.council.id;
    const row = await tx.pack.findUnique({
      relationLoadStrategy: 'join',
      where: { councilId_linkId: { councilId, linkId: copy.id } },
      select: {
        ...{ id: true, number: true, form: true, state: true, recipe: true, marking: true, items: true },
        holds: true,
        files: {
          where: { removedAt: null },
          orderBy: { volume: 'asc' },
          select: { id: true, volume: true, mediaType: true, bytes: true, sha256: true, pages: true },
        },
      },
    });
    if (!row || !['waiting', 'making', 'made'].includes(row.state)) return unchanged(null);
    if ((await loadHeldBack({ tx, context }, row)).length > 0) return unchanged(null);
    const { id, number, form, marking, items, files } = row;
    const { copyFor = '', details } = parseRecipe(row.recipe);
    return unchanged({
      ...{ id, number, form, copyFor, asAt: details.madeAt, marking, items },
      files: files.map(({ bytes, ...file }) => ({ ...file, bytes: Number(bytes) })),
    });
  });
}

/** A file of what a link opens. Null: there is none. */
export async function locateSharedFile(
  { context: { council } }: Pick<OpenedLink, 'context'>,
  { number, form, files }: SharedPack,
  { volume, forms }: { readonly volume: number; readonly forms: readonly PackForm[] },
): Promise<LocatedFile | null> {
  const file = files.find((each) => each.volume === volume);
  if (!file || !forms.includes(form)) return null;
  const { id, mediaType, bytes, sha256 } = file;
  const name = storedPackName(council.slug, number, form, volume);
  return locateFile({ councilId: council.id, id, name, mediaType, bytes, sha256 });
}

/**
 * Records that somebody gets a file by a link. Called before its first byte leaves. False if the link no longer works: the
 * caller must give out nothing.
 */
export function recordSharedDownload(
  context: LinkContext,
  link: string,
  { number, volume, sha256 }: { readonly number: number; readonly volume: number; readonly sha256: string },
): Promise<boolean> {
  return writeAs<boolean>(context, async (tx) => {
    const found = await tx.link.findFirst({
      where: { id: link, councilId: context.council.id, ...activeLinkWhere('pack', context.now()) },
      select: { forWhom: true },
    });
    if (!found) return unchanged(false);
    const { forWhom } = found;
    return {
      result: true,
      event: { type: 'pack-copy.downloaded', subject: link, data: { number, volume, forWhom, sha256 } },
    };
  });
}
