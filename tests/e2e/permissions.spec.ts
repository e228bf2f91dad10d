import { asSuperuser, makeEvidenceFile, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { answered, expect, PASSWORD, signInOn, signOut, test } from './fixtures.ts';
import { type PlainForm, PlainVisitor } from './plain-visitor.ts';

const UNKNOWN = { council: 'no-such-council', statement: 'QS10', reference: 'E999' };

// The table of roles in docs/security.md, seen from outside: who gets which page and file.
const ROLES = {
  lead: { start: 200, statement: true, add: 200, edit: 200, file: 200, pack: 200 },
  contributor: { start: 404, statement: true, add: 200, edit: 200, file: 200, pack: 200 },
  director: { start: 404, statement: false, add: 404, edit: 404, file: 200, pack: 200 },
  reader: { start: 404, statement: false, add: 404, edit: 404, file: 200, pack: 200 },
  admin: { start: 404, statement: false, add: 404, edit: 404, file: 404, pack: 404 },
} as const;

test('each role gets its own pages, buttons and files', async ({ newCouncil, visitor }) => {
  const council = await newCouncil();
  await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
  const lead = await visitor(council.email('lead'));
  const saveForm = await lead.form(council.path('/assessment/QS1'), 'score');
  const uploadForm = await lead.form(council.path('/evidence/new'), 'file');
  const editForm = await lead.form(council.path('/evidence/E1/edit'), 'title');
  const removeForm = await lead.form(council.path('/assessment/QS1/evidence/E1?remove'), 'reference');

  for (const [role, may] of Object.entries(ROLES) as [
    keyof typeof ROLES,
    (typeof ROLES)[keyof typeof ROLES],
  ][]) {
    await test.step(role, async () => {
      const person = await visitor(council.email(role));
      const status = async (path: string) => (await person.fetch(council.path(path))).status;
      for (const path of [
        '',
        '/assessment',
        '/assessment/QS1',
        '/evidence',
        '/evidence/E1',
        '/activity',
        '/members',
      ]) {
        expect(await status(path), path).toBe(200);
      }
      expect(await status('/cycles/start')).toBe(may.start);
      expect(await status('/evidence/new')).toBe(may.add);
      expect(await status('/evidence/E1/edit')).toBe(may.edit);
      expect(await status('/assessment/QS1/evidence/E1')).toBe(may.edit);
      expect(await status('/evidence/E1/file')).toBe(may.file);
      expect(await status('/packs/current.pdf')).toBe(may.pack);

      const text = async (path: string) => (await person.fetch(council.path(path))).text();
      expect((await text('/assessment/QS1')).includes('name="score"')).toBe(may.statement);
      expect((await text('/assessment/QS1')).includes('Save and continue')).toBe(may.statement);
      expect((await text('/evidence')).includes('Add evidence')).toBe(may.add === 200);
      expect((await text('/evidence/E1')).includes('/evidence/E1/edit')).toBe(may.edit === 200);
      expect((await text('/evidence/E1')).includes('/evidence/E1/file')).toBe(may.file === 200);
      expect((await text('/reports')).includes(`${council.path('/packs')}"`)).toBe(may.pack === 200);
      expect(await status('/packs')).toBe(may.pack);
    });
  }

  for (const role of ['director', 'reader', 'admin'] as const) {
    await test.step(`${role} cannot write with a request made by hand`, async () => {
      const person = await visitor(council.email(role));
      const before = await everythingWritten(council.id);
      const asOwn = (form: PlainForm) => person.asOwn(form, council.path());
      await person.send(await asOwn(saveForm), { score: '4', strengths: 'By hand', completed: 'no' });
      await person.send(await asOwn(editForm), { title: 'By hand' });
      await person.send(await asOwn(removeForm), {});
      const upload = await person.send(await asOwn(uploadForm), {
        category: 'people',
        marking: 'OFFICIAL',
        containsPersonalData: 'no',
        file: new File(['Minutes\n'], 'minutes.txt'),
      });
      expect(upload.status).toBe(404);
      expect(await everythingWritten(council.id)).toEqual(before);
    });
  }
  await test.step('the same requests of a contributor are let in', async () => {
    const contributor = await visitor(council.email('contributor'));
    const before = await everythingWritten(council.id);
    const save = await contributor.asOwn(saveForm, council.path());
    expect((await contributor.send(save, { score: '4', strengths: 'By hand', completed: 'no' })).status).toBe(
      303,
    );
    const edit = await contributor.asOwn(editForm, council.path());
    expect((await contributor.send(edit, { title: 'By hand' })).status).toBe(303);
    expect(await everythingWritten(council.id)).not.toEqual(before);
  });
});

test('signed-out people are sent to sign in, and from there to the page', async ({
  open,
  newCouncil,
  visitor,
}) => {
  const council = await newCouncil();
  await makeEvidenceFile(council.as.lead);
  const nobody = await visitor();
  const pages = [
    '',
    '/assessment',
    '/assessment/QS1',
    '/evidence',
    '/evidence/E1',
    '/evidence/new',
    '/activity',
    '/members',
  ];
  for (const path of pages) {
    const answer = await nobody.fetch(council.path(path));
    expect(answer.status, path).toBe(307);
    expect(answer.headers.get('location'), path).toBe(
      `/sign-in?from=${encodeURIComponent(council.path(path))}`,
    );
  }
  for (const [path, back] of [
    ['/evidence/E1/file', '/evidence/E1'],
    ['/packs/current.pdf', ''],
  ] as const) {
    const answer = await nobody.fetch(council.path(path));
    expect(answer.status, path).toBe(303);
    expect(answer.headers.get('location'), path).toBe(
      `/sign-in?from=${encodeURIComponent(council.path(back))}`,
    );
  }
  const page = await open();
  await page.goto(`${council.path('/evidence')}?words=notes&category=people`);
  await signInOn(page, council.email('reader'));
  await expect(page).toHaveURL(`${council.path('/evidence')}?words=notes&category=people`);
  await page.goto('/sign-in?from=https://elsewhere.example/');
  await expect(page).toHaveURL(council.path());
});

test('another council and its contents look as if they did not exist', async ({
  open,
  newCouncil,
  visitor,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const [own, other] = [await newCouncil(), await newCouncil()];
  await makeEvidenceFile(other.as.lead, { statement: 'QS1' });
  await makeEvidenceLink(other.as.lead);
  const lead = await visitor(own.email('lead'));
  const facts = async (path: string) => {
    const answer = await lead.fetch(path);
    const text = await answer.text();
    return {
      status: answer.status,
      title: /<title>([^<]*)</.exec(text)?.[1] ?? text,
      heading: /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1]?.replaceAll(/<[^>]*>/g, ''),
      type: answer.headers.get('content-type'),
    };
  };
  const notFound = await facts(`/councils/${UNKNOWN.council}`);
  expect(notFound).toMatchObject({
    status: 404,
    title: 'Page not found - Assurance',
    heading: 'Page not found',
  });
  const below = [
    ...[
      '',
      '/assessment',
      '/assessment/QS1',
      '/cycles',
      '/cycles/start',
      '/assessment/QS1/evidence/E1',
      '/evidence',
    ],
    ...['/evidence/E1', '/evidence/E2', '/evidence/E1/edit', '/evidence/new', '/activity', '/members'],
  ];
  for (const path of below) expect(await facts(other.path(path)), path).toEqual(notFound);
  // Those numbers exist in the other council but not here.
  for (const path of ['/evidence/E1', `/evidence/${UNKNOWN.reference}`, `/assessment/${UNKNOWN.statement}`]) {
    expect(await facts(own.path(path)), path).toEqual(notFound);
  }
  for (const path of ['/evidence/E1/file', '/packs/current.pdf']) {
    expect(await facts(other.path(path)), path).toEqual(await facts(`/councils/${UNKNOWN.council}${path}`));
    expect((await facts(other.path(path))).status, path).toBe(404);
  }
  expect((await facts(own.path('/evidence/E1/file'))).status).toBe(404);

  const otherLead = await visitor(other.email('lead'));
  const before = await everythingWritten(other.id);
  for (const [path, field] of [
    ['/assessment/QS1', 'score'],
    ['/evidence/E1/edit', 'title'],
    ['/evidence/new', 'file'],
  ] as const) {
    const form = await lead.asOwn(await otherLead.form(other.path(path), field), own.path());
    await lead.send(form, {
      title: 'From next door',
      score: '1',
      completed: 'no',
    });
  }
  expect(await everythingWritten(other.id)).toEqual(before);

  const page = await open({ as: own.email('lead') });
  await page.goto(other.path('/evidence/E1'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await expect(page.getByText(other.name)).toHaveCount(0);
});

test('guessing a password is slowed down after 10 tries', async ({ open, newCouncil, origin }) => {
  const council = await newCouncil({ assessment: false });
  const stranger = new PlainVisitor(origin);
  const form = await stranger.form('/sign-in', 'password');
  const guess = async (password: string) => {
    const answer = await stranger.send(form, { email: council.email('reader'), password });
    return answer.status === 303
      ? 'in'
      : /class="font-bold text-danger"[^>]*>(?:<a[^>]*>)?([^<]*)</.exec(await answer.text())?.[1];
  };
  for (let tries = 1; tries <= 10; tries += 1) {
    expect(await guess(`wrong password ${tries}`)).toBe(
      'The email address or password is incorrect. Check both and try again',
    );
  }
  // Now even the right password is refused.
  const page = await open();
  await page.goto('/sign-in');
  await signInOn(page, council.email('reader'));
  await expect(page.locator('main > :first-child')).toContainText(
    'Too many attempts to sign in. Wait 5 minutes',
  );
  expect(await guess(PASSWORD)).toContain('Too many attempts to sign in');
  // Nobody else is locked out.
  await stranger.signIn(council.email('director'), PASSWORD);
});

test('signing out ends the session on the server', async ({ open, newCouncil, origin }) => {
  const council = await newCouncil();
  const page = await open({ as: council.email('reader'), ownSession: true });
  await page.goto(council.path());
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith('session'));
  const copied = new PlainVisitor(origin, `${cookie?.name}=${cookie?.value}`);
  expect((await copied.fetch(council.path())).status).toBe(200);
  await signOut(page);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('You have signed out');
  // The remaining cookie only shows that someone signed in from this browser.
  const left = (await page.context().cookies()).map(({ name }) => name);
  expect(left).toEqual([expect.stringMatching(/assurance\.device$/)]);
  expect((await copied.fetch(council.path())).status).toBe(307);
});

test('a changed role or disabled person is noticed at the next click', async ({
  open,
  newCouncil,
  expectedErrors,
}) => {
  expectedErrors.push(answered(404));
  const council = await newCouncil();
  const page = await open({ as: council.email('contributor'), ownSession: true });
  await page.goto(council.path('/assessment/QS1'));
  await page.getByLabel('What we do well').fill('Written before the role was changed');
  await page.getByLabel("No, I'll come back later").check();
  await asSuperuser("UPDATE memberships SET role = 'reader' WHERE council_id = $1 AND person_id = $2", [
    council.id,
    council.as.contributor.person.id,
  ]);
  await page.getByRole('button', { name: 'Save and continue' }).click();
  await expect(page.locator('main > :first-child')).toContainText(
    'you no longer have permission to change this',
  );
  await expect(page.getByLabel('What we do well')).toHaveValue('Written before the role was changed');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(council.path('/assessment/QS1'));
  await expect(page.getByRole('button', { name: 'Save and continue' })).toHaveCount(0);
  await expect(page.getByText('Not provided').first()).toBeVisible();

  await asSuperuser('UPDATE people SET disabled_at = now() WHERE id = $1', [
    council.as.contributor.person.id,
  ]);
  await page.getByRole('link', { name: 'Evidence', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await signInOn(page, council.email('contributor'));
  await expect(page.locator('main > :first-child')).toContainText(
    'The email address or password is incorrect',
  );
});

/** The number of events in this council's record, and the content of its statements and items. */
function everythingWritten(councilId: string): Promise<object[]> {
  return asSuperuser(
    `SELECT (SELECT count(*) FROM audit_events WHERE council_id = $1) AS events,
            (SELECT json_agg(s ORDER BY s.id) FROM statement_assessments s WHERE council_id = $1) AS statements,
            (SELECT json_agg(e ORDER BY e.id) FROM evidence_items e WHERE council_id = $1) AS items,
            (SELECT json_agg(l ORDER BY l.id) FROM evidence_links l WHERE council_id = $1) AS links,
            (SELECT count(*) FROM files WHERE council_id = $1) AS files`,
    [councilId],
  );
}
