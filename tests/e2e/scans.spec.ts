import { systemContext } from '#lib/platform/access/context.ts';
import type { Verdict } from '#lib/platform/scanning/clamd.ts';
import { noteVerdict, updateWaiting } from '#lib/record/scans/commands.ts';
import { asSuperuser, makeEvidenceFile } from '#tests/integration/council-factory.ts';
import { expect, expectNoFaults, test } from './fixtures.ts';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  'infected.txt': { scan: 'infected', result: 'Eicar-Test-Signature' },
  'long.txt': { scan: 'failed', result: 'Heuristics.Limits.Exceeded.MaxFileSize' },
};

for (const script of [true, false]) {
  test(`a file says whether a virus was found, ${script ? 'with' : 'without'} script`, async ({
    open,
    newCouncil,
    visitor,
  }) => {
    const council = await newCouncil();
    const on = { statement: 'QS1' } as const;
    for (const name of ['waiting.txt', ...Object.keys(VERDICTS)])
      await makeEvidenceFile(council.as.lead, on, name, `The text of ${name}.\n`);
    const page = await open({
      javaScriptEnabled: script,
      as: council.email('lead'),
      ...(script && { forcedColors: 'active' }),
    });
    const main = page.getByRole('main');
    const shows = async (path: string, ...texts: readonly string[]) => {
      await page.goto(council.path(path));
      for (const text of texts) await expect(main).toContainText(text, { timeout: 1_000 });
      if (script) await expectNoFaults(page, 320);
    };

    await shows('/evidence/E1', 'Not checked');

    const context = systemContext(
      { ...council, name: council.name, isExample: false },
      'Virus check',
      'browser test',
    );
    const scan = async () => {
      await updateWaiting(context, true);
      const files = await asSuperuser<{ id: string; name: string }>(
        'SELECT id, name FROM files WHERE council_id = $1',
        [council.id],
      );
      for (const { id, name } of files) {
        const verdict = VERDICTS[name];
        if (verdict) await noteVerdict(context, { id, was: 'waiting' }, verdict);
      }
    };
    // The demonstration has no scanner: once a minute it ends what waits.
    const stands = (path: string, ...texts: readonly string[]) =>
      expect(async () => {
        await scan();
        await shows(path, ...texts);
      }).toPass();
    await stands('/evidence/E1', 'Being checked for viruses. The file cannot be opened');
    await stands('/evidence/E2', 'Contains a virus: Eicar-Test-Signature', 'Replace it with one');
    await stands('/evidence/E3', 'Could not be checked for viruses', 'It is larger, or packed more deeply');
    const states = ['Being checked for viruses', 'Contains a virus', 'Could not be checked for viruses'];
    await stands(
      '/evidence',
      ...states.map((state, at) => `${['Waiting', 'Infected', 'Long'][at]} ${state}`),
    );
    await stands('/assessment/QS1', ...states.map((state) => `${state}, so not counted as evidence`));

    const file = await (await visitor(council.email('lead'))).fetch(council.path('/evidence/E2/file'));
    expect([file.status, await file.text()]).toEqual([
      409,
      'This file cannot be opened because it contains a virus.\n',
    ]);
    await page.goto(council.path('/evidence/E2'));
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(main).toContainText('cannot be checked again because the service has no virus scanner');
    await shows('/settings', 'This service has no virus scanner, so files are not checked');
  });
}
