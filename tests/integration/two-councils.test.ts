import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveScenario } from '#lib/insight/scenarios/commands.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import { loadFormState, saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { addLink, changeDetails } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { saveDraft } from '#lib/work/drafts/commands.ts';
import { DRAFT_PAGE } from '#lib/work/drafts/testing/calls.ts';
import {
  ANSWERS,
  asSuperuser,
  challengeInput,
  draftInput,
  dumpCouncil,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  signOff,
  startNextCycle,
  type TestCouncil,
  tenantTables,
} from './council-factory.ts';
import { CALLS, type CallTargets, makeTargets } from './every-call.ts';

type Assessed = TestCouncil & { readonly assessment: string };

// All text of the other council is marked, and its last item has a number that the own council lacks.
const MARK = 'Written by the other council';
let own: Assessed;
let other: Assessed;
let targets: CallTargets;
let reference: string;
let secrets: readonly string[];

// New for each test: an addition in one must not take the number that the next looks for.
beforeEach(async () => {
  own = await makeAssessedCouncil();
  await makeEvidenceLink(own.as.lead, { statement: 'QS1' });
});

beforeAll(async () => {
  other = await withClosedCycle(await makeAssessedCouncil());
  const marked = { title: MARK, owner: MARK, shows: MARK, location: MARK } as const;
  await makeEvidenceLink(other.as.lead, { ...marked, statement: 'QS1', url: 'https://other.example/' });
  await makeEvidenceFile(other.as.lead, { ...marked, statement: 'QS1' }, 'other council.txt', `${MARK}\n`);
  reference = await makeEvidenceFile(
    other.as.lead,
    { ...marked, statement: 'QS1' },
    'other.txt',
    `${MARK} twice\n`,
  );
  targets = await makeTargets(
    other,
    { assessment: other.assessment, reference, person: other.as.reader.person.id },
    MARK,
  );
  await saveStatement(other.as.lead, 'QS1', {
    ...ANSWERS,
    strengths: MARK,
    assessment: other.assessment,
    version: 0,
  });
  await saveDraft(
    other.as.lead,
    'QS1',
    draftInput(other.assessment, { page: DRAFT_PAGE, version: 1, strengths: MARK }),
  );
  await giveChallenge(other.as.director, 'QS1', challengeInput(other.assessment, { reason: MARK }));
  const tried = { assessment: other.assessment, name: MARK, scores: { QS1: 4, QS2: 4 } } as const;
  expect(await saveScenario(other.as.lead, tried)).toEqual({ outcome: 'saved', number: 1 });
  const signed = await signOff(other);
  await asSuperuser(
    `INSERT INTO local_authorities (gss_code, name, type, region)
     VALUES ('E06000001', 'Hartlepool Borough Council', 'Unitary authority', 'North East')`,
  );
  await asSuperuser(
    `INSERT INTO result_corrections (council_id, gss_code, is_pilot, published, rating, scores, basis, source, corrected_by_id, corrected_at)
     VALUES ($1, 'E06000001', false, '2026', 'good', '---------', '', $3, $2, now())`,
    [other.id, other.as.admin.person.id, MARK],
  );
  secrets = [signed, MARK, other.id, other.slug, 'other.example', 'other.txt', ...(await idsOf(other.id))];
});

/** The same council in its second cycle, carried forward from a closed one. */
async function withClosedCycle(council: Assessed): Promise<Assessed> {
  const { lead } = council.as;
  const answers = { ...ANSWERS, impact: MARK, assessment: council.assessment, version: 0 };
  await saveStatement(lead, 'QS9', answers);
  await startNextCycle(council, council.assessment, { name: MARK });
  return { ...council, assessment: (await getAssessment(lead))?.id ?? '' };
}

/** The ids of all rows that have one. */
async function idsOf(councilId: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' AND table_name = ANY ($1)`,
    [await tenantTables()],
  );
  const rows = await asSuperuser<{ id: string }>(
    tables.map(({ name }) => `SELECT id::text FROM ${name} WHERE council_id = $1`).join(' UNION ALL '),
    [councilId],
  );
  return rows.map(({ id }) => id);
}

function expectNothingOfTheOther(answer: unknown): void {
  const text =
    JSON.stringify(answer, (_key, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
  for (const secret of secrets) expect(text).not.toContain(secret);
}

describe.each(Object.entries(CALLS))('%s', (_name, { run, ...call }) => {
  it('finds, reveals and changes nothing of another council', async () => {
    const before = await dumpCouncil(other.id);
    const ownBefore = await dumpCouncil(own.id);
    const role = ['lead' as const, ...ROLES].find((one) => can({ role: one }, call.permission)) ?? 'lead';
    const answer = await run(own.as[role], targets);
    if ('notFound' in call) {
      expect(answer).toEqual(call.notFound);
      expect(await dumpCouncil(own.id)).toEqual(ownBefore);
    }
    expectNothingOfTheOther(answer);
    expect(await dumpCouncil(other.id)).toEqual(before);
  });
});

describe('the same numbers in two councils', () => {
  it('are two items', async () => {
    expect(await getEvidenceItem(own.as.lead, 'E1')).toMatchObject({ title: 'Annual report' });
    expect(await getEvidenceItem(other.as.lead, 'E1')).toMatchObject({ title: MARK });
    await changeDetails(own.as.lead, 'E1', { ...linkDetails(), title: 'Ours alone', version: 1 });
    expect(await getEvidenceItem(other.as.lead, 'E1')).toMatchObject({ title: MARK, version: 1 });
  });

  it('may come from the same form: a submission is unique within its council', async () => {
    const link = linkDetails();
    const first = await addLink(own.as.lead, link);
    const second = await addLink(other.as.lead, link);
    expect([first.outcome, second.outcome]).toEqual(['added', 'added']);
  });
});

describe('a search', () => {
  it('finds text only in the own council', async () => {
    for (const words of [MARK, 'other', '%', '_', 'E3', reference]) {
      expectNothingOfTheOther(await listEvidence(own.as.lead, { words }, 1, new Date()));
    }
    expect((await listEvidence(other.as.lead, { words: MARK }, 1, new Date())).total).toBe(3);
  });
});

describe('a kept form', () => {
  it('is found only by its person, in its council', async () => {
    const id = await saveFormState(other.as.lead, { typed: MARK }, new Date());
    expect(await loadFormState(own.as.lead, id)).toBeNull();
    expect(await loadFormState(other.as.contributor, id)).toBeNull();
    expect(await loadFormState(other.as.lead, id)).toEqual({ typed: MARK });
  });
});

describe('a context that mixes two councils', () => {
  it('cannot write: a writer must belong to the council', async () => {
    const mixed = { ...own.as.lead, person: other.as.lead.person };
    const before = await dumpCouncil(own.id);
    const view = await getStatement(own.as.lead, 'QS2');
    await expect(
      saveStatement(mixed, 'QS2', { ...ANSWERS, assessment: own.assessment, version: view?.version ?? 0 }),
    ).rejects.toThrow();
    await expect(addLink(mixed, linkDetails())).rejects.toThrow();
    expect(await dumpCouncil(own.id)).toEqual(before);
  });
});

it('every tenant table was checked', async () => {
  expect(Object.keys(await dumpCouncil(other.id)).toSorted()).toEqual(await tenantTables());
});
