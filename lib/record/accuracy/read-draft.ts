import 'server-only';
import { env } from '#lib/platform/env.ts';
import { readStored } from '#lib/platform/reading/worker.ts';
import { ScannerAwayError, scanContent } from '#lib/platform/scanning/clamd.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import type { ReceivedFile } from '#lib/platform/storage/receive.ts';
import { ACCURACY_LIMITS } from '#lib/record/accuracy/rules.ts';

/** What was read of a draft. */
export type DraftText = {
  readonly pages: number;
  /** Pages without words are left out. */
  readonly text: readonly { readonly number: number; readonly body: string }[];
  readonly scan: 'clean' | 'not_scanned';
};

/** Why a draft was not kept, though its file was received. */
export type UnreadDraft =
  | 'not a PDF'
  | 'infected'
  | 'scanner away'
  | 'too many pages'
  | 'unreadable'
  | 'busy';

/**
 * Scans a draft report, if there is a scanner, and reads its words by page. At once, as somebody waits for it, and
 * because a draft is not in the queues of evidence.
 */
export async function readDraft(
  councilId: string,
  { id, name, bytes, mediaType }: ReceivedFile,
): Promise<DraftText | UnreadDraft> {
  const file = { councilId, id };
  const type = allowedTypeOf(name);
  if (!type || mediaType !== 'application/pdf') return 'not a PDF';
  const { CLAMD_URL: scanner } = env();
  if (scanner !== undefined) {
    try {
      const verdict = await scanContent(scanner, fileStore().read(file, { from: 0, to: bytes - 1 }));
      if (verdict.scan !== 'clean') return 'infected';
    } catch (error) {
      if (error instanceof ScannerAwayError) return 'scanner away';
      throw error;
    }
  }
  const outcome = await readStored(file, type, { ocr: false, onProgress: async () => {} });
  if ('unreadable' in outcome) return 'unreadable';
  if (outcome.read === null) return 'busy';
  const { units, pages } = outcome.read;
  if (units > ACCURACY_LIMITS.pages) return 'too many pages';
  return {
    pages: units,
    text: pages.map(({ number, body }) => ({ number, body })),
    scan: scanner === undefined ? 'not_scanned' : 'clean',
  };
}
