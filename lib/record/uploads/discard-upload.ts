import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';

/** Removes the bytes of an upload without a row. The sweep removes what cannot be removed now. */
export async function discardUpload(context: CouncilContext, id: string): Promise<void> {
  const file = { councilId: context.council.id, id };
  await Promise.allSettled([fileStore().abandon(file), fileStore().remove(file)]);
}
