import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { ooxmlEntries, pdf, zip } from '#lib/platform/storage/testing/samples.ts';
import { asSuperuser, makeEvidenceFile, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { answered, expect, type OwnCouncil, signInOn, test } from './fixtures.ts';
import { answerDetails, entered, expectRefusal, nameOwner } from './form-expectations.ts';

const LONG = `First line\n\nThird line, ${'x'.repeat(9_977)}`;

for (const script of [true, false]) {
  test.describe(script ? 'with JavaScript' : 'without JavaScript', () => {
    test('every form says what is wrong and keeps the entries', async ({
      open,
      newCouncil,
      expectedErrors,
    }) => {
      expectedErrors.push(answered(422));
      const refuse = (page: Page, button: string, messages: readonly string[]) =>
        expectRefusal(
          page,
          page.getByRole('main').getByRole('button', { name: button, exact: true }),
          messages,
          {
            script,
          },
        );

      await test.step('sign in', async () => {
        const page = await open({ javaScriptEnabled: script });
        await page.goto('/sign-in?from=/councils');
        await refuse(page, 'Sign in', ['Enter your email address', 'Enter your password']);
        await page.getByLabel('Email address').fill('nobody.in.particular');
        await page.getByLabel('Password').fill('a password that is long enough');
        await refuse(page, 'Sign in', [
          'Enter an email address in the correct format, like name@example.gov.uk',
        ]);
        await page.getByLabel('Email address').fill(`${crypto.randomUUID()}@nowhere.example`);
        await page.getByLabel('Password').fill('a password that is long enough');
        await refuse(page, 'Sign in', [
          'The email address or password is incorrect. Check both and try again',
        ]);
      });

      await test.step('start an assessment', async () => {
        const council = await newCouncil({ assessment: false });
        const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
        await page.goto(council.path('/cycles/start'));
        await refuse(page, 'Start the assessment', [
          'Enter a name for the assessment',
          'Enter the date the period starts',
          'Enter the date the period ends',
        ]);
        await page.getByLabel('Name').fill(`The “best” <cycle> & more${'.'.repeat(120)}`);
        await enterDate(page, 'startsOn', '31', '2', '2026');
        await enterDate(page, 'endsOn', '1', 'April', '26');
        await refuse(page, 'Start the assessment', [
          'Name must be 120 characters or less',
          'The date the period starts must be a real date, like 1 4 2026',
          'The date the period ends must have a year of 4 digits, like 2026',
        ]);
        await page.getByLabel('Name').fill('A cycle');
        await enterDate(page, 'startsOn', '1', '4', '2027');
        await enterDate(page, 'endsOn', '31', '3', '2027');
        await refuse(page, 'Start the assessment', [
          'The end of the period must be the same as or after its start',
        ]);
      });

      const council = await newCouncil();
      const file = await makeEvidenceFile(council.as.lead, { statement: 'QS1', shows: 'Waits are down' });
      const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
      // This test keeps leaving forms with changes.
      page.on('dialog', (dialog) => void dialog.accept());

      await test.step('score a statement', async () => {
        await page.goto(council.path('/assessment/QS1'));
        await refuse(page, 'Save and continue', ["Select whether you've completed this section"]);
        await page.getByLabel("Yes, I've completed this section").check();
        await refuse(page, 'Save and continue', [
          'Select a score for Assessing needs',
          'Enter why you gave this score',
        ]);
        await page.locator('input[name=score][value="2"]').check();
        await page.getByLabel('What we do well').fill('Two lines\n\n"<b>and</b>" & more');
        await page.getByLabel('What we need to improve').fill(LONG);
        await page.getByLabel('How we know it makes a difference').fill(`${LONG} and more`);
        expect(LONG).toHaveLength(10_001);
        await refuse(page, 'Save and continue', [
          'What we need to improve must be 10,000 characters or less. It is 10,001 now',
          'How we know it makes a difference must be 10,000 characters or less. It is 10,010 now',
        ]);
        await page.getByLabel('What we need to improve').fill(LONG.slice(0, -1));
        await page.getByLabel('How we know it makes a difference').fill('');
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await expect(page.getByRole('main').getByRole('alert')).toContainText('Assessing needs saved');
        await expect(page.getByLabel('What we need to improve')).toHaveValue(LONG.slice(0, -1));
        await expect(page.getByLabel('What we do well')).toHaveValue('Two lines\n\n"<b>and</b>" & more');
      });

      await test.step('take a score back', async () => {
        const reason = page.getByLabel('Why has the score changed?');
        await expect(reason).toBeHidden();
        await page.getByLabel('Not scored', { exact: true }).check();
        await expect(reason).toBeVisible();
        await page.getByLabel("No, I'll come back later").check();
        await refuse(page, 'Save and continue', ['Enter why the score has changed from 2']);
        await reason.fill('r'.repeat(2_001));
        await refuse(page, 'Save and continue', ['Reason must be 2,000 characters or less. It is 2,001 now']);
        await reason.fill('The survey was counted wrongly.\n\n<b>Twice</b>');
        await page.locator('input[name=score][value="2"]').check();
        await refuse(page, 'Save and continue', [
          'Delete this reason or select another score: the saved score is already 2',
        ]);
        await page.getByLabel('Not scored', { exact: true }).check();
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await expect(page.getByRole('main').getByRole('alert')).toContainText('Assessing needs saved');
        await expect(page.locator('input[name=score]:checked')).toHaveCount(0);
        await expect(page.getByRole('main')).toContainText('Changed from 2 to not scored by');
        await expect(page.getByRole('main')).toContainText('The survey was counted wrongly.');
        await page.goto(council.path());
        await expect(page.getByRole('main')).toContainText('None of the nine quality statements is scored');
      });

      await test.step('say what a piece of evidence shows', async () => {
        await page.goto(council.path(`/assessment/QS1/evidence/${file}`));
        await page.getByLabel('What it shows').fill(`Line\nline\n${'y'.repeat(1_000)}`);
        await page.getByLabel('Where in the document').fill('z'.repeat(301));
        await refuse(page, 'Save changes', [
          'What it shows must be 1,000 characters or less. It is 1,010 now',
          'Where in the document must be 300 characters or less',
        ]);
      });

      await test.step('change the details of evidence', async () => {
        await page.goto(council.path(`/evidence/${file}/edit`));
        await page.getByLabel('Title').fill('   ');
        await page.getByLabel('Category').selectOption('');
        await enterDate(page, 'datedOn', '30', '02', '2026');
        await nameOwner(page, 'o'.repeat(121));
        await page.getByLabel('Tags').fill('t'.repeat(41));
        await enterDate(page, 'reviewBy', '31', '02', '2027');
        await page.getByLabel('Unpaid carers').first().check();
        await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
        await page.getByRole('radio', { name: 'Yes, and it needs redaction' }).check();
        await refuse(page, 'Save changes', [
          'Enter a title',
          'Select a category',
          'Date of the evidence must be a real date, like 27 3 2026',
          'Owner must be 120 characters or less',
          'Review by must be a real date, like 31 3 2027',
          'Each tag must be 40 characters or less. Put a comma between tags',
        ]);
      });

      await test.step('add a link', async () => {
        await page.goto(council.path('/evidence/new?statement=QS1&way=link'));
        await page.getByLabel('Address of the document').fill('javascript:alert(1)');
        await page.getByLabel('Category').selectOption('staff');
        await page.getByLabel('What it shows').fill('one\ntwo');
        await refuse(page, 'Add link', [
          'Enter an address that starts with https:// or http://',
          'Enter a title',
          'Select yes if it contains personal data',
        ]);
      });

      await test.step('attach from the list', async () => {
        await makeEvidenceLink(council.as.lead);
        await page.goto(council.path('/evidence/new?statement=QS1&way=list'));
        await refuse(page, 'Attach selected evidence', ['Select the evidence to attach']);
      });

      await test.step('upload', async () => {
        await page.goto(council.path('/evidence/new?statement=QS1'));
        await page.getByLabel('Title').fill('The “title”');
        await page.getByLabel('What it shows').fill('one\n\ntwo');
        await enterDate(page, 'datedOn', 'x', '', '2026');
        await page.getByRole('radio', { name: 'OFFICIAL-SENSITIVE' }).check();
        await refuse(page, 'Upload', [
          'Select a file',
          'Select a category',
          'Select yes if it contains personal data',
          'Date of the evidence must be a real date, like 27 3 2026',
        ]);
      });
    });

    test('disallowed files are refused in plain words and leave nothing behind', async ({
      open,
      newCouncil,
      expectedErrors,
    }, info) => {
      expectedErrors.push(answered(413), answered(415), answered(422));
      const council = await newCouncil();
      const page = await open({ javaScriptEnabled: script, as: council.email('lead') });
      page.on('dialog', (dialog) => void dialog.accept());
      const macros = '/word/vbaProject.bin';
      const refused: [string, Buffer, string][] = [
        ['empty.pdf', Buffer.alloc(0), 'is empty'],
        ['large.txt', Buffer.alloc(21 * 1024 ** 2, 'a'), 'must be smaller than 20MB'],
        [
          'page.html',
          Buffer.from('<p>Hello</p>'),
          'is a web page. Open it in a browser, print it to PDF and upload that',
        ],
        [
          'program.pdf',
          Buffer.concat([Buffer.from('MZ\x90\x00'), Buffer.alloc(600, 7)]),
          'is a program or script. Programs cannot be added as evidence',
        ],
        [
          'macros.docx',
          zip([...ooxmlEntries('docx'), { name: macros.slice(1), data: 'x' }]),
          'contains macros. Save it as .docx, .xlsx or .pptx, or print it to PDF, and upload that',
        ],
        [
          'locked.pdf',
          pdf({ trailer: '/Encrypt 9 0 R' }),
          'is password protected. Save a copy without the password and upload that',
        ],
      ];
      await page.goto(council.path('/evidence/new'));
      for (const [name, buffer, ending] of refused) {
        await test.step(name, async () => {
          await answerDetails(page);
          await page.getByLabel('Title').fill(`About ${name}`);
          await page.getByLabel('Files', { exact: true }).setInputFiles(await onDisk(info, name, buffer));
          await page.getByRole('button', { name: 'Upload', exact: true }).click();
          const summary = page.locator('main > :first-child');
          await expect(summary.getByRole('listitem')).toHaveText([`The selected file ${ending}`]);
          await expect(page).toHaveTitle(/^Error: /);
          await expect(page.getByLabel('Title')).toHaveValue(`About ${name}`);
          if (script) await page.getByRole('button', { name: `Remove ${name}` }).click();
        });
      }

      await test.step('the good ones among them are kept', async () => {
        await answerDetails(page);
        await page.getByLabel('Title').fill('');
        await page.getByLabel('Files', { exact: true }).setInputFiles([
          { name: 'good.txt', mimeType: '', buffer: Buffer.from('Minutes of the meeting\n') },
          { name: 'bad.txt', mimeType: '', buffer: Buffer.alloc(0) },
        ]);
        await page.getByRole('button', { name: 'Upload', exact: true }).click();
        const summary = page.locator('main > :first-child');
        await expect(summary.getByRole('listitem')).toHaveText(['bad.txt is empty']);
        await expect(page.getByRole('main')).toContainText(script ? 'Added as E1' : 'E1 Good');
      });
      const items = await asSuperuser('SELECT FROM evidence_items WHERE council_id = $1', [council.id]);
      const files = await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id]);
      expect([items.length, files.length]).toEqual([1, 1]);
    });
  });
}

test('two people at once: the second sees both texts, chooses, and nothing is lost', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const lead = await open({ as: council.email('lead') });
  const contributor = await open({ as: council.email('contributor') });
  for (const page of [lead, contributor]) await page.goto(council.path('/assessment/QS2'));
  await lead.locator('input[name=score][value="3"]').check();
  await lead.getByLabel('What we do well').fill('Written by the lead.\nTwo lines.');
  await lead.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lead).toHaveURL(/QS\d\?done=[\w-]+$/);

  await contributor.locator('input[name=score][value="2"]').check();
  await contributor.getByLabel('What we do well').fill('Written by the contributor.');
  await contributor.getByLabel('What we need to improve').fill('Only here.');
  await contributor.getByLabel("No, I'll come back later").check();
  const { find: _, ...written } = await entered(contributor);
  await contributor.getByRole('button', { name: 'Save and continue' }).click();
  const choice = contributor.getByRole('region', { name: 'Two versions to choose from' });
  await expect(choice).toContainText('Written by the lead.');
  await expect(choice).toContainText('Written by the contributor.');
  await expect(contributor.locator('main > :first-child')).toContainText(
    `${council.as.lead.person.name} changed this while you were writing. Your changes are not yet saved`,
  );
  // Now there is a score to change, so a reason is required. Evidence is found again once one version is chosen.
  expect(await entered(contributor)).toEqual({ ...written, scoreReason: '' });
  expect(await answersOf(council, 'QS2')).toMatchObject({
    score: 3,
    strengths: 'Written by the lead.\nTwo lines.',
  });

  await contributor.getByLabel('Why has the score changed?').fill('The lead had the old figures.');
  await contributor.getByRole('button', { name: 'Save my version' }).click();
  await expect(contributor).toHaveURL(/assessment\?done=[\w-]+$/);
  await expect(contributor.getByRole('main')).toContainText(
    'Supporting people to live healthier lives saved',
  );
  expect(await answersOf(council, 'QS2')).toMatchObject({
    score: 2,
    strengths: 'Written by the contributor.',
    improvements: 'Only here.',
    version: 2,
  });

  // The lead's page is now outdated. Leaving it opens the contributor's save.
  await lead.getByLabel('What we do well').fill('A later thought of the lead.');
  await lead.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lead.getByRole('region', { name: 'Two versions' })).toContainText(
    'Reason: The lead had the old figures.',
  );
  await lead.getByRole('button', { name: 'Discard mine and open their version' }).click();
  await expect(lead.getByRole('region', { name: 'Two versions' })).toHaveCount(0);
  await expect(lead.getByLabel('What we do well')).toHaveValue('Written by the contributor.');
});

test('two people change the details of one item at once', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const reference = await makeEvidenceLink(council.as.lead);
  const lead = await open({ as: council.email('lead') });
  const contributor = await open({ as: council.email('contributor'), javaScriptEnabled: false });
  for (const page of [lead, contributor]) await page.goto(council.path(`/evidence/${reference}/edit`));
  await lead.getByLabel('Title').fill('Title of the lead');
  await lead.getByRole('button', { name: 'Save changes' }).click();
  await expect(lead.getByRole('main').getByRole('alert')).toContainText(`${reference} saved`);
  await contributor.getByLabel('Title').fill('Title of the contributor');
  await contributor.getByRole('button', { name: 'Save changes' }).click();
  await expect(contributor.getByRole('region', { name: 'Two versions to choose from' })).toContainText(
    'Title of the lead',
  );
  await expect(contributor.getByLabel('Title')).toHaveValue('Title of the contributor');
  await contributor.getByRole('button', { name: 'Save my version' }).click();
  await expect(contributor.getByRole('heading', { level: 1 })).toContainText('Title of the contributor');
});

test('two people explain the same piece of evidence at once', async ({ open, newCouncil }) => {
  const council = await newCouncil();
  const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1', shows: 'As it was' });
  const lead = await open({ as: council.email('lead') });
  const contributor = await open({ as: council.email('contributor'), javaScriptEnabled: false });
  for (const page of [lead, contributor]) {
    await page.goto(council.path(`/assessment/QS1/evidence/${reference}`));
  }
  await lead.getByLabel('What it shows').fill('Words of the lead\nin two lines');
  await lead.getByRole('button', { name: 'Save changes' }).click();
  await expect(lead).toHaveURL(/QS1\?done=[\w-]+$/);
  await contributor.getByLabel('What it shows').fill('Words of the contributor');
  await contributor.getByRole('button', { name: 'Save changes' }).click();
  const versions = contributor.getByRole('region', { name: 'Two versions to choose from' });
  await expect(versions).toContainText('Words of the lead');
  await expect(versions).toContainText('Words of the contributor');
  await expect(contributor.getByLabel('What it shows')).toHaveValue('Words of the contributor');
  await contributor.getByRole('button', { name: 'Save my version' }).click();
  await expect(contributor).toHaveURL(/QS1\?done=[\w-]+$/);
  await lead.reload();
  await expect(lead.getByRole('main')).toContainText('Words of the contributor');
});

test('a form sent twice has one effect', async ({ open, newCouncil, visitor }) => {
  const council = await newCouncil();
  await test.step('by a double click', async () => {
    const page = await open({ as: council.email('lead') });
    await page.goto(council.path('/assessment/QS3'));
    await page.locator('input[name=score][value="4"]').check();
    await page.getByLabel("No, I'll come back later").check();
    await page.getByRole('button', { name: 'Save and continue' }).dblclick();
    await expect(page).toHaveURL(/assessment\?done=[\w-]+$/);
    await expect(page.getByRole('main')).toContainText('Equity in experiences and outcomes saved');
    expect(await answersOf(council, 'QS3')).toMatchObject({ score: 4, version: 1 });
    expect(await eventsIn(council, 'statement.saved')).toBe(1);

    await page.goto(council.path('/evidence/new?statement=QS3&way=link'));
    await page.getByLabel('Address of the document').fill('https://council.example/one');
    await page.getByLabel('Title').fill('Only once');
    await answerDetails(page);
    await page.getByRole('button', { name: 'Add link' }).dblclick();
    await expect(page.getByRole('main')).toContainText('E1 added to');
    expect(await eventsIn(council, 'evidence.added')).toBe(1);
  });

  const again = await visitor(council.email('contributor'));
  const details = { category: 'people', marking: 'OFFICIAL', containsPersonalData: 'no' };
  const twice = [
    ['/assessment/QS4', 'score', { score: '2', strengths: 'Some.', completed: 'yes' }],
    ['/evidence/new?way=link', 'url', { ...details, url: 'https://council.example/two', title: 'Two' }],
    ['/evidence/new', 'file', { ...details, file: new File(['Minutes\n'], 'minutes.txt') }],
  ] as const;
  const told = async (page = '') => {
    const html = await (await again.fetch(page)).text();
    const [, message] = />Success<\/h2><div[^>]*>([^<]+)</.exec(html) ?? [];
    expect(message).toMatch(/ saved$| added to /);
    return message;
  };
  for (const [path, field, answers] of twice) {
    await test.step(`by sending ${path} again`, async () => {
      const form = await again.form(council.path(path), field);
      const first = await again.send(form, answers);
      const second = await again.send(form, answers);
      expect([first.status, second.status]).toEqual([303, 303]);
      // Each answer has its own message with the same text.
      const [page, other] = [first, second].map(({ headers }) => headers.get('location') ?? '');
      expect(other?.split('done=')[0]).toBe(page?.split('done=')[0]);
      expect(await told(other)).toBe(await told(page));
    });
  }
  expect(await eventsIn(council, 'statement.saved')).toBe(2);
  expect(await eventsIn(council, 'evidence.added')).toBe(3);
});

test('a session that ends while someone writes loses nothing', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  // The page keeps trying to save a draft.
  expectedErrors.push(answered(401));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true });
  await page.goto(council.path('/assessment/QS5'));
  await page.locator('input[name=score][value="3"]').check();
  await page.getByLabel('What we do well').fill('An hour of work\n\nin two paragraphs');
  await page.getByLabel("No, I'll come back later").check();
  const written = await entered(page);
  await asSuperuser(
    'UPDATE sessions SET ended_at = now() WHERE person_id = (SELECT id FROM people WHERE email = $1)',
    [council.email('lead')],
  );
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.locator('main > :first-child')).toContainText('because you have been signed out');
  expect(await entered(page)).toEqual(written);

  const otherTab = await page.context().newPage();
  await otherTab.goto('/sign-in');
  await signInOn(otherTab, council.email('lead'));
  await expect(otherTab).toHaveURL(council.path());
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(/assessment\?done=[\w-]+$/);
  await expect(page.getByRole('main')).toContainText('Partnerships and communities saved');
  expect(await answersOf(council, 'QS5')).toMatchObject({
    strengths: 'An hour of work\n\nin two paragraphs',
  });
});

test('a save without a network keeps the form as typed', async ({ open, newCouncil, expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  const council = await newCouncil();
  const page = await open({ as: council.email('lead') });
  await page.goto(council.path('/assessment/QS6'));
  await page.locator('input[name=score][value="2"]').check();
  await page.getByLabel('What we need to improve').fill('Typed on a train\n\nin a tunnel');
  await page.getByLabel("No, I'll come back later").check();
  const written = await entered(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.locator('main > :first-child')).toContainText('the service did not answer');
  expect(await entered(page)).toEqual(written);

  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page).toHaveURL(/assessment\?done=[\w-]+$/);
  await expect(page.getByRole('main')).toContainText('Safe systems, pathways and transitions saved');
  expect(await answersOf(council, 'QS6')).toMatchObject({ improvements: 'Typed on a train\n\nin a tunnel' });
});

test('without JavaScript too, entries outlive the session', async ({ open, newCouncil, expectedErrors }) => {
  expectedErrors.push(answered(403));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true, javaScriptEnabled: false });
  await page.goto(council.path('/assessment/QS5'));
  await page.getByLabel('What we do well').fill('An hour of work\n\nin <two> paragraphs');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have been signed out');
  const kept = await page.getByRole('main').getByText('An hour of work').textContent();
  expect(kept?.replaceAll('\r', '')).toBe('An hour of work\n\nin <two> paragraphs');
  await page.getByRole('main').getByRole('link', { name: 'sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});

test('without JavaScript, entries made with files outlive the session', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(401));
  const council = await newCouncil();
  const page = await open({ as: council.email('lead'), ownSession: true, javaScriptEnabled: false });
  await page.goto(council.path('/evidence/new?statement=QS5'));
  await answerDetails(page);
  await page.getByLabel('What it shows').fill('An hour of <b>reading</b>');
  const file = { name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('Minutes\n') };
  await page.getByLabel('Files', { exact: true }).setInputFiles(file);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You have been signed out');
  await expect(page.getByRole('main').getByText('An hour of <b>reading</b>')).toBeVisible();
  expect(await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id])).toEqual([]);
});

test('changes requested by another site are refused', async ({ newCouncil, visitor, origin }) => {
  const council = await newCouncil();
  const lead = await visitor(council.email('lead'));
  const form = await lead.form(council.path('/assessment/QS6'), 'score');
  const upload = await lead.form(council.path('/evidence/new'), 'file');
  const answers = { score: '1', completed: 'no' };
  const elsewhere = 'https://elsewhere.example';
  const foreign: HeadersInit[] = [
    { origin: elsewhere, 'sec-fetch-site': 'cross-site' },
    { origin, 'sec-fetch-site': 'same-site' },
    { origin: elsewhere },
    { origin: 'null' },
    // No browser sends a form without either header.
    {},
  ];
  for (const headers of foreign) {
    const refused = await Promise.all([
      lead.sendWith(form, answers, headers),
      lead.sendWith(upload, { file: new File(['Minutes\n'], 'minutes.txt') }, headers),
      lead.fetch('/api/session', { method: 'POST', headers }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
  }
  expect(await answersOf(council, 'QS6')).toMatchObject({ score: null, version: 0 });
  // The same form from the service's own page is saved: only the headers were refused.
  expect((await lead.send(form, answers)).status).toBe(303);
});

test('a file over 10 MB arrives complete', async ({ open, newCouncil, expectedErrors }, info) => {
  expectedErrors.push(answered(422));
  const council = await newCouncil();
  const contents = ['long', 'late'].map((word) =>
    Buffer.alloc(12 * 1024 ** 2, `Minutes of a ${word} meeting.\n`),
  );
  for (const [index, buffer] of contents.entries()) {
    const javaScriptEnabled = index === 0;
    const page = await open({ as: council.email('lead'), javaScriptEnabled });
    await page.goto(council.path('/evidence/new'));
    await answerDetails(page);
    await page.getByLabel('Files', { exact: true }).setInputFiles(await onDisk(info, 'minutes.txt', buffer));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByRole('main')).toContainText(/E\d added to the evidence list/);
  }
  const files = await asSuperuser<{ bytes: string }>('SELECT bytes FROM files WHERE council_id = $1', [
    council.id,
  ]);
  expect(files.map(({ bytes }) => Number(bytes))).toEqual(contents.map(({ length }) => length));
});

/** The path of a file for a form: a browser takes seconds to be told what is in a large one. */
async function onDisk(info: TestInfo, name: string, content: Buffer): Promise<string> {
  const path = info.outputPath(name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function enterDate(page: Page, name: string, day: string, month: string, year: string): Promise<void> {
  await page.locator(`#${name}`).fill(day);
  await page.locator(`#${name}-month`).fill(month);
  await page.locator(`#${name}-year`).fill(year);
}

async function answersOf(council: OwnCouncil, statement: string): Promise<unknown> {
  const [row] = await asSuperuser<object>(
    'SELECT score, strengths, improvements, version FROM statement_assessments WHERE council_id = $1 AND statement::text = $2',
    [council.id, statement],
  );
  return row;
}

async function eventsIn(council: OwnCouncil, type: string): Promise<number> {
  return (
    await asSuperuser('SELECT FROM audit_events WHERE council_id = $1 AND type = $2', [council.id, type])
  ).length;
}
