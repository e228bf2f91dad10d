import { beforeEach, describe, expect, it } from 'vitest';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { activityBatch, getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { exportDashboard } from '#lib/insight/dashboard/commands.ts';
import { getReadiness } from '#lib/insight/readiness/queries.ts';
import { setTargets } from '#lib/insight/scenarios/commands.ts';
import { getChallengeSettings } from '#lib/pages/challenge-settings.ts';
import { listCouncils } from '#lib/pages/councils.ts';
import { getCycle } from '#lib/pages/cycle.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { closeDatabase } from '#lib/platform/db/client.ts';
import { read } from '#lib/platform/db/read.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { getChallenge, loadAllChallenges, loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { reopenAssessment } from '#lib/work/reviews/commands.ts';
import { getReview, getSignedVersion } from '#lib/work/reviews/queries.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  challengeInput,
  compareCycles,
  decisionInput,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  signOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';
import { CALLS, makeTargets } from './every-call.ts';

type Assessed = TestCouncil & { readonly assessment: string };

let council: Assessed;
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const give = (role: 'director' | 'reader', given: Parameters<typeof challengeInput>[1] = {}) =>
  giveChallenge(council.as[role], 'QS1', challengeInput(council.assessment, given));

const score = (own: 1 | 2 | 3 | 4 | null, version: number, scoreReason?: string) =>
  saveStatement(council.as.lead, 'QS1', {
    ...ANSWERS,
    scoreReason,
    score: own,
    completed: own !== null,
    assessment: council.assessment,
    version,
  });

const blind = (on: boolean) => setBlind(council.as.lead, { assessment: council.assessment, blind: on });

async function reopenedAfterSigning(): Promise<void> {
  await signOff(council);
  const { assessment, step } = await decisionInput(council);
  const { outcome } = await reopenAssessment(council.as.lead, { assessment, step, reason: 'New figures' });
  if (outcome !== 'done') throw new Error(`It was not reopened: ${outcome}`);
}

async function eventsOf(type: string): Promise<{ subject: string; data: object; by: string }[]> {
  return asSuperuser(
    'SELECT subject, data, actor_name AS by FROM audit_events WHERE council_id = $1 AND type = $2 ORDER BY seq',
    [council.id, type],
  );
}

const hiddenFrom = (role: 'director' | 'reader' | 'lead' | 'contributor' | 'admin') =>
  read(council.as[role], (db) => loadHiddenStatements(db, council.assessment));

describe('a challenge score', () => {
  it('is shown with the council’s own and all others, with role, reason and what its giver could see', async () => {
    await score(3, 0);
    expect(await give('director')).toEqual({ outcome: 'given' });
    expect(await give('reader', { score: 4, reason: 'Łukasz নমুনা <b>' })).toEqual({ outcome: 'given' });
    const view = await getChallenge(council.as.contributor, 'QS1');
    expect(view).toMatchObject({ own: 3, mine: null, assessment: { id: council.assessment } });
    expect(view?.challenges.map(({ by, latest, earlier }) => [by, latest, earlier])).toEqual([
      [
        council.as.director.person.name,
        {
          version: 1,
          role: 'director',
          score: 2,
          reason: 'Reviews are late.',
          ownHidden: false,
          ownScore: 3,
          at: expect.any(Date),
        },
        [],
      ],
      [
        council.as.reader.person.name,
        expect.objectContaining({ role: 'reader', score: 4, reason: 'Łukasz নমুনা <b>' }),
        [],
      ],
    ]);
    expect(await eventsOf('challenge.given')).toMatchObject([
      {
        subject: 'QS1',
        by: council.as.director.person.name,
        data: {
          assessmentId: council.assessment,
          version: 1,
          before: null,
          after: 2,
          ownHidden: false,
          characters: 17,
        },
      },
      { data: { after: 4 } },
    ]);
    expect(await getChallenge(council.as.lead, 'QS2')).toMatchObject({ own: null, challenges: [] });
  });

  it('can be given again: the latest counts and earlier ones stay', async () => {
    await give('director');
    expect(await give('director', { score: 3, reason: 'I saw the audit.', version: 1 })).toEqual({
      outcome: 'given',
    });
    // The role at the time.
    await asSuperuser("UPDATE memberships SET role = 'lead' WHERE person_id = $1", [
      council.as.director.person.id,
    ]);
    const view = await getChallenge(council.as.lead, 'QS1');
    expect(view?.challenges).toMatchObject([
      {
        latest: { version: 2, score: 3, reason: 'I saw the audit.', role: 'director' },
        earlier: [{ version: 1, score: 2, reason: 'Reviews are late.' }],
      },
    ]);
    const [event] = (await listActivity(council.as.lead, { kind: 'challenges' }, 1)).entries;
    expect(event?.detail).toBe('Score changed from 2 to 3, after seeing the council’s score');
    const entry = await getActivityEntry(council.as.lead, event?.seq ?? 0);
    expect(entry?.changes).toEqual([
      { name: 'Challenge score', before: '2: Some shortfalls', after: '3: Good standard' },
    ]);
    const side = (without: string) =>
      entry?.texts?.[0]?.pieces
        .filter(({ kind }) => kind !== without)
        .map(({ text }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual(['Reviews are late.', 'I saw the audit.']);
  });

  it('sent again changes nothing, one after the other or at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => give('director')));
    expect(outcomes.filter(({ outcome }) => outcome === 'given')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(5);
    expect(await give('director', { version: 7 })).toEqual({ outcome: 'unchanged' });
    expect(await eventsOf('challenge.given')).toHaveLength(1);
  });

  it('from two tabs of one person never overwrites the other unseen, in many rounds', async () => {
    const rounds = roundsOf(30);
    let version = 0;
    for (let round = 0; round < rounds; round += 1) {
      const tabs = await Promise.all(
        ['one', 'other'].map((tab) => give('director', { reason: `Round ${round}, ${tab} tab`, version })),
      );
      const [given, ...more] = tabs.filter(({ outcome }) => outcome === 'given');
      const latest = tabs.find(({ outcome }) => outcome === 'conflict');
      expect([given, more]).toEqual([{ outcome: 'given' }, []]);
      version += 1;
      expect(latest).toMatchObject({
        latest: { version, reason: expect.stringContaining(`Round ${round}`) },
      });
    }
    const view = await getChallenge(council.as.director, 'QS1');
    expect(view?.mine?.latest.version).toBe(rounds);
    expect(view?.mine?.earlier).toHaveLength(rounds - 1);
    expect(await eventsOf('challenge.given')).toHaveLength(rounds);
  });

  it('from many people at once is kept for each', async () => {
    const rounds = STATEMENT_IDS.flatMap((statement) =>
      (['director', 'reader'] as const).map((role) =>
        giveChallenge(council.as[role], statement, challengeInput(council.assessment)),
      ),
    );
    for (const result of await Promise.all(rounds)) expect(result).toEqual({ outcome: 'given' });
    const all = await read(council.as.lead, (db) => loadAllChallenges(db, council.assessment));
    expect(Object.keys(all).toSorted()).toEqual(STATEMENT_IDS);
    expect(Object.values(all).map((people) => people?.length)).toEqual(STATEMENT_IDS.map(() => 2));
  });

  it('stays readable in its cycle with earlier ones, blind or not', async () => {
    await score(3, 0);
    await give('director');
    await give('director', { score: 4, version: 1 });
    await blind(true);
    // A director who may not see all scores yet cannot close the cycle.
    for (const statement of STATEMENT_IDS.slice(1)) {
      await giveChallenge(council.as.director, statement, challengeInput(council.assessment));
    }
    await startNextCycle(council, council.assessment);
    for (const role of ['reader', 'lead'] as const) {
      const closed = await getCycle(council.as[role], 1);
      expect(closed).toMatchObject({
        challenges: { QS1: [{ latest: { score: 4, ownScore: 3 }, earlier: [{ score: 2 }] }] },
      });
    }
    // The next cycle has no challenges yet and keeps the blind setting.
    expect(await getChallenge(council.as.lead, 'QS1')).toMatchObject({ own: 3, challenges: [] });
    expect(await getChallenge(council.as.reader, 'QS1')).toMatchObject({ own: 'hidden', challenges: [] });
  });

  it('is only for the open assessment', async () => {
    await give('director');
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    const before = await dumpCouncil(council.id);
    expect(await give('reader')).toEqual({ outcome: 'closed' });
    expect(await blind(true)).toEqual({ outcome: 'closed' });
    expect(await getChallenge(council.as.lead, 'QS1')).toBeNull();
    expect(await getChallengeSettings(council.as.lead)).toBeNull();
    expect(await dumpCouncil(council.id)).toEqual(before);
  });
});

describe('blind until given', () => {
  it('hides a statement from challengers until they have given a score', async () => {
    await score(3, 0);
    await give('reader', { score: 4 });
    expect(await hiddenFrom('director')).toEqual([]);
    expect(await blind(true)).toEqual({ outcome: 'done' });
    expect(await hiddenFrom('director')).toEqual(STATEMENT_IDS);
    expect(await hiddenFrom('reader')).toEqual(STATEMENT_IDS.slice(1));
    for (const role of ['lead', 'contributor', 'admin'] as const) expect(await hiddenFrom(role)).toEqual([]);
    expect(await getChallenge(council.as.director, 'QS1')).toMatchObject({
      own: 'hidden',
      challenges: [],
      mine: null,
    });
    expect(await give('director')).toEqual({ outcome: 'given' });
    expect(await hiddenFrom('director')).toEqual(STATEMENT_IDS.slice(1));
    const view = await getChallenge(council.as.director, 'QS1');
    expect(view).toMatchObject({ own: 3, mine: { latest: { ownHidden: true, ownScore: 3 } } });
    expect(view?.challenges).toHaveLength(2);
    // The second is given with all scores visible, whatever the page sends.
    await give('director', { score: 3, version: 1 });
    expect((await getChallenge(council.as.lead, 'QS1'))?.challenges).toMatchObject([
      { latest: { ownHidden: false } },
      { latest: { ownHidden: false, score: 3 }, earlier: [{ ownHidden: true }] },
    ]);
  });

  it('calls a score blind only if the page hid the other too', async () => {
    await score(3, 0);
    await blind(true);
    // Opened while scores were visible, before the setting changed.
    await give('director', { ownHidden: false });
    expect((await getChallenge(council.as.director, 'QS1'))?.mine?.latest.ownHidden).toBe(false);
    await blind(false);
    await give('reader', { ownHidden: true });
    expect((await getChallenge(council.as.reader, 'QS1'))?.mine?.latest.ownHidden).toBe(false);
  });

  it('hides the scores in the history too', async () => {
    await score(3, 0);
    await score(2, 1, 'A secret reason for another score');
    await score(3, 2, 'A secret reason for the same as before');
    await blind(true);
    await give('reader', { score: 4, reason: 'A secret reason' });
    const kinds = async (role: 'director' | 'reader' | 'lead') => {
      const { entries } = await listActivity(council.as[role], { statement: 'QS1' }, 1);
      const full = await Promise.all(entries.map(({ seq }) => getActivityEntry(council.as[role], seq)));
      return { details: entries.map(({ detail }) => detail), full };
    };
    const seen = await kinds('director');
    const savedHidden = expect.stringContaining('Score hidden until you give');
    expect(seen.details).toEqual([SCORE_HIDDEN, savedHidden, savedHidden, savedHidden]);
    const scoreHidden = { name: 'Score', before: SCORE_HIDDEN, after: SCORE_HIDDEN };
    expect(seen.full.map((entry) => entry?.changes[0])).toEqual([
      { ...scoreHidden, name: 'Challenge score' },
      ...[scoreHidden, scoreHidden, scoreHidden],
    ]);
    expect((await getStatement(council.as.director, 'QS1'))?.scoreChange).toBeNull();
    expect((await getStatement(council.as.lead, 'QS1'))?.scoreChange).toMatchObject({ from: 2, to: 3 });
    expect(JSON.stringify(seen)).not.toContain('A secret reason');
    // The narratives may be read.
    expect(JSON.stringify(seen)).toContain('People wait 19 days.');
    for (const role of ['reader', 'lead'] as const) {
      const { details } = await kinds(role);
      expect(details).toEqual([
        'Score 4, without seeing the council’s score',
        expect.stringContaining('Score changed from 2 to 3'),
        expect.stringContaining('Score changed from 3 to 2'),
        expect.stringContaining('Score changed from not scored to 3'),
      ]);
    }
    await give('director');
    expect((await kinds('director')).details[0]).toContain('Score 2');
  });

  it('reveals no hash that a guessed score could be tested against, and salts the events', async () => {
    await score(3, 0);
    await give('reader');
    await blind(true);
    const hashes = async (role: 'director' | 'lead') => {
      const context = council.as[role];
      const batch = await activityBatch(context, {}, { through: 1000, take: 1000 });
      const pages = await Promise.all(batch.map(({ seq }) => getActivityEntry(context, seq)));
      return [...batch, ...pages].flatMap((entry) => [entry?.hash, entry?.previousHash]);
    };
    expect(new Set(await hashes('director'))).toEqual(new Set([null]));
    expect(await hashes('lead')).not.toContain(null);
    for (const statement of STATEMENT_IDS) {
      await giveChallenge(council.as.director, statement, challengeInput(council.assessment));
    }
    expect(await hashes('director')).toEqual(await hashes('lead'));
    const salts = await asSuperuser<{ salt: string | null }>(
      `SELECT data ->> 'salt' AS salt FROM audit_events
        WHERE council_id = $1 AND type IN ('statement.saved', 'challenge.given')`,
      [council.id],
    );
    expect(new Set(salts.map(({ salt }) => salt)).size).toBe(11);
    for (const { salt } of salts) expect(salt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('hides the scores from every query, and derives no figure from the rest', async () => {
    await score(3, 0);
    await give('reader', { score: 4, reason: 'A secret reason' });
    await blind(true);
    const { director } = council.as;
    const { person } = director;
    const packId = '0198a5c0-0000-7000-8000-000000000000';
    const asOf = new Date();
    const everything = async () => ({
      assessment: await getAssessment(director),
      overview: await getOverview(director, asOf),
      file: await exportDashboard({ ...director, now: () => asOf }),
      list: await getStatementList(director),
      statement: await getStatement(director, 'QS1'),
      councils: await listCouncils({
        sessionId: 'no session',
        person,
        memberships: [{ council: director.council, role: 'director', unreadNotices: 0 }],
      }),
      challenge: await getChallenge(director, 'QS1'),
    });
    const seen = await everything();
    for (const view of [
      seen.assessment,
      seen.overview.open?.assessment,
      seen.list.assessment,
      seen.councils[0]?.assessment,
    ]) {
      expect(view).toMatchObject({ scores: null, hidden: STATEMENT_IDS });
      expect(Object.values(view?.shown ?? {})).toEqual(STATEMENT_IDS.map(() => 'hidden'));
      expect(view?.statements.flatMap(({ challenges }) => challenges)).toEqual([]);
    }
    expect(seen.statement).toMatchObject({
      answers: { score: 'hidden', strengths: ANSWERS.strengths },
      challenges: [],
    });
    expect(JSON.stringify(seen)).not.toContain('A secret reason');
    // The answer is the same whatever the score.
    await score(1, 1, 'We were too kind.');
    expect(JSON.stringify({ ...(await everything()), statement: null, overview: null })).toBe(
      JSON.stringify({ ...seen, statement: null, overview: null }),
    );

    const before = await dumpCouncil(council.id);
    expect(await packSnapshot(director, packId, new Date())).toBe('scores hidden');
    expect(await exportPack(director)).toBe('scores hidden');
    expect(await dumpCouncil(council.id)).toEqual(before);

    for (const statement of STATEMENT_IDS) {
      expect((await getAssessment(director))?.scores).toBeNull();
      await giveChallenge(director, statement, challengeInput(council.assessment));
    }
    const after = await getAssessment(director);
    expect(after).toMatchObject({ hidden: [], scores: { QS1: 1, QS2: null } });
    expect(after?.statements[0]?.challenges).toEqual([2, 4]);
    expect(await packSnapshot(director, packId, new Date())).toMatchObject({
      assessmentId: council.assessment,
    });
  });

  it('lets no query reveal a hidden score: each answers the same whatever the council scored', async () => {
    await score(2, 0);
    await score(3, 1, 'A secret reason');
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    // An assessment signed and reopened has the current score.
    await reopenedAfterSigning();
    await setTargets(council.as.lead, {
      assessment: council.assessment,
      targets: [{ statement: 'QS1', score: 3, dueOn: null, version: 0 }],
    });
    await blind(true);
    const { director } = council.as;
    const id = '0198a5c0-0000-7000-8000-000000000000';
    const targets = await makeTargets(council, {
      assessment: council.assessment,
      reference,
      person: council.as.reader.person.id,
    });
    const signed = { cycle: 1, signed: 1 };
    const queries: [string, (context: typeof director) => Promise<unknown>][] = [
      ...Object.entries(CALLS)
        .filter(([name, { permission }]) => /\/queries |^pages\//.test(name) && can(director, permission))
        .map(([name, { run }]): (typeof queries)[number] => [name, (context) => run(context, targets)]),
      ['the signed version', (context) => getSignedVersion(context, 1, 1)],
      [
        'its pack',
        (context) => packSnapshot(context, id, new Date(0), { kind: 'signed', cycle: 1, version: 1 }),
      ],
      ['its comparison', (context) => compareCycles(context, signed, signed)],
      ['what changed since', (context) => compareCycles(context, signed, { cycle: 1, signed: null })],
    ];
    const answers = async () => {
      const told: [string, string][] = [];
      for (const [name, run] of queries) {
        const answer = await run(director);
        told.push([
          name,
          JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? `${value}` : value)) ?? '',
        ]);
      }
      return Object.fromEntries(told);
    };
    const before = await answers();
    expect(Object.keys(before).length).toBeGreaterThan(15);
    expect(JSON.stringify(before)).not.toContain('A secret reason');
    for (const other of [1, 4]) {
      await asSuperuser(
        'UPDATE statement_assessments SET score = $2 WHERE assessment_id = $1 AND statement = $3',
        [council.assessment, other, 'QS1'],
      );
      await asSuperuser(
        'UPDATE statement_targets SET score = $2 WHERE assessment_id = $1 AND statement = $3',
        [council.assessment, other, 'QS1'],
      );
      // Cached facts belong to a client, so the next answer is read from the database.
      await closeDatabase();
      expect(await answers()).toEqual(before);
    }
    await give('director');
    expect(await answers()).not.toEqual(before);
  });

  it('hides the hash of proposed and signed versions from those who could deduce scores with it', async () => {
    await score(3, 0);
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    const contentHash = await signOff(council);
    await blind(true);
    const { director, lead } = council.as;
    const told = async (context: typeof director) =>
      JSON.stringify([
        await getReview(context, new Date()),
        await listActivity(context, {}, 1),
        await activityBatch(context, {}, { through: 1_000, take: 100 }),
        ...(await Promise.all(
          (await listActivity(context, {}, 1)).entries.map(({ seq }) => getActivityEntry(context, seq)),
        )),
      ]);
    expect(await told(lead)).toContain(contentHash);
    expect(await told(director)).not.toContain(contentHash);
    expect(await told(director)).not.toMatch(/With \d+ gaps?/);
    for (const statement of STATEMENT_IDS) {
      await giveChallenge(director, statement, challengeInput(council.assessment));
    }
    expect(await told(director)).toContain(contentHash);
    expect(await told(director)).toMatch(/With \d+ gaps?/);
  });

  it('hides signed versions of the open cycle until all nine scores are given or the cycle is closed', async () => {
    await score(3, 0);
    await reopenedAfterSigning();
    await blind(true);
    const packId = '0198a5c0-0000-7000-8000-000000000000';
    const source = { kind: 'signed', cycle: 1, version: 1 } as const;
    const signed = { cycle: 1, signed: 1 };
    const { director, reader, lead } = council.as;
    const told = async (context: typeof director) => ({
      version: await getSignedVersion(context, 1, 1),
      pack: await packSnapshot(context, packId, new Date(), source),
      comparison: await compareCycles(context, signed, signed),
      signOff: (await getOverview(context, new Date())).open?.dashboard.review.signed,
      approved: (await getReadiness(context, new Date()))?.statements[0]?.strength.checks.at(-1)?.reason,
    });
    const statements = [...STATEMENT_IDS];
    const nothing = {
      version: { outcome: 'scores hidden', statements },
      pack: 'scores hidden',
      comparison: { outcome: 'scores hidden', statements },
      signOff: { version: 1, result: null, isChanged: null },
      approved: 'Sign-off is shown after you give your challenge score',
    };
    const everything = {
      version: { outcome: 'found', signed: { kept: { version: 1 } } },
      pack: { assessmentId: council.assessment },
      comparison: { outcome: 'compared' },
      signOff: { version: 1, result: { state: 'incomplete', scored: 1 }, isChanged: false },
      approved: 'Unchanged since it was signed',
    };
    expect(await told(director)).toMatchObject(nothing);
    expect(await told(reader)).toMatchObject(nothing);
    expect(await told(lead)).toMatchObject(everything);
    for (const statement of STATEMENT_IDS) {
      await giveChallenge(director, statement, challengeInput(council.assessment));
    }
    expect(await told(director)).toMatchObject(everything);
    await startNextCycle(council, council.assessment);
    expect(await told(reader)).toMatchObject({
      version: everything.version,
      pack: everything.pack,
      comparison: everything.comparison,
    });
  });

  it('is set once by several leads at once, and each change is an event', async () => {
    for (const on of [true, false]) {
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => blind(on)));
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
        'done',
        'unchanged',
        'unchanged',
        'unchanged',
      ]);
      expect((await getChallengeSettings(council.as.lead))?.isBlind).toBe(on);
    }
    expect((await eventsOf('challenge.blind-set')).map(({ subject, data }) => [subject, data])).toEqual([
      [council.assessment, { before: false, after: true }],
      [council.assessment, { before: true, after: false }],
    ]);
  });

  it('set while a score is given: the event records the setting that applied', async () => {
    for (const [at, statement] of STATEMENT_IDS.entries()) {
      const on = at % 2 === 0;
      const [set, given] = await Promise.all([
        blind(on),
        giveChallenge(council.as.director, statement, challengeInput(council.assessment)),
      ]);
      expect([set.outcome, given.outcome]).toEqual(['done', 'given']);
    }
    // In chain order, a score is blind exactly when the last setting before it was.
    const events = await asSuperuser<{ type: string; data: { after: unknown; ownHidden?: boolean } }>(
      "SELECT type, data FROM audit_events WHERE council_id = $1 AND type LIKE 'challenge.%' ORDER BY seq",
      [council.id],
    );
    let isBlind = false;
    for (const { type, data } of events) {
      if (type === 'challenge.blind-set') isBlind = data.after === true;
      else expect(data.ownHidden).toBe(isBlind);
    }
    expect(events).toHaveLength(18);
  });
});

describe('the database itself', () => {
  it.each([
    ['score', '10', 'challenge_scores_score'],
    ['own_score', '0', 'challenge_scores_own_score'],
    ['reason', "''", 'challenge_scores_reason'],
    ['version', '0', 'challenge_scores_version'],
  ])('refuses %s %s', async (column, value, constraint) => {
    const columns = { version: '1', role: "'director'", score: '2', reason: "'Why'", own_hidden: 'true' };
    const row = { ...columns, own_score: 'null', given_at: 'now()', [column]: value };
    await expect(
      asSuperuser(
        `INSERT INTO challenge_scores (council_id, assessment_id, statement, person_id, ${Object.keys(row).join()})
         VALUES ($1, $2, 'QS1', $3, ${Object.values(row).join()})`,
        [council.id, council.assessment, council.as.director.person.id],
      ),
    ).rejects.toThrow(constraint);
  });

  it.each([0, 5])('is spared a score of %s, which the framework does not have', async (score) => {
    await expect(give('director', { score })).rejects.toThrow('A score must be 1, 2, 3 or 4');
  });

  it('lets the application add scores but not change or remove them, and not even their owner', async () => {
    await give('director');
    for (const sql of ['UPDATE challenge_scores SET score = 4', 'DELETE FROM challenge_scores']) {
      await expect(asApplication(council.id, (client) => client.query(sql))).rejects.toMatchObject({
        code: '42501',
      });
      await expect(asSuperuser(sql)).rejects.toThrow('only ever added');
    }
    await expect(asSuperuser('TRUNCATE challenge_scores')).rejects.toThrow('only ever added');
  });
});
