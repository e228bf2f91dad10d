import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import type { Transaction } from '#lib/platform/db/client.ts';
import { PrismaClient } from '#lib/platform/db/generated/client.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';

/** A database client for the role that owns the tables. The caller disconnects it. */
export function ownerClient(ownerUrl: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: withSessionSettings(ownerUrl),
    max: 1,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: 'set-up',
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 60_000 } });
}

/**
 * Runs set-up work in one transaction as the owner of the tables, because the application's role cannot write
 * councils, people or memberships. For tasks only. Row security applies to the owner too: set the council first.
 */
export async function asOwner<T>(ownerUrl: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = ownerClient(ownerUrl);
  try {
    return await client.$transaction(work);
  } finally {
    await client.$disconnect();
  }
}
