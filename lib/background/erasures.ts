import 'server-only';
import { forgetPrepared } from '#lib/exchange/packs/work-folder.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { forgetConverted } from '#lib/platform/previews/converted.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';

/** The files of an erased evidence item. */
type ErasedFiles = { readonly council: string; readonly files: readonly string[] };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    erasure: ErasedFiles;
  }
}

/** A job is tried for ten hours; the hourly sweep removes what it leaves. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes the bytes of erased files, and of the packs that the database removed with them. Those of a file that is not
 * erased stay, whatever the job says.
 */
export async function removeErased({ council, files }: ErasedFiles): Promise<void> {
  const erased = await inCouncil(council, async (tx) => [
    ...(await tx.storedFile.findMany({
      where: { councilId: council, id: { in: [...files] }, erasedAt: { not: null } },
      select: { id: true },
    })),
    ...(await tx.packFile.findMany({
      where: { councilId: council, removedAt: { gt: new Date(Date.now() - DAY_MS) } },
      select: { id: true },
    })),
  ]);
  for (const { id } of erased) {
    const file = { councilId: council, id };
    await fileStore().remove(file);
    await forgetConverted(file);
    await forgetPrepared(id);
  }
}
