import 'server-only';

/**
 * Settings of every connection, whatever the server's or role's own: Prisma's adapter assumes UTC, and dates are
 * parsed as `2026-11-21`.
 */
const SETTINGS = '-c TimeZone=UTC -c DateStyle=ISO';

// The driver treats these as verify-full today and warns that its next version will not. This service keeps the
// stronger meaning unless the address asks for the weaker one with uselibpqcompat.
const TREATED_AS_VERIFY_FULL = /([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/;

/** Adds the settings to a database address, after any options of its own. */
export function withSessionSettings(given: string): string {
  const url = given.includes('uselibpqcompat=')
    ? given
    : given.replace(TREATED_AS_VERIFY_FULL, '$1verify-full');
  const [, own = ''] = /[?&]options=([^&]*)/.exec(url) ?? [];
  const options = `${decodeURIComponent(own.replaceAll('+', ' '))} ${SETTINGS}`.trim();
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(options)}`;
}
