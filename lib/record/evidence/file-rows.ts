import 'server-only';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import type { NewJob } from '#lib/platform/jobs/enqueue.ts';
import type { EvidenceSource } from '#lib/record/evidence/summary-rows.ts';

type NewFile = Omit<Extract<EvidenceSource, { kind: 'file' }>, 'kind' | 'version'>;

/** Inserts the row of a file. With a scanner, it waits to be scanned. The database adds the row of its text. */
export async function insertFile({ tx, context }: CouncilWrite, file: NewFile): Promise<void> {
  const { id, name, mediaType, bytes, sha256 } = file;
  const now = context.now();
  await tx.storedFile.create({
    data: {
      ...{ id, councilId: context.council.id, name, mediaType, bytes, sha256, createdAt: now },
      ...(env().CLAMD_URL && { scan: 'waiting', scanAt: now }),
    },
    select: { id: true },
  });
}

/**
 * The job of a write that inserted this file: to scan it, after which it is read, or to read it if there is no scanner. A
 * lost one is made up within a minute.
 */
export function fileJobs({ context }: CouncilWrite, file: string): readonly NewJob[] {
  return [{ name: env().CLAMD_URL ? 'scan' : 'text', data: { council: context.council.id, file } }];
}
