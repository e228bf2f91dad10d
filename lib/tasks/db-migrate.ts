import { startEmbedded } from '#lib/db/embedded.ts';
import { applyMigrations } from '#lib/db/migrations.ts';
import { loadReferenceData } from '#prisma/seed/load-reference-data.ts';
import { dataDir, endWith } from './databases.ts';

// npm run db:migrate: deploys migrations and reference data to MIGRATION_DATABASE_URL or, without it, to the
// embedded PostgreSQL of DATA_DIR.

try {
  const { MIGRATION_DATABASE_URL: url, DATABASE_URL } = process.env;
  if (DATABASE_URL && !url) {
    console.error('MIGRATION_DATABASE_URL is missing: the address of the role that owns the tables.');
    process.exit(1);
  }
  const embedded = url ? undefined : await startEmbedded(dataDir);
  try {
    const ownerUrl = url ?? embedded?.ownerUrl ?? '';
    const applied = await applyMigrations(ownerUrl);
    await loadReferenceData(ownerUrl);
    console.log(applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database has every migration.');
  } finally {
    await embedded?.stop();
  }
} catch (error) {
  endWith(error);
}
