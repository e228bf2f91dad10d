import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { isDatabaseUnavailable } from '#lib/kernel/errors.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { failureMessage } from '#lib/platform/forms/failure.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { begin, offsetOf, patch } from '#tests/setup/tus-requests.ts';
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
    const council = await makeAssessedCouncil();
    const errors: unknown[] = [];
    await withoutDatabase(async (goAway) => {
      await goAway();
      for (let time = 0; time < 2; time += 1) errors.push(await errorOf(getAssessment(council.as.reader)));
    });
    expect(errors.map(isDatabaseUnavailable)).toEqual([true, true]);
    expect(await getAssessment(council.as.reader)).toMatchObject({ id: council.assessment });
  });

  it('loses nothing of a file that was arriving, which goes on afterwards', async () => {
    const { lead } = (await makeAssessedCouncil()).as;
    const id = await begin(lead, 8);
    const store = fileStore();
    const append = store.append.bind(store);
    await withoutDatabase(async (goAway) => {
      vi.spyOn(store, 'append').mockImplementationOnce(async (...given) => {
        const end = await append(...given);
        await goAway();
        return end;
      });
      const answer = await patch(lead, id, 0, 'A note.\n');
      expect([answer.status, await answer.text()]).toEqual([
        503,
        'The selected file could not be uploaded - try again',
      ]);
    });
    expect(await offsetOf(lead, id)).toBe('8');
    expect(await checkUpload(lead, id, new AbortController().signal)).toEqual({ outcome: 'ready' });
  });
});

/** Runs work during which the database can go away. It is back at the end. */
async function withoutDatabase(work: (goAway: () => Promise<void>) => Promise<void>): Promise<void> {
  const name = decodeURIComponent(new URL(env().DATABASE_URL).pathname.slice(1));
  await withClient(ownerUrl().replace(/[^/]+$/, 'postgres'), async (client) => {
    try {
      await work(async () => {
        await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
        await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
          name,
        ]);
      });
    } finally {
      await client.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    }
  });
}

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
