import 'server-only';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';

/** The files of an erased evidence item. */
type ErasedFiles = { readonly council: string; readonly files: readonly string[] };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    erasure: ErasedFiles;
  }
}

/** Removes the bytes of erased files. Those of a file that is not erased stay, whatever the job says. */
export async function removeErased({ council, files }: ErasedFiles): Promise<void> {
  const erased = await inCouncil(council, (tx) =>
    tx.storedFile.findMany({
      where: { councilId: council, id: { in: [...files] }, erasedAt: { not: null } },
      select: { id: true },
    }),
  );
  for (const { id } of erased) await fileStore().remove({ councilId: council, id });
}
