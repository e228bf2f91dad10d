import { beforeEach, describe, expect, it } from 'vitest';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { CHAIN_START, hashEvent } from '#lib/platform/audit/record.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { addLink } from '#lib/record/evidence/commands.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceLink,
  ownerUrl,
  retryWhileBusy,
  type TestCouncil,
  withClient,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const chain = () => verifyCouncil(council, []);

async function rows() {
  return asSuperuser<{ seq: number; hash: string; previous_hash: string; type: string; subject: string }>(
    'SELECT seq, hash, previous_hash, type, subject FROM audit_events WHERE council_id = $1 ORDER BY seq',
    [council.id],
  );
}

/** Changes rows with the triggers off, as an attacker with the server's rights could. */
function tamper(...statements: string[]): Promise<void> {
  return withClient(ownerUrl(), async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    for (const sql of statements) await client.query(sql.replaceAll('$council', `'${council.id}'`));
    await client.query('COMMIT');
  });
}

describe('an event and its change', () => {
  it('are written together', async () => {
    await saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const last = (await rows()).at(-1);
    expect(last).toMatchObject({ type: 'statement.saved', subject: 'QS1' });
    expect(await chain()).toMatchObject({ firstBroken: null, head: last?.hash });
  });

  it('are both missing when recording fails', async () => {
    const before = await rows();
    const saving = auditedWrite<void>(council.as.lead, 'statement:save', async ({ tx }) => {
      await tx.statementAssessment.updateMany({
        where: { councilId: council.id, statement: 'QS1' },
        data: { strengths: 'Never to be seen' },
      });
      // A number that JSON cannot hold, as a faulty command might pass.
      const event = { type: 'file.downloaded', subject: 'E1', data: { sha256: 1n } };
      return { result: undefined, event: event as unknown as NewEvent };
    });
    await expect(saving).rejects.toThrow();
    expect(await rows()).toEqual(before);
    expect(
      await asSuperuser("SELECT FROM statement_assessments WHERE strengths = 'Never to be seen'"),
    ).toEqual([]);
  });

  it('are both missing when the connection is lost before commit', async () => {
    const before = await rows();
    const saving = auditedWrite<void>(council.as.lead, 'statement:save', async ({ tx }) => {
      await tx.statementAssessment.updateMany({
        where: { councilId: council.id, statement: 'QS1' },
        data: { strengths: 'Lost on the way' },
      });
      const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await asSuperuser('SELECT pg_terminate_backend($1)', [session?.pid]);
      return { result: undefined, event: { type: 'file.downloaded', subject: 'E1', data: { sha256: '' } } };
    });
    await expect(saving).rejects.toThrow();
    expect(await rows()).toEqual(before);
    expect(
      await asSuperuser("SELECT FROM statement_assessments WHERE strengths = 'Lost on the way'"),
    ).toEqual([]);
  });

  it('never contain the text of a narrative', async () => {
    const words = 'A narrative that names Mrs Jones of Elm Road';
    await saveStatement(council.as.lead, 'QS1', {
      ...ANSWERS,
      strengths: words,
      improvements: words,
      impact: words,
      assessment: council.assessment,
      version: 0,
    });
    expect(await asSuperuser("SELECT FROM audit_events WHERE data::text LIKE '%Mrs Jones%'")).toEqual([]);
  });
});

describe('the chain', () => {
  it('starts with the council and its members, each event linked to the previous one', async () => {
    const all = await rows();
    expect(all.map(({ type }) => type)).toEqual([
      'council.added',
      ...Array.from({ length: 5 }, () => 'member.added'),
      'assessment.started',
    ]);
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
    expect(all.map(({ previous_hash }) => previous_hash)).toEqual([
      CHAIN_START,
      ...all.slice(0, -1).map(({ hash }) => hash),
    ]);
  });

  it('does not fork under 50 writers at once', { timeout: 60_000 }, async () => {
    const before = (await rows()).length;
    const links = Array.from({ length: 50 }, (_, index) => linkDetails({ title: `Link ${index}` }));
    await Promise.all(links.map((link) => retryWhileBusy(() => addLink(council.as.lead, link))));
    expect(await chain()).toMatchObject({ events: before + 50, firstBroken: null });
  });

  it('is broken alone: another council’s stays intact', async () => {
    const other = await makeAssessedCouncil();
    await tamper(`DELETE FROM audit_events WHERE council_id = $council AND seq = 2`);
    expect((await chain()).firstBroken).toEqual({ seq: 3, reason: 'event 2 is missing' });
    expect((await verifyCouncil(other, [])).firstBroken).toBeNull();
  });

  it('is separate for each council: another council’s writers do not affect it', async () => {
    const before = await rows();
    const other = await makeAssessedCouncil();
    await makeEvidenceLink(other.as.lead);
    expect(await rows()).toEqual(before);
  });

  it('verifies across more events than one batch', async () => {
    // Hashed here by the same rule, to avoid a thousand transactions.
    const all = await rows();
    let previousHash = all.at(-1)?.hash ?? '';
    const events = Array.from({ length: 2_100 }, (_, index) => {
      const fields = {
        councilId: council.id,
        seq: all.length + 1 + index,
        at: new Date(1_790_000_000_000 + index),
        actorId: null,
        actorName: 'Set-up command',
        actorRole: 'system',
        requestId: 'many',
        type: 'file.downloaded',
        subject: `E${index}`,
        data: { sha256: String(index) },
        previousHash,
      };
      previousHash = hashEvent(fields);
      return { ...fields, hash: previousHash };
    });
    await asApplication(council.id, (client) =>
      client.query(
        `INSERT INTO audit_events (council_id, seq, at, actor_id, actor_name, actor_role, request_id, type, subject, data, previous_hash, hash)
         SELECT "councilId", seq, at, "actorId", "actorName", "actorRole", "requestId", type, subject, data, "previousHash", hash
           FROM jsonb_to_recordset($1::jsonb) AS e("councilId" uuid, seq int, at timestamptz, "actorId" uuid, "actorName" text,
                "actorRole" text, "requestId" text, type text, subject text, data jsonb, "previousHash" text, hash text)
          ORDER BY seq`,
        [JSON.stringify(events)],
      ),
    );
    expect(await chain()).toMatchObject({
      events: all.length + 2_100,
      firstBroken: null,
      head: previousHash,
    });
    await tamper("UPDATE audit_events SET subject = 'E0' WHERE council_id = $council AND seq = 2000");
    expect((await chain()).firstBroken?.seq).toBe(2_000);
  });
});

describe('tampering with the triggers off', () => {
  const changed = (field: string, value: string) =>
    `UPDATE audit_events SET ${field} = ${value} WHERE council_id = $council AND seq = 4`;

  it.each([
    ['who', changed('actor_name', "'Somebody else'")],
    ['whose id', changed('actor_id', 'gen_random_uuid()')],
    ['the role', changed('actor_role', "'admin'")],
    ['when', changed('at', "at - interval '1 hour'")],
    ['the request', changed('request_id', "'another'")],
    ['the kind', changed('type', "'pack.exported'")],
    ['the subject', changed('subject', "'E99'")],
    ['the data', changed('data', 'data || \'{"role": "lead "}\'')],
    ['a fact added to the data', changed('data', 'data || \'{"more": null}\'')],
    ['the hash', changed('hash', "repeat('a', 64)")],
  ])('changed: %s', async (_what, sql) => {
    await tamper(sql);
    expect(await chain()).toMatchObject({ events: 3, firstBroken: { seq: 4, reason: /changed/ } });
  });

  it('a change with a new hash breaks at the next event', async () => {
    const [row] = await asSuperuser<{ at: Date; data: object; previous_hash: string; request_id: string }>(
      'SELECT at, data, previous_hash, request_id FROM audit_events WHERE council_id = $1 AND seq = 4',
      [council.id],
    );
    if (!row) throw new Error('There is no fourth event');
    const hash = hashEvent({
      councilId: council.id,
      seq: 4,
      at: row.at,
      actorId: null,
      actorName: 'Somebody else',
      actorRole: 'system',
      requestId: row.request_id,
      type: 'member.added',
      subject: 'E1',
      data: row.data,
      previousHash: row.previous_hash,
    });
    await tamper(
      `UPDATE audit_events SET actor_name = 'Somebody else', subject = 'E1', hash = '${hash}' WHERE council_id = $council AND seq = 4`,
    );
    expect(await chain()).toMatchObject({ events: 4, firstBroken: { seq: 5 } });
  });

  it('one deleted', async () => {
    await tamper('DELETE FROM audit_events WHERE council_id = $council AND seq = 3');
    expect((await chain()).firstBroken).toEqual({ seq: 4, reason: 'event 3 is missing' });
  });

  it('one deleted and the rest renumbered', async () => {
    // Through high numbers, because the check on seq and the key apply even with the triggers off.
    await tamper(
      'DELETE FROM audit_events WHERE council_id = $council AND seq = 3',
      'UPDATE audit_events SET seq = seq + 999 WHERE council_id = $council AND seq > 3',
      'UPDATE audit_events SET seq = seq - 1000 WHERE council_id = $council AND seq > 999',
    );
    expect((await chain()).firstBroken).toMatchObject({ seq: 3 });
  });

  it('the first one deleted', async () => {
    await tamper('DELETE FROM audit_events WHERE council_id = $council AND seq = 1');
    expect((await chain()).firstBroken).toEqual({ seq: 2, reason: 'event 1 is missing' });
  });

  it('two swapped', async () => {
    await tamper(
      'UPDATE audit_events SET seq = 1000 WHERE council_id = $council AND seq = 4',
      'UPDATE audit_events SET seq = 4 WHERE council_id = $council AND seq = 5',
      'UPDATE audit_events SET seq = 5 WHERE council_id = $council AND seq = 1000',
    );
    expect((await chain()).firstBroken).toMatchObject({ seq: 4 });
  });

  it('one inserted', async () => {
    await tamper(
      'UPDATE audit_events SET seq = seq + 1000 WHERE council_id = $council AND seq > 4',
      'UPDATE audit_events SET seq = seq - 999 WHERE council_id = $council AND seq > 1000',
      `INSERT INTO audit_events SELECT council_id, 5, at, actor_id, actor_name, actor_role, request_id, type, subject, data, hash,
              repeat('b', 64) FROM audit_events WHERE council_id = $council AND seq = 4`,
    );
    expect((await chain()).firstBroken).toMatchObject({ seq: 5 });
  });

  it('the chain of another council copied', async () => {
    const other = await makeAssessedCouncil();
    await tamper(
      `DELETE FROM audit_events WHERE council_id = $council`,
      `INSERT INTO audit_events SELECT $council, seq, at, actor_id, actor_name, actor_role, request_id, type, subject, data,
              previous_hash, hash FROM audit_events WHERE council_id = '${other.id}'`,
    );
    expect((await chain()).firstBroken).toMatchObject({ seq: 1 });
  });
});

describe('the table', () => {
  it.each([
    "UPDATE audit_events SET actor_name = 'x'",
    'DELETE FROM audit_events',
    'TRUNCATE audit_events CASCADE',
  ])('refuses the application role: %s', async (sql) => {
    await expect(asApplication(council.id, (client) => client.query(sql))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each([
    "UPDATE audit_events SET actor_name = 'x'",
    'DELETE FROM audit_events',
    'TRUNCATE audit_events CASCADE',
  ])('refuses even its owner: %s', async (sql) => {
    const before = await rows();
    await expect(asSuperuser(sql)).rejects.toThrow('audit events are only ever added');
    expect(await rows()).toEqual(before);
  });

  it.each([
    ['a number left out', 'seq + 2, hash'],
    ['a number used already', 'seq, hash'],
    ['another predecessor', "seq + 1, repeat('c', 64)"],
    ['no predecessor', "seq + 1, repeat('0', 64)"],
  ])('refuses an event out of order: %s', async (_what, seqAndPrevious) => {
    const insert = asApplication(council.id, (client) =>
      client.query(
        `INSERT INTO audit_events (seq, previous_hash, council_id, at, actor_name, actor_role, request_id, type, subject, data, hash)
         SELECT ${seqAndPrevious}, council_id, at, 'x', 'x', 'x', 'x', 'x', '{}', repeat('d', 64)
           FROM audit_events ORDER BY seq DESC LIMIT 1`,
      ),
    );
    await expect(insert).rejects.toThrow('does not follow the last one');
  });
});

describe('the words of an event', () => {
  const SECRET = 'A name that should never have been there';

  it('stand beside the chain, which holds a hash without its salt', async () => {
    const link = linkDetails({ title: SECRET, owner: SECRET, url: 'https://example.org/secret' });
    const on = { statement: 'QS1', assessment: council.assessment, shows: SECRET, location: SECRET } as const;
    await addLink(council.as.lead, { ...link, ...on });
    const [event] = await asSuperuser<{ data: Record<string, unknown>; salt: string; words: object }>(
      `SELECT e.data, w.salt, w.words FROM audit_events e JOIN event_words w USING (council_id, seq)
        WHERE e.council_id = $1 ORDER BY seq DESC LIMIT 1`,
      [council.id],
    );
    expect(event?.words).toEqual({
      ...{ title: SECRET, owner: SECRET, url: 'https://example.org/secret' },
      ...{ shows: SECRET, location: SECRET, tags: [] },
    });
    expect(event?.data.wordsHash).toMatch(/^[0-9a-f]{64}$/);
    const chained = JSON.stringify(event?.data);
    for (const kept of [SECRET, 'secret', event?.salt ?? '-']) expect(chained).not.toContain(kept);
    const same = await asSuperuser<{ hashes: number }>(
      `SELECT count(DISTINCT data ->> 'wordsHash')::int AS hashes FROM audit_events WHERE council_id = $1`,
      [council.id],
    );
    expect(same).toEqual([{ hashes: 1 }]);
  });

  it('are only ever added', async () => {
    await makeEvidenceLink(council.as.lead);
    for (const sql of ["UPDATE event_words SET words = '{}'", 'DELETE FROM event_words'])
      await expect(asApplication(council.id, (client) => client.query(sql))).rejects.toThrow(
        'permission denied',
      );
    for (const sql of [
      "UPDATE event_words SET words = '{}'",
      'DELETE FROM event_words',
      'TRUNCATE event_words',
    ])
      await expect(asSuperuser(sql)).rejects.toThrow('words of events are only ever added');
  });

  it.each([
    [
      'UPDATE event_words SET words = words || \'{"title": "x"}\'',
      'its words have changed since they were written',
    ],
    ["UPDATE event_words SET salt = repeat('0', 32)", 'its words have changed since they were written'],
    ['DELETE FROM event_words', 'its words are missing from the database'],
  ])('are compared with the chain: %s', async (sql, fault) => {
    await makeEvidenceLink(council.as.lead);
    const seq = (await rows()).length;
    await tamper(`${sql} WHERE council_id = $council`);
    expect(await chain()).toMatchObject({ firstBroken: null, rows: [`event ${seq}: ${fault}`] });
  });

  it('without an event that records them are found', async () => {
    await tamper(
      "INSERT INTO event_words (council_id, seq, salt, words) VALUES ($council, 1, repeat('0', 32), '{}')",
    );
    expect((await chain()).rows).toEqual(['event 1: it has words that it does not record']);
  });
});

describe('data read back from the database', () => {
  it.each([
    ['emoji and flags', '👩🏽‍🦽 🏴󠁧󠁢󠁷󠁬󠁳󠁿'],
    ['composed and decomposed letters', 'Tŷ \u0174 W\u0302 \u212B'],
    ['quotes, backslashes and controls', '"\\"\\u0000 \\ \t\n\u0001\u001f\u007f'],
    ['line and paragraph separators', 'a\u2028b\u2029c'],
    ['right to left', 'اردو \u202E gnp.exe'],
    ['a byte order mark and joiners', '\uFEFFa\u200Db'],
    ['the highest character', '\u{10FFFF}\uFFFF\uFFFE'],
    ['a key of an object', '__proto__'],
  ])('matches its hash: %s', async (_what, title) => {
    await addLink(council.as.lead, linkDetails({ title, owner: title }));
    expect(await chain()).toMatchObject({ firstBroken: null, rows: [] });
    const [row] = await asSuperuser<{ title: string }>(
      "SELECT words ->> 'title' AS title FROM event_words WHERE council_id = $1 ORDER BY seq DESC LIMIT 1",
      [council.id],
    );
    expect(row?.title).toBe(title);
  });

  it.each([
    ['numbers', { n: [0, -0, 1e21, 1e-7, 0.1 + 0.2, 9_007_199_254_740_991, 1.5e300, -123456789.123] }],
    ['nesting', { a: { b: { c: [{ d: [[], {}, null, true, false, ''] }] } } }],
    [
      'keys in any order',
      { b: 1, a: 2, 10: 3, 9: 4, é: 5, 'e\u0301': 6, '': 7, A: 8, '😀': 9, '\uFB33': 10 },
    ],
    ['missing values', { here: null, gone: undefined }],
  ])('matches its hash: %s', async (_what, data) => {
    await auditedWrite<void>(council.as.lead, 'evidence:add', async () => ({
      result: undefined,
      event: { type: 'file.downloaded', subject: 'E1', data } as unknown as NewEvent,
    }));
    expect((await chain()).firstBroken).toBeNull();
  });

  it.each([
    ['half a character', 'half \ud83d'],
    ['a NUL', 'nothing \u0000'],
  ])('is never %s: forms remove it, and a command that passes it writes nothing', async (_what, title) => {
    const before = await rows();
    await expect(addLink(council.as.lead, linkDetails({ title }))).rejects.toThrow();
    expect(await rows()).toEqual(before);
    expect(await asSuperuser('SELECT FROM evidence_items WHERE council_id = $1', [council.id])).toEqual([]);
  });
});
