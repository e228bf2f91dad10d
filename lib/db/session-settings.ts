import 'server-only';

/**
 * What every connection of the application asks of its server, whatever the server or the role is set to: Prisma's
 * adapter takes the hours it gets for UTC, and dates are read as `2026-11-21`.
 */
const SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO';

/** The address of a database, asking for those settings behind any options of its own. */
export function withSessionSettings(url: string): string {
  const [, own = ''] = /[?&]options=([^&]*)/.exec(url) ?? [];
  const options = `${decodeURIComponent(own.replaceAll('+', ' '))} ${SETTINGS}`.trim();
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(options)}`;
}
