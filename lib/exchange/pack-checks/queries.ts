import 'server-only';
import type { CheckedPack } from '#lib/exchange/pack-checks/rules.ts';
import { database } from '#lib/platform/db/client.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';

type FoundRow = {
  readonly council_id: string;
  readonly council_name: string;
  readonly pack_id: string | null;
  readonly volume: number | null;
  readonly at: Date;
  readonly is_kept: boolean;
};

/** The pack that left a council of this service with a fingerprint, for anyone. Null: there is none. */
export async function findPack(sha256: string): Promise<CheckedPack | null> {
  const [found] = await database().$queryRaw<FoundRow[]>`select * from pack_of_hash(${sha256})`;
  if (!found) return null;
  const { council_id: councilId, council_name: council, pack_id: id, volume, at, is_kept: isKept } = found;
  if (id === null || volume === null) return { council, at, kept: null };
  const pack = await inCouncil(councilId, (tx) =>
    tx.pack.findUniqueOrThrow({
      where: { councilId_id: { councilId, id } },
      select: {
        number: true,
        form: true,
        copyOf: { select: { number: true } },
        files: { select: { volume: true, madeAt: true, removedAt: true } },
      },
    }),
  );
  const { number, form, files } = pack;
  const copyOf = pack.copyOf?.number ?? null;
  const volumes = files.filter(({ madeAt }) => madeAt.getTime() === at.getTime()).length;
  const hasAnother = files.some((file) => file.volume === volume && file.removedAt === null);
  const state = isKept ? 'kept' : hasAnother ? 'made again' : 'removed';
  return { council, at, kept: { number, copyOf, form, volume, volumes, state } };
}
