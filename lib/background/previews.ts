import 'server-only';
import { sweepWorkFolders } from '#lib/exchange/packs/work-folder.ts';
import { log } from '#lib/platform/log.ts';
import { sweepConverted } from '#lib/platform/previews/converted.ts';

const EVERY_MS = 60_000;

/**
 * Removes old PDFs of office files, and what was prepared for packs that are made no more, for as long as this process runs,
 * those that a killed one left too. Not a job of the queue, as each server may have folders of its own.
 */
export function keepSweepingPreviews(): void {
  const sweep = () =>
    Promise.all([sweepConverted(), sweepWorkFolders(new Date())]).catch((error: unknown) =>
      log().error({ event: 'previews.not-swept', err: error }),
    );
  void sweep();
  setInterval(sweep, EVERY_MS).unref();
}
