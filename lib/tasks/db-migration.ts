import { schemaDiff, writeMigration } from '#prisma/migrate.ts';

// npm run db:migration -- NAME: writes the migration that takes the database to schema.prisma.

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Give the migration a name in small letters, for example: npm run db:migration -- add_review_date',
  );
  process.exit(1);
}
const sql = await schemaDiff();
if (sql === '')
  console.log('schema.prisma and the migrations agree. Writing an empty migration for SQL by hand.');
const folder = await writeMigration(name, sql, new Date());
console.log(`Wrote ${folder}. Read it through, then run: npm run db:migrate`);
process.exit(0); // the scratch database sets an exit code of its own as it stops
