import { rename } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { councilFolder, storageRoot } from '#lib/platform/storage/location.ts';
import { withDatabase } from '#lib/tasks/database-facts.ts';
import { missingFiles } from '#lib/tasks/missing-files.ts';
import { makeAssessedCouncil, makeEvidenceFile } from './council-factory.ts';

it('names councils whose files are on a missing disk', async () => {
  const [one, other] = [await makeAssessedCouncil(), await makeAssessedCouncil()];
  for (const council of [one, other]) await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
  await makeAssessedCouncil();
  const { DATABASE_URL } = env();
  const missing = () =>
    withDatabase(DATABASE_URL, 'DATABASE_URL', (client) => missingFiles(client, fileStore()));
  expect(await missing()).toBeNull();
  const away = `${councilFolder(one.id)}.away`;
  await rename(councilFolder(one.id), away);
  expect(await missing()).toBe(
    `${storageRoot()} has no files of ${one.slug} (1 file). Check that the right disk is mounted, or STORAGE_URL.`,
  );
  await rename(away, councilFolder(one.id));
});
