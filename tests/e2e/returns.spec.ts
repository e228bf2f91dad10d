import { startInspection } from '#lib/record/inspections/commands.ts';
import { startReturn } from '#lib/record/returns/commands.ts';
import { inspectionInput, makeEvidenceLink, returnInput } from '#tests/integration/council-factory.ts';
import { expect, test } from './fixtures.ts';

test('without script two people answer an item, and lose nothing that they typed', async ({
  open,
  newCouncil,
}) => {
  const council = await newCouncil();
  await makeEvidenceLink(council.as.lead, { title: 'Waiting times', statement: 'QS1' });
  await startInspection(council.as.lead, inspectionInput());
  await startReturn(council.as.lead, returnInput());
  const item = council.path('/inspections/1/returns/1/items/6');
  const [lead, contributor] = await Promise.all(
    (['lead', 'contributor'] as const).map((role) =>
      open({ as: council.email(role), javaScriptEnabled: false }),
    ),
  );
  if (!lead || !contributor) throw new Error('Nobody is signed in');
  await lead.goto(item);
  await contributor.goto(`${item}?add=not_held`);

  await lead.getByRole('checkbox', { name: 'E1 Waiting times' }).check();
  await lead.getByLabel('Or type references').fill('E1, page 4\nE99, section 2');
  await lead.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lead).toHaveTitle(/^Error: /);
  await expect(lead.getByText('no evidence in use with the reference E99').last()).toBeVisible();
  await expect(lead.getByLabel('Or type references')).toHaveValue('E1, page 4\nE99, section 2');
  await lead.getByLabel('Or type references').fill('E1, page 4');
  await lead.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lead.getByRole('region', { name: 'Answer' })).toContainText('E1 Waiting times, page 4');

  await contributor.getByLabel('Why it is not held').fill('Only by team');
  await contributor.getByRole('checkbox', { name: 'The item is ready for sign-off' }).check();
  await contributor.getByRole('button', { name: 'Save', exact: true }).click();
  const answers = contributor.getByRole('region', { name: 'Answer' }).getByRole('listitem');
  await expect(answers).toHaveText([/E1 Waiting times/, /Not held: Only by team/]);
  await expect(contributor.getByText('Ready for sign-off').first()).toBeVisible();

  await lead.goto(item);
  await lead.getByRole('link', { name: 'Change Not held: Only by team' }).click();
  await contributor.getByRole('link', { name: 'Change Not held: Only by team' }).click();
  await lead.getByLabel('Why it is not held').fill('Only by team and year');
  await lead.getByRole('button', { name: 'Save answer' }).click();
  await contributor.getByLabel('Why it is not held').fill('Only by area');
  await contributor.getByRole('button', { name: 'Save answer' }).click();
  await expect(contributor.getByRole('region', { name: 'Saved now' })).toContainText('Only by team and year');
  await expect(contributor.getByLabel('Why it is not held')).toHaveValue('Only by area');
});
