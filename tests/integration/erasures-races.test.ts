import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { startQueue } from '#lib/background/queue.ts';
import { tidy } from '#lib/background/tidy.ts';
import { filePath } from '#lib/platform/storage/location.ts';
import {
  attachEvidence,
  changeDetails,
  explainEvidence,
  holdEvidence,
  replaceFile,
} from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getStorageUse, readableFile } from '#lib/record/evidence/queries.ts';
import { takeBackErasure } from '#lib/work/erasures/commands.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  asSuperuser,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  type TestCouncil,
} from './council-factory.ts';
import { askToErase, confirmErasure, eraseEvidence, fileIds, rowFaults, SECRETS } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const ask = (reference: string) => askToErase(council.as.lead, reference);
const confirm = (reference: string, number = 1) => confirmErasure(council.as.director, reference, number);
const erase = (reference: string) => eraseEvidence(council, reference);
describe('at the same moment', () => {
  it('two confirmations erase once', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    await ask(reference);
    const outcomes = await Promise.all([confirm(reference), confirm(reference)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['erased', 'stale']);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('a new version either comes first and is kept until it is asked for, or is refused', async () => {
    const { lead } = council.as;
    for (let round = 0; round < roundsOf(20, 3); round += 1) {
      const reference = await makeEvidenceFile(lead);
      await ask(reference);
      const newer = await receivedFile(lead, 'new.txt', `New ${round}\n`);
      const [replaced, answered] = await Promise.all([
        replaceFile(lead, reference, { based: 1, reason: 'A later one', datedOn: null }, newer),
        confirm(reference),
      ]);
      expect([
        ['replaced', 'newer version'],
        ['erased', 'erased'],
      ]).toContainEqual([replaced.outcome, answered.outcome]);
      if (replaced.outcome === 'replaced') {
        expect(await readableFile(lead, reference, 2)).not.toBeNull();
        await takeBackErasure(lead, { reference, number: 1 });
        await ask(reference);
        expect(await confirm(reference, 2)).toEqual({ outcome: 'erased' });
      }
      expect(await readableFile(lead, reference, 1)).toBeNull();
    }
    const files = await fileIds(council);
    await removeErased({ council: council.id, files });
    expect((await getStorageUse(lead)).used).toBe(0);
    expect(await readdir(path.dirname(filePath(council.id, files[0] ?? '')))).toEqual([]);
    expect(await rowFaults(council)).toEqual([]);
  });

  it('two people ask once', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const outcomes = await Promise.all([ask(reference), askToErase(council.as.director, reference)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['asked', 'waiting']);
  });

  it('a hold either comes first and blocks it, or finds it erased', async () => {
    for (let round = 0; round < roundsOf(20, 3); round += 1) {
      const reference = await makeEvidenceLink(council.as.lead);
      await ask(reference);
      const [held, answered] = await Promise.all([
        holdEvidence(council.as.lead, reference, 'A claim'),
        confirm(reference),
      ]);
      expect([
        ['done', 'held'],
        ['erased', 'erased'],
      ]).toContainEqual([held.outcome, answered.outcome]);
    }
    expect(await rowFaults(council)).toEqual([]);
  });

  it('other people’s words either go with it or are refused', async () => {
    const { lead, contributor } = council.as;
    for (let round = 0; round < roundsOf(20, 3); round += 1) {
      const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
      await ask(reference);
      const words = { shows: SECRETS.shows, location: SECRETS.location, assessment: council.assessment };
      await Promise.all([
        confirm(reference),
        attachEvidence(contributor, [reference], 'QS2', words),
        explainEvidence(contributor, reference, 'QS1', {
          ...words,
          fingerprint: fingerprintOfUse({ shows: '', location: '' }),
          seen: null,
        }),
        changeDetails(contributor, reference, { ...linkDetails(), title: SECRETS.title, version: 1 }),
      ]);
      const left = await asSuperuser(
        `SELECT 1 FROM evidence_links WHERE council_id = $1 AND shows <> ''
         UNION ALL SELECT 1 FROM event_words w JOIN audit_events e USING (council_id, seq)
          WHERE council_id = $1 AND e.subject = '${reference}' AND e.type NOT LIKE 'erasure.%'
         UNION ALL SELECT 1 FROM evidence_items WHERE council_id = $1 AND title = '${SECRETS.title}'`,
        [council.id],
      );
      expect(left).toEqual([]);
    }
    expect(await rowFaults(council)).toEqual([]);
  });
});

describe('the bytes', () => {
  it('are removed by a job that exists as soon as the item is erased', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    const [id = ''] = await fileIds(council);
    await erase(reference);
    const jobs = await asSuperuser(
      "SELECT data FROM pgboss.job WHERE name = 'erasure' AND data ->> 'council' = $1",
      [council.id],
    );
    expect(jobs).toEqual([{ data: { council: council.id, files: [id] } }]);
    const queue = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
    try {
      await expect
        .poll(() => readdir(path.dirname(filePath(council.id, id))), { timeout: 30_000 })
        .toEqual([]);
    } finally {
      await queue.stop();
    }
    await removeErased({ council: council.id, files: [id] });
  });

  it('are removed by the sweep if the job was lost', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    const other = await makeEvidenceFile(council.as.lead);
    await erase(reference);
    const erased = await asSuperuser<{ id: string }>(
      'SELECT id FROM files WHERE council_id = $1 AND erased_at IS NOT NULL',
      [council.id],
    );
    await tidy(new Date(Date.now() + 3 * 60 * 60_000));
    const left = await readdir(path.dirname(filePath(council.id, erased[0]?.id ?? '')));
    expect(left).toHaveLength(1);
    expect(left).not.toContain(erased[0]?.id);
    expect(await readableFile(council.as.lead, other)).not.toBeNull();
  });

  it('of a file that is not erased stay, whatever a job says', async () => {
    await makeEvidenceFile(council.as.lead);
    const files = await fileIds(council);
    await removeErased({ council: council.id, files });
    expect(await readdir(path.dirname(filePath(council.id, files[0] ?? '')))).toEqual(files);
  });
});

it('is whole or nothing, whenever a process is killed, and leaves no bytes of what is erased', {
  timeout: roundsOf(100) * 30_000,
}, async () => {
  const { lead } = council.as;
  const killed = async (_: unknown, round: number) => {
    const references: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const reference = await makeEvidenceFile(lead, { statement: 'QS1', shows: SECRETS.shows });
      await ask(reference);
      references.push(reference);
    }
    return eraseUntilKilled(references, 1 + (round % 3));
  };
  const told: string[] = [];
  // At once, because each takes seconds to start.
  for (let left = roundsOf(100); left > 0; left -= 5)
    told.push(...(await Promise.all(Array.from({ length: 5 }, killed))).flat());
  const rows = await asSuperuser<{
    reference: string;
    file: string;
    erased: boolean;
    shows: string;
    jobs: number;
  }>(
    `SELECT 'E' || i.number AS reference, f.id AS file, i.state = 'erased' AS erased, l.shows,
              (SELECT count(*)::int FROM pgboss.job j
                WHERE j.name = 'erasure' AND j.data -> 'files' ? f.id::text) AS jobs
         FROM evidence_items i
         JOIN evidence_versions v ON v.council_id = i.council_id AND v.item_id = i.id
         JOIN files f ON f.council_id = v.council_id AND f.id = v.file_id
         JOIN evidence_links l ON l.council_id = i.council_id AND l.evidence_item_id = i.id
        WHERE i.council_id = $1`,
    [council.id],
  );
  for (const { reference, erased, shows, jobs } of rows) {
    expect([reference, shows, jobs]).toEqual(erased ? [reference, '', 1] : [reference, SECRETS.shows, 0]);
    expect((await readableFile(lead, reference)) === null, reference).toBe(erased);
  }
  const erased = rows.filter((row) => row.erased);
  expect(erased.map(({ reference }) => reference)).toEqual(expect.arrayContaining(told));
  expect(erased.length).toBeLessThan(rows.length);
  expect(await rowFaults(council)).toEqual([]);
  const queue = await startQueue({ poll: 1, watch: 1, heartbeat: 10 });
  const kept = rows.filter((row) => !row.erased).map(({ file }) => file);
  const [{ file = '' } = {}] = rows;
  try {
    const left = async () => (await readdir(path.dirname(filePath(council.id, file)))).toSorted();
    await expect.poll(left, { timeout: 30_000 }).toEqual(kept.toSorted());
  } finally {
    await queue.stop();
  }
});

/** Erases one item after the other in another process, which is killed when it has told of so many. */
async function eraseUntilKilled(references: readonly string[], enough: number): Promise<string[]> {
  const program = ['--conditions=react-server', 'tests/setup/erasing-process.ts'];
  const director = council.as.director.person.id;
  const child = spawn(process.execPath, [...program, council.slug, director, ...references], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const told: string[] = [];
  for await (const [reference] of on(child, 'message', { close: ['exit'] })) {
    told.push(reference);
    if (told.length >= enough) break;
  }
  child.kill('SIGKILL');
  await once(child, 'exit');
  return told;
}
