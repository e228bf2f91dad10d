import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { compareCouncils } from '#lib/insight/sharing/queries.ts';
import { isShown } from '#lib/insight/sharing/rules.ts';
import { memberContext } from '#lib/platform/access/context.ts';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { env } from '#lib/platform/env.ts';
import { checkSignIn } from '#lib/record/accounts/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { verifyDatabase } from '#lib/tasks/verify.ts';
import { exampleshire } from '#prisma/seed/exampleshire.ts';
import { lacksExamples } from '#prisma/seed/lacks-examples.ts';
import { loadLocalAuthorities } from '#prisma/seed/load-local-authorities.ts';
import { northmere } from '#prisma/seed/northmere.ts';
import { sampleton } from '#prisma/seed/sampleton.ts';
import { seedExamples } from '#prisma/seed/seed.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import { asSuperuser, callerAt, ownerUrl, withClient } from './council-factory.ts';

const place = () => ({ ownerUrl: ownerUrl(), appUrl: env().DATABASE_URL, dataDir: env().DATA_DIR });

/** The loaded examples, without ids and times, which differ at every loading. */
const CONTENT = `
  SELECT c.slug, i.number, i.title, i.category, i.dated_on, i.owner, i.marking, i.contains_personal_data, i.url,
         f.name, f.bytes, f.sha256, l.statement, l.shows, l.location, p.email
    FROM councils c JOIN evidence_items i ON i.council_id = c.id JOIN people p ON p.id = i.created_by_id
    LEFT JOIN files f ON f.id = i.file_id LEFT JOIN evidence_links l ON l.evidence_item_id = i.id
   ORDER BY c.slug, i.number, l.statement`;
const ANSWERS = `
  SELECT c.slug, a.name, a.status, a.threshold_set, a.starts_on::text, a.ends_on::text, s.statement, s.score,
         s.strengths, s.improvements, s.impact, s.completed, s.version
    FROM councils c JOIN assessments a ON a.council_id = c.id
    JOIN statement_assessments s ON s.assessment_id = a.id ORDER BY c.slug, a.number, s.statement`;
const PEOPLE = `
  SELECT c.slug, c.name, c.is_example, c.gss_code, p.email, p.name AS person, m.role, p.password_hash IS NOT NULL AS signs_in
    FROM councils c JOIN memberships m ON m.council_id = c.id JOIN people p ON p.id = m.person_id ORDER BY c.slug, p.email`;

async function contentOf(url: string): Promise<unknown[]> {
  return withClient(url, async (client) => {
    const parts: unknown[] = [];
    for (const sql of [PEOPLE, ANSWERS, CONTENT]) parts.push((await client.query(sql)).rows);
    return parts;
  });
}

async function storedFilesHold(url: string, dataDir: string): Promise<number> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ council_id: string; id: string; sha256: string }>(
      'SELECT council_id, id, sha256 FROM files',
    ),
  );
  for (const { council_id, id, sha256 } of rows) {
    const bytes = await readFile(path.join(dataDir, 'files', council_id, id));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  return rows.length;
}

describe('seedExamples', () => {
  beforeAll(async () => {
    expect(await lacksExamples(ownerUrl())).toBe(true);
    expect(await seedExamples(place())).toBe('seeded');
  });

  it('reports the second time that the examples exist, and changes nothing', async () => {
    const before = await contentOf(ownerUrl());
    const events = await asSuperuser('SELECT count(*) FROM audit_events');
    expect(await lacksExamples(ownerUrl())).toBe(false);
    expect(await seedExamples(place())).toBe('already there');
    expect(await contentOf(ownerUrl())).toEqual(before);
    expect(await asSuperuser('SELECT count(*) FROM audit_events')).toEqual(events);
  });

  it.each([exampleshire, sampleton, northmere])('loads all of $name', async (example) => {
    const [council] = await asSuperuser<{ id: string; slug: string; name: string; is_example: boolean }>(
      'SELECT id, slug, name, is_example FROM councils WHERE slug = $1',
      [example.slug],
    );
    expect(council).toMatchObject({ name: example.name, is_example: true });
    const context = memberContext(
      {
        council: { id: council?.id ?? '', slug: example.slug, name: example.name, isExample: true },
        role: 'contributor',
      },
      { id: randomUUID(), name: '', email: '' },
      'test',
    );
    const assessment = await getAssessment(context);
    expect(assessment?.name).toBe(example.assessment?.name);
    for (const { id, score, evidenceCount } of assessment?.statements ?? []) {
      expect(score, id).toBe(example.statements[id]?.score ?? null);
      const linked = example.evidence.filter(({ links }) => links.some(({ statement }) => statement === id));
      expect(evidenceCount, id).toBe(linked.length);
    }
    const items = await asSuperuser(
      `SELECT i.number, i.title, coalesce(f.name, i.url) AS source FROM evidence_items i LEFT JOIN files f ON f.id = i.file_id
        WHERE i.council_id = $1 ORDER BY number`,
      [council?.id],
    );
    expect(items).toEqual(
      example.evidence.map(({ number, title, source }) => ({
        number,
        title,
        source: source.kind === 'file' ? source.name : source.url,
      })),
    );
    if (assessment?.scores && example === exampleshire) {
      const { scores, thresholds } = assessment;
      expect(resultOf({ scores, thresholds }, CQC_2023).overall).toMatchObject({
        state: 'complete',
        points: 28,
        band: 'good',
      });
    }
  });

  it('shows people of Exampleshire what they have not looked at yet', async () => {
    const rows = await asSuperuser(
      `SELECT split_part(p.email, '@', 1) AS who, n.kind::text, n.statement, n.detail
         FROM notices n JOIN people p ON p.id = n.person_id JOIN councils c ON c.id = n.council_id
        WHERE c.slug = 'exampleshire' AND n.read_at IS NULL ORDER BY n.created_at, 1`,
    );
    expect(rows).toEqual([
      { who: 'director', kind: 'named', statement: null, detail: 'own reader' },
      { who: 'contributor', kind: 'named', statement: null, detail: 'own writer' },
      { who: 'director', kind: 'mentioned', statement: 'QS5', detail: '' },
      { who: 'contributor', kind: 'assigned', statement: 'QS3', detail: 'owner' },
      { who: 'lead', kind: 'log_for_review', statement: null, detail: '1' },
      { who: 'contributor', kind: 'log_reviewed', statement: null, detail: '1' },
      { who: 'lead', kind: 'log_for_review', statement: null, detail: '3' },
    ]);
  });

  it('dates every event as in the story, in order', async () => {
    const [told] = await asSuperuser(
      `SELECT count(*) FILTER (WHERE at < before)::int AS back, min(at)::date::text AS first,
              count(DISTINCT date_trunc('month', at)) >= 24 AS spread, bool_and(at <= now()) AS past
         FROM (SELECT e.at, lag(e.at) OVER (ORDER BY e.seq) AS before
                 FROM audit_events e JOIN councils c ON c.id = e.council_id WHERE c.slug = 'exampleshire') AS events`,
    );
    expect(told).toEqual({ back: 0, first: '2024-09-02', spread: true, past: true });
    const cycles = await asSuperuser(
      `SELECT a.number, a.status, a.review_state,
              (SELECT array_agg(s.kind || ' ' || s.version ORDER BY s.made_at) FROM assessment_snapshots s
                WHERE s.assessment_id = a.id AND s.kind <> 'proposed') AS kept
         FROM assessments a JOIN councils c ON c.id = a.council_id WHERE c.slug = 'exampleshire' ORDER BY 1`,
    );
    expect(cycles).toEqual([
      { number: 1, status: 'closed', review_state: 'signed', kept: ['signed 1', 'closed 1'] },
      { number: 2, status: 'closed', review_state: 'signed', kept: ['signed 1', 'closed 1'] },
      { number: 3, status: 'open', review_state: 'preparing', kept: ['signed 1'] },
    ]);
  });

  it('keeps scenarios and targets of people of Exampleshire', async () => {
    const tried = await asSuperuser(
      `SELECT s.number, s.name, t.statement, t.from_score, t.score, t.needs <> '' AS told
         FROM scenarios s JOIN scenario_scores t ON t.assessment_id = s.assessment_id AND t.scenario = s.number ORDER BY 1`,
    );
    expect(tried).toEqual([
      { number: 1, name: 'The equity plan works', statement: 'QS3', from_score: 2, score: 3, told: true },
      {
        ...{ number: 2, name: 'Partnerships judged as they were challenged', statement: 'QS5' },
        ...{ from_score: 4, score: 2, told: true },
      },
    ]);
    const aims = await asSuperuser<{ statement: string; score: number }>(
      'SELECT statement, score FROM statement_targets ORDER BY 1',
    );
    expect(aims.map(({ statement, score }) => `${statement} ${score}`)).toEqual(['QS3 3', 'QS5 4', 'QS7 4']);
  });

  it('keeps every file with the bytes in its row', async () => {
    const files = [exampleshire, sampleton, northmere].flatMap(({ evidence }) =>
      evidence.flatMap(({ source, replaced }) =>
        source.kind === 'file' ? [source, ...(replaced ? [replaced] : [])] : [],
      ),
    );
    expect(await storedFilesHold(ownerUrl(), env().DATA_DIR)).toBe(files.length);
  });

  it('records every step in chains that verify', async () => {
    const { councils } = await verifyDatabase({ anchors: [], files: false });
    expect(
      councils.map(({ slug, firstBroken, rows, textsWithoutHash }) => [
        slug,
        firstBroken,
        rows,
        textsWithoutHash,
      ]),
    ).toEqual([
      ['exampleshire', null, [], 0],
      ['northmere', null, [], 0],
      ['sampleton', null, [], 0],
    ]);
    const [counted] = await asSuperuser(
      `SELECT (SELECT count(*) FROM audit_events WHERE type = 'evidence.added') = (SELECT count(*) FROM evidence_items) AS items,
              (SELECT count(*)::int FROM audit_events WHERE type = 'statement.saved') AS saves,
              (SELECT count(*) FROM audit_events WHERE type = 'member.added') = (SELECT count(*) FROM memberships) AS members`,
    );
    const cycles = [exampleshire, ...exampleshire.before, sampleton];
    expect(counted).toEqual({
      items: true,
      saves: cycles.flatMap(({ saves }) => saves).length,
      members: true,
    });
  });

  it('lets a reader of all three compare two of them', async () => {
    const members = await asSuperuser<{
      id: string;
      slug: string;
      name: string;
      person: string;
      role: 'reader';
    }>(
      `SELECT c.id, c.slug, c.name, p.id AS person, m.role
         FROM memberships m JOIN councils c ON c.id = m.council_id JOIN people p ON p.id = m.person_id
        WHERE p.email = 'region@network.example' ORDER BY c.slug`,
    );
    const contexts = members.map(({ id, slug, name, person, role }) =>
      memberContext(
        { council: { id, slug, name, isExample: true }, role },
        { id: person, name: 'Robin Hale', email: 'region@network.example' },
        'test',
      ),
    );
    const councils = await compareCouncils(contexts, new Date());
    expect(councils.map(({ slug, figures }) => [slug, figures.state])).toEqual([
      ['exampleshire', 'shown'],
      ['northmere', 'not agreed'],
      ['sampleton', 'shown'],
    ]);
    expect(councils.filter(isShown).map(({ figures }) => figures.results.map(({ kind }) => kind))).toEqual([
      ['signed', 'live'],
      ['live'],
    ]);
  });

  it('lets every example person sign in with the demonstration’s password', async () => {
    for (const { email } of [exampleshire, sampleton, northmere].flatMap(({ people }) => people)) {
      const answer = await checkSignIn(email, DEMO_PASSWORD, callerAt('192.0.2.1'), new Date());
      expect(answer, email).toMatchObject({ outcome: 'matched' });
    }
  });

  it('refuses to run when the settings name another place', async () => {
    await expect(seedExamples({ ...place(), dataDir: '/elsewhere' })).rejects.toThrow(
      'another database or data folder',
    );
  });
});

describe('seedExamples, killed', () => {
  const name = `killed_${process.pid}_${process.env.VITEST_POOL_ID ?? '0'}`;
  const at = (url: string) => url.replace(/[^/]+$/, name);
  const seeds: ChildProcess[] = [];
  let dataDir: string;

  beforeAll(async () => {
    await withClient(ownerUrl().replace(/[^/]+$/, 'postgres'), (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE assurance`),
    );
    dataDir = await mkdtemp(path.join(tmpdir(), 'assurance-killed-'));
  });

  afterAll(async () => {
    for (const seed of seeds) seed.kill('SIGKILL');
    await withClient(ownerUrl().replace(/[^/]+$/, 'postgres'), (client) =>
      client.query(`DROP DATABASE ${name} WITH (FORCE)`),
    );
    await rm(dataDir, { recursive: true, force: true });
  });

  function startSeed() {
    const settings = {
      MIGRATION_DATABASE_URL: at(ownerUrl()),
      DATABASE_URL: at(env().DATABASE_URL),
      DATA_DIR: dataDir,
    };
    const script = `
      import { seedExamples } from '#prisma/seed/seed.ts';
      const { MIGRATION_DATABASE_URL: ownerUrl, DATABASE_URL: appUrl, DATA_DIR: dataDir } = process.env;
      await seedExamples({ ownerUrl, appUrl, dataDir });`;
    const seed = spawn(process.execPath, ['--conditions=react-server', '--input-type=module', '-e', script], {
      env: { ...process.env, ...settings },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    seeds.push(seed);
    return seed;
  }

  async function eventsSoFar(client: Client): Promise<number> {
    const { rows } = await client.query<{ events: number }>(
      'SELECT count(*)::int AS events FROM audit_events',
    );
    return rows[0]?.events ?? 0;
  }

  it('continues at the next start, with the same result', {
    timeout: 240_000,
  }, async () => {
    for (const events of [75, 1, 150].slice(0, roundsOf(3, 1))) {
      const seed = startSeed();
      // On one connection, because opening one for each check would slow down the loading.
      await withClient(at(ownerUrl()), async (client) => {
        const soFar = expect.poll(() => eventsSoFar(client), { interval: 5, timeout: 60_000 });
        await soFar.toBeGreaterThanOrEqual(events);
      });
      seed.kill('SIGKILL');
      await once(seed, 'exit');
      expect(await lacksExamples(at(ownerUrl()))).toBe(true);
    }
    const both = [startSeed(), startSeed()];
    const codes = await Promise.all(both.map(async (seed) => (await once(seed, 'exit'))[0]));
    expect(codes).toEqual([0, 0]);
    expect(await lacksExamples(at(ownerUrl()))).toBe(false);
    expect(await contentOf(at(ownerUrl()))).toEqual(await contentOf(ownerUrl()));
    await storedFilesHold(at(ownerUrl()), dataDir);
  });
});

describe('loadLocalAuthorities', () => {
  it('corrects differences and leaves the rest', async () => {
    await asSuperuser("UPDATE local_authorities SET name = 'Misspelt' WHERE gss_code = 'E06000001'");
    await asSuperuser("DELETE FROM local_authorities WHERE gss_code = 'E06000004'");
    const versions = () =>
      asSuperuser<{ kept: number }>('SELECT xmin::text, gss_code FROM local_authorities ORDER BY 2');
    await loadLocalAuthorities(ownerUrl());
    const before = await versions();
    await loadLocalAuthorities(ownerUrl());
    expect(await versions()).toEqual(before);
    expect(before).toHaveLength(153);
    expect(await asSuperuser("SELECT name FROM local_authorities WHERE gss_code = 'E06000001'")).toEqual([
      { name: 'Hartlepool Borough Council' },
    ]);
  });
});
