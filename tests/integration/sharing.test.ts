import { Client } from 'pg';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { getActivityEntry, listActivity } from '#lib/history/activity/queries.ts';
import { agreeToShare, exportComparison, exportSharedFigures } from '#lib/insight/sharing/commands.ts';
import { compareCouncils, listAgreements } from '#lib/insight/sharing/queries.ts';
import { type ComparedCouncil, isShown, type SharedPart } from '#lib/insight/sharing/rules.ts';
import { type CouncilContext, memberContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { giveChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  challengeInput,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  signOff,
  startNextCycle,
  type TestCouncil,
  whileWaitingForLock,
} from './council-factory.ts';

type Assessed = TestCouncil & { readonly assessment: string };

const NOW = new Date('2026-11-22T09:00:00Z');

/** A director's agreement for a council, in place of the current one. */
async function agree(council: TestCouncil, shared: readonly SharedPart[], reason = ''): Promise<void> {
  const [now] = await listAgreements(council.as.director);
  const { outcome } = await agreeToShare(council.as.director, {
    shared,
    reason,
    version: now?.version ?? 0,
  });
  if (outcome !== 'done') throw new Error(`It was not agreed: ${outcome}`);
}

/** Scores all nine statements. */
async function scored({ as, assessment }: Assessed, score: 1 | 2 | 3 | 4, version = 0): Promise<void> {
  for (const id of STATEMENT_IDS) {
    await saveStatement(as.lead, id, { ...ANSWERS, score, assessment, version });
  }
}

/** A person with that role in each council, with an open session. */
async function visitorOf(roles: readonly (readonly [TestCouncil, Role])[]): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>(
    `INSERT INTO people (id, email, name) VALUES (gen_random_uuid(), gen_random_uuid() || '@region.example', 'Robin Hale')
     RETURNING id`,
  );
  for (const [council, role] of roles) {
    await asSuperuser('INSERT INTO memberships (council_id, person_id, role) VALUES ($1, $2, $3)', [
      council.id,
      row?.id,
      role,
    ]);
  }
  const session = await database().session.create({
    data: { personId: row?.id ?? '', address: '192.0.2.1' },
    select: { id: true },
  });
  return session.id;
}

type MembershipRow = {
  readonly person_id: string;
  readonly person_name: string;
  readonly person_email: string;
  readonly council_id: string;
  readonly council_slug: string;
  readonly council_name: string;
  readonly role: Role;
};

/** The gate's answer to a session, asked again as for each request. */
async function contextsOf(session: string): Promise<readonly CouncilContext[]> {
  const rows = await database().$queryRaw<
    MembershipRow[]
  >`select * from session_memberships(${session}::uuid)`;
  return rows.map((row) => ({
    ...memberContext(
      {
        council: { id: row.council_id, slug: row.council_slug, name: row.council_name, isExample: false },
        role: row.role,
      },
      { id: row.person_id, name: row.person_name, email: row.person_email },
      'request-visitor',
    ),
    now: () => NOW,
  }));
}

async function comparisonFor(session: string): Promise<ReadonlyMap<string, ComparedCouncil>> {
  const councils = await compareCouncils(await contextsOf(session), NOW);
  return new Map(councils.map((council) => [council.slug, council]));
}

const stateOf = (councils: ReadonlyMap<string, ComparedCouncil>, { slug }: TestCouncil) =>
  councils.get(slug)?.figures.state;

let own: Assessed;
let other: Assessed;
beforeEach(async () => {
  own = await makeAssessedCouncil();
  other = await makeAssessedCouncil();
});

describe('an agreement', () => {
  it('is added to earlier ones, with who and why, and the latest counts', async () => {
    await agree(own, ['signed', 'live'], 'The region asked for it.');
    await agree(own, ['signed']);
    const agreements = await listAgreements(own.as.contributor);
    expect(agreements.map(({ at: _, ...agreement }) => agreement)).toEqual([
      { version: 2, shared: ['signed'], reason: '', by: own.as.director.person.name },
      {
        version: 1,
        shared: ['signed', 'live'],
        reason: 'The region asked for it.',
        by: own.as.director.person.name,
      },
    ]);
    expect(await verifyCouncil(own, [])).toMatchObject({ firstBroken: null });
  });

  it('is in the history before and after, with the reason shown beside the agreement', async () => {
    await agree(own, ['signed', 'statements'], 'A secret plan');
    await agree(own, []);
    const { entries } = await listActivity(own.as.reader, { kind: 'members' }, 1);
    const [withdrawn, agreed] = entries;
    expect([withdrawn?.title, agreed?.title, agreed?.detail]).toEqual([
      'Sharing with other councils stopped',
      'Sharing with other councils changed',
      'Shared: last signed result and statement scores',
    ]);
    expect(agreed).toMatchObject({ reason: 'A secret plan' });
    expect((await getActivityEntry(own.as.reader, withdrawn?.seq ?? 0))?.changes).toEqual([
      {
        name: 'Shared',
        before: 'Last signed result and statement scores',
        after: 'Nothing',
      },
    ]);
  });

  it('identical to the current one changes nothing', async () => {
    const withdraw = () => agreeToShare(own.as.director, { shared: [], reason: 'Why', version: 0 });
    expect(await withdraw()).toEqual({ outcome: 'unchanged' });
    await agree(own, ['live']);
    const before = await dumpCouncil(own.id);
    expect(await agreeToShare(own.as.director, { shared: ['live'], reason: 'Again', version: 0 })).toEqual({
      outcome: 'unchanged',
    });
    expect(await dumpCouncil(own.id)).toEqual(before);
  });

  it('does not overwrite a newer one, which is shown', async () => {
    await agree(own, ['live']);
    await agree(own, ['signed']);
    const before = await dumpCouncil(own.id);
    const late = { shared: ['live', 'strength'], reason: '', version: 1 } as const;
    expect(await agreeToShare(own.as.director, late)).toMatchObject({
      outcome: 'conflict',
      latest: { version: 2, shared: ['signed'], by: own.as.director.person.name },
    });
    expect(await dumpCouncil(own.id)).toEqual(before);
    expect(await agreeToShare(own.as.director, { ...late, version: 2 })).toEqual({ outcome: 'done' });
  });

  it('can be withdrawn over a newer one too', async () => {
    await agree(own, ['live']);
    await agree(own, ['signed', 'live']);
    const withdraw = () => agreeToShare(own.as.director, { shared: [], reason: 'Enough', version: 1 });
    expect(await Promise.all([withdraw(), withdraw(), withdraw()])).toContainEqual({ outcome: 'done' });
    expect(await listAgreements(own.as.lead)).toMatchObject([{ version: 3, shared: [] }, {}, {}]);
  });

  it('is saved once by several at once, and the others are told', async () => {
    const sets: readonly SharedPart[][] = [['signed'], ['live'], ['strength'], ['signed', 'live']];
    const results = await Promise.all(
      sets.map((shared) => agreeToShare(own.as.director, { shared, reason: '', version: 0 })),
    );
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      'conflict',
      'conflict',
      'conflict',
      'done',
    ]);
    expect(await listAgreements(own.as.lead)).toHaveLength(1);
  });

  it('is never changed or removed, nor shares statement scores without a result', async () => {
    await agree(own, ['live']);
    for (const sql of [
      "UPDATE sharing_agreements SET shared = '{signed}'",
      'DELETE FROM sharing_agreements',
    ]) {
      await expect(asSuperuser(`${sql} WHERE council_id = $1`, [own.id])).rejects.toThrow('only ever added');
      await expect(asApplication(own.id, (client) => client.query(sql))).rejects.toMatchObject({
        code: '42501',
      });
    }
    await expect(asSuperuser('TRUNCATE sharing_agreements')).rejects.toThrow('only ever added');
    await expect(
      asSuperuser(
        `INSERT INTO sharing_agreements (council_id, version, shared, agreed_by_id, agreed_at)
         VALUES ($1, 2, '{statements,strength}', $2, now())`,
        [own.id, own.as.director.person.id],
      ),
    ).rejects.toThrow('sharing_agreements_statements');
  });
});

describe('compared councils', () => {
  it('show what each agreed to, and nothing else', async () => {
    await scored(own, 3);
    await makeEvidenceLink(own.as.lead, { statement: 'QS1' });
    await signOff(own);
    await scored(other, 2);
    await agree(own, ['signed', 'statements']);
    await agree(other, ['live', 'strength']);
    const beside = await comparisonFor(
      await visitorOf([
        [own, 'reader'],
        [other, 'director'],
      ]),
    );
    expect(beside.get(own.slug)).toEqual({
      slug: own.slug,
      name: own.as.lead.council.name,
      isExample: false,
      role: 'reader',
      figures: {
        state: 'shown',
        shared: ['signed', 'statements'],
        results: [
          {
            kind: 'signed',
            cycle: 'CQC assessment 2026 to 2027',
            version: 1,
            at: expect.any(String),
            state: expect.objectContaining({
              isFinal: true,
              value: expect.objectContaining({ score: 75, band: 'good' }),
            }),
            scores: Object.fromEntries(STATEMENT_IDS.map((id) => [id, 3])),
          },
        ],
        strength: null,
      },
    });
    const figures = beside.get(other.slug)?.figures;
    expect(figures).toMatchObject({
      state: 'shown',
      results: [{ kind: 'live', at: NOW.toISOString(), state: { value: { score: 50 } }, scores: null }],
      strength: { QS1: 'none', QS9: 'none' },
    });
  });

  it('show the last signed version unchanged, even if its cycle is closed or it changed since', async () => {
    await scored(own, 3);
    await signOff(own);
    await startNextCycle(own, own.assessment);
    await agree(own, ['signed', 'live', 'statements']);
    const beside = await comparisonFor(
      await visitorOf([
        [own, 'reader'],
        [other, 'reader'],
      ]),
    );
    expect(beside.get(own.slug)?.figures).toMatchObject({
      results: [
        { kind: 'signed', cycle: 'CQC assessment 2026 to 2027', state: { value: { score: 75 } } },
        { kind: 'live', cycle: 'CQC assessment 2027 to 2028' },
      ],
    });
  });

  it('show nothing to other roles, to members with such a role in one council only, or without agreement', async () => {
    await agree(own, ['live']);
    const roles: readonly (readonly [Role, Role, string | undefined, string | undefined])[] = [
      ['director', 'reader', 'shown', 'not agreed'],
      ['director', 'lead', 'alone', 'role'],
      ['contributor', 'director', 'role', 'alone'],
      ['lead', 'admin', 'role', 'role'],
    ];
    for (const [here, there, ours, theirs] of roles) {
      const beside = await comparisonFor(
        await visitorOf([
          [own, here],
          [other, there],
        ]),
      );
      expect([stateOf(beside, own), stateOf(beside, other)], `${here} and ${there}`).toEqual([ours, theirs]);
    }
  });

  it('show nothing when nothing is signed and no assessment is open', async () => {
    await agree(own, ['signed']);
    const council = (
      await comparisonFor(
        await visitorOf([
          [own, 'reader'],
          [other, 'reader'],
        ]),
      )
    ).get(own.slug);
    expect(council?.figures).toEqual({ state: 'shown', shared: ['signed'], results: [], strength: null });
    expect(council && isShown(council)).toBe(false);
  });

  it('reflect a withdrawal, disabling or change of role at the next request', async () => {
    await agree(own, ['live']);
    await agree(other, ['live']);
    const session = await visitorOf([
      [own, 'reader'],
      [other, 'reader'],
    ]);
    const states = async () => {
      const beside = await comparisonFor(session);
      return [stateOf(beside, own), stateOf(beside, other)];
    };
    expect(await states()).toEqual(['shown', 'shown']);
    await agree(own, []);
    expect(await states()).toEqual(['not agreed', 'shown']);
    await agree(own, ['live']);
    expect(await states()).toEqual(['shown', 'shown']);
    await asSuperuser(
      "UPDATE memberships SET role = 'lead' WHERE council_id = $1 AND person_id IN (SELECT person_id FROM sessions WHERE id = $2)",
      [own.id, session],
    );
    expect(await states()).toEqual(['role', 'alone']);
    await asSuperuser(
      'UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id IN (SELECT person_id FROM sessions WHERE id = $2)',
      [own.id, session],
    );
    expect(await states()).toEqual([undefined, 'alone']);
  });

  it('show no figure of a council with blind challenge, until all challenge scores are given', async () => {
    await scored(own, 3);
    await signOff(own);
    await setBlind(own.as.lead, { assessment: own.assessment, blind: true });
    await agree(own, ['signed', 'live', 'statements', 'strength']);
    await agree(other, ['live']);
    const session = await visitorOf([
      [own, 'reader'],
      [other, 'reader'],
    ]);
    const [context] = (await contextsOf(session)).filter(({ council }) => council.slug === own.slug);
    if (!context) throw new Error('The visitor does not belong to the council');
    for (const [given, id] of STATEMENT_IDS.entries()) {
      const beside = await comparisonFor(session);
      expect(beside.get(own.slug)?.figures).toEqual({ state: 'hidden', statements: 9 - given });
      expect(stateOf(beside, other)).toBe('shown');
      await giveChallenge(context, id, challengeInput(own.assessment));
    }
    expect(stateOf(await comparisonFor(session), own)).toBe('shown');
  });

  it('take the same number of SQL statements for each council, however many there are', async () => {
    const councils = await Promise.all(Array.from({ length: 17 }, () => makeAssessedCouncil()));
    for (const council of councils) await agree(council, ['signed', 'live', 'statements', 'strength']);
    const counted = async (some: readonly TestCouncil[]) => {
      const session = await visitorOf(some.map((council) => [council, 'reader'] as const));
      const contexts = await contextsOf(session);
      const query = vi.spyOn(Client.prototype, 'query');
      try {
        const beside = await compareCouncils(contexts, NOW);
        expect(beside.filter(isShown)).toHaveLength(some.length);
        return query.mock.calls.length / some.length;
      } finally {
        query.mockRestore();
      }
    };
    // Facts are cached after the first read, so this reads each council for the first time.
    const [few, many] = [await counted(councils.slice(0, 2)), await counted(councils.slice(2))];
    expect(few).toBeGreaterThan(3);
    expect(many).toBe(few);
  });
});

describe('the file', () => {
  it('is recorded in each council whose figures it holds, and in no other', async () => {
    const third = await makeAssessedCouncil();
    await scored(own, 3);
    await agree(own, ['live', 'statements']);
    await agree(other, ['strength']);
    const session = await visitorOf([
      [own, 'reader'],
      [other, 'director'],
      [third, 'reader'],
    ]);
    const contexts = await contextsOf(session);
    expect(await exportComparison(contexts)).toEqual(await compareCouncils(contexts, NOW));
    const told = async ({ as }: TestCouncil) =>
      (await listActivity(as.lead, { kind: 'views' }, 1)).entries.map(({ title, detail, by }) => [
        title,
        detail,
        by,
      ]);
    const title = 'Comparison of councils downloaded';
    expect(await told(own)).toEqual([
      [title, 'Current result and statement scores, with 1 other council', 'Robin Hale'],
    ]);
    expect(await told(other)).toEqual([[title, 'Evidence strength, with 1 other council', 'Robin Hale']]);
    expect(await told(third)).toEqual([]);
    for (const council of [own, other]) {
      const events = await asSuperuser<{ data: string }>(
        'SELECT data::text FROM audit_events WHERE council_id = $1',
        [council.id],
      );
      const text = JSON.stringify(events);
      for (const stranger of [own, other, third].filter((one) => one !== council)) {
        expect(text).not.toContain(stranger.slug);
        expect(text).not.toContain(stranger.id);
      }
    }
  });

  it('holds and records nothing when nothing is shown', async () => {
    const session = await visitorOf([
      [own, 'lead'],
      [other, 'reader'],
    ]);
    const before = [await dumpCouncil(own.id), await dumpCouncil(other.id)];
    const councils = await exportComparison(await contextsOf(session));
    expect(councils).toBeNull();
    expect([await dumpCouncil(own.id), await dumpCouncil(other.id)]).toEqual(before);
  });

  it('needs at least two councils', async () => {
    await scored(own, 3);
    await agree(own, ['live']);
    const contexts = await contextsOf(
      await visitorOf([
        [own, 'reader'],
        [other, 'reader'],
      ]),
    );
    const before = [await dumpCouncil(own.id), await dumpCouncil(other.id)];
    expect((await compareCouncils(contexts, NOW)).filter(isShown)).toHaveLength(1);
    expect(await exportComparison(contexts)).toBeNull();
    expect([await dumpCouncil(own.id), await dumpCouncil(other.id)]).toEqual(before);
  });

  it('omits what was withdrawn while it was read', async () => {
    await scored(own, 3);
    await signOff(own);
    await agree(own, ['signed', 'statements']);
    const whileReading = async (work: () => Promise<void>) => {
      const leaving = await whileWaitingForLock('assessment_snapshots', {
        asks: () => exportSharedFigures(own.as.reader, 1),
        meanwhile: work,
      });
      const { entries } = await listActivity(own.as.lead, {}, 1);
      return { leaving, last: entries[0]?.title };
    };
    expect(await whileReading(() => agree(own, []))).toEqual({
      leaving: { state: 'not agreed' },
      last: 'Sharing with other councils stopped',
    });
    await agree(own, ['signed', 'statements']);
    expect(await whileReading(() => agree(own, ['signed']))).toMatchObject({
      leaving: { state: 'shown', shared: ['signed'], results: [{ scores: null }] },
      last: 'Comparison of councils downloaded',
    });
  });
});
