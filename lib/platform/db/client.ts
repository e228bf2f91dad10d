import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '#lib/platform/db/generated/client.ts';
import { withSessionSettings } from '#lib/platform/db/session-settings.ts';
import { env } from '#lib/platform/env.ts';

export type Transaction = Prisma.TransactionClient;

let client: PrismaClient | undefined;

/** The one PrismaClient of this process, made on first use so that a build needs no database. */
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
    // The default format quotes the values being written in error messages.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 20_000 },
  });
  return client;
}

/** Closes the connections, so that a task or test can end. */
export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}

// Lists of different lengths make different statements, and each name takes memory on every connection.
const MAX_NAMED = 500;
const names = new Map<string, string>();

/** A named statement is planned once for each connection. Row security makes planning the slower part. */
function nameOf({ sql, args }: { readonly sql: string; readonly args: readonly unknown[] }): string {
  // Statements such as BEGIN need no plan, and unnamed they take one message.
  if (args.length === 0) return '';
  const known = names.get(sql);
  if (known !== undefined || names.size === MAX_NAMED) return known ?? '';
  const name = `assurance_${names.size}`;
  names.set(sql, name);
  return name;
}
