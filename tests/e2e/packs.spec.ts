import { openPdf } from '#lib/platform/pdf/open-pdf.ts';
import { textPdf } from '#lib/platform/reading/testing/documents.ts';
import { asSuperuser, makeEvidenceFile, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, type OwnCouncil, test } from './fixtures.ts';

// A worker process makes packs one at a time. Each test has its own council.

const PACK = '/packs/current.pdf';

async function exportsOf(council: OwnCouncil): Promise<number> {
  const events = await asSuperuser(
    "SELECT subject FROM audit_events WHERE council_id = $1 AND type = 'pack.exported'",
    [council.id],
  );
  return events.length;
}

test('a person who asks for many packs at once gets two, and a plain message for the rest', async ({
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  const lead = await visitor(council.email('lead'));
  const answers = await Promise.all(Array.from({ length: 20 }, () => lead.fetch(council.path(PACK))));
  const statuses = answers.map(({ status }) => status);
  const made = statuses.filter((status) => status === 200).length;
  expect(made).toBeGreaterThanOrEqual(2);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toBe('30');
  expect(await refused?.text()).toContain('Sorry, the service is busy');
  expect(await exportsOf(council)).toBe(made);
});

test('abandoned packs are cancelled, not recorded, and do not delay other councils', async ({
  newCouncil,
  visitor,
}) => {
  const [council, other] = [await newCouncil(), await newCouncil()];
  for (let n = 0; n < 150; n += 1)
    await makeEvidenceLink(council.as.lead, { title: `Item ${n}`, statement: 'QS1' });
  const [lead, reader] = [await visitor(council.email('lead')), await visitor(other.email('reader'))];
  const gone = new AbortController();
  const asked = Array.from({ length: 100 }, () => lead.fetch(council.path(PACK), { signal: gone.signal }));
  const outcomes = Promise.allSettled(asked);
  // Once one is refused, two others are waiting or being made.
  await Promise.any(asked);
  gone.abort();
  const received = (await outcomes).filter(
    (outcome) => outcome.status === 'fulfilled' && outcome.value.status === 200,
  );
  expect((await reader.fetch(other.path(PACK))).status).toBe(200);
  expect(await exportsOf(other)).toBe(1);
  expect(await exportsOf(council)).toBe(received.length);
});

for (const script of [true, false]) {
  test(`a bundle is asked for, watched and opened, ${script ? 'with' : 'without'} script`, async ({
    newCouncil,
    open,
    visitor,
  }) => {
    const council = await newCouncil();
    const { lead } = council.as;
    const letter = textPdf([['Dear director,'], ['Page two of the letter']]);
    await makeEvidenceFile(lead, { statement: 'QS1', title: 'Letter of a carer' }, 'letter.pdf', letter);
    await makeEvidenceLink(lead, { statement: 'QS1', title: 'Sealed', marking: 'OFFICIAL-SENSITIVE' });
    const page = await open({ as: council.email('reader'), javaScriptEnabled: script });
    const main = page.getByRole('main');
    await page.goto(council.path('/packs'));
    await page.getByRole('link', { name: 'Make a pack' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(main).toContainText('Select what to make');
    await page.getByRole('radio', { name: 'Core bundle' }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Core bundle');
    await page.getByLabel('How many pages may it have?').fill('few');
    await page.getByText('More choices').click();
    await page.getByRole('radio', { name: 'Only evidence marked OFFICIAL' }).check();
    await page.getByRole('button', { name: 'Make the pack' }).click();
    for (const problem of ['what the pack is for', 'what the pack is made of', 'a whole number from 10'])
      await expect(main.getByRole('alert')).toContainText(problem);
    await expect(page.getByRole('radio', { name: 'Only evidence marked OFFICIAL' })).toBeChecked();
    await expect(page.getByLabel('How many pages may it have?')).toHaveValue('few');
    if (script) await expectNoFaults(page, 320);
    await page.getByLabel('What is it for?').fill('Return to CQC');
    await page.getByLabel('How many pages may it have?').fill('40');
    await page.getByRole('radio', { name: /as it is now/ }).check();
    await page.getByRole('button', { name: 'Make the pack' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Return to CQC');
    // Without script, the page loads itself again once it is asked to.
    if (!script) await page.getByRole('link', { name: 'Load the page again every 5 seconds' }).click();
    await expect(page.getByRole('status').filter({ hasText: /^Ready$/ })).toBeVisible({ timeout: 40_000 });
    await expect(main.getByRole('row', { name: 'E2 Left out' })).toContainText(
      'It is marked OFFICIAL-SENSITIVE',
    );
    if (script) await expectNoFaults(page, 320);
    const path = await page.getByRole('link', { name: 'Download the pack (PDF)' }).getAttribute('href');
    const reader = await visitor(council.email('reader'));
    const whole = await reader.fetch(path ?? '');
    expect(whole.headers.get('content-disposition')).toContain('evidence pack 1.pdf');
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = await reader.fetch(path ?? '', { headers: { range: 'bytes=5-9' } });
    expect([part.status, await part.text()]).toEqual([206, bytes.subarray(5, 10).toString()]);
    expect((await reader.fetch(path ?? '', { method: 'HEAD' })).headers.get('content-length')).toBe(
      String(bytes.length),
    );
    const pdf = await openPdf(new Uint8Array(bytes));
    expect(pdf.read(pdf.pages).text).toContain('Page two of the letter');
    const [downloads] = await asSuperuser<{ count: number }>(
      "SELECT count(*)::int AS count FROM audit_events WHERE council_id = $1 AND type = 'pack.downloaded'",
      [council.id],
    );
    expect(downloads?.count).toBe(2);
    if (script) {
      await page.getByRole('link', { name: 'Add what came later' }).click();
      await page.getByLabel('What is it for?').fill('Second return');
      await page.getByRole('radio', { name: /as it is now/ }).check();
      await page.getByRole('button', { name: 'Make the pack' }).click();
      await expect(main.getByRole('alert')).toContainText('There is no evidence in this one');
      await expectNoFaults(page, 320);
    }
    await page.goto(council.path('/packs'));
    await expect(page.getByRole('table')).toContainText('1. Return to CQC');
    if (script) await expectNoFaults(page, 320);
  });
}
