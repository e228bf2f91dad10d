import type { IncomingMessage } from 'node:http';

/** Placeholders for a file's name and address in the built page that asks for confirmation. */
export const DOWNLOAD_TITLE = 'Download this file?';
export const DOWNLOAD_ADDRESS = '#file';

/** Every address whose GET is recorded as an export or opens a file. A test finds handlers that are missing here. */
const DOWNLOADS: readonly (readonly [RegExp, string])[] = [
  [/\/(pack|packs\/current)\.pdf$/, 'this evidence pack'],
  [/\/packs\/(?!links\/)[^/.]+\/(?!share$)[^/]+$/, 'this evidence pack'],
  [/^\/shared-packs\/[^/]+\/[^/]+$/, 'this evidence pack'],
  [/\/board-paper\.pdf$/, 'this board paper'],
  [/^\/calendars\/[^/]+\/inspection\.ics$/, 'this calendar'],
  [/\/evidence\/[^/]+\/file$/, 'this evidence file'],
  [/\/accuracy\/drafts\/[^/]+\/file$/, 'this draft report'],
  [/\/accuracy\/points\.pdf$/, 'these points of accuracy'],
  [/\/plan\.pdf$/, 'this improvement plan'],
  [/\/improvement\/progress\.pdf$/, 'this progress report'],
  [/\.csv$/, 'this list as a CSV file'],
];

/** The question to ask before the file at an address is downloaded. Null if the address has no file. */
export function downloadTitle(url: string): string | null {
  const path = normalisePath(url);
  if (!/^\/(?:councils|papers|shared-packs|calendars|improvement-plans)\//.test(path)) return null;
  const name = DOWNLOADS.find(([address]) => address.test(path))?.[1];
  return name ? `Download ${name}?` : null;
}

/** The path of an address after the redirects with which the framework normalises it. */
function normalisePath(url: string): string {
  const [written = ''] = url.split(/[?#]/);
  const oneSlash = written.replaceAll(/[\\/]+/g, '/');
  if (!URL.canParse(oneSlash, 'https://here.invalid')) return oneSlash;
  const path = new URL(oneSlash, 'https://here.invalid').pathname.replace(/\/$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Whether another site sent the browser here; the person then confirms before a download is recorded in their name.
 * Browsers send `Sec-Fetch-Site`, with `none` for a typed address; old ones send at most a `Referer`.
 */
export function isCrossSite({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { referer } = headers;
  if (!referer) return false;
  return !URL.canParse(referer) || new URL(referer).host !== headers.host;
}
