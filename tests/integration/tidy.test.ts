import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import { database } from '#lib/platform/db/client.ts';
import { setCouncil } from '#lib/platform/db/in-council.ts';
import { loadFormState, saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { councilFolder, incomingFolder } from '#lib/platform/storage/location.ts';
import { makeCouncil } from './council-factory.ts';

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const HOURS = 60;

async function leaveFile(folder: string, name: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, 'left behind');
  return path;
}

it('removes only files without a row, once they are an hour old', async () => {
  const { lead } = (await makeCouncil()).as;
  const councilId = lead.council.id;
  const orphan = '019f0000-0000-7000-8000-000000000001';
  const known = '019f0000-0000-7000-8000-000000000002';
  await leaveFile(councilFolder(councilId), orphan);
  await leaveFile(councilFolder(councilId), known);
  const part = await leaveFile(incomingFolder(), 'crashed.part');
  await database().$transaction(async (tx) => {
    await setCouncil(tx, councilId);
    const file = { name: 'known.txt', mediaType: 'text/plain', bytes: 11, sha256: '0'.repeat(64) };
    await tx.storedFile.create({ data: { id: known, councilId, ...file } });
  });

  await tidy(minutesFromNow(50));
  expect((await readdir(councilFolder(councilId))).toSorted()).toEqual([orphan, known]);
  expect((await stat(part)).isFile()).toBe(true);

  const report = await tidy(minutesFromNow(2 * HOURS));
  expect(report.orphans.map(({ id }) => id)).toEqual([orphan]);
  expect(await readdir(councilFolder(councilId))).toEqual([known]);
  await expect(stat(part)).rejects.toThrow('ENOENT');
});

it('removes refused forms and sign-in attempts once they are a day old', async () => {
  const { lead } = (await makeCouncil()).as;
  const form = await saveFormState(lead, { url: 'typed' }, new Date());
  const attempt = { account: 'tidy', address: '192.0.2.1', familiar: false, at: new Date() };
  await database().signInAttempt.create({ data: attempt });
  const attempts = () => database().signInAttempt.count({ where: { account: 'tidy' } });

  await tidy(minutesFromNow(23 * HOURS));
  expect([await attempts(), await loadFormState(lead, form)]).toEqual([1, { url: 'typed' }]);

  await tidy(minutesFromNow(25 * HOURS));
  expect([await attempts(), await loadFormState(lead, form)]).toEqual([0, null]);
});
