import * as routes from '#lib/kernel/routes.ts';
import { downloadTitle } from '#lib/platform/http/confirm-download.ts';

/** Minutes. Idle: since the last page or save. Absolute: since signing in. OWASP ASVS 5.0, 7.3.1 and 7.3.2. */
export const sessionLimits = { idleMinutes: 90, warningMinutes: 10, absoluteMinutes: 12 * 60 } as const;

/**
 * The session cookie's name for a service at that address. The `__Host-` prefix limits the cookie to this host;
 * browsers accept it over https only.
 */
export function sessionCookieAt(address: string): string {
  return address.startsWith('https:') ? '__Host-assurance.session' : 'assurance.session';
}

const MINUTE = 60_000;

/**
 * Whether a session is still valid at `asOf`. 'to be noted': valid, and last used over a minute ago, so the use is
 * written to its row. Writing at every request would make every page a write.
 */
export function sessionState(
  session: { readonly createdAt: Date; readonly lastSeenAt: Date; readonly endedAt: Date | null },
  asOf: Date,
): 'over' | 'to be noted' | 'fresh' {
  const idle = asOf.getTime() - session.lastSeenAt.getTime();
  const age = asOf.getTime() - session.createdAt.getTime();
  if (
    session.endedAt ||
    idle >= sessionLimits.idleMinutes * MINUTE ||
    age >= sessionLimits.absoluteMinutes * MINUTE
  ) {
    return 'over';
  }
  return idle > MINUTE ? 'to be noted' : 'fresh';
}

/**
 * Failed sign-ins allowed in `windowMinutes`: per account from each known device and from all others together (Cyber
 * Essentials: at most 10 guesses in 5 minutes), and per network for all accounts.
 */
export const signInLimits = { windowMinutes: 5, perAccount: 10, perAddress: 100 } as const;

/** Days for which a browser is recognised after a sign-in, so that its attempts are counted separately. */
export const DEVICE_DAYS = 30;

/** Characters. The maximum only limits the work of hashing. */
export const PASSWORD_MINIMUM = 12;
export const PASSWORD_MAXIMUM = 1_000;

/** Days for which an expired, unused invitation is kept, so that it can get a new code. */
export const INVITATION_DAYS = 30;

/** How long a sign-in code may be used. */
export const signInCodeDays = 14;

/** Normalises a typed sign-in code: spaces, hyphens, lower case, and letters that look like digits. */
export function normaliseCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s‐-―−-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/**
 * The page to open after sign-in: a page of this service, or the first page. Never another site. Never a file
 * either, since its download would be recorded unasked: its council's page instead.
 */
export function returnPath(from: string | undefined): string {
  const origin = 'https://here.invalid';
  if (!from?.startsWith('/') || !URL.canParse(from, origin)) return routes.home;
  const { origin: found, pathname, search } = new URL(from, origin);
  // "/.//elsewhere" looks like a path of this service, but resolves to "//elsewhere".
  if (found !== origin || pathname.startsWith('//')) return routes.home;
  if (downloadTitle(pathname) === null) return `${pathname}${search}`;
  const [council] = /^\/councils\/[^/]+(?=\/)/.exec(pathname) ?? [];
  return council ?? routes.home;
}

/** The password of the example sign-ins, which exist only in a demonstration. */
export const DEMO_PASSWORD = 'assurance-demo-2026';
