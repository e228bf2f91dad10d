import 'server-only';
import { convertToPdf } from './office-sandbox.ts';

/** An office file on the disk, and where its PDF goes. */
export type OfficeJob = { readonly path: string; readonly extension: string; readonly into: string };

/** Converts one file. Inside a worker process, and throws for what cannot be converted. */
export async function runJob({ path, extension, into }: OfficeJob): Promise<true> {
  await convertToPdf(path, extension, into);
  return true;
}
