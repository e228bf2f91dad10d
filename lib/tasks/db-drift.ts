import { schemaDiff } from '#prisma/migrate.ts';

// npm run db:drift: fails when schema.prisma and the migrations do not describe the same database.

const sql = await schemaDiff();
if (sql === '') {
  console.log('schema.prisma and the migrations agree.');
  // Explicit, because the scratch database sets an exit code of its own as it stops.
  process.exit(0);
} else {
  console.error(`schema.prisma and the migrations differ. A migration needs to run:\n\n${sql}\n`);
  console.error('Write one with: npm run db:migration -- NAME');
  process.exit(1);
}
