import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { makeWaiting } from '#lib/background/packs.ts';
import { askPack, exportPack, exportRecipe } from '#lib/exchange/packs/commands.ts';
import { readablePack } from '#lib/exchange/packs/queries.ts';
import type { PackForm } from '#lib/exchange/packs/rules.ts';
import { readPackFile } from '#lib/tasks/pack-file.ts';
import { verifyRecorded } from '#lib/tasks/recorded-packs.ts';
import {
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceFile,
  ownerUrl,
  type TestCouncil,
  withClient,
} from './council-factory.ts';

let council: TestCouncil;
let folder: string;

beforeEach(async () => {
  // Packs of other tests would be made first.
  await asSuperuser("UPDATE packs SET state = 'cancelled' WHERE state = 'waiting'");
  council = await makeAssessedCouncil();
  await makeEvidenceFile(council.as.lead, { statement: 'QS1', title: 'Minutes' }, 'minutes.txt', 'kept');
  folder = await mkdtemp(join(tmpdir(), 'pack-verify-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

async function madePack(packForm: PackForm): Promise<Buffer> {
  await askPack(council.as.lead, { purpose: 'For CQC', packForm, content: { kind: 'open' } });
  await makeWaiting();
  const pack = await readablePack(council.as.lead, 1, packForm === 'zip' ? '1.zip' : '1.pdf');
  if (!pack || typeof pack === 'string') throw new Error('There is no file');
  const stream = pack.file.read({ from: 0, to: pack.file.bytes - 1 }, new AbortController().signal);
  return Buffer.from(await new Response(stream).arrayBuffer());
}

const path = () => join(folder, 'pack');

async function verify(bytes: Uint8Array, recipe: string | null = null) {
  await writeFile(path(), bytes);
  const { packId, recipeHash } = await readPackFile(path());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { isSame, lines } = await verifyRecorded({ path: path(), sha256, packId, recipeHash }, recipe);
  return { isSame, said: lines.join('\n') };
}

const recipeOf = async () => {
  const exported = await exportRecipe(council.as.lead, 1);
  if (!exported || exported === 'scores hidden') throw new Error('There is no recipe');
  return exported.recipe;
};

it.each(['register', 'zip'] as const)(
  'a %s that is as it left agrees with rows, recipe and history',
  async (form) => {
    const pack = await madePack(form);
    const recipe = await recipeOf();
    const { isSame, said } = await verify(pack, recipe);
    expect(said).toMatch(
      new RegExp(`^It is pack 1 of ${council.slug}, as it left on .+: event \\d+ of the history\\.
Its rows and its recipe agree with the history, which is whole up to event \\d+\\.
The recipe is the one it was made by\\.$`),
    );
    expect(isSame).toBe(true);
    const other = await verify(pack, recipe.replace('"needsRedaction":false', '"needsRedaction":true'));
    expect(other.isSame).toBe(false);
    expect(other.said).toContain(
      'The first difference is in items.E1.needsRedaction: true instead of false.',
    );
  },
);

it.each(['register', 'zip'] as const)(
  'a changed byte of a %s is named, for as long as the pack is kept',
  async (form) => {
    const pack = await madePack(form);
    const sha256 = createHash('sha256').update(pack).digest('hex');
    const changed = Buffer.from(pack);
    // Within the last object of a PDF, and the comment of a ZIP's end.
    const at = form === 'zip' ? pack.length - 3 : pack.lastIndexOf('/Creator') + 2;
    changed[at] = (changed[at] ?? 0) ^ 1;
    const said = `It says that it is pack 1 of ${council.slug}, which left with the fingerprint ${sha256}.`;
    const place = (size: number) =>
      `The first difference is at byte ${(at + 1).toLocaleString('en-GB')} of ${size.toLocaleString('en-GB')}.`;
    if (form === 'register') {
      expect(await verify(changed)).toEqual({ isSame: false, said: `${said}\n${place(pack.length)}` });
      expect(await verify(Buffer.concat([pack, Buffer.from('\n')]))).toMatchObject({ isSame: false });
      await asSuperuser('UPDATE pack_files SET removed_at = now() WHERE council_id = $1', [council.id]);
      expect((await verify(changed)).said).toContain('not kept any more');
    } else expect((await verify(changed)).isSame).toBe(false);
  },
);

it('a pack that was made as it was downloaded is known, and so is a changed one', async () => {
  const made = await exportPack(council.as.lead);
  if (!made || typeof made === 'string') throw new Error('Nothing was exported');
  const pdf = Buffer.from(made.pdf);
  expect(await verify(pdf)).toMatchObject({ isSame: true, said: expect.stringContaining(made.packId) });
  expect((await verify(pdf, '{}')).said).toContain('There is no recipe of it');
  const changed = Buffer.concat([pdf, Buffer.from('\n')]);
  expect((await verify(changed)).said).toContain(`It says that it is pack ${made.packId} of ${council.slug}`);
});

it('an unknown file is said to be unknown', async () => {
  const unknown = { isSame: false, said: 'No pack with this fingerprint left any council of this service.' };
  expect(await verify(Buffer.from('another'))).toEqual(unknown);
});

it.each([
  [
    'the row of its file',
    'DELETE FROM pack_files WHERE council_id = $1',
    'The database has no row of this file.',
  ],
  [
    'the state of its row',
    "UPDATE packs SET state = 'failed', why = 'crashed' WHERE council_id = $1",
    'The database differs from the history: ',
  ],
  [
    'its recipe',
    `UPDATE packs SET recipe = replace(recipe, '"pack":1', '"pack":2'),
            recipe_hash = encode(sha256(convert_to(replace(recipe, '"pack":1', '"pack":2'), 'UTF8')), 'hex')
      WHERE council_id = $1`,
    'The recipe in the database has the fingerprint ',
  ],
  [
    'the history before it',
    "UPDATE audit_events SET actor_name = 'Nobody' WHERE council_id = $1 AND seq = 2",
    'The history is broken at event 2: ',
  ],
])('names %s that the owner of the database changed', async (_, sql, difference) => {
  const pack = await madePack('register');
  await withClient(ownerUrl(), async (client) => {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    await client.query(sql, [council.id]);
    await client.query('COMMIT');
  });
  const { isSame, said } = await verify(pack);
  expect(said).toContain(difference);
  expect(isSame).toBe(false);
});

it('the task needs no database to compare a ZIP with its own list and a recipe', async () => {
  const pack = await madePack('zip');
  await writeFile(path(), pack);
  const recipe = join(folder, 'recipe.json');
  await writeFile(recipe, await recipeOf());
  const { DATABASE_URL: _, ...others } = process.env;
  const env = { ...others, DATA_DIR: folder };
  const task = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--conditions=react-server', 'lib/tasks/pack-verify.ts', ...args],
      { env },
    );
  const { stdout } = await task(path(), '--recipe', recipe);
  expect(stdout).toContain('agree with its list of fingerprints.');
  expect(stdout).toContain('The recipe is of this pack.');
  await writeFile(recipe, '{}');
  await expect(task(path(), '--recipe', recipe)).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining('The recipe is not of this pack.'),
  });
  const changed = Buffer.from(pack);
  changed.write('lost', pack.indexOf('kept'));
  await writeFile(path(), changed);
  await expect(task(path())).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/Minutes\.txt.+is not the file that was packed|damaged/),
  });
});
