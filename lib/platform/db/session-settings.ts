import 'server-only';

/**
 * What every connection of the application asks of its server, whatever the server or the role is set to: Prisma's
 * adapter takes the hours it gets for UTC, and dates are read as `2026-11-21`.
 */
const SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO';

// What the driver takes for verify-full today. It says at length that its next version will not, and until somebody asks
// for the weaker meaning by uselibpqcompat, this service goes on with the stronger one.
const TAKEN_FOR_FULL = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

/** The address of a database, asking for those settings behind any options of its own. */
export function withSessionSettings(given: string): string {
  const url = given.includes('uselibpqcompat=') ? given : given.replace(TAKEN_FOR_FULL, '$1verify-full');
  const [, own = ''] = /[?&]options=([^&]*)/.exec(url) ?? [];
  const options = `${decodeURIComponent(own.replaceAll('+', ' '))} ${SETTINGS}`.trim();
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(options)}`;
}
