import { beforeAll, describe, expect, it } from 'vitest';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { ROLES } from '#lib/platform/access/permissions.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { saveFinding } from '#lib/record/findings/commands.ts';
import { getFindingToSave, listFindings } from '#lib/record/findings/queries.ts';
import { saveReport } from '#lib/record/published-reports/commands.ts';
import { getReport, getReportToSave, listReports } from '#lib/record/published-reports/queries.ts';
import { listResults } from '#lib/record/results/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { loadPublishedResults } from '#prisma/seed/load-published-results.ts';
import {
  ANSWERS,
  asSuperuser,
  challengeInput,
  findingInput,
  makeAssessedCouncil,
  makeCouncil,
  makeEvidenceLink,
  ownerUrl,
  reportInput,
  signOff,
  type TestCouncil,
} from './council-factory.ts';

const CAMDEN = 'E09000007';

beforeAll(async () => {
  await loadLocalAuthorities(ownerUrl());
  await loadPublishedResults(ownerUrl());
});

/** The same people of a council at another time. */
function at<Council extends TestCouncil>(council: Council, time: string): Council {
  const moved = ROLES.map((role): [string, CouncilContext] => [
    ...([role, { ...council.as[role], now: () => new Date(time) }] as const),
  ]);
  return { ...council, as: Object.fromEntries(moved) };
}

/** What is there after every event, compared with the history. */
async function expectVerified(council: TestCouncil) {
  expect(await verifyCouncil(council, ALL_RECORDS)).toMatchObject({ firstBroken: null, rows: [] });
}

describe('a report', () => {
  it('is compared with what was signed by the day of the visit, and with what was challenged by then', async () => {
    const council = await makeAssessedCouncil();
    const [{ assessment }, { lead }] = [council, council.as];
    await saveStatement(lead, 'QS1', { ...ANSWERS, assessment, version: 0 });
    const director = at(council, '2026-03-02T12:00:00Z').as.director;
    await giveChallenge(director, 'QS1', challengeInput(assessment, { ownHidden: false }));
    await signOff(at(council, '2026-03-10T23:30:00Z'));
    const { number = 0 } = (await saveReport(lead, reportInput())) as { number?: number };
    const compared = async (visitedOn: `${number}-${number}-${number}`, version: number) => {
      await saveReport(lead, reportInput({ report: number, version, visitedOn }));
      return getReport(council.as.reader, number);
    };
    // Its default is the day of the signature.
    const [basis, by] = [{ cycle: 1, version: 1 }, council.as.director.person.name];
    expect(await getReport(council.as.reader, number)).toMatchObject({
      basis,
      comparison: {
        ...{ tooKind: 1, tooHarsh: 0, same: 0, notCompared: 8 },
        statements: expect.arrayContaining([
          expect.objectContaining({
            ...{ statement: 'QS1', published: 2, own: 3, difference: 1, says: 'People wait.', page: 14 },
            sawIt: [{ by, role: 'director', score: 2 }],
          }),
        ]),
      },
    });
    expect(await compared('2026-03-11', 1)).toMatchObject({ basis, comparison: { tooKind: 1 } });
    expect(await compared('2026-03-09', 2)).toMatchObject({ basis: null, comparison: { notCompared: 9 } });
  });

  it('stays hidden from who has yet to give their challenge scores, as what was signed', async () => {
    const council = await makeAssessedCouncil();
    const { assessment } = council;
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment, version: 0 });
    await signOff(at(council, '2026-03-01T12:00:00Z'));
    expect(await setBlind(council.as.lead, { assessment, blind: true })).toEqual({ outcome: 'done' });
    await saveReport(council.as.lead, reportInput());
    expect(await getReport(council.as.director, 1)).toMatchObject({ comparison: 'scores hidden' });
    expect(await getReport(council.as.lead, 1)).toMatchObject({ comparison: { tooKind: 1 } });
  });

  it('is one of each kind, changes, and loses nothing that two people wrote', async () => {
    const council = await makeCouncil();
    const { lead, director } = council.as;
    expect(await saveReport(lead, reportInput())).toEqual({ outcome: 'saved', number: 1 });
    expect(await saveReport(lead, reportInput())).toEqual({ outcome: 'kind taken' });
    expect((await getReportToSave(lead, null))?.kinds).toEqual(['pilot', 'review', 'next']);
    expect(await saveReport(lead, reportInput({ resultKind: 'review' }))).toEqual({
      outcome: 'saved',
      number: 2,
    });
    const again = { report: 1, version: 1 };
    expect(await saveReport(lead, reportInput(again))).toEqual({ outcome: 'unchanged', number: 1 });
    const review = reportInput({ ...again, resultStatus: 'under-review', statements: [] });
    expect(await saveReport(director, review)).toMatchObject({ outcome: 'saved' });
    const late = reportInput({ ...again, rating: 'outstanding' });
    expect(await saveReport(lead, late)).toMatchObject({
      outcome: 'conflict',
      latest: { status: 'under-review' },
    });
    expect(await saveReport(lead, reportInput({ ...again, resultKind: 'review' }))).toEqual({
      outcome: 'kind taken',
    });
    expect(await saveReport(lead, reportInput({ report: 9 }))).toEqual({ outcome: 'not found' });
    expect((await listReports(council.as.reader)).map(({ number, status }) => [number, status])).toEqual([
      ...[
        [2, 'published'],
        [1, 'under-review'],
      ],
    ]);
    const titles = await asSuperuser<{ type: string }>(
      `SELECT type FROM audit_events WHERE council_id = $1 AND type LIKE 'published-report%'`,
      [council.id],
    );
    expect(titles).toHaveLength(3);
    await expectVerified(council);
  });

  it('is among the published results of a council with a GSS code, in the place of what came with the service', async () => {
    const council = await makeCouncil();
    const { lead } = council.as;
    const own = async () => {
      const { rows } = await listResults(lead);
      return rows
        .filter(({ authority }) => authority.gssCode === CAMDEN)
        .map(({ id, facts, origin }) => [id, facts.score, facts.basis, origin.kind]);
    };
    await saveReport(lead, reportInput({ resultKind: 'pilot' }));
    expect(await own()).toEqual([[CAMDEN, 89, expect.anything(), 'shipped']]);
    await asSuperuser('UPDATE councils SET gss_code = $2 WHERE id = $1', [council.id, CAMDEN]);
    const first = reportInput({ report: 1, version: 1, score: 78, scores: '---------' });
    expect(await saveReport(lead, first)).toEqual({ outcome: 'saved', number: 1 });
    expect(await own()).toEqual([[CAMDEN, 78, 'own report', 'corrected']]);
    // Only its texts change, so that the result stays as it is.
    await saveReport(lead, { ...first, version: 2, statements: [] });
    await saveReport(lead, { ...first, version: 3, resultKind: 'review', score: 75 });
    expect(await own()).toEqual([
      [`${CAMDEN}-review`, 75, 'own report', 'corrected'],
      [CAMDEN, 89, expect.anything(), 'shipped'],
    ]);
    const events = await asSuperuser<{ type: string; subject: string }>(
      `SELECT type, subject FROM audit_events WHERE council_id = $1 AND type LIKE 'results.%' ORDER BY seq`,
      [council.id],
    );
    expect(events).toEqual([
      { type: 'results.own-saved', subject: CAMDEN },
      { type: 'results.correction-removed', subject: CAMDEN },
      { type: 'results.own-saved', subject: `${CAMDEN}-review` },
    ]);
    await expectVerified(council);
  });
});

describe('a finding', () => {
  it('is of a report that is there, names evidence, and is closed with what became of it', async () => {
    const council = await makeAssessedCouncil();
    const { lead, contributor } = council.as;
    const findingSource = { source: 'report', report: 1 } as const;
    expect(await saveFinding(lead, findingInput({ findingSource }))).toEqual({ outcome: 'no report' });
    await saveReport(lead, reportInput());
    expect(await saveFinding(lead, findingInput({ reference: 'E1' }))).toEqual({
      outcome: 'unknown evidence',
    });
    const reference = await makeEvidenceLink(lead);
    const input = findingInput({ findingSource, reference, sourcePage: 14 });
    expect(await saveFinding(lead, input)).toEqual({ outcome: 'saved', number: 1 });
    const change = { ...input, finding: 1, version: 1 };
    expect(await saveFinding(lead, change)).toEqual({ outcome: 'unchanged', number: 1 });
    const closed = { ...change, closedOn: '2026-07-01', becameOfIt: 'Two more staff' } as const;
    expect(await saveFinding(contributor, closed)).toEqual({ outcome: 'saved', number: 1 });
    expect(await saveFinding(lead, { ...change, found: 'Longer waits' })).toMatchObject({
      ...{
        outcome: 'conflict',
        latest: { closedOn: '2026-07-01', changed: { by: contributor.person.name } },
      },
    });
    expect(await saveFinding(lead, { ...change, version: 2 })).toEqual({ outcome: 'saved', number: 1 });
    expect(await saveFinding(lead, findingInput({ finding: 9 }))).toEqual({ outcome: 'not found' });
    expect(await listFindings(council.as.reader)).toMatchObject([
      { number: 1, report: 1, reference, page: 14, closedOn: null, outcome: '', actions: [], version: 3 },
    ]);
    expect(await getFindingToSave(lead, null)).toMatchObject({ finding: null, reports: [{ number: 1 }] });
    await expectVerified(council);
  });
});
