import 'server-only';
import { env } from '#lib/platform/env.ts';
import { refusalMessage, type UploadRefusal } from '#lib/platform/storage/refusals.ts';

/** Why an upload was refused, in the answer to the script of its page. */
export function sayRefused(name: string, reason: UploadRefusal): string {
  return refusalMessage(reason, { maxUploadMb: env().MAX_UPLOAD_MB, name, isOneOfMany: true });
}
