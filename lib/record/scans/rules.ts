import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { ScanState } from '#lib/record/evidence/lifecycle.ts';

/** The label of a file's scan. */
export const SCAN_NAME = 'Virus check';

export const SCAN_NAMES: Record<ScanState, string> = {
  not_scanned: 'Not checked',
  waiting: 'Being checked for viruses',
  clean: 'No virus found',
  infected: 'Contains a virus',
  failed: 'Could not be checked for viruses',
};

/** The answer to a request for a file that may not be opened. */
export function whyUnusable(scan: ScanState): string {
  if (scan === 'waiting') return 'This file is being checked for viruses. Try again in a minute.';
  const reason = scan === 'infected' ? 'it contains a virus' : 'it could not be checked for viruses';
  return `This file cannot be opened because ${reason}.`;
}

/** Why a scan failed, from what the scanner said. */
export function whyFailed(result: string): string {
  return /Limits\.Exceeded|size limit exceeded/.test(result)
    ? 'It is larger, or packed more deeply, than the scanner is set to accept.'
    : `The scanner answered: ${result}.`;
}

/** `since`: when the oldest of the waiting files began to wait. */
export type Scanning = {
  readonly hasScanner: boolean;
  readonly waiting: number;
  readonly since: Date | null;
};

/** How the virus checks of a council's files stand, and whom to ask if they do not go on. */
export function describeScanning({ hasScanner, waiting, since }: Scanning, asOf: Date): string {
  if (!hasScanner) return 'This service has no virus scanner, so files are not checked';
  if (since && waitsLong(since, asOf))
    return `Waiting since ${formatDateTime(since)}: ${formatCount(waiting, 'file')} that cannot be opened. The virus scanner may not be running. Tell whoever runs this service.`;
  return 'A file can be opened once no virus has been found in it';
}

/** A file that has waited this long has been tried, so the scanner is away or has much to do. */
const LONG_MS = 5 * 60_000;

export function waitsLong(since: Date | null, asOf: Date): boolean {
  return since !== null && asOf.getTime() - since.getTime() > LONG_MS;
}
