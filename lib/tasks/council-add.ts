import { exitWithError, openAsOwner, requireMigrations } from './databases.ts';
import { addCouncil } from './set-up.ts';

// npm run council:add -- SLUG "NAME" [GSS CODE]: adds a council to the service.

const [slug, name, gssCode] = process.argv.slice(2);
if (slug === undefined || name === undefined) {
  console.error('Give a slug, a name and, if it has one, its GSS code, for example:');
  console.error('npm run council:add -- west-sampleshire "West Sampleshire Council" E06000001');
  process.exit(1);
}
try {
  const database = await openAsOwner();
  try {
    await requireMigrations(database);
    await addCouncil(database.url, { slug, name, gssCode: gssCode ?? null });
  } finally {
    await database.stop();
  }
  console.log(`Added ${name}. Add its people with: npm run person:add -- ${slug} EMAIL "NAME" ROLE`);
} catch (error) {
  exitWithError(error);
}
