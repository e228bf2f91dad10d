import { migrationProblems } from '#lib/tasks/database-facts.ts';
import { applyMigrations } from '#lib/tasks/migrations.ts';
import { loadReferenceData } from '#prisma/seed/load-reference-data.ts';
import { exitWithError, openAsOwner } from './databases.ts';

// npm run db:migrate: deploys migrations and reference data to MIGRATION_DATABASE_URL or, if no address is set, to the
// demonstration's database in DATA_DIR.

try {
  const database = await openAsOwner(migrationProblems);
  try {
    const applied = await applyMigrations(database.url);
    await loadReferenceData(database.url);
    console.log(
      applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'The database already has all migrations.',
    );
  } finally {
    await database.stop();
  }
} catch (error) {
  exitWithError(error);
}
