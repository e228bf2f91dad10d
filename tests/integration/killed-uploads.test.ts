import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { tidy } from '#lib/background/tidy.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { findDamage } from '#lib/platform/storage/intact.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { listUploads } from '#lib/record/uploads/queries.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import { type Acknowledged, FILES, nameOf, sendFiles, textOf } from '#tests/setup/send-files.ts';
import { asSuperuser, makeCouncil } from './council-factory.ts';

type FileRow = {
  readonly id: string;
  readonly name: string;
  readonly bytes: string;
  readonly sha256: string;
};

/** The files of the evidence list. */
function filesOf({ council }: CouncilContext): Promise<FileRow[]> {
  return asSuperuser<FileRow>(
    `SELECT f.id, f.name, f.bytes::text, f.sha256
       FROM evidence_versions v JOIN files f ON f.council_id = v.council_id AND f.id = v.file_id
      WHERE v.council_id = $1`,
    [council.id],
  );
}

/** A process that waits to send files. It loads its modules while the round before is checked. */
function startSender(): ChildProcess {
  const conditions = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
  return spawn(process.execPath, [...conditions, 'tests/setup/sending-process.ts'], {
    env: process.env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Kills a process that sends files once it has reported that much. */
async function killAfter(
  reports: number,
  sender: ChildProcess,
  { council, person }: CouncilContext,
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  const exit = once(sender, 'exit');
  const messages = on(sender, 'message', { close: ['exit'] });
  sender.send({ council, person });
  for await (const [what] of messages) {
    acknowledged.push(what);
    if (acknowledged.length >= reports) break;
  }
  sender.kill('SIGKILL');
  await exit;
  return acknowledged;
}

/** Reports of the whole journey: three parts and an answer for each file, and one for all. */
const ALL_REPORTS = FILES * 4 + 1;

it(
  'everything answered for is there after a kill, goes on, and no row is without its file',
  async () => {
    const rounds = roundsOf(200);
    let sender = startSender();
    onTestFinished(() => void sender.kill('SIGKILL'));
    for (let round = 0; round < rounds; round += 1) {
      const { lead } = (await makeCouncil()).as;
      const councilId = lead.council.id;
      // Late rounds kill it while it adds the files.
      const acknowledged = await killAfter(1 + ((round * 37) % ALL_REPORTS), sender, lead);
      if (round + 1 < rounds) sender = startSender();
      const uploads = new Map((await listUploads(lead)).map((upload) => [upload.name, upload]));
      const rows = new Map((await filesOf(lead)).map((row) => [row.name, row]));
      for (const what of acknowledged) {
        if ('added' in what) expect(rows.size).toBe(FILES);
        else if (rows.has(what.name)) continue;
        else if ('ready' in what) expect(uploads.get(what.name)?.state).toBe('ready');
        else {
          const id = uploads.get(what.name)?.id ?? '';
          expect(await fileStore().received({ councilId, id })).toBeGreaterThanOrEqual(what.received);
        }
      }
      for (const { id, bytes, sha256 } of rows.values())
        expect(await findDamage({ councilId, id, bytes: Number(bytes), sha256 })).toBeNull();
      for (const { id, state, bytes } of uploads.values())
        if (state === 'ready') expect(await fileStore().size({ councilId, id })).toBe(bytes);

      // Another server goes on.
      await sendFiles(lead, () => {}, [...rows.keys()]);
      const whole = await filesOf(lead);
      expect(whole.map(({ name }) => name).toSorted()).toEqual(
        Array.from({ length: FILES }, (_, n) => nameOf(n)).toSorted(),
      );
      for (const { id, name, bytes, sha256 } of whole) {
        expect(Number(bytes)).toBe(Buffer.byteLength(textOf(name)));
        expect(await findDamage({ councilId, id, bytes: Number(bytes), sha256 })).toBeNull();
      }
      expect(await listUploads(lead)).toEqual([]);
      const used = whole.reduce((sum, { bytes }) => sum + Number(bytes), 0);
      expect((await getStorageUse(lead)).used).toBe(used);
      await tidy(new Date(Date.now() + 3 * 60 * 60_000));
      expect((await readdir(councilFolder(councilId))).toSorted()).toEqual(
        whole.map(({ id }) => id).toSorted(),
      );
    }
  },
  roundsOf(200) * 20_000,
);
