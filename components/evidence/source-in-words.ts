import { formatBytes } from '#lib/kernel/format.ts';
import { ERASED_ADDRESS, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';
import type { EvidenceSource } from '#lib/record/evidence/queries.ts';

/** "PDF, 1.4MB" for a file, "Link to www.example.org" for a link. */
export function describeSource(source: EvidenceSource): string {
  if (source.kind === 'file' && source.name === ERASED_NAME) return `File, ${formatBytes(source.bytes)}`;
  if (source.kind === 'file') return `${kindOfFile(source.name)}, ${formatBytes(source.bytes)}`;
  if (source.url === ERASED_ADDRESS) return 'Link';
  return URL.canParse(source.url) ? `Link to ${new URL(source.url).host}` : 'Link';
}

/** "PDF", from the name's ending: uploads are checked to be what their names say. */
export function kindOfFile(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}
