import { verifyAllChains } from '#lib/audit/verify.ts';
import { closeDatabase } from '#lib/db/client.ts';
import { keptSecret } from '#lib/db/kept-secret.ts';
import { dataDir, endWith, openDatabases } from './databases.ts';

// npm run audit:verify: works out every seal of every council's audit chain again, and all that was kept of what it tells.

try {
  const { DATABASE_URL } = process.env;
  const databases = DATABASE_URL ? undefined : await openDatabases();
  if (databases) {
    process.env.DATABASE_URL = databases.appUrl;
    process.env.NEXTAUTH_URL ||= 'http://localhost:3000';
    process.env.NEXTAUTH_SECRET ||= await keptSecret(dataDir, 'session');
  }
  const { councils } = await verifyAllChains().finally(async () => {
    await closeDatabase();
    await databases?.stop();
  });
  for (const { slug, events, head, firstBroken, snapshots, papers } of councils) {
    if (!firstBroken) console.log(`${slug}: ${events} events, verified. Head ${head}`);
    else console.error(`${slug}: broken at event ${firstBroken.seq}: ${firstBroken.reason}.`);
    for (const { cycle, kind, version, reason } of snapshots) {
      const what = {
        signed: `signed version ${version}`,
        proposed: `what step ${version} proposed`,
        closed: 'its close',
      };
      console.error(`${slug}: cycle ${cycle}, ${what[kind]}: ${reason}.`);
    }
    for (const { link, reason } of papers) console.error(`${slug}: board paper of link ${link}: ${reason}.`);
  }
  const broken = councils.filter(
    ({ firstBroken, snapshots, papers }) => firstBroken || snapshots.length > 0 || papers.length > 0,
  ).length;
  console.log(
    broken === 0
      ? `Every chain verifies (${councils.length}).`
      : `${broken} of ${councils.length} councils do not verify.`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
  endWith(error);
}
