import 'server-only';
import { cookies, headers } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { cache } from 'react';
import { v4 as uuidv4 } from 'uuid';
import type { SignedIn } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { DEVICE_DAYS, sessionCookieAt, sessionLimits, sessionState } from '#lib/platform/access/rules.ts';
import type { Caller } from '#lib/platform/auth/attempts.ts';
import { deviceName } from '#lib/platform/auth/device-name.ts';
import { openSealed } from '#lib/platform/auth/sealed-cookie.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';

type SessionRow = {
  readonly person_id: string;
  readonly person_name: string;
  readonly person_email: string;
  readonly disabled_at: Date | null;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly ended_at: Date | null;
  readonly council_id: string | null;
  readonly council_slug: string;
  readonly council_name: string;
  readonly council_is_example: boolean;
  readonly role: Role;
  readonly unread_notices: number;
  readonly colour: string | null;
  readonly logo_hash: string | null;
  readonly logo_width: number | null;
  readonly logo_height: number | null;
};

function isHttps(): boolean {
  return env().NEXTAUTH_URL.startsWith('https:');
}

export function sessionCookieName(): string {
  return sessionCookieAt(env().NEXTAUTH_URL);
}

/** Identifies a browser used to sign in before, so that its attempts are counted separately from strangers'. */
export function deviceCookieName(): string {
  return isHttps() ? '__Host-assurance.device' : 'assurance.device';
}

/** Signs this browser in: a row in the database, with its id encrypted in the cookie. Recognises the browser later. */
export async function openSession(personId: string): Promise<void> {
  await endSession();
  const { address, userAgent } = await requestFacts();
  const session = await database().session.create({
    data: { personId, address, device: deviceName(userAgent) },
    select: { id: true },
  });
  await setSealedCookie(sessionCookieName(), { sid: session.id }, sessionLimits.absoluteMinutes * 60);
  const id = (await deviceInCookie()) ?? uuidv4();
  const known = { id, personId, lastSignedInAt: new Date() };
  await database().device.upsert({
    where: { id_personId: { id, personId } },
    create: known,
    update: known,
    select: { id: true },
  });
  await setSealedCookie(deviceCookieName(), { did: id }, DEVICE_DAYS * 24 * 60 * 60);
}

async function setSealedCookie(name: string, token: Record<string, string>, maxAge: number): Promise<void> {
  const sealed = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge });
  (await cookies()).set(name, sealed, {
    httpOnly: true,
    secure: isHttps(),
    sameSite: 'lax',
    path: '/',
    maxAge,
  });
}

/** Ends this browser's session on the server immediately, and removes the cookie. */
export async function endSession(): Promise<void> {
  const sessionId = await sessionIdInCookie();
  if (sessionId) {
    await database().session.updateMany({
      where: { id: sessionId, endedAt: null },
      data: { endedAt: new Date() },
    });
  }
  (await cookies()).delete({ name: sessionCookieName(), path: '/', secure: isHttps() });
}

/**
 * The signed-in person and their councils, or null. Read from the database on every request, so ending a session,
 * disabling a person or changing a role takes effect immediately.
 */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await sessionIdInCookie();
  if (!sessionId) return null;
  const rows = await database().$queryRaw<
    SessionRow[]
  >`select * from session_memberships(${sessionId}::uuid)`;
  const [first] = rows;
  if (!first || first.disabled_at) return null;
  const now = new Date();
  const state = sessionState(
    { createdAt: first.created_at, lastSeenAt: first.last_seen_at, endedAt: first.ended_at },
    now,
  );
  if (state === 'over') return null;
  if (state === 'to be noted') {
    await database().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
  }
  return {
    sessionId,
    person: { id: first.person_id, name: first.person_name, email: first.person_email },
    memberships: rows.flatMap((row) =>
      row.council_id
        ? [
            {
              council: {
                id: row.council_id,
                slug: row.council_slug,
                name: row.council_name,
                isExample: row.council_is_example,
                brand: { colour: row.colour ?? '', logo: logoOf(row) },
              },
              role: row.role,
              unreadNotices: row.unread_notices,
            },
          ]
        : [],
    ),
  };
});

function logoOf({ logo_hash: hash, logo_width: width, logo_height: height }: SessionRow) {
  return hash ? { hash, width: width ?? 0, height: height ?? 0 } : null;
}

/** The caller's network address and the request's id, from headers set by the server. */
export async function requestFacts(): Promise<{
  address: string;
  requestId: string;
  path: string;
  /** Such as `GET`. */
  method: string;
  userAgent: string;
}> {
  const received = await headers();
  return {
    method: received.get('x-method') ?? 'GET',
    address: received.get('x-forwarded-for') ?? 'unknown',
    requestId: received.get('x-request-id') ?? 'unknown',
    path: received.get('x-path') ?? '/',
    userAgent: received.get('user-agent') ?? '',
  };
}

/** Where this request comes from, for the limits on attempts. */
export async function callerFacts(): Promise<Caller> {
  const { address, requestId } = await requestFacts();
  return { address, requestId, device: await deviceInCookie() };
}

/** The id in this request's session cookie, or in the one it is about to set. The session may be over. */
export function sessionIdInCookie(): Promise<string | null> {
  return claimInCookie(sessionCookieName, 'sid');
}

function deviceInCookie(): Promise<string | null> {
  return claimInCookie(deviceCookieName, 'did');
}

async function claimInCookie(nameOf: () => string, claim: string): Promise<string | null> {
  // Cookies first: reading them tells a build not to prerender, before any setting is needed.
  const token = (await cookies()).get(nameOf())?.value;
  if (!token) return null;
  try {
    const value = (await openSealed(token, env().NEXTAUTH_SECRET))?.[claim];
    return typeof value === 'string' ? value : null;
  } catch {
    log().warn({ event: 'session.cookie-unreadable' });
    return null;
  }
}
