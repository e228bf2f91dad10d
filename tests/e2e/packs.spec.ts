import { asSuperuser, makeEvidenceLink } from '#tests/integration/council-factory.ts';
import { expect, type OwnCouncil, test } from './fixtures.ts';

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
