import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '#lib/platform/db/generated/client.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';
import { env } from '#lib/platform/env.ts';

export type Transaction = Prisma.TransactionClient;

/** A piece of SQL that several queries hold. */
export const { sql } = Prisma;

let client: PrismaClient | undefined;

/** The one PrismaClient of this process. Made at first use, so that a build needs no database. */
export function database(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: withSessionSettings(env().DATABASE_URL),
        max: 20,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
        statement_timeout: 15_000,
        application_name: 'assurance',
      },
      { statementNameGenerator: nameOf },
    ),
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

// Lists of many lengths make many statements, and each name takes room on every connection.
const MOST_NAMED = 500;
const names = new Map<string, string>();

/** A name makes PostgreSQL plan a statement once for each connection: row security makes that the slower part. */
function nameOf({ sql, args }: { readonly sql: string; readonly args: readonly unknown[] }): string {
  // BEGIN and the like have no plan, and unnamed they are one message.
  if (args.length === 0) return '';
  const known = names.get(sql);
  if (known !== undefined || names.size === MOST_NAMED) return known ?? '';
  const name = `assurance_${names.size}`;
  names.set(sql, name);
  return name;
}
