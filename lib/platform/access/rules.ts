import { routes } from '#lib/kernel/routes.ts';
import { downloadTitle } from '#lib/platform/http/confirm-download.ts';

/** Minutes. Idle: since the last page or save. Absolute: since signing in. OWASP ASVS 5.0, 7.3.1 and 7.3.2. */
export const sessionLimits = { idleMinutes: 90, warningMinutes: 10, absoluteMinutes: 12 * 60 } as const;

/**
 * What the session cookie is called where people type that address. The `__Host-` prefix ties the cookie to this host
 * alone; browsers take it over https only.
 */
export function sessionCookieAt(address: string): string {
  return address.startsWith('https:') ? '__Host-assurance.session' : 'assurance.session';
}

const MINUTE = 60_000;

/**
 * Whether a session still holds at `asOf`. 'to be noted' means that it does and that its last use was over a minute
 * ago, so the row is worth a write; noting every request would make every page a write.
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
 * Failed sign-ins let through in `windowMinutes`: for an account, from each device that it knows and from all others
 * together (Cyber Essentials: at most 10 guesses in 5 minutes), and from a network, for whatever accounts.
 */
export const signInLimits = { windowMinutes: 5, perAccount: 10, perAddress: 100 } as const;

/** Days for which a browser that somebody signed in with is known again, and its sign-ins counted apart. */
export const DEVICE_DAYS = 30;

/** Characters. The maximum only keeps somebody from sending a book to be hashed. */
export const PASSWORD_MINIMUM = 12;
export const PASSWORD_MAXIMUM = 1_000;

/** Days after its end for which an invitation that nobody used is kept, to be given another code. */
export const INVITATION_DAYS = 30;

/** How long a sign-in code may be used. */
export const signInCodeDays = 14;

/** A sign-in code as it was made, from one typed with spaces, hyphens, small letters or letters that look like digits. */
export function plainCode(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s‐-―−-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/**
 * Where to go after signing in: a page of this service, or the list of councils. Never another site, nor a file, whose
 * download is recorded as if the person had asked for it: the page of its council instead.
 */
export function returnPath(from: string | undefined): string {
  const origin = 'https://here.invalid';
  if (!from?.startsWith('/') || !URL.canParse(from, origin)) return routes.councils;
  const { origin: found, pathname, search } = new URL(from, origin);
  // "/.//elsewhere" is a path of this service, and yet "//elsewhere" once its dot is resolved.
  if (found !== origin || pathname.startsWith('//')) return routes.councils;
  if (downloadTitle(pathname) === null) return `${pathname}${search}`;
  const [council] = /^\/councils\/[^/]+(?=\/)/.exec(pathname) ?? [];
  return council ?? routes.councils;
}

/** The password of the example sign-ins. Only a demonstration makes people who have it. */
export const DEMO_PASSWORD = 'assurance-demo-2026';
