import 'server-only';
import { v7 as uuidv7 } from 'uuid';
import { systemContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import {
  reportsItsLimits,
  ScannerAwayError,
  scanContent,
  signaturesDate,
} from '#lib/platform/scanning/clamd.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { FileKey } from '#lib/platform/storage/store.ts';
import {
  type FileToScan,
  findScannedBefore,
  findWaiting,
  noteVerdict,
  updateWaiting,
} from '#lib/record/scans/commands.ts';
import { COUNCIL, inTurns, ofEachCouncil, type Turn } from './turns.ts';

/** A file to scan, as soon as it was added. */
type ScanKey = { readonly council: string; readonly file: string };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    scan: ScanKey;
  }
}

const JOB = 'Virus check';

/** Scans a new file. While the scanner is away the file waits for `scanWaiting`. */
export async function scanNew({ council: id, file }: ScanKey): Promise<void> {
  const council = await database().council.findUniqueOrThrow({ where: { id }, select: COUNCIL });
  const context = systemContext(council, JOB, uuidv7());
  const waiting = await findWaiting(context, file);
  if (waiting) await scanInTurn([{ context, of: waiting }]);
}

/**
 * Scans every file that waits: the oldest of each council in turn. Also those of before there was a scanner; when there is none any more,
 * no file waits.
 */
export async function scanWaiting(): Promise<void> {
  const found = await ofEachCouncil(JOB, (context) => updateWaiting(context, env().CLAMD_URL !== undefined));
  await scanInTurn(inTurns(found));
}

const AGAIN_AFTER_MS = 7 * 24 * 60 * 60_000;
/** How long a run goes on, and the most files of a council in it. */
const AGAIN_MS = 60_000;
const AGAIN_AT_ONCE = 200;

/**
 * Scans clean files once more a week after the last time, if the scanner has newer signatures. A part of them in each
 * run, a file of each council in turn, beginning with another council each time.
 */
export async function scanCleanAgain(asOf: Date): Promise<void> {
  const url = env().CLAMD_URL;
  if (url === undefined) return;
  const signatures = await signaturesDate(url).catch((error: unknown) => {
    if (error instanceof ScannerAwayError) return null;
    throw error;
  });
  if (!signatures) return;
  if (asOf.getTime() - signatures.getTime() > AGAIN_AFTER_MS)
    log().warn({ event: 'scanner.signatures-old', signatures, message: 'Does freshclam still run?' });
  const before = new Date(Math.min(asOf.getTime() - AGAIN_AFTER_MS, signatures.getTime()));
  const found = await ofEachCouncil(JOB, (context) => findScannedBefore(context, before, AGAIN_AT_ONCE));
  const until = performance.now() + AGAIN_MS;
  await scanInTurn(inTurns(found), () => performance.now() < until);
}

/** Files that cannot be read, and all while the scanner is away, go on as they are. */
async function scanInTurn(
  turns: readonly Turn<FileToScan>[],
  goesOn: () => boolean = () => true,
): Promise<void> {
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
    for (const turn of turns) {
      if (!goesOn()) break;
      await scanOne(url, turn);
    }
  } catch (error) {
    if (!(error instanceof ScannerAwayError)) throw error;
    log().warn({ event: 'scanner.away', waiting: turns.length, err: error });
  }
}

async function scanOne(url: string, { context, of: scanned }: Turn<FileToScan>): Promise<void> {
  const { id, bytes } = scanned;
  const file = { councilId: context.council.id, id };
  try {
    const verdict = await scanContent(url, fileStore().read(file, { from: 0, to: bytes - 1 }));
    await noteVerdict(context, scanned, verdict);
    if (verdict.scan !== 'clean') log().warn({ event: 'file.not-clean', file: id, ...verdict });
  } catch (error) {
    if (error instanceof ScannerAwayError) throw error;
    log().error({ event: 'file.not-scanned', file: id, err: error });
    if (await isMissing(file))
      await noteVerdict(context, scanned, { scan: 'failed', result: 'The file is missing' });
  }
}

/** False if the store cannot say: then the file is tried again. */
async function isMissing(file: FileKey): Promise<boolean> {
  return fileStore()
    .size(file)
    .then((bytes) => bytes === null)
    .catch(() => false);
}
