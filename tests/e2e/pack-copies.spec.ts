import { makeWaiting } from '#lib/background/packs.ts';
import { askPack } from '#lib/exchange/packs/commands.ts';
import { getPack } from '#lib/exchange/packs/queries.ts';
import { answered, expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

/** Has a pack made, as the queue does. */
async function makePack({ as: { lead } }: OwnCouncil, number: number): Promise<void> {
  await expect
    .poll(
      async () => {
        await makeWaiting();
        return (await getPack(lead, number))?.state;
      },
      { timeout: 30_000 },
    )
    .toBe('made');
}

for (const script of [true, false]) {
  test(`a copy of a pack is shared by a link until it is withdrawn ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    expectedErrors,
  }) => {
    expectedErrors.push(answered(404));
    const council = await newCouncil();
    const faults = async (page: Parameters<typeof expectNoFaults>[0]) => script && expectNoFaults(page, 320);
    await askPack(council.as.lead, { purpose: 'For CQC', packForm: 'register', content: { kind: 'open' } });
    await makePack(council, 1);
    const lead = await open({ as: council.email('lead'), javaScriptEnabled: script });
    await lead.goto(council.path('/packs/1'));
    await lead.getByRole('link', { name: 'Share a copy' }).click();
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Share a copy of pack 1');
    await faults(lead);
    await lead.getByRole('button', { name: 'Create link' }).click();
    await expect(lead).toHaveTitle(/^Error: Share a copy of pack 1/);
    await lead.getByLabel('Who is it for?').fill('Care Quality Commission');
    await lead.getByRole('button', { name: 'Create link' }).click();
    await expect(lead.getByRole('heading', { level: 1 })).toHaveText('Link for Care Quality Commission');
    await faults(lead);
    const { pathname } = new URL((await lead.locator('code').textContent()) ?? '');
    expect(pathname).toMatch(/^\/shared-packs\/[\w-]{43}$/);

    const stranger = await open({ javaScriptEnabled: script, viewport: { width: 320, height: 640 } });
    const answer = await stranger.goto(pathname);
    expect(answer?.headers()).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'private, no-store',
    });
    // The service's own queue may have made it already.
    await makePack(council, 2);
    await stranger.goto(pathname);
    await expect(stranger.getByRole('main')).toContainText('Copy for Care Quality Commission');
    await faults(stranger);
    const download = stranger.getByRole('link', { name: 'Download the pack (PDF)' });
    const file = await stranger.request.get((await download.getAttribute('href')) ?? '');
    expect(file.headers()).toMatchObject({
      'content-type': 'application/pdf',
      'referrer-policy': 'no-referrer',
      'content-disposition': expect.stringContaining('evidence pack 2.pdf'),
    });
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await lead.goto(council.path('/packs'));
    await expect(lead.getByRole('table', { name: 'Links to copies' })).toContainText('1 time, last');
    await faults(lead);
    await lead.getByRole('link', { name: /^Withdraw ?the link for/ }).click();
    await expect(lead).toHaveTitle(/^Withdraw the link for Care Quality Commission/);
    await faults(lead);
    await lead.getByRole('button', { name: 'Withdraw this link' }).click();
    await expect(lead.getByRole('main').getByRole('alert').first()).toContainText('Link withdrawn');
    for (const path of [
      pathname,
      `${pathname}/1.pdf`,
      `/shared-packs/${'a'.repeat(43)}`,
      '/shared-packs/x',
    ]) {
      const gone = await stranger.goto(path);
      expect(gone?.status(), path).toBe(404);
      expect(gone?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer' });
    }
    await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Evidence pack not found');
    await faults(stranger);
  });
}
