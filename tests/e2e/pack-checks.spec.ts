import { createHash } from 'node:crypto';
import { makeWaiting } from '#lib/background/packs.ts';
import { askPack } from '#lib/exchange/packs/commands.ts';
import { getPack, readablePack } from '#lib/exchange/packs/queries.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

/** The bytes of a pack that was made. */
async function madePack({ as: { lead } }: OwnCouncil): Promise<Buffer> {
  await askPack(lead, { purpose: 'For CQC', packForm: 'register', content: { kind: 'open' } });
  await expect
    .poll(
      async () => {
        await makeWaiting();
        return (await getPack(lead, 1))?.state;
      },
      { timeout: 30_000 },
    )
    .toBe('made');
  const pack = await readablePack(lead, 1, '1.pdf');
  if (!pack || typeof pack === 'string') throw new Error('There is no file');
  const { file } = pack;
  const stream = file.read({ from: 0, to: file.bytes - 1 }, new AbortController().signal);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

test('a pack is checked by its file, which is not sent, or without script by its fingerprint', async ({
  newCouncil,
  open,
}) => {
  const council = await newCouncil();
  const buffer = await madePack(council);
  const reader = await open({ viewport: { width: 320, height: 640 } });
  const sent: string[] = [];
  reader.on('request', (request) => {
    if (request.method() !== 'GET' || request.postDataBuffer()) sent.push(request.url());
  });
  await reader.goto('/sign-in');
  await reader.getByRole('contentinfo').getByRole('link', { name: 'Check an evidence pack' }).click();
  const file = reader.getByLabel('Select the file, or drop it here');
  await file.setInputFiles({ name: 'pack.pdf', mimeType: 'application/pdf', buffer });
  await expect(reader.locator('main :focus')).toContainText('It is as it left the council');
  await expect(reader.getByRole('main')).toContainText(council.name);
  await expectNoFaults(reader, 320);
  buffer[100] = 1;
  await file.setInputFiles({ name: 'pack.pdf', mimeType: 'application/pdf', buffer });
  await expect(reader.getByRole('heading', { level: 2 })).toHaveText(
    'No pack of this service has this fingerprint',
  );
  await expectNoFaults(reader, 320);
  expect(sent).toEqual([]);

  const plain = await open({ javaScriptEnabled: false });
  await plain.goto('/check-a-pack');
  await expect(plain.getByText('Select the file')).toBeHidden();
  const [made] = (await getPack(council.as.lead, 1))?.files ?? [];
  await plain.getByLabel('Enter its fingerprint').fill(made?.sha256.toUpperCase() ?? '');
  await plain.getByRole('button', { name: 'Check the fingerprint' }).click();
  await expect(plain.getByRole('main')).toContainText('It is as it left the council');
  await plain.getByLabel('Enter its fingerprint').fill(createHash('md5').update('x').digest('hex'));
  await plain.getByRole('button', { name: 'Check the fingerprint' }).click();
  await expect(plain).toHaveTitle('Error: Check an evidence pack - Assurance');
  await expect(plain.getByRole('alert')).toContainText('Enter the fingerprint as 64 digits');
});
