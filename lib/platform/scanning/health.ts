import 'server-only';
import { env } from '#lib/platform/env.ts';
import { isAnswering } from './clamd.ts';

/** In milliseconds, so that a scanner that hangs does not delay who asks. */
const SOON = { connect: 1_000, take: 1_000, answer: 1_000 };

/** Whether the virus scanner answers. Null: the service has none. */
export async function isScannerUp(): Promise<boolean | null> {
  const { CLAMD_URL: url } = env();
  return url === undefined ? null : isAnswering(url, SOON);
}
