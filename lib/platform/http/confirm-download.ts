import type { IncomingMessage } from 'node:http';

/** What stands in the page that asks, as it is built, in place of a file's name and address. */
export const DOWNLOAD_TITLE = 'Download this file?';
export const DOWNLOAD_ADDRESS = '#file';

/** Every address whose GET is recorded as an export or opens a file. A test looks for handlers that are not here. */
const DOWNLOADS: readonly (readonly [RegExp, string])[] = [
  [/\/(pack|packs\/current)\.pdf$/, 'this evidence pack'],
  [/\/board-paper\.pdf$/, 'this board paper'],
  [/\/evidence\/[^/]+\/file$/, 'this evidence file'],
  [/\.csv$/, 'this list as a CSV file'],
];

/** What to ask before the file at an address is downloaded. `null` where there is none. */
export function downloadTitle(url: string): string | null {
  const path = normalisePath(url);
  if (!/^\/(?:councils|papers)\//.test(path)) return null;
  const name = DOWNLOADS.find(([address]) => address.test(path))?.[1];
  return name ? `Download ${name}?` : null;
}

/** The path that an address comes to once the framework has sent the browser on from how it may be written. */
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
 * Whether another site sent the browser here, so that a person is asked before anything is downloaded and recorded in
 * their name. Browsers say so in `Sec-Fetch-Site`, and `none` for an address that was typed; old ones name the page
 * that they came from, if any.
 */
export function isCrossSite({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { referer } = headers;
  if (!referer) return false;
  return !URL.canParse(referer) || new URL(referer).host !== headers.host;
}
