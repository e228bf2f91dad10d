import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isDatabaseUnavailable } from '#lib/kernel/errors.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { ANSWERS, asSuperuser, makeAssessedCouncil, ownerUrl, withClient } from './council-factory.ts';

const AWAY = /cannot reach its database/;

async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('It worked'),
    (error: unknown) => error,
  );
}

describe('an unavailable database', () => {
  it('is recognised when the server has stopped', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'assurance-stopped-'));
    const server = await startEmbedded(folder);
    await server.stop();
    const error = await errorOf(asOwner(server.ownerUrl, (tx) => tx.council.count()));
    expect(isDatabaseUnavailable(error)).toBe(true);
    expect(failureMessage(error).message).toMatch(AWAY);
    await rm(folder, { recursive: true, force: true });
  });

  it('is recognised when the host does not exist', async () => {
    const url = new URL(ownerUrl());
    url.hostname = 'nowhere.invalid';
    expect(isDatabaseUnavailable(await errorOf(asOwner(url.href, (tx) => tx.council.count())))).toBe(true);
  });

  it('is recognised when a connection drops midway, and the next call works again', async () => {
    const council = await makeAssessedCouncil();
    const broken = database().$transaction(async (tx) => {
      const [session] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await asSuperuser('SELECT pg_terminate_backend($1)', [session?.pid]);
      return tx.council.count();
    });
    expect(isDatabaseUnavailable(await errorOf(broken))).toBe(true);
    expect(await getAssessment(council.as.reader)).toMatchObject({ id: council.assessment });
  });

  it('is recognised when every idle connection was cut, and saving works again afterwards', async () => {
    const council = await makeAssessedCouncil();
    await asSuperuser(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'assurance'",
    );
    const save = () =>
      saveStatement(council.as.lead, 'QS1', { ...ANSWERS, assessment: council.assessment, version: 0 });
    const first = await save().catch((error: unknown) => error);
    if (first instanceof Error) expect(isDatabaseUnavailable(first)).toBe(true);
    expect(['saved', 'unchanged']).toContain((await save()).outcome);
  });

  it('is recognised when the server accepts no more connections', async () => {
    const name = decodeURIComponent(new URL(env().DATABASE_URL).pathname.slice(1));
    const council = await makeAssessedCouncil();
    await withClient(ownerUrl().replace(/[^/]+$/, 'postgres'), async (client) => {
      await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      try {
        const errors = [
          await errorOf(getAssessment(council.as.reader)),
          await errorOf(getAssessment(council.as.reader)),
        ];
        expect(errors.map(isDatabaseUnavailable)).toEqual([true, true]);
      } finally {
        await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
      }
    });
    expect(await getAssessment(council.as.reader)).toMatchObject({ id: council.assessment });
  });
});

describe('another fault', () => {
  it('is not mistaken for it', async () => {
    const council = await makeAssessedCouncil();
    const input = { ...ANSWERS, score: 5 as 4, assessment: council.assessment, version: 0 };
    const error = await errorOf(saveStatement(council.as.lead, 'QS1', input));
    expect(isDatabaseUnavailable(error)).toBe(false);
    expect(failureMessage(error).message).not.toMatch(AWAY);
    expect(failureMessage(error).message).not.toContain('statement_assessments');
  });
});
