import { beforeAll, describe, expect, it } from 'vitest';
import { importResults } from '#lib/exchange/imports/commands.ts';
import { previewResults } from '#lib/exchange/imports/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { exportResults, removeCorrection } from '#lib/record/results/commands.ts';
import { filterOptions, readResultsFilter } from '#lib/record/results/filter.ts';
import { RESULT_COLUMNS } from '#lib/record/results/import-columns.ts';
import { getCouncilResults, listResults } from '#lib/record/results/queries.ts';
import { resultsView } from '#lib/record/results/results-view.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { loadPublishedResults } from '#prisma/seed/load-published-results.ts';
import {
  ANSWERS,
  asSuperuser,
  makeAssessedCouncil,
  makeCouncil,
  ownerUrl,
  resultFile,
  resultRow,
  signOff,
  type TestCouncil,
} from './council-factory.ts';

const AS_OF = new Date('2026-11-22T09:32:00Z');
const CAMDEN = 'E09000007';
const BOLTON = 'E08000001';

beforeAll(async () => {
  await loadLocalAuthorities(ownerUrl());
  await loadPublishedResults(ownerUrl());
});

/** The administrator of a council, who imports the files. */
const admin = ({ as }: TestCouncil) => ({ ...as.admin, now: () => AS_OF });

async function imported(council: TestCouncil, ...given: readonly Parameters<typeof resultRow>[0][]) {
  const file = resultFile(...given.map((cells) => resultRow(cells)));
  const tried = await previewResults(admin(council), file);
  return importResults(admin(council), file, tried.ok ? tried.fingerprint : '');
}

async function storedResult(council: TestCouncil, id: string) {
  return (await listResults(council.as.reader)).rows.find((row) => row.id === id);
}

describe('loadPublishedResults', () => {
  it('corrects differences, deletes rows no longer shipped, and leaves the rest and councils’ corrections', async () => {
    const council = await makeCouncil();
    await imported(council, { council: BOLTON, source: 'Our own reading' });
    await asSuperuser(`UPDATE published_results SET score = 92 WHERE gss_code = $1`, [CAMDEN]);
    await asSuperuser(
      `INSERT INTO published_results SELECT (jsonb_populate_record(p, '{"kind": "next"}')).* FROM published_results p
        WHERE gss_code = $1`,
      [CAMDEN],
    );
    const versions = () =>
      asSuperuser('SELECT xmin::text, gss_code, kind FROM published_results ORDER BY 2, 3');
    await loadPublishedResults(ownerUrl());
    const before = await versions();
    await loadPublishedResults(ownerUrl());
    expect(await versions()).toEqual(before);
    expect(before).toHaveLength(120);
    expect((await storedResult(council, CAMDEN))?.facts.score).toBe(89);
    expect((await storedResult(council, BOLTON))?.facts.source).toBe('Our own reading');
  });
});

describe('the list', () => {
  it('is the shipped one, each row with its council, date and source', async () => {
    const { reader } = (await makeCouncil()).as;
    const listing = await listResults(reader);
    expect(listing.rows).toHaveLength(120);
    expect(listing.authorities).toHaveLength(153);
    const { types, regions } = filterOptions(listing.authorities);
    expect([types.length, regions.length]).toEqual([6, 9]);
    expect(listing.rows.find(({ id }) => id === CAMDEN)).toEqual({
      id: CAMDEN,
      authority: {
        gssCode: CAMDEN,
        name: 'London Borough of Camden',
        type: 'London borough',
        region: 'London',
      },
      council: 'Camden',
      kind: 'first',
      facts: {
        status: 'published',
        confirmed: true,
        published: '2025-03',
        score: 89,
        rating: 'outstanding',
        framework: 'cqc-2023',
        scores: '334344344',
        basis: 'published',
        source: 'Community Care 3 Mar 2025',
      },
      origin: { kind: 'shipped', on: '2026-11-29' },
    });
    expect(listing).toMatchObject({ own: { state: 'none' }, ownCode: null, thresholds: '62-80' });
  });

  it('has the council’s own score: a range while statements are not scored, then a place', async () => {
    const council = await makeAssessedCouncil();
    const { lead } = council.as;
    const open = resultsView(await listResults(lead), {});
    expect(open.places).toMatchObject({ lowest: { score: 25 }, highest: { score: 100, of: 83 } });
    for (const id of STATEMENT_IDS) {
      await saveStatement(lead, id, { ...ANSWERS, assessment: council.assessment, version: 0 });
    }
    const view = resultsView(await listResults(lead), {});
    expect(view.places?.lowest).toEqual({ score: 75, lower: 72, same: 6, higher: 5, of: 83 });
  });

  it('has the last signed result too', async () => {
    const council = await makeAssessedCouncil();
    for (const id of STATEMENT_IDS) {
      await saveStatement(council.as.lead, id, { ...ANSWERS, assessment: council.assessment, version: 0 });
    }
    await signOff(council);
    expect((await listResults(council.as.reader)).own).toMatchObject({
      state: 'known',
      signed: { version: 1, at: expect.any(Date), result: { isFinal: true, value: { score: 75 } } },
    });
  });

  it('hides the council’s scores from a director who must challenge them first', async () => {
    const council = await makeAssessedCouncil();
    const { lead, director } = council.as;
    await saveStatement(lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    await setBlind(lead, { assessment: council.assessment, blind: true });
    const { own } = await listResults(director);
    expect(own).toEqual({ state: 'hidden', statements: STATEMENT_IDS });
    expect((await listResults(lead)).own.state).toBe('known');
  });

  it('marks the council’s own row', async () => {
    const council = await makeCouncil();
    await asSuperuser('UPDATE councils SET gss_code = $2 WHERE id = $1', [council.id, CAMDEN]);
    const view = resultsView(await listResults(council.as.lead), {});
    expect(view.results.filter(({ isOwn }) => isOwn).map(({ id }) => id)).toEqual([CAMDEN]);
  });
});

describe('a file', () => {
  it('shows its changes and makes none before confirmation', async () => {
    const council = await makeCouncil();
    const file = resultFile(
      resultRow({ council: 'Camden', score: '92', rating: 'Outstanding' }),
      resultRow({ council: 'Bolton' }),
    );
    const tried = await previewResults(admin(council), file);
    expect(tried).toMatchObject({ ok: true, rows: [{ change: 'changed' }, { change: 'added' }] });
    expect((await storedResult(council, CAMDEN))?.facts.score).toBe(89);
    expect(await storedResult(council, BOLTON)).toBeUndefined();
  });

  it('without optional columns keeps their existing data', async () => {
    const council = await makeCouncil();
    const before = (await storedResult(council, CAMDEN))?.facts;
    const absent = Object.fromEntries(RESULT_COLUMNS.optional.map((column) => [column, null]));
    await imported(council, { council: 'Camden', rating: 'Outstanding', source: 'Mine', ...absent });
    expect((await storedResult(council, CAMDEN))?.facts).toEqual({
      ...before,
      published: '2026-01',
      source: 'Mine',
    });
  });

  it('replaces the shipped row, names who did so, and can be undone', async () => {
    const council = await makeCouncil();
    const before = (await storedResult(council, CAMDEN))?.facts;
    expect(await imported(council, { council: 'Camden', score: '92', rating: 'Outstanding' })).toEqual({
      outcome: 'imported',
      changes: 1,
    });
    expect(await storedResult(council, CAMDEN)).toMatchObject({
      facts: { score: 92, published: '2026-01', source: 'CQC report' },
      origin: {
        kind: 'corrected',
        by: council.as.admin.person.name,
        at: AS_OF,
        before: { facts: before, on: '2026-11-29' },
      },
    });
    const { entries } = await listActivity(council.as.lead, { kind: 'results' }, 1);
    expect(entries[0]).toMatchObject({ title: '1 published result added or corrected', detail: 'Camden' });

    expect(await removeCorrection(council.as.admin, CAMDEN)).toEqual({ outcome: 'removed' });
    expect(await storedResult(council, CAMDEN)).toMatchObject({ facts: before, origin: { kind: 'shipped' } });
    expect(await removeCorrection(council.as.admin, CAMDEN)).toEqual({ outcome: 'not found' });
    const { entries: later } = await listActivity(council.as.lead, { kind: 'results' }, 1);
    expect(later.map(({ title }) => title)).toEqual([
      'Correction removed from the published result of Camden',
      '1 published result added or corrected',
    ]);
  });

  it('adds a council that was not shipped, until it is removed', async () => {
    const council = await makeCouncil();
    await imported(council, { council: 'Bolton' });
    expect((await storedResult(council, BOLTON))?.origin).toMatchObject({
      kind: 'corrected',
      before: null,
    });
    expect(await getCouncilResults(council.as.reader, BOLTON)).toMatchObject({
      authority: { name: 'Bolton Metropolitan Borough Council' },
      results: [{ id: BOLTON }],
    });
    await removeCorrection(council.as.admin, BOLTON);
    expect((await getCouncilResults(council.as.reader, BOLTON))?.results).toEqual([]);
    expect(await getCouncilResults(council.as.reader, 'E00000000')).toBeNull();
  });

  it('adds several results of a council, of which the latest counts, and removing one leaves the others', async () => {
    const [council, other] = [await makeCouncil(), await makeCouncil()];
    await imported(
      council,
      { council: 'Camden', status: 'replaced', score: '89', rating: 'Outstanding' },
      { council: 'Camden', kind: 'review', score: '92', rating: 'Outstanding', published: '' },
      { council: 'Bolton', kind: 'pilot', status: 'withdrawn' },
      { council: 'Bolton', kind: 'next round', confirmed: 'no' },
    );
    const kinds = async (of: TestCouncil, code: string) =>
      (await getCouncilResults(of.as.reader, code))?.results.map(
        ({ kind, facts: { status, confirmed } }) => `${kind} ${status} ${confirmed}`,
      );
    expect(await kinds(council, CAMDEN)).toEqual(['review published true', 'first replaced true']);
    expect(await kinds(council, BOLTON)).toEqual(['next published false', 'pilot withdrawn true']);
    expect(await kinds(other, CAMDEN)).toEqual(['first published true']);
    expect(await kinds(other, BOLTON)).toEqual([]);
    const shown = async () => {
      const { results, counted, missing } = resultsView(await listResults(council.as.reader), {});
      const ids = results.map(({ id }) => id).filter((id) => id.startsWith(CAMDEN) || id.startsWith(BOLTON));
      return { ids, uncounted: results.length - counted.length, missing: missing.length };
    };
    expect(await shown()).toEqual({
      ids: [`${CAMDEN}-review`, `${BOLTON}-next`],
      uncounted: 21,
      missing: 34,
    });
    expect(await removeCorrection(council.as.admin, `${CAMDEN}-review`)).toEqual({ outcome: 'removed' });
    expect(await removeCorrection(council.as.admin, `${BOLTON}-next`)).toEqual({ outcome: 'removed' });
    expect(await kinds(council, CAMDEN)).toEqual(['first replaced true']);
    expect(await shown()).toEqual({ ids: [], uncounted: 20, missing: 36 });
    const { entries } = await listActivity(council.as.lead, { kind: 'results' }, 1);
    expect(entries.map(({ title, detail }) => `${title} ${detail ?? ''}`.trim())).toEqual([
      'Correction removed from the published result of Bolton (next round)',
      'Correction removed from the published result of Camden (review)',
      '4 published results added or corrected Camden, Camden (review), Bolton (pilot) and Bolton (next round)',
    ]);
  });

  it('is visible only to the council', async () => {
    const [council, other] = [await makeCouncil(), await makeCouncil()];
    await imported(council, { council: 'Camden', source: 'Ours alone' }, { council: 'Bolton' });
    expect((await storedResult(other, CAMDEN))?.origin.kind).toBe('shipped');
    expect(await storedResult(other, BOLTON)).toBeUndefined();
  });

  it('is imported in full or not at all', async () => {
    const council = await makeCouncil();
    expect(await imported(council, { council: 'Bolton' }, { council: 'Nowhere' })).toMatchObject({
      outcome: 'conflict',
      tried: { ok: false, problems: [{ column: 'council' }] },
    });
    expect(await storedResult(council, BOLTON)).toBeUndefined();
  });

  it('changes nothing a second time, and adds no event', async () => {
    const council = await makeCouncil();
    await imported(council, { council: 'Bolton' });
    expect(await imported(council, { council: 'Bolton' })).toEqual({ outcome: 'unchanged' });
    expect((await listActivity(council.as.lead, { kind: 'results' }, 1)).total).toBe(1);
  });

  it('confirmed once and sent twice reports the second time that it is done', async () => {
    const council = await makeCouncil();
    const file = resultFile(resultRow({ council: 'Bolton' }));
    const tried = await previewResults(admin(council), file);
    const send = () => importResults(admin(council), file, tried.ok ? tried.fingerprint : '');
    const done = await Promise.all([send(), send()]);
    expect(done.map(({ outcome }) => outcome).toSorted()).toEqual(['imported', 'unchanged']);
    expect((await listActivity(council.as.lead, { kind: 'results' }, 1)).total).toBe(1);
  });

  it('is refused when the list has changed since the check', async () => {
    const council = await makeCouncil();
    const file = resultFile(resultRow({ council: 'Camden', source: 'Mine' }));
    const tried = await previewResults(admin(council), file);
    await imported(council, { council: 'Camden', source: 'Theirs' });
    const late = await importResults(admin(council), file, tried.ok ? tried.fingerprint : '');
    expect(late).toMatchObject({ outcome: 'conflict', tried: { rows: [{ before: { source: 'Theirs' } }] } });
    expect((await storedResult(council, CAMDEN))?.facts.source).toBe('Theirs');
    const again = late.outcome === 'conflict' && late.tried.ok ? late.tried.fingerprint : '';
    expect((await importResults(admin(council), file, again)).outcome).toBe('imported');
  });

  it('is imported once when two were checked against the same list at once', async () => {
    const council = await makeCouncil();
    const files = ['One', 'Two'].map((source) => resultFile(resultRow({ council: 'Camden', source })));
    const tried = await Promise.all(files.map((file) => previewResults(admin(council), file)));
    const done = await Promise.all(
      files.map((file, at) => {
        const plan = tried[at];
        return importResults(admin(council), file, plan?.ok ? plan.fingerprint : '');
      }),
    );
    expect(done.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'imported']);
  });
});

describe('an export', () => {
  it('matches the page, and is recorded with its filter', async () => {
    const { reader } = (await makeCouncil()).as;
    const query = { region: 'London', rating: 'outstanding' };
    const view = await exportResults(reader, query);
    const listing = await listResults(reader);
    expect(view).toEqual(resultsView(listing, readResultsFilter(query, listing.authorities)));
    expect(view.results.map(({ council }) => council)).toEqual([
      'Camden',
      'Kensington and Chelsea',
      'Barking and Dagenham',
    ]);
    const { entries } = await listActivity(reader, { kind: 'views' }, 1);
    expect(entries[0]).toMatchObject({
      title: 'Published results downloaded',
      detail: '3 councils, filtered by London, Rated outstanding',
    });
  });
});
