import 'server-only';
import type { SignedIn } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { DEMO_PASSWORD, sessionState } from '#lib/platform/access/rules.ts';
import { deviceName } from '#lib/platform/auth/device-name.ts';
import { database } from '#lib/platform/db/client.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { env } from '#lib/platform/env.ts';
import type { OwnEmail } from '#lib/platform/forms/email-field.ts';
import { cacheFor } from '#lib/platform/http/cache-for.ts';

export type OwnSession = {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly signedInAt: Date;
  readonly lastUsedAt: Date;
  /** The session that makes this request. */
  readonly isThis: boolean;
};

/** A person's open sessions: the current one first, then by last use. */
export async function listOwnSessions(
  { person, sessionId }: SignedIn,
  asOf: Date,
): Promise<readonly OwnSession[]> {
  const rows = await database().session.findMany({
    where: { personId: person.id, endedAt: null },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, device: true, address: true, createdAt: true, lastSeenAt: true },
  });
  return rows
    .filter((row) => sessionState({ ...row, endedAt: null }, asOf) !== 'over')
    .map(({ id, device, address, createdAt, lastSeenAt }) => ({
      id,
      // Empty for sessions older than this column.
      device: device || deviceName(''),
      address,
      signedInAt: createdAt,
      lastUsedAt: lastSeenAt,
      isThis: id === sessionId,
    }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
}

/**
 * The stored form of an email address: normalised, or as typed where an older release stored it that way. Normalised
 * if there is no account. The same query runs whether or not there is one.
 */
export async function storedAddress({ address, asTyped }: OwnEmail): Promise<string> {
  const found = await database().person.findMany({
    where: { email: { in: [address, asTyped] } },
    select: { email: true },
  });
  return found.length === 1 && found[0] ? found[0].email : address;
}

export type DemoSignIns = {
  readonly password: string;
  readonly people: readonly { readonly email: string; readonly role: Role; readonly council: string }[];
};

/** The sign-ins of the example councils, for the sign-in page of a demonstration. Null anywhere else. */
export async function listDemoSignIns(): Promise<DemoSignIns | null> {
  return env().DEMO ? demoSignIns() : null;
}

// Anyone may request the page at any rate, and each answer takes a transaction for each council.
const DEMO_SHARED_FOR_MS = 5_000;
const demoSignIns = cacheFor(async (): Promise<DemoSignIns> => {
  const examples = await database().council.findMany({
    where: { isExample: true },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true },
  });
  const people = await Promise.all(
    examples.map(({ id, name }) =>
      inCouncil(id, async (tx) => {
        // Only people added by the seed have the demo password; members who joined later chose their own.
        const set = await tx.auditEvent.findMany({
          where: { councilId: id, type: 'member.added' },
          select: { subject: true },
        });
        const members = await tx.membership.findMany({
          where: { councilId: id, disabledAt: null, personId: { in: set.map(({ subject }) => subject) } },
          orderBy: { createdAt: 'asc' },
          select: { role: true, person: { select: { email: true } } },
        });
        return members.map(({ role, person }) => ({ email: person.email, role, council: name }));
      }),
    ),
  );
  return { password: DEMO_PASSWORD, people: people.flat() };
}, DEMO_SHARED_FOR_MS);
