import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { startQueue } from '#lib/background/queue.ts';
import { tidy } from '#lib/background/tidy.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveFlash } from '#lib/platform/db/flash.ts';
import { read } from '#lib/platform/db/read.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { filePath, storageRoot } from '#lib/platform/storage/location.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import {
  addFile,
  attachEvidence,
  changeDetails,
  explainEvidence,
  holdEvidence,
  linkToStatements,
  replaceFile,
  restoreEvidence,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getEvidenceItem, getStorageUse, readableFile } from '#lib/record/evidence/queries.ts';
import { noteVerdict, updateWaiting } from '#lib/record/scans/commands.ts';
import { loadChangesSinceSigned, loadSnapshot } from '#lib/record/snapshots/queries.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { answerErasure, askErasure, takeBackErasure } from '#lib/work/erasures/commands.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  ANSWERS,
  asApplication,
  asSuperuser,
  evidenceUseInput,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceFile,
  makeEvidenceLink,
  ownerUrl,
  receivedFile,
  signedInAs,
  signOff,
  startNextCycle,
  type TestCouncil,
  uploadDetails,
  withClient,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

// As when a service starts: it makes the queue that the write adds its job to.
beforeAll(async () => (await startQueue({ poll: 1, watch: 1, heartbeat: 10 })).stop());
beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const CONFIRM = { answer: 'confirm', reason: '' } as const;

const ask = (reference: string) => askErasure(council.as.lead, { reference, reason: 'Of another council' });
const confirm = (reference: string, number = 1) =>
  answerErasure(council.as.director, { reference, number, ...CONFIRM });
async function erase(reference: string) {
  await ask(reference);
  expect(await confirm(reference)).toEqual({ outcome: 'erased' });
}
const verified = async () => (await verifyCouncil(council, ALL_RECORDS)).rows;
const changesSinceSigned = () =>
  read(council.as.lead, (db) => loadChangesSinceSigned(db, council.assessment));
const fileIds = async () =>
  (await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1', [council.id])).map(
    ({ id }) => id,
  );

describe('erasing evidence', () => {
  it('hinders nobody who sets a scanner, or stops using it, for the other files', async () => {
    const { lead } = council.as;
    const system = systemContext({ ...council, name: 'Council', isExample: false }, 'Virus check', 'test');
    const failed = await makeEvidenceFile(lead, {}, 'ann.txt', 'Ann\n');
    const [scanned] = await updateWaiting(system, true);
    await noteVerdict(system, scanned?.id ?? '', { scan: 'failed', result: 'Too long' });
    await updateWaiting(system, false);
    await updateWaiting(system, true);
    await noteVerdict(system, scanned?.id ?? '', { scan: 'failed', result: 'Too long' });
    const unscanned = await makeEvidenceFile(lead, {}, 'ben.txt', 'Ben\n');
    for (const reference of [failed, unscanned]) await erase(reference);
    await makeEvidenceFile(lead, {}, 'other.txt', 'Other\n');
    expect(await updateWaiting(system, true)).toHaveLength(1);
    expect(await updateWaiting(system, false)).toEqual([]);
    expect(await verified()).toEqual([]);
  });

  it('takes two people, and leaves the number, the fingerprint and who did it', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceFile(
      lead,
      { statement: 'QS1', shows: 'Ann’s letter' },
      'ann.txt',
      'Ann\n',
    );
    const { source } = (await getEvidenceItem(lead, reference)) ?? {};
    expect((await getStorageUse(lead)).used).toBe(4);
    expect(await ask(reference)).toEqual({ outcome: 'asked' });
    expect(await ask(reference)).toEqual({ outcome: 'waiting' });
    expect(await answerErasure(lead, { reference, number: 1, ...CONFIRM })).toEqual({
      outcome: 'own request',
    });
    expect(await confirm(reference)).toEqual({ outcome: 'erased' });
    expect(await confirm(reference)).toEqual({ outcome: 'stale' });
    expect(await ask(reference)).toEqual({ outcome: 'erased' });
    expect(await getEvidenceItem(lead, reference)).toMatchObject({
      reference,
      state: 'erased',
      title: expect.stringMatching(/^Erased on \d+ \w+ \d{4}$/),
      owner: '',
      source: { kind: 'file', name: 'Erased', sha256: source?.kind === 'file' ? source.sha256 : '' },
      uses: [{ statement: 'QS1', shows: '', location: '' }],
    });
    expect(await readableFile(lead, reference)).toBeNull();
    expect((await getStorageUse(lead)).used).toBe(0);
    expect((await getErasure(director, reference))?.last).toMatchObject({
      askedBy: lead.person.name,
      reason: 'Of another council',
      answered: { outcome: 'confirmed', by: director.person.name },
    });
    expect(await verified()).toEqual([]);
  });

  it('can be declined with a reason, taken back, and asked for again', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceLink(lead);
    await ask(reference);
    expect(await takeBackErasure(director, { reference, number: 1 })).toEqual({ outcome: 'not own request' });
    const decline = { reference, number: 1, answer: 'decline', reason: 'It is ours' } as const;
    expect(await answerErasure(director, decline)).toEqual({ outcome: 'declined' });
    expect(await takeBackErasure(lead, { reference, number: 1 })).toEqual({ outcome: 'stale' });
    await ask(reference);
    expect(await takeBackErasure(lead, { reference, number: 2 })).toEqual({ outcome: 'taken back' });
    expect(await confirm(reference, 2)).toEqual({ outcome: 'stale' });
    expect((await getEvidenceItem(lead, reference))?.title).toBe('Annual report');
    await ask(reference);
    expect(await confirm(reference, 3)).toEqual({ outcome: 'erased' });
    expect(await verified()).toEqual([]);
  });

  it('is blocked by a hold, also one placed after it was asked for', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceLink(lead);
    await ask(reference);
    await holdEvidence(lead, reference, 'A claim');
    expect(await confirm(reference)).toEqual({ outcome: 'held' });
    const decline = { reference, number: 1, answer: 'decline', reason: 'It is held' } as const;
    expect(await answerErasure(director, decline)).toEqual({ outcome: 'declined' });
    expect(await ask(reference)).toEqual({ outcome: 'held' });
  });

  it('cannot be undone, and nothing can be changed or linked after it', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    await withdrawEvidence(lead, reference, 'Wrong');
    await erase(reference);
    const { assessment } = council;
    const use = { shows: 'Words', location: 'Page 1', assessment };
    expect(await restoreEvidence(lead, reference)).toEqual({ outcome: 'erased' });
    expect(await changeDetails(lead, reference, { ...linkDetails(), version: 1 })).toEqual({
      outcome: 'erased',
    });
    expect(await linkToStatements(lead, reference, ['QS2'], assessment)).toEqual({ outcome: 'out of use' });
    expect(await attachEvidence(lead, [reference], 'QS2', evidenceUseInput(council))).toMatchObject({
      outcome: 'out of use',
    });
    const fingerprint = fingerprintOfUse({ shows: '', location: '' });
    expect(await explainEvidence(lead, reference, 'QS1', { ...use, fingerprint, seen: null })).toEqual({
      outcome: 'erased',
    });
    expect(await makeEvidenceLink(lead)).toBe('E2');
    expect(await verified()).toEqual([]);
  });

  it('lets the same file be added again, as another item', async () => {
    const { lead } = council.as;
    await erase(await makeEvidenceFile(lead, {}, 'a.txt', 'The same\n'));
    const again = await addFile(lead, uploadDetails(), await receivedFile(lead, 'a.txt', 'The same\n'));
    expect(again).toEqual({ outcome: 'added', reference: 'E2' });
  });

  it('tells the others who can confirm, and then the one who asked', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceLink(lead);
    await erase(reference);
    expect(
      await asSuperuser(
        'SELECT person_id AS id, kind, detail FROM notices WHERE council_id = $1 ORDER BY created_at, kind',
        [council.id],
      ),
    ).toEqual([
      { id: director.person.id, kind: 'erasure_asked', detail: '' },
      { id: lead.person.id, kind: 'erasure_decided', detail: 'confirmed' },
    ]);
  });

  it('says who is needed where nobody else can confirm', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceLink(lead);
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id = $2', [
      council.id,
      director.person.id,
    ]);
    expect((await getErasure(lead, reference))?.confirmers).toEqual([]);
    expect(await ask(reference)).toEqual({ outcome: 'nobody else' });
  });
});

const WHY = { based: 1, reason: 'A later one', datedOn: null } as const;

/** Distinct words for each place, none of which is part of another. */
const SECRETS = {
  title: 'Zebedee Quillfeather',
  file: 'quokkanote',
  owner: 'Wilhelmina Grumbold',
  shows: 'xylophonist sighting',
  location: 'paragraph vermilion',
  replaced: 'skedaddled reason',
  newFile: 'malarkeynote',
  newContent: 'Bytes of a hullabaloo',
  url: 'https://example.org/flibbertigibbet',
  content: 'Bytes of a kerfuffle',
  comment: 'brouhaha about it',
  withdrawn: 'lollygagging reason',
  held: 'gobbledygook hold',
  later: 'Renamed snickersnee',
} as const;
const asPattern = Object.values(SECRETS).join('|');

/** Every table of the database with a row that holds one of the secrets, as text or in bytes. */
async function tablesWithSecrets(): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') ORDER BY 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await asSuperuser<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ~ $1`,
      [asPattern],
    );
    if (row?.count) found.push(name);
  }
  return found;
}

async function filesWithSecrets(): Promise<string[]> {
  const names = await readdir(path.dirname(storageRoot()), { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if (new RegExp(asPattern).test(`${entry.name} ${await readFile(file, 'latin1')}`)) found.push(file);
  }
  return found;
}

describe('every trace in the database and the data folder', () => {
  it('goes, of an item that has had everything an item can have', async () => {
    const { lead, director } = council.as;
    const use = { shows: SECRETS.shows, location: SECRETS.location } as const;
    const named = { title: SECRETS.title, owner: SECRETS.owner, statement: 'QS1', ...use } as const;
    const file = await makeEvidenceFile(lead, named, `${SECRETS.file}.txt`, SECRETS.content);
    const link = await makeEvidenceLink(lead, { ...named, url: SECRETS.url });
    const details = { ...linkDetails(), title: SECRETS.later, owner: SECRETS.owner };
    await changeDetails(lead, file, { ...details, version: 1 });
    await changeDetails(lead, file, { ...details, title: SECRETS.title, version: 2 });
    const newer = await receivedFile(lead, `${SECRETS.newFile}.txt`, SECRETS.newContent);
    expect(await replaceFile(lead, file, { ...WHY, reason: SECRETS.replaced }, newer)).toMatchObject({
      outcome: 'replaced',
    });
    await attachEvidence(lead, [file, link], 'QS2', { ...use, assessment: council.assessment });
    await signOff(council);
    await startNextCycle(council, council.assessment, { content: 'carried' });
    for (const reference of [file, link]) {
      await makeComment(lead, { body: SECRETS.comment }, { kind: 'evidence', reference });
      await holdEvidence(lead, reference, SECRETS.held);
      await asSuperuser('UPDATE evidence_items SET held = false WHERE council_id = $1', [council.id]);
      await withdrawEvidence(lead, reference, SECRETS.withdrawn);
    }
    await saveFormState(lead, { title: SECRETS.title }, new Date());
    const { sessionId } = await signedInAs(lead);
    await saveFlash(sessionId, `${SECRETS.title} was added`, new Date());
    const before = await tablesWithSecrets();
    expect(before).toEqual([
      'public.assessment_snapshots',
      'public.comments',
      'public.event_words',
      'public.evidence_items',
      'public.evidence_links',
      'public.evidence_steps',
      'public.evidence_versions',
      'public.files',
      'public.flash_messages',
      'public.kept_forms',
    ]);
    expect(await filesWithSecrets()).toHaveLength(2);

    const files = await fileIds();
    await erase(file);
    await erase(link);
    expect(await tablesWithSecrets()).toEqual([]);
    await removeErased({ council: council.id, files });
    expect(await filesWithSecrets()).toEqual([]);
    const history = await listActivity(director, {}, 'all');
    expect(JSON.stringify(history)).not.toMatch(new RegExp(asPattern));
    // The test released the holds behind the history's back.
    expect((await verified()).filter((line) => !line.includes('held'))).toEqual([]);
  });

  it('is left alone of every other item, and in what people wrote elsewhere', async () => {
    const { lead } = council.as;
    const gone = await makeEvidenceLink(lead, { statement: 'QS1', title: SECRETS.title });
    const other = await makeEvidenceLink(lead, {
      statement: 'QS1',
      title: SECRETS.later,
      shows: SECRETS.shows,
    });
    const strengths = `${SECRETS.title} said so (${gone}).`;
    await saveStatement(lead, 'QS1', { ...ANSWERS, strengths, assessment: council.assessment, version: 0 });
    await signOff(council);
    await erase(gone);
    expect(await getEvidenceItem(lead, other)).toMatchObject({
      title: SECRETS.later,
      uses: [{ shows: SECRETS.shows }],
    });
    expect(await tablesWithSecrets()).toContain('public.statement_assessments');
    const signed = await read(lead, (db) => loadSnapshot(db, council.assessment, 'signed'));
    expect(signed?.snapshot.evidence.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Erased on/),
      SECRETS.later,
    ]);
    expect(signed?.snapshot.statements[0]?.strengths).toBe(strengths);
  });
});

describe('a signed version', () => {
  it('keeps its fingerprint and signature, and does not read as changed since', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceFile(lead, { statement: 'QS1', shows: 'What', location: 'Where' });
    const signedHash = await signOff(council);
    await erase(reference);
    expect(await changesSinceSigned()).toEqual({ isChanged: false, statements: [] });
    const signed = await read(lead, (db) => loadSnapshot(db, council.assessment, 'signed'));
    expect(signed).toMatchObject({
      contentHash: signedHash,
      redactedHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const source = { kind: 'signed', cycle: 1, version: 1 } as const;
    const pack = await packSnapshot(director, 'pack', new Date(), source);
    expect(pack).toMatchObject({
      document: { contentHash: signedHash, isRedacted: true, signature: { state: 'signed', version: 1 } },
    });
    const open = await packSnapshot(director, 'pack', new Date());
    expect(open).toMatchObject({
      document: { isRedacted: false, signature: { state: 'signed', version: 1 } },
    });
    expect(await verified()).toEqual([]);
  });

  it('does not read as changed when it was signed with evidence that was withdrawn', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    await withdrawEvidence(lead, reference, 'Wrong');
    await signOff(council);
    expect(await changesSinceSigned()).toMatchObject({ isChanged: false });
    await erase(reference);
    expect(await changesSinceSigned()).toMatchObject({ isChanged: false });
  });

  it('loses several items one after the other, and each signed version its own', async () => {
    const { lead } = council.as;
    const first = await makeEvidenceLink(lead, { statement: 'QS1' });
    const second = await makeEvidenceLink(lead, { statement: 'QS2' });
    await signOff(council);
    await startNextCycle(council, council.assessment, { content: 'carried' });
    await erase(first);
    await erase(second);
    const kept = await asSuperuser<{ kind: string; titles: string[] }>(
      `SELECT kind::text, array(SELECT e ->> 'title' FROM jsonb_array_elements(content::jsonb -> 'evidence') e) AS titles
         FROM assessment_snapshots WHERE council_id = $1 ORDER BY 1`,
      [council.id],
    );
    expect(kept.map(({ kind }) => kind)).toEqual(['closed', 'proposed', 'signed']);
    for (const { titles } of kept)
      expect(titles.filter((title) => title.startsWith('Erased on'))).toHaveLength(2);
    expect(await verified()).toEqual([]);
  });
});

describe('the database', () => {
  const asOwner = (...statements: string[]) =>
    withClient(ownerUrl(), async (client) => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.council_id', '${council.id}', true)`);
      for (const sql of statements) await client.query(sql);
      await client.query('COMMIT');
    });

  it('erases nothing that two people have not agreed to', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const [item] = await asSuperuser<{ id: string }>('SELECT id FROM evidence_items WHERE council_id = $1', [
      council.id,
    ]);
    const call = `SELECT erase_evidence('${item?.id}', 'Gone')`;
    await expect(asApplication(council.id, (client) => client.query(call))).rejects.toThrow(
      'nobody has confirmed',
    );
    await ask(reference);
    await expect(asApplication(council.id, (client) => client.query(call))).rejects.toThrow(
      'nobody has confirmed',
    );
    const confirmOwn = `UPDATE erasures SET outcome = 'confirmed', decided_by_id = asked_by_id, decided_at = now()`;
    await expect(asApplication(council.id, (client) => client.query(confirmOwn))).rejects.toThrow(
      'erasures_two_people',
    );
  });

  it.each([
    "UPDATE event_words SET words = '{}'",
    "UPDATE assessment_snapshots SET content = '{}'",
    "UPDATE evidence_steps SET reason = ''",
    'UPDATE files SET erased_at = now()',
    'DELETE FROM erasures',
  ])('lets the application change nothing by itself, even while it says that it erases: %s', async (sql) => {
    await makeEvidenceLink(council.as.lead);
    const trying = asApplication(council.id, async (client) => {
      await client.query("SELECT set_config('app.erasing', 'yes', false)");
      await client.query(sql);
    });
    await expect(trying).rejects.toThrow('permission denied');
  });

  it('keeps what is erased as it is', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await erase(reference);
    await expect(asOwner("UPDATE evidence_items SET title = 'Back'")).rejects.toThrow('stays erased');
    await asOwner("UPDATE evidence_links SET shows = 'Back'");
    expect((await getEvidenceItem(council.as.lead, reference))?.uses).toMatchObject([{ shows: '' }]);
  });

  it('is found out when words came back, or went without an erasure', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead);
    const kept = await asSuperuser<{ seq: number; salt: string; words: object }>(
      'SELECT seq, salt, words FROM event_words WHERE council_id = $1',
      [council.id],
    );
    await erase(reference);
    for (const { seq, salt, words } of kept)
      await asSuperuser('INSERT INTO event_words (council_id, seq, salt, words) VALUES ($1, $2, $3, $4)', [
        council.id,
        seq,
        salt,
        words,
      ]);
    expect(await verified()).toEqual([`event ${kept[0]?.seq}: its words should have been erased`]);
  });
});

describe('at the same moment', () => {
  it('two confirmations erase once', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    await ask(reference);
    const outcomes = await Promise.all([confirm(reference), confirm(reference)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['erased', 'stale']);
    expect(await verified()).toEqual([]);
  });

  it('a new version either goes with it or is refused, and its bytes with it', {
    timeout: 60_000,
  }, async () => {
    const { lead } = council.as;
    for (let round = 0; round < 5; round += 1) {
      const reference = await makeEvidenceFile(lead);
      await ask(reference);
      const newer = await receivedFile(lead, 'new.txt', `New ${round}\n`);
      const [replaced, answered] = await Promise.all([
        replaceFile(lead, reference, WHY, newer),
        confirm(reference),
      ]);
      expect(answered).toEqual({ outcome: 'erased' });
      expect(['replaced', 'erased', 'out of use']).toContain(replaced.outcome);
      expect(await readableFile(lead, reference, 1)).toBeNull();
    }
    await removeErased({ council: council.id, files: await fileIds() });
    expect((await getStorageUse(lead)).used).toBe(0);
    const [anyId = ''] = await fileIds();
    expect(await readdir(path.dirname(filePath(council.id, anyId)))).toEqual([]);
    expect(await verified()).toEqual([]);
  });

  it('two people ask once', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const outcomes = await Promise.all([
      ask(reference),
      askErasure(council.as.director, { reference, reason: 'Wrong' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['asked', 'waiting']);
  });

  it('a hold either comes first and blocks it, or finds it erased', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round += 1) {
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
    expect(await verified()).toEqual([]);
  });

  it('other people’s words either go with it or are refused', { timeout: 60_000 }, async () => {
    const { lead, contributor } = council.as;
    for (let round = 0; round < 5; round += 1) {
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
    expect(await verified()).toEqual([]);
  });
});

describe('the bytes', () => {
  it('are removed by a job that exists as soon as the item is erased', { timeout: 60_000 }, async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    const [id = ''] = await fileIds();
    await erase(reference);
    const jobs = await asSuperuser(
      "SELECT data FROM pgboss.job WHERE name = 'erasure' AND data ->> 'council' = $1 AND state = 'created'",
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
    const files = await fileIds();
    await removeErased({ council: council.id, files });
    expect(await readdir(path.dirname(filePath(council.id, files[0] ?? '')))).toEqual(files);
  });
});

it('is whole or nothing, whenever the process is killed, and leaves no bytes of what is erased', {
  timeout: roundsOf(100) * 10_000,
}, async () => {
  const { lead } = council.as;
  const references: string[] = [];
  for (let index = 0; index < roundsOf(100) * 4; index += 1) {
    const reference = await makeEvidenceFile(lead, { statement: 'QS1', shows: SECRETS.shows });
    await ask(reference);
    references.push(reference);
  }
  const told: string[] = [];
  for (let round = 0; round < roundsOf(100); round += 1) {
    const child = spawn(
      process.execPath,
      [
        ...['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
        ...['tests/setup/erasing-process.ts', council.slug, council.as.director.person.id, ...references],
      ],
      { env: process.env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    const enough = told.length + 1 + (round % 3);
    for await (const [reference] of on(child, 'message', { close: ['exit'] })) {
      told.push(reference);
      if (told.length >= enough) break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
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
  expect(await verified()).toEqual([]);
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
