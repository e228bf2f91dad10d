import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { type SystemContext, systemContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { reportsItsLimits, ScannerAwayError, scanContent } from '#lib/platform/scanning/clamd.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import { findWaiting, noteVerdict, updateWaiting, type WaitingFile } from '#lib/record/scans/commands.ts';

/** A file to scan, as soon as it was added. */
type ScanKey = { readonly council: string; readonly file: string };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    scan: ScanKey;
  }
}

const JOB = 'Virus check';
const COUNCIL = { id: true, slug: true, name: true, isExample: true } as const;

/** Scans a new file. While the scanner is away the file waits for `scanWaiting`. */
export async function scanNew({ council: id, file }: ScanKey): Promise<void> {
  const council = await database().council.findUniqueOrThrow({ where: { id }, select: COUNCIL });
  const context = systemContext(council, JOB, uuidv7());
  const waiting = await findWaiting(context, file);
  if (waiting) await scanInTurn([{ context, file: waiting }]);
}

/**
 * Scans every file that waits, the oldest first. Also those of before there was a scanner; when there is none any more,
 * no file waits.
 */
export async function scanWaiting(): Promise<void> {
  const councils = await database().council.findMany({ select: COUNCIL });
  const turns: Turn[] = [];
  for (const council of councils) {
    const context = systemContext(council, JOB, uuidv7());
    try {
      const files = await updateWaiting(context, env().CLAMD_URL !== undefined);
      turns.push(...files.map((file) => ({ context, file })));
    } catch (error) {
      // The files of other councils are scanned all the same.
      log().error({ event: 'files.not-listed-to-scan', council: council.slug, err: error });
    }
  }
  await scanInTurn(turns);
}

type Turn = { readonly context: SystemContext; readonly file: WaitingFile };

/** Files that cannot be read, and all while the scanner is away, go on waiting. */
async function scanInTurn(turns: readonly Turn[]): Promise<void> {
  const url = env().CLAMD_URL;
  if (url === undefined || turns.length === 0) return;
  try {
    if (!(await reportsItsLimits(url))) {
      log().error({
        event: 'scanner.limits-not-reported',
        message: 'clamd.conf must have AlertExceedsMax yes',
      });
      return;
    }
    for (const turn of turns) await scanOne(url, turn);
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    log().warn({ event: 'scanner.away', waiting: turns.length, err: error });
  }
}

async function scanOne(url: string, { context, file: { id, bytes } }: Turn): Promise<void> {
  const file = { councilId: context.council.id, id };
  try {
    const verdict = await scanContent(url, fileStore().read(file, { from: 0, to: bytes - 1 }));
    await noteVerdict(context, id, verdict);
    if (verdict.scan !== 'clean') log().warn({ event: 'file.not-clean', file: id, ...verdict });
  } catch (error) {
    if (error instanceof ScannerAwayError) throw error;
    log().error({ event: 'file.not-scanned', file: id, err: error });
    if (await isMissing(file))
      await noteVerdict(context, id, { scan: 'failed', result: 'The file is missing' });
  }
}

/** False if the store cannot say: then the file is tried again. */
async function isMissing(file: FileKey): Promise<boolean> {
  return fileStore()
    .size(file)
    .then((bytes) => bytes === null)
    .catch(() => false);
}
