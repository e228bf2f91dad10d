import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { packRecords } from '#lib/exchange/packs/events.ts';
import { parseRecipe } from '#lib/exchange/packs/recipe.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { compareRecipes } from './compare-recipes.ts';

/** A file that may be of a pack. `packId` and `recipeHash`: what it says itself. */
export type PackToVerify = {
  readonly path: string;
  readonly sha256: string;
  readonly packId: string | null;
  readonly recipeHash: string | null;
};

/** What the database says of a file: sentences, and whether it and everything recorded about it agree. */
export type VerifiedPack = { readonly isSame: boolean; readonly lines: readonly string[] };

type Council = { readonly id: string; readonly slug: string };

/**
 * Compares a file with the rows and the history of the council that made it. Names the first difference. `recipe`: the text
 * of a recipe, to compare with the recorded one.
 */
export async function verifyRecorded(file: PackToVerify, recipe: string | null): Promise<VerifiedPack> {
  const councils = await database().council.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  });
  for (const council of councils) {
    const left = await findLeft(council, file.sha256);
    if (left) return verifyLeft(council, left, file.sha256, recipe);
  }
  for (const council of councils) {
    const lines = await describeClaimed(council, file);
    if (lines) return { isSame: false, lines };
  }
  return { isSame: false, lines: ['No pack with this fingerprint left any council of this service.'] };
}

/** The event by which a file left. `number` null: it was made as it was downloaded. */
type Left = {
  readonly seq: number;
  readonly at: Date;
  readonly subject: string;
  readonly number: number | null;
  readonly volume: number | null;
};

async function findLeft({ id }: Council, sha256: string): Promise<Left | undefined> {
  const [left] = await inCouncil(
    id,
    (tx) => tx.$queryRaw<Left[]>`
      select e.seq::int, e.at, e.subject, (e.data ->> 'number')::int as number,
             (select (f ->> 'volume')::int from jsonb_array_elements(e.data -> 'files') f
               where f ->> 'sha256' = ${sha256} limit 1) as volume
        from audit_events e
       where e.council_id = ${id}::uuid
         and ((e.type = 'pack.made'
                and e.data -> 'files' @> jsonb_build_array(jsonb_build_object('sha256', ${sha256}::text)))
           or (e.type = 'pack.exported' and e.data ->> 'sha256' = ${sha256}))
       order by e.seq limit 1`,
  );
  return left;
}

async function verifyLeft(
  council: Council,
  left: Left,
  sha256: string,
  recipe: string | null,
): Promise<VerifiedPack> {
  const { seq, at, number, subject, volume } = left;
  const which = number === null ? `pack ${subject}` : `pack ${number}`;
  const file = volume !== null && volume > 1 ? `, volume ${volume},` : '';
  const lines = [
    `It is ${which}${file} of ${council.slug}, as it left on ${formatDateTime(at)}: event ${seq} of the history.`,
  ];
  const wrong = (difference: string): VerifiedPack => ({ isSame: false, lines: [...lines, difference] });
  const rows = number === null ? null : await readRows(council, left, sha256);
  const anchors = rows ? [parseRecipe(rows.recipe).details.audit] : [];
  const chain = await verifyCouncil(council, [packRecords], anchors);
  if (chain.firstBroken)
    return wrong(`The history is broken at event ${chain.firstBroken.seq}: ${chain.firstBroken.reason}.`);
  if (number === null) {
    return recipe === null
      ? { isSame: true, lines }
      : wrong('There is no recipe of it, as it was made when it was downloaded.');
  }
  if (!rows) return wrong(`The database has no row of ${which}.`);
  if (rows.recipeHash !== rows.askedRecipe)
    return wrong(
      `The recipe in the database has the fingerprint ${rows.recipeHash}, and the history has ${rows.askedRecipe}.`,
    );
  if (!rows.hasFile) return wrong('The database has no row of this file.');
  const [anchor] = chain.anchors;
  if (anchor !== undefined) return wrong(`The recipe does not agree with the history: ${anchor}.`);
  const row = chain.rows.find(
    (line) => line.startsWith(`pack ${number} `) || line.startsWith(`pack ${number}:`),
  );
  if (row !== undefined) return wrong(`The database differs from the history: ${row}`);
  lines.push(`Its rows and its recipe agree with the history, which is whole up to event ${chain.events}.`);
  const difference = recipe === null ? null : compareRecipes(recipe, rows.recipe);
  if (difference !== null) return wrong(difference);
  if (recipe !== null) lines.push('The recipe is the one it was made by.');
  return { isSame: true, lines };
}

type PackRows = {
  readonly recipe: string;
  readonly recipeHash: string;
  readonly askedRecipe: string | null;
  readonly hasFile: boolean;
};

async function readRows({ id }: Council, { subject }: Left, sha256: string): Promise<PackRows | undefined> {
  const [rows] = await inCouncil(
    id,
    (tx) => tx.$queryRaw<PackRows[]>`
      select p.recipe, encode(sha256(convert_to(p.recipe, 'UTF8')), 'hex') as "recipeHash",
             (select e.data ->> 'recipeHash' from audit_events e
               where e.council_id = p.council_id and e.type = 'pack.asked' and e.subject = p.id::text) as "askedRecipe",
             exists (select from pack_files f
                      where f.council_id = p.council_id and f.pack_id = p.id and f.sha256 = ${sha256}) as "hasFile"
        from packs p where p.council_id = ${id}::uuid and p.id = ${subject}::uuid`,
  );
  return rows;
}

/** The pack that a file with another fingerprint says it is, and where it differs from what is kept of it. */
async function describeClaimed(
  council: Council,
  { path, packId, recipeHash }: PackToVerify,
): Promise<readonly string[] | null> {
  if (packId === null && recipeHash === null) return null;
  const { id, slug } = council;
  const { exported, pack } = await inCouncil(id, async (tx) => ({
    exported: await tx.$queryRaw<{ sha256: string }[]>`
      select data ->> 'sha256' as sha256 from audit_events
       where council_id = ${id}::uuid and type = 'pack.exported' and subject = ${packId} order by seq limit 1`,
    pack: await tx.pack.findFirst({
      where: {
        councilId: id,
        OR: [...(packId === null ? [] : [{ id: packId }]), ...(recipeHash === null ? [] : [{ recipeHash }])],
      },
      select: {
        number: true,
        files: { orderBy: [{ madeAt: 'desc' }, { volume: 'asc' }] },
      },
    }),
  }));
  const [direct] = exported;
  if (direct)
    return [
      `It says that it is pack ${packId} of ${slug}, which left with the fingerprint ${direct.sha256}.`,
    ];
  if (!pack) return null;
  const [last] = pack.files;
  const said = `It says that it is pack ${pack.number} of ${slug}, which`;
  if (!last) return [`${said} has not been made.`];
  const made = pack.files.filter(({ madeAt }) => madeAt.getTime() === last.madeAt.getTime());
  const hashes = made.map(({ sha256 }) => sha256).join(', ');
  const lines = [`${said} left with the fingerprint ${hashes}.`];
  const places: number[] = [];
  for (const { id: file, bytes } of made.filter(({ removedAt }) => removedAt === null))
    places.push(await firstDifference(path, { councilId: id, id: file }, Number(bytes)));
  if (places.length === 0)
    return [...lines, 'Its files are not kept any more, so the place of the difference is not known.'];
  // Of volumes, the one that it is most like.
  const at = Math.max(...places);
  const { size } = await stat(path);
  return [
    ...lines,
    at >= size
      ? `It ends after ${formatNumber(size)} bytes, and the file that left goes on.`
      : `The first difference is at byte ${formatNumber(at + 1)} of ${formatNumber(size)}.`,
  ];
}

/** How many bytes are equal from the start. */
async function firstDifference(
  path: string,
  stored: { readonly councilId: string; readonly id: string },
  bytes: number,
): Promise<number> {
  const kept = fileStore()
    .read(stored, { from: 0, to: bytes - 1 })
    [Symbol.asyncIterator]();
  let [at, piece] = [0, Buffer.alloc(0)];
  for await (const read of createReadStream(path)) {
    let mine = read as Buffer;
    while (mine.length > 0) {
      if (piece.length === 0) {
        const next = await kept.next();
        if (next.done) return at;
        piece = Buffer.from(next.value);
        continue;
      }
      const length = Math.min(mine.length, piece.length);
      const [one, other] = [mine.subarray(0, length), piece.subarray(0, length)];
      if (!one.equals(other)) {
        await kept.return?.();
        return at + one.findIndex((byte, index) => byte !== other[index]);
      }
      [at, mine, piece] = [at + length, mine.subarray(length), piece.subarray(length)];
    }
  }
  await kept.return?.();
  return at;
}
