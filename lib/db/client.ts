import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '#lib/db/generated/client.ts';
import { env } from '#lib/env.ts';

export type Transaction = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** The one PrismaClient of this process. Made at first use, so that a build needs no database. */
export function database(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 20,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      statement_timeout: 15_000,
      application_name: 'assurance',
    }),
    // Without it, an error's message quotes what was to be written.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 20_000 },
  });
  return client;
}

/** Ends the connections, so that a task or a test can end. */
export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
