import 'server-only';
import type { CouncilRows } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import type { StorageUse } from '#lib/record/evidence/rules.ts';

/** The storage that a council's files, packs and uploads use. Reads a single row, however many files there are. */
export async function loadStorageUse({ tx, context }: CouncilRows): Promise<StorageUse> {
  const [row] = await tx.$queryRaw<{ bytes: bigint }[]>`
    select bytes + waiting as bytes from council_storage where council_id = ${context.council.id}::uuid`;
  return { used: Number(row?.bytes ?? 0), limit: env().MAX_COUNCIL_GB * 1024 ** 3 };
}
