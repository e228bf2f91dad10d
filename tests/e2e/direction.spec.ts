import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { addMeasure, saveValue } from '#lib/record/measures/commands.ts';
import {
  ANSWERS,
  asSuperuser,
  challengeInput,
  MEASURE,
  makeComment,
  makeEvidenceFile,
  makeEvidenceLink,
  measureValue,
  requireKey,
} from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

const URDU = 'یہ ایک تبصرہ ہے: اسکور 3 (اچھا) ہے!';

test('text in Urdu runs from right to left wherever it is shown or typed, within pages that do not', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  const { lead, director } = council.as;
  const { id: assessment = '' } = (await getAssessment(lead)) ?? {};
  await asSuperuser('UPDATE people SET name = $1 WHERE id = $2', [URDU, director.person.id]);
  const answers = { strengths: URDU, improvements: `${URDU}\n\n${URDU}`, impact: URDU };
  await saveStatement(lead, 'QS1', { ...ANSWERS, ...answers, assessment, version: 0 });
  const use = { statement: 'QS1', shows: URDU, location: URDU, owner: URDU } as const;
  await makeEvidenceLink(lead, { ...use, title: URDU });
  await makeEvidenceFile(lead, use, `${URDU}.txt`);
  await makeComment(lead, { body: URDU, mention: [director.person.id] });
  await giveChallenge(director, 'QS1', challengeInput(assessment, { reason: URDU }));
  const urdu = { ...MEASURE, name: URDU, comparator: URDU, source: URDU };
  const key = requireKey(await addMeasure(lead, urdu));
  await saveValue(lead, key, measureValue({ source: URDU }));

  const page = await open({ as: council.email('lead') });
  let seen = 0;
  for (const path of [
    '',
    '/assessment',
    '/assessment/QS1',
    '/assessment/QS1/comments',
    '/assessment/QS1/challenge',
    '/assessment/QS1/people',
    '/assessment/QS1/evidence/E1',
    '/evidence',
    '/evidence/E1',
    '/evidence/E1/edit',
    '/evidence/E2',
    '/evidence/new?statement=QS2&way=list',
    '/measures',
    `/measures/${key}`,
    '/members',
    '/review',
    '/review/content',
    '/strength',
  ]) {
    await page.goto(council.path(path));
    const found = await page.evaluate((urdu) => {
      const start = urdu.slice(0, 12);
      const texts: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement: element } = walker.currentNode as Text;
        // Text that the service puts in a sentence of its own follows that sentence's direction.
        if (!data.trimStart().startsWith(start) || /[a-z]/i.test(data)) continue;
        if (element?.closest('script, style, textarea, option, svg')) continue;
        const { direction, unicodeBidi } = getComputedStyle(
          element?.closest('bdi, [dir=auto]') ?? document.body,
        );
        texts.push(
          direction === 'rtl' && unicodeBidi !== 'normal' ? '' : `${element?.outerHTML.slice(0, 200)}`,
        );
      }
      const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea')]
        .filter(({ value }) => value.startsWith(start))
        .map((field) => (getComputedStyle(field).direction === 'rtl' ? '' : `field ${field.name}`));
      return [...texts, ...fields];
    }, URDU);
    expect
      .soft(
        found.filter((place) => place !== ''),
        path,
      )
      .toEqual([]);
    seen += found.length;
  }
  expect(seen).toBeGreaterThan(40);
  await expect(page.locator('html')).not.toHaveAttribute('dir');

  // The field changes direction at the first letter typed, without any script of ours.
  await page.goto(council.path('/assessment/QS1/comments'));
  const field = page.getByLabel('Add a comment');
  await field.fill('A comment');
  await expect(field).toHaveCSS('direction', 'ltr');
  await field.fill(URDU);
  await expect(field).toHaveCSS('direction', 'rtl');
});
