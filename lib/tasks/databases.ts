import { type EmbeddedServer, EmbeddedServerError, startEmbedded } from '#lib/db/embedded.ts';

export type Databases = Pick<EmbeddedServer, 'ownerUrl' | 'appUrl' | 'stop'> & { readonly embedded: boolean };

/** The server that DATABASE_URL names or, without one, the embedded PostgreSQL of the data folder. */
export async function openDatabases(dataDir: string): Promise<Databases> {
  const { DATABASE_URL: appUrl, MIGRATION_DATABASE_URL: ownerUrl } = process.env;
  if (!appUrl && !ownerUrl) return { ...(await startEmbedded(dataDir)), embedded: true };
  if (!appUrl || !ownerUrl) {
    throw new EmbeddedServerError(
      'Set both DATABASE_URL (the role of the application) and MIGRATION_DATABASE_URL (the role that owns the tables), or neither.',
    );
  }
  return { ownerUrl, appUrl, embedded: false, stop: async () => undefined };
}

/** Prints an expected problem as one plain line and ends; anything else is a fault and keeps its trace. */
export function endWith(error: unknown): never {
  const expected = ['EmbeddedServerError', 'MigrationError', 'SetUpError'];
  const isPlain = error instanceof Error && (expected.includes(error.name) || 'code' in error);
  console.error(isPlain ? error.message || String(error) : error);
  process.exit(1);
}
