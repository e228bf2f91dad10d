import { readdir, readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { councilFolder, filePath, incomingFolder } from '#lib/platform/storage/location.ts';
import {
  addFile,
  addLink,
  attachEvidence,
  changeDetails,
  detachEvidence,
  explainEvidence,
  exportEvidence,
  linkToStatements,
  recordDownload,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { CONCERN_KINDS, concernsOf } from '#lib/record/evidence/concerns.ts';
import { EVIDENCE_CSV_COLUMNS, evidenceCsvRow } from '#lib/record/evidence/csv-rows.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { getEvidenceItem, getStorageUse, listEvidence } from '#lib/record/evidence/queries.ts';
import type { UploadDetails } from '#lib/record/evidence/schema.ts';
import { PAGE_SIZES } from '#lib/record/evidence/sort.ts';
import { type EvidenceView, readEvidenceView } from '#lib/record/evidence/view.ts';
import { changeView, removeView, saveView } from '#lib/record/views/commands.ts';
import { listViews } from '#lib/record/views/queries.ts';
import { viewOf } from '#lib/record/views/rules.ts';
import { type SaveView, saveViewSchema } from '#lib/record/views/schema.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import {
  asSuperuser,
  dumpCouncil,
  explainAgain,
  leaveFreeSpace,
  linkDetails,
  makeAssessedCouncil,
  makeCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  requireReference,
  retryWhileBusy,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };
let assessment: string;

beforeEach(async () => {
  council = await makeAssessedCouncil();
  assessment = council.assessment;
});

const use = { shows: 'People are heard', location: 'Page 4' };

async function numbers(): Promise<number[]> {
  const rows = await asSuperuser<{ number: number }>(
    'SELECT number FROM evidence_items WHERE council_id = $1 ORDER BY number',
    [council.id],
  );
  return rows.map(({ number }) => number);
}

/** Names of the files in the council's folder, and of those still arriving. */
async function filesOnDisk(): Promise<string[]> {
  const folders = [councilFolder(council.id), incomingFolder()];
  return (await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])))).flat();
}

async function filesInRows(): Promise<string[]> {
  const rows = await asSuperuser<{ id: string }>('SELECT id FROM files WHERE council_id = $1', [council.id]);
  return rows.map(({ id }) => id);
}

describe('numbers', () => {
  it('are E1, E2 … without gaps or repeats when 50 people add at once', { timeout: 60_000 }, async () => {
    const lead = council.as.lead;
    const files = Array.from({ length: 25 }, (_, index) => ({
      details: uploadDetails(),
      text: `Notes ${index}\n`,
    }));
    const links = Array.from({ length: 25 }, () => linkDetails());
    const added = await Promise.all([
      ...files.map(({ details, text }) =>
        retryWhileBusy(async () => addFile(lead, details, await receivedFile(lead, 'notes.txt', text))),
      ),
      ...links.map((link) => retryWhileBusy(() => addLink(council.as.contributor, link))),
    ]);
    expect(new Set(added.map(requireReference)).size).toBe(50);
    expect(await numbers()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect((await filesOnDisk()).toSorted()).toEqual((await filesInRows()).toSorted());
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('have no gap after a failed addition', async () => {
    await makeEvidenceLink(council.as.lead);
    await expect(addLink(council.as.lead, linkDetails({ url: 'ftp://not.allowed' }))).rejects.toThrow();
    expect(await makeEvidenceLink(council.as.lead)).toBe('E2');
  });
});

describe('addFile', () => {
  it('makes an item with the file’s name as title, its size and fingerprint, and keeps its bytes', async () => {
    const file = await receivedFile(council.as.lead, 'Adroddiad Tŷ Gwyn.txt', 'Ŵyn\n');
    const reference = requireReference(
      await addFile(council.as.lead, uploadDetails({ statement: 'QS3', ...use, assessment }), file),
    );
    const item = await getEvidenceItem(council.as.reader, reference);
    expect(item).toMatchObject({
      title: 'Adroddiad Tŷ Gwyn',
      version: 1,
      added: { by: council.as.lead.person.name },
      datedOn: '2026-06-18',
      source: {
        kind: 'file',
        name: 'Adroddiad Tŷ Gwyn.txt',
        mediaType: 'text/plain',
        bytes: 5,
        sha256: file.sha256,
      },
      uses: [{ statement: 'QS3', ...use }],
    });
    expect(await readFile(filePath(council.id, file.id), 'utf8')).toBe('Ŵyn\n');
  });

  it('makes one item of one submission, sent again or five times at once', async () => {
    const details = uploadDetails({ statement: 'QS1', assessment });
    const first = await addFile(council.as.lead, details, await receivedFile(council.as.lead));
    expect(first.outcome).toBe('added');
    const files = await Promise.all([1, 2, 3, 4, 5].map(() => receivedFile(council.as.lead)));
    const again = await Promise.all(files.map((file) => addFile(council.as.lead, details, file)));
    expect(again).toEqual(
      files.map(() => ({ outcome: 'already added', reference: requireReference(first) })),
    );
    expect(await numbers()).toEqual([1]);
    expect(await filesOnDisk()).toEqual(await filesInRows());
  });

  it('makes an item for each file of a submission', async () => {
    const details = uploadDetails();
    await addFile(council.as.lead, details, await receivedFile(council.as.lead, 'a.txt', 'one\n'));
    await addFile(council.as.lead, details, await receivedFile(council.as.lead, 'a.txt', 'two\n'));
    expect(await numbers()).toEqual([1, 2]);
  });

  it('names the item with the same content, under two names in one submission and later, and keeps one', async () => {
    const { lead, contributor } = council.as;
    const details = uploadDetails({ statement: 'QS1', assessment, title: 'Survey' });
    await addFile(lead, details, await receivedFile(lead, 'one.csv', 'a,b\n'));
    const before = await dumpCouncil(council.id);
    const same = { outcome: 'same file', reference: 'E1', title: 'Survey', withdrawn: false };
    const add = async (given: typeof details, name: string) =>
      addFile(contributor, given, await receivedFile(contributor, name, 'a,b\n'));
    expect(await add(details, 'two.csv')).toEqual({ ...same, attached: true });
    // Even under the same name: this is another form, whose answers must not be lost silently.
    for (const name of ['one.csv', 'two.csv']) {
      expect(await add(uploadDetails({ statement: 'QS2', assessment }), name)).toEqual({
        ...same,
        attached: false,
      });
      expect(await add(uploadDetails(), name)).toEqual({ ...same, attached: false });
    }
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await filesOnDisk()).toEqual(await filesInRows());
    // Another council with the same file learns nothing of it.
    const other = await makeAssessedCouncil();
    const theirs = await receivedFile(other.as.lead, 'one.csv', 'a,b\n');
    expect(await addFile(other.as.lead, uploadDetails(), theirs)).toEqual({
      outcome: 'added',
      reference: 'E1',
    });
  });

  it('keeps one file of the same content sent in several forms at once', async () => {
    const files = await Promise.all([1, 2, 3, 4].map((n) => receivedFile(council.as.lead, `${n}.txt`)));
    const added = await Promise.all(files.map((file) => addFile(council.as.lead, uploadDetails(), file)));
    expect(added.map(({ outcome }) => outcome).toSorted()).toEqual(['added', ...Array(3).fill('same file')]);
    expect(await filesOnDisk()).toEqual(await filesInRows());
  });

  it('leaves neither row nor file when the rows cannot be written after the file is in place', async () => {
    const before = await dumpCouncil(council.id);
    const stranger = { ...council.as.lead, person: (await makeCouncil()).as.lead.person };
    await expect(addFile(stranger, uploadDetails(), await receivedFile(stranger))).rejects.toThrow();
    expect(await filesOnDisk()).toEqual([]);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('leaves neither row nor file when the role may not add', async () => {
    await expect(
      addFile(council.as.reader, uploadDetails(), await receivedFile(council.as.reader)),
    ).rejects.toThrow();
    expect(await filesOnDisk()).toEqual([]);
    expect(await numbers()).toEqual([]);
  });
});

describe('the versions of a file', () => {
  const versionsOf = () =>
    asSuperuser<{ item: number; number: number; file: string; by: string }>(
      `SELECT i.number AS item, v.number, f.name AS file, v.added_by_id AS by
         FROM evidence_versions v JOIN evidence_items i ON i.id = v.item_id JOIN files f ON f.id = v.file_id
        WHERE v.council_id = $1 ORDER BY i.number, v.number`,
      [council.id],
    );

  it('begin with the file that the item is added with; a link has none', async () => {
    const { lead, contributor } = council.as;
    await makeEvidenceFile(contributor, {}, 'a.txt');
    await makeEvidenceLink(lead);
    expect(await versionsOf()).toEqual([{ item: 1, number: 1, file: 'a.txt', by: contributor.person.id }]);
  });

  it('begin so too when added by the previous release, which has no versions', async () => {
    await makeEvidenceFile(council.as.lead, {}, 'a.txt');
    await asSuperuser(
      `WITH file AS (
         INSERT INTO files SELECT gen_random_uuid(), council_id, 'old.txt', media_type, bytes, repeat('b', 64), created_at
           FROM files WHERE council_id = $1 RETURNING id
       )
       INSERT INTO evidence_items (id, council_id, number, title, category, file_id, submission, created_by_id, created_at)
       SELECT gen_random_uuid(), council_id, 2, 'Old', category, file.id, 'old', $2, created_at
         FROM evidence_items, file WHERE council_id = $1`,
      [council.id, council.as.contributor.person.id],
    );
    expect((await versionsOf()).slice(1)).toEqual([
      { item: 2, number: 1, file: 'old.txt', by: council.as.contributor.person.id },
    ]);
    expect(await getEvidenceItem(council.as.lead, 'E2')).toMatchObject({ source: { name: 'old.txt' } });
  });

  it('are read newest first and never change', async () => {
    await makeEvidenceFile(council.as.lead, {}, 'a.txt', 'One\n');
    await makeEvidenceFile(council.as.lead, {}, 'b.txt', 'Two\n');
    await asSuperuser(
      `INSERT INTO files SELECT gen_random_uuid(), council_id, 'newer.txt', media_type, bytes, repeat('c', 64), created_at
         FROM files WHERE council_id = $1 AND name = 'a.txt'`,
      [council.id],
    );
    await asSuperuser(
      `INSERT INTO evidence_versions SELECT v.council_id, v.item_id, 2, f.id, v.added_by_id, v.added_at
         FROM evidence_versions v JOIN evidence_items i ON i.id = v.item_id AND i.number = 1, files f
        WHERE v.council_id = $1 AND f.council_id = $1 AND f.name = 'newer.txt'`,
      [council.id],
    );
    expect(await getEvidenceItem(council.as.lead, 'E1')).toMatchObject({ source: { name: 'newer.txt' } });
    const found = await listEvidence(council.as.lead, { words: 'newer' }, 1, new Date());
    expect(found.items.map(({ reference }) => reference)).toEqual(['E1']);
    await expect(
      asSuperuser('UPDATE evidence_versions SET number = 3 WHERE council_id = $1', [council.id]),
    ).rejects.toThrow('versions of evidence are only ever added');
  });
});

describe('what is known about an item', () => {
  const KNOWN: Partial<UploadDetails> = {
    ...{ containsPersonalData: true, needsRedaction: true, reviewBy: '2027-03-31', owner: '' },
    ...{ voices: ['carers', 'staff'], topics: ['carers', 'qs1.timeliness'], tags: ['Survey', 'Spring'] },
  };
  const faults = async () => (await verifyCouncil(council, ALL_RECORDS)).rows;
  const change = (given: Partial<Parameters<typeof changeDetails>[2]>, version = 1) =>
    changeDetails(council.as.lead, 'E1', { ...linkDetails(), version, ...given });
  const columns = async () => {
    const [row] = await asSuperuser(
      `SELECT owner, owner_id AS "ownerId", needs_redaction AS "needsRedaction", voices, tags, review_by::text AS "reviewBy"
         FROM evidence_items WHERE council_id = $1`,
      [council.id],
    );
    return row;
  };

  it('is kept when it is added and when it changes, as the history says', async () => {
    const { lead, contributor } = council.as;
    const ownerId = contributor.person.id;
    await addLink(lead, linkDetails({ ...KNOWN, ownerId }));
    const { owner, needsRedaction, voices, tags, reviewBy } = KNOWN;
    expect(await columns()).toEqual({ owner, ownerId, needsRedaction, voices, tags, reviewBy });
    expect(await change({ ...KNOWN, ownerId })).toMatchObject({ outcome: 'unchanged' });
    expect(await change({ ...KNOWN, owner: 'Performance team' })).toMatchObject({ outcome: 'changed' });
    expect(await faults()).toEqual([]);
    expect(await columns()).toMatchObject({ owner: 'Performance team', ownerId: null });
  });

  it('names no person of another council as owner', async () => {
    const other = await makeCouncil();
    const ownerId = other.as.lead.person.id;
    await expect(addLink(council.as.lead, linkDetails({ ownerId }))).rejects.toThrow('member of the council');
    await makeEvidenceLink(council.as.lead);
    await expect(change({ ownerId, owner: '' })).rejects.toThrow('member of the council');
  });

  it('stays right when the previous release changes what it knows of', async () => {
    const { lead } = council.as;
    await addLink(lead, linkDetails({ ...KNOWN, ownerId: lead.person.id }));
    await asSuperuser(
      `UPDATE evidence_items SET owner = 'Sam Patel', contains_personal_data = false WHERE council_id = $1`,
      [council.id],
    );
    expect(await columns()).toMatchObject({ owner: 'Sam Patel', ownerId: null, needsRedaction: false });
  });

  it.each([
    ['an unknown voice', `voices = '{friends}'`],
    ['no list of voices', 'voices = NULL'],
    ['a topic that is no key', `topics = '{Unpaid carers}'`],
    ['an empty tag', `tags = '{""}'`],
    ['a long tag', `tags = ARRAY[repeat('x', 41)]`],
    ['21 tags', `tags = ARRAY(SELECT n::text FROM generate_series(1, 21) n)`],
    ['redaction without personal data', 'contains_personal_data = false, needs_redaction = true'],
    ['two owners', `owner = 'Sam', owner_id = created_by_id`],
  ])('cannot be %s in the database', async (_, set) => {
    await makeEvidenceLink(council.as.lead);
    await expect(
      asSuperuser(`UPDATE evidence_items SET ${set} WHERE council_id = $1`, [council.id]),
    ).rejects.toThrow('violates check constraint');
  });
});

describe('the storage limit', () => {
  async function countedAndSummed() {
    const [row] = await asSuperuser<{ counted: string; summed: string }>(
      `SELECT (SELECT bytes FROM council_storage WHERE council_id = $1) AS counted,
              (SELECT sum(bytes) FROM files WHERE council_id = $1) AS summed`,
      [council.id],
    );
    return row;
  }

  it('counts the sum of the files, whatever adds, changes or removes one', async () => {
    const { lead } = council.as;
    await Promise.all([1, 2, 3, 4, 5].map((n) => makeEvidenceFile(lead, {}, 'a.txt', 'x'.repeat(n))));
    expect(await countedAndSummed()).toEqual({ counted: '15', summed: '15' });
    expect(await getStorageUse(lead)).toEqual({ used: 15, limit: 20 * 1024 ** 3 });
    await asSuperuser('UPDATE files SET bytes = 100 WHERE council_id = $1 AND bytes = 5', [council.id]);
    expect(await countedAndSummed()).toEqual({ counted: '110', summed: '110' });
    await asSuperuser(
      `DELETE FROM evidence_versions v USING evidence_items i
        WHERE v.council_id = $1 AND i.id = v.item_id AND i.number > 3`,
      [council.id],
    );
    await asSuperuser('DELETE FROM evidence_items WHERE council_id = $1 AND number > 3', [council.id]);
    await asSuperuser('DELETE FROM file_texts WHERE council_id = $1', [council.id]);
    await asSuperuser(
      'DELETE FROM files f WHERE council_id = $1 AND NOT EXISTS (SELECT FROM evidence_versions v WHERE v.file_id = f.id)',
      [council.id],
    );
    const { counted, summed } = (await countedAndSummed()) ?? {};
    expect(counted).toBe(summed);
  });

  it('is not exceeded by eight uploads at once: those that fit are added, the others leave nothing', async () => {
    const { lead, contributor } = council.as;
    await leaveFreeSpace(council, 250);
    const files = await Promise.all(
      Array.from({ length: 8 }, (_, n) => receivedFile(lead, `${n}.txt`, `${n}`.repeat(100))),
    );
    const added = await Promise.all(
      files.map((file, n) => addFile(n % 2 ? lead : contributor, uploadDetails(), file)),
    );
    const refused = added.filter(({ outcome }) => outcome === 'storage full');
    expect(refused).toHaveLength(6);
    expect(await numbers()).toEqual([1, 2]);
    expect((await filesOnDisk()).toSorted()).toEqual((await filesInRows()).toSorted());
    const use = await getStorageUse(lead);
    expect(use.limit - use.used).toBe(50);
    // Files that fit are still added, to the last byte; links always are.
    expect(await addFile(lead, uploadDetails(), await receivedFile(lead, 'z.txt', 'z'.repeat(51)))).toEqual({
      outcome: 'storage full',
      storage: use,
    });
    await makeEvidenceFile(lead, {}, 'z.txt', 'z'.repeat(50));
    await makeEvidenceLink(lead);
    expect(await numbers()).toEqual([1, 2, 3, 4]);
  });
});

describe('attaching evidence', () => {
  it('twice makes one link with the first text', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    expect(await attachEvidence(council.as.lead, [reference], 'QS2', { ...use, assessment })).toEqual({
      outcome: 'done',
    });
    expect(
      await attachEvidence(council.as.lead, [reference], 'QS2', { ...use, shows: 'Else', assessment }),
    ).toEqual({
      outcome: 'unchanged',
    });
    expect((await getEvidenceItem(council.as.lead, reference))?.uses).toMatchObject([
      { statement: 'QS2', ...use },
    ]);
  });

  it('many times at once makes one link', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => attachEvidence(council.as.lead, [reference], 'QS2', { ...use, assessment })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  });

  it('to several statements is one change, which keeps the links that exist', async () => {
    const { lead, reader } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    await attachEvidence(lead, [reference], 'QS2', { ...use, assessment });
    const before = await dumpCouncil(council.id);
    expect(await linkToStatements(lead, reference, ['QS3', 'QS99'], assessment)).toEqual({
      outcome: 'closed',
    });
    expect(await linkToStatements(lead, 'E99', ['QS3'], assessment)).toEqual({ outcome: 'not found' });
    expect(await dumpCouncil(council.id)).toEqual(before);

    const wanted = ['QS5', 'QS2', 'QS3'];
    const outcomes = await Promise.all(
      [lead, council.as.contributor].map((who) => linkToStatements(who, reference, wanted, assessment)),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'unchanged']);
    expect((await getEvidenceItem(reader, reference))?.uses).toMatchObject([
      { statement: 'QS1', shows: '', location: '' },
      { statement: 'QS2', ...use },
      { statement: 'QS3', shows: '', location: '' },
      { statement: 'QS5', shows: '', location: '' },
    ]);
    const events = await asSuperuser<{ statement: string }>(
      `SELECT data ->> 'statement' AS statement FROM audit_events
        WHERE council_id = $1 AND type = 'evidence.attached' ORDER BY seq`,
      [council.id],
    );
    expect(events.map(({ statement }) => statement)).toEqual(['QS2', 'QS3', 'QS5']);
  });

  it('of many items is one change: all of them, each with its event, or none', async () => {
    const { lead, reader } = council.as;
    const references = [];
    for (let index = 0; index < 5; index += 1) references.push(await makeEvidenceLink(lead));
    await attachEvidence(lead, ['E2'], 'QS2', { ...use, shows: 'First', assessment });
    const before = await dumpCouncil(council.id);
    expect(
      await attachEvidence(lead, [...references, 'E6', 'E999999999'], 'QS2', { ...use, assessment }),
    ).toEqual({
      outcome: 'not found',
      missing: ['E6', 'E999999999'],
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await attachEvidence(lead, references, 'QS2', { ...use, assessment })).toEqual({
      outcome: 'done',
    });
    expect((await getStatement(reader, 'QS2'))?.evidence.count).toBe(5);
    expect((await getEvidenceItem(reader, 'E2'))?.uses).toMatchObject([{ shows: 'First' }]);
    const events = await asSuperuser<{ subject: string }>(
      `SELECT subject FROM audit_events WHERE council_id = $1 AND type = 'evidence.attached' ORDER BY seq`,
      [council.id],
    );
    expect(events.map(({ subject }) => subject)).toEqual(['E2', 'E1', 'E3', 'E4', 'E5']);
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('of the same items by several people at once, in different orders, does not deadlock', async () => {
    const references = [];
    for (let index = 0; index < 12; index += 1) references.push(await makeEvidenceLink(council.as.lead));
    const outcomes = await Promise.all(
      [references, references.toReversed(), references.toSorted(), references.toReversed()].map(
        (chosen, index) =>
          attachEvidence(index % 2 ? council.as.lead : council.as.contributor, chosen, 'QS2', {
            ...use,
            assessment,
          }),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });

  it('can be explained again', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS2', ...use });
    expect(await explainAgain(council.as.lead, reference, 'QS2', { ...use, assessment })).toEqual({
      outcome: 'unchanged',
    });
    const other = { shows: 'Something else', location: 'Page 5' };
    expect(await explainAgain(council.as.lead, reference, 'QS2', { ...other, assessment })).toEqual({
      outcome: 'done',
    });
    expect((await getStatement(council.as.lead, 'QS2'))?.evidence.shown).toMatchObject([other]);
    expect(await explainAgain(council.as.lead, reference, 'QS3', { ...other, assessment })).toEqual({
      outcome: 'not found',
    });
  });

  it('does not overwrite another person’s explanation, which is shown', async () => {
    const { lead, contributor } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS2', ...use });
    const fingerprint = fingerprintOfUse(use);
    const over = (context: typeof lead, shows: string, opened = fingerprint) =>
      explainEvidence(context, reference, 'QS2', {
        ...use,
        shows,
        assessment,
        fingerprint: opened,
        seen: null,
      });
    expect(await over(lead, 'Typed for an hour')).toEqual({ outcome: 'done' });
    const before = await dumpCouncil(council.id);
    const latest = { ...use, shows: 'Typed for an hour' };
    expect(await over(contributor, 'Short')).toEqual({ outcome: 'conflict', latest });
    // The same form, sent twice.
    expect(await over(lead, 'Typed for an hour')).toEqual({ outcome: 'unchanged' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await over(contributor, 'Short', fingerprintOfUse(latest))).toEqual({ outcome: 'done' });
  });

  it('is explained by one of several at once, and the others are told', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS2', ...use });
    const fingerprint = fingerprintOfUse(use);
    const results = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((shows) =>
        explainEvidence(council.as.lead, reference, 'QS2', {
          ...use,
          shows,
          assessment,
          fingerprint,
          seen: null,
        }),
      ),
    );
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual([
      'conflict',
      'conflict',
      'conflict',
      'done',
    ]);
  });

  it('can be undone, which keeps the item, its file and other links', async () => {
    const reference = await makeEvidenceFile(council.as.lead, { statement: 'QS1' });
    await attachEvidence(council.as.lead, [reference], 'QS2', { ...use, assessment });
    expect(await detachEvidence(council.as.lead, reference, 'QS1', council.assessment)).toEqual({
      outcome: 'done',
    });
    expect(await detachEvidence(council.as.lead, reference, 'QS1', council.assessment)).toEqual({
      outcome: 'unchanged',
    });
    expect((await getEvidenceItem(council.as.lead, reference))?.uses).toMatchObject([
      { statement: 'QS2', ...use },
    ]);
    expect(await detachEvidence(council.as.lead, reference, 'QS2', council.assessment)).toEqual({
      outcome: 'done',
    });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({
      uses: [],
      source: { kind: 'file' },
    });
    expect(await filesOnDisk()).toEqual(await filesInRows());
  });

  it('is undone once, when undone and explained many times at once', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead);
    for (let round = 0; round < 10; round += 1) {
      await attachEvidence(lead, [reference], 'QS1', { ...use, assessment });
      const [said, ...outcomes] = await Promise.all([
        explainAgain(lead, reference, 'QS1', { ...use, shows: 'Something else', assessment }),
        ...[1, 2, 3, 4, 5].map(() => detachEvidence(lead, reference, 'QS1', council.assessment)),
      ]);
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
        'done',
        'unchanged',
        'unchanged',
        'unchanged',
        'unchanged',
      ]);
      expect(['done', 'not found']).toContain(said.outcome);
    }
  });

  it('needs an existing item', async () => {
    for (const reference of ['E1', 'E999999999', 'E0', 'E-1', 'x', '', 'E1e3', "E1' OR 1=1"]) {
      expect(
        await attachEvidence(council.as.lead, [reference], 'QS1', { ...use, assessment }),
        reference,
      ).toEqual({
        outcome: 'not found',
        missing: [reference],
      });
      expect(await getEvidenceItem(council.as.lead, reference), reference).toBeNull();
    }
  });

  it('needs an open assessment', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    expect(await attachEvidence(council.as.lead, [reference], 'QS1', { ...use, assessment })).not.toEqual({
      outcome: 'done',
    });
    expect(await asSuperuser('SELECT FROM evidence_links WHERE council_id = $1', [council.id])).toEqual([]);
  });
});

describe('changeDetails', () => {
  it('changes the given details, counts the change and records before and after', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const details = {
      ...linkDetails(),
      title: 'New title',
      datedOn: null,
      marking: 'OFFICIAL-SENSITIVE' as const,
    };
    expect(await changeDetails(council.as.contributor, reference, { ...details, version: 1 })).toEqual({
      outcome: 'changed',
    });
    expect(await getEvidenceItem(council.as.lead, reference)).toMatchObject({
      title: 'New title',
      datedOn: null,
      marking: 'OFFICIAL-SENSITIVE',
      version: 2,
    });
    const [event] = await asSuperuser<{ data: unknown; words: unknown }>(
      `SELECT e.data, w.words FROM audit_events e JOIN event_words w USING (council_id, seq)
        WHERE council_id = $1 AND type = 'evidence.changed'`,
      [council.id],
    );
    expect(event).toMatchObject({
      data: {
        before: { datedOn: '2026-06-18', marking: 'OFFICIAL' },
        after: { datedOn: null, marking: 'OFFICIAL-SENSITIVE' },
      },
      words: { before: { title: 'Annual report' }, after: { title: 'New title' } },
    });
  });

  it('based on an older version writes nothing and returns the newer one', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    await changeDetails(council.as.lead, reference, { ...linkDetails(), title: 'First', version: 1 });
    const before = await dumpCouncil(council.id);
    const late = await changeDetails(council.as.contributor, reference, {
      ...linkDetails(),
      title: 'Second',
      version: 1,
    });
    expect(late).toMatchObject({ outcome: 'conflict', latest: { title: 'First', version: 2 } });
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('has one winner when many change an item at once, and one effect when a form is sent twice', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const race = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        changeDetails(council.as.lead, reference, { ...linkDetails(), title: `${n}`, version: 1 }),
      ),
    );
    expect(race.map(({ outcome }) => outcome).toSorted()).toEqual([
      'changed',
      'conflict',
      'conflict',
      'conflict',
    ]);
    const same = { ...linkDetails(), title: 'Same', version: 2 };
    expect(await changeDetails(council.as.lead, reference, same)).toEqual({ outcome: 'changed' });
    expect(await changeDetails(council.as.lead, reference, same)).toEqual({ outcome: 'unchanged' });
  });

  it('has one effect when the same form arrives twice at once', async () => {
    const reference = await makeEvidenceLink(council.as.lead);
    const same = { ...linkDetails(), title: 'Same', version: 1 };
    const race = await Promise.all([1, 2, 3].map(() => changeDetails(council.as.lead, reference, same)));
    expect(race.map(({ outcome }) => outcome).toSorted()).toEqual(['changed', 'unchanged', 'unchanged']);
  });

  it('does not find a missing item', async () => {
    expect(await changeDetails(council.as.lead, 'E1', { ...linkDetails(), version: 1 })).toEqual({
      outcome: 'not found',
    });
  });
});

describe('recordDownload', () => {
  it('adds an event with the item and fingerprint', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    await recordDownload(council.as.reader, reference, 'a'.repeat(64));
    const [event] = await asSuperuser(
      "SELECT subject, data, actor_role FROM audit_events WHERE council_id = $1 AND type = 'file.downloaded'",
      [council.id],
    );
    expect(event).toEqual({ subject: reference, data: { sha256: 'a'.repeat(64) }, actor_role: 'reader' });
  });
});

describe('listEvidence', () => {
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
  const found = async (filter: EvidenceView, page = 1) =>
    (await listEvidence(council.as.reader, filter, page, new Date())).items.map(({ reference }) => reference);

  it('filters by category, statement and words, also combined', async () => {
    await makeEvidenceLink(council.as.lead, {
      title: 'Survey of carers',
      category: 'people',
      statement: 'QS1',
    });
    await makeEvidenceLink(council.as.lead, {
      title: '100% of plans',
      category: 'staff',
      statement: 'QS1',
      owner: 'Ms Bell',
    });
    await makeEvidenceFile(
      council.as.lead,
      { title: 'Minutes', category: 'staff', statement: 'QS2' },
      'board_minutes.txt',
    );
    expect(await found({})).toEqual(['E3', 'E2', 'E1']);
    expect(await found({ category: 'staff' })).toEqual(['E3', 'E2']);
    expect(await found({ statement: 'QS1' })).toEqual(['E2', 'E1']);
    expect(await found({ statement: 'QS1', category: 'staff' })).toEqual(['E2']);
    expect(await found({ words: 'CARERS' })).toEqual(['E1']);
    expect(await found({ words: 'bell' })).toEqual(['E2']);
    expect(await found({ words: 'minutes.txt' })).toEqual(['E3']);
    expect(await found({ words: 'e2' })).toEqual(['E2']);
    expect(await found({ words: 'carers', category: 'staff' })).toEqual([]);
  });

  it('filters by links, kind of file, state, marking and date', async () => {
    const { lead } = council.as;
    await makeEvidenceLink(lead, { title: 'Survey', statement: 'QS1', datedOn: '2026-03-01' });
    await makeEvidenceLink(lead, { title: 'Plan', marking: 'OFFICIAL-SENSITIVE', datedOn: '2026-04-01' });
    await makeEvidenceFile(lead, { title: 'Minutes', datedOn: null }, 'board_minutes.txt');
    await withdrawEvidence(lead, 'E2', 'Replaced');
    expect(await found({ statement: 'none' })).toEqual(['E3', 'E2']);
    expect(await found({ kind: 'link' })).toEqual(['E2', 'E1']);
    expect(await found({ kind: 'document' })).toEqual(['E3']);
    expect(await found({ kind: 'pdf' })).toEqual([]);
    expect(await found({ state: 'withdrawn' })).toEqual(['E2']);
    expect(await found({ state: 'current', kind: 'link' })).toEqual(['E1']);
    expect(await found({ marking: 'OFFICIAL-SENSITIVE' })).toEqual(['E2']);
    expect(await found({ from: '2026-03-02' })).toEqual(['E2']);
    expect(await found({ from: '2026-03-01', to: '2026-03-01' })).toEqual(['E1']);
    expect(await found(readEvidenceView({ statement: 'QS99', kind: 'film', sort: 'x', size: '7' }))).toEqual([
      'E3',
      'E2',
      'E1',
    ]);
  });

  it('filters by owner, who it came from, topic and tag', async () => {
    const { lead, contributor } = council.as;
    await makeEvidenceLink(lead, { owner: 'Ms Bell', voices: ['carers', 'staff'], tags: ['Café', 'board'] });
    await makeEvidenceLink(lead, { owner: '', ownerId: lead.person.id, topics: ['waiting'] });
    await makeEvidenceLink(lead, { owner: '', ownerId: contributor.person.id, tags: ['Board'] });
    await makeEvidenceLink(lead, { owner: '' });
    expect(await found({ owner: 'none' })).toEqual(['E4']);
    expect(await found({ owner: 'other' })).toEqual(['E1']);
    expect(await found({ owner: contributor.person.id })).toEqual(['E3']);
    expect(await found({ owner: 'me' })).toEqual([]);
    const mine = await listEvidence(lead, { owner: 'me' }, 1, new Date());
    expect(mine.items.map(({ owner }) => owner)).toEqual([lead.person.name]);
    expect(mine.choices).toEqual({
      owners: [contributor, lead].map(({ person: { id, name } }) => ({ id, name })).toSorted(byName),
      tags: ['Board', 'Café'],
      topics: [],
    });
    expect(await found({ words: lead.person.name })).toEqual(['E2']);
    expect(await found({ voice: 'carers' })).toEqual(['E1']);
    expect(await found({ voice: 'none' })).toEqual(['E4', 'E3', 'E2']);
    expect(await found({ topic: 'waiting' })).toEqual(['E2']);
    expect(await found({ tag: 'BOARD' })).toEqual(['E3', 'E1']);
    expect(await found({ tag: 'cafe' })).toEqual(['E1']);
  });

  it('filters by concern, by the rule that its page uses', async () => {
    const { lead, contributor } = council.as;
    const set = { owner: '', ownerId: lead.person.id, reviewBy: null, datedOn: '2026-06-01' } as const;
    const asOf = new Date('2026-11-30T12:00:00Z');
    await makeEvidenceLink(lead, { ...set, containsPersonalData: true, needsRedaction: true });
    await makeEvidenceLink(lead, { ...set, datedOn: '2019-01-01', containsPersonalData: true });
    await makeEvidenceLink(lead, { ...set, ownerId: null });
    await makeEvidenceLink(lead, { ...set, ownerId: contributor.person.id });
    await makeEvidenceLink(lead, set);
    for (const found of ['{"nhs": {}, "email": {}}', '{"phone": {}}', '{"birth": {}}', '{"birth": {}}']) {
      const reference = await makeEvidenceFile(lead, set);
      await asSuperuser(
        `UPDATE file_texts t SET personal_data = $3::jsonb FROM evidence_items i
          WHERE i.council_id = $1 AND i.number = $2 AND t.council_id = i.council_id AND t.file_id = i.file_id`,
        [council.id, reference.slice(1), found],
      );
    }
    await asSuperuser('UPDATE evidence_items SET ruled_out_in = 1 WHERE council_id = $1 AND number = 8', [
      council.id,
    ]);
    await asSuperuser(
      'UPDATE evidence_items SET contains_personal_data = true WHERE council_id = $1 AND number = 9',
      [council.id],
    );
    // Past days cannot be typed.
    await asSuperuser(
      "UPDATE evidence_items SET review_by = '2026-11-29' WHERE council_id = $1 AND number = 5",
      [council.id],
    );
    await asSuperuser('UPDATE memberships SET disabled_at = now() WHERE council_id = $1 AND person_id = $2', [
      council.id,
      contributor.person.id,
    ]);
    const reader = { ...council.as.reader, now: () => asOf };
    const all = (await listEvidence(reader, {}, 1, asOf)).items;
    const filtered = async (concern: EvidenceView['concern']) =>
      (await listEvidence(reader, { concern }, 1, asOf)).items.map(({ reference }) => reference);
    for (const kind of CONCERN_KINDS) {
      const concerned = all.filter((item) => concernsOf(item, asOf).some((one) => one.kind === kind));
      expect(concerned).not.toEqual([]);
      expect(await filtered(kind)).toEqual(concerned.map(({ reference }) => reference));
    }
    const pressing = all.filter((item) => concernsOf(item, asOf).some(({ needsAction }) => needsAction));
    expect(await filtered('action')).toEqual(pressing.map(({ reference }) => reference));
    expect(await filtered('unchecked')).toEqual(['E7', 'E6']);
    // Administrators see no files.
    const { items: none } = await listEvidence(council.as.admin, { concern: 'unchecked' }, 1, asOf);
    expect(none).toEqual([]);
  });

  it('sorts by any column, names as people do, and puts what is missing last either way', async () => {
    const { lead } = council.as;
    await makeEvidenceLink(lead, { title: 'Émile', owner: '', statement: 'QS1', datedOn: '2026-03-01' });
    await makeEvidenceLink(lead, { title: 'audit 10', owner: 'Zoe', datedOn: null });
    await makeEvidenceLink(lead, { title: 'Audit 9', owner: 'al', datedOn: '2026-04-01' });
    const sorted = (sort: string) => found(readEvidenceView({ sort }));
    expect(await sorted('reference')).toEqual(['E1', 'E2', 'E3']);
    expect(await sorted('title')).toEqual(['E3', 'E2', 'E1']);
    expect(await sorted('-title')).toEqual(['E1', 'E2', 'E3']);
    expect(await sorted('owner')).toEqual(['E3', 'E2', 'E1']);
    expect(await sorted('-owner')).toEqual(['E2', 'E3', 'E1']);
    expect(await sorted('date')).toEqual(['E1', 'E3', 'E2']);
    expect(await sorted('-date')).toEqual(['E3', 'E1', 'E2']);
    expect(await sorted('-statements')).toEqual(['E1', 'E3', 'E2']);
    expect(await sorted('category')).toEqual(['E3', 'E2', 'E1']);
  });

  it('is exported as it is filtered and sorted, on all its pages, and that is recorded', async () => {
    const { lead, reader } = council.as;
    await makeEvidenceLink(lead, { title: '=SUM(1)', statement: 'QS1' });
    await makeEvidenceLink(lead, { title: 'Plan', owner: '' });
    await makeEvidenceLink(lead, { title: 'Audit', containsPersonalData: true });
    const view = readEvidenceView({ sort: 'title', statement: 'none' });
    const { items, framework, asOf } = await exportEvidence(reader, view);
    const rows = items.map((item) => evidenceCsvRow(item, framework, [], asOf));
    expect(rows.map(([reference, title]) => [reference, title])).toEqual([
      ['E3', 'Audit'],
      ['E2', 'Plan'],
    ]);
    expect(rows.map((row) => row[EVIDENCE_CSV_COLUMNS.indexOf('Concerns')])).toEqual([
      'Contains personal data',
      'No owner',
    ]);
    expect(
      await asSuperuser(
        "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'evidence.exported'",
        [council.id],
      ),
    ).toEqual([{ data: { count: 2 } }]);
  });

  it('searches for % and _ literally', async () => {
    await makeEvidenceLink(council.as.lead, { title: '100% of plans' });
    await makeEvidenceLink(council.as.lead, { title: 'All plans' });
    await makeEvidenceFile(council.as.lead, { title: 'Minutes' }, 'board_minutes.txt');
    expect(await found({ words: '%' })).toEqual(['E1']);
    expect(await found({ words: '_' })).toEqual(['E3']);
    expect(await found({ words: '\\' })).toEqual([]);
  });

  it('has pages, and shows page 1 past the end or before the start', { timeout: 60_000 }, async () => {
    const total = PAGE_SIZES[0] + 2;
    await Promise.all(Array.from({ length: total }, () => makeEvidenceLink(council.as.lead)));
    expect(await listEvidence(council.as.reader, {}, 1, new Date())).toMatchObject({
      total,
      page: 1,
      pages: 2,
    });
    expect(await found({}, 2)).toEqual(['E2', 'E1']);
    for (const page of [0, -1, 3, 1e9, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect((await listEvidence(council.as.reader, {}, page, new Date())).page, String(page)).toBe(1);
    }
  });

  it('reports when there is nothing', async () => {
    expect(await listEvidence(council.as.reader, {}, 1, new Date())).toMatchObject({
      items: [],
      total: 0,
      page: 1,
      pages: 1,
    });
  });
});

describe('saved views', () => {
  const save = (by: CouncilContext, given: Partial<SaveView> = {}) =>
    saveView(by, { name: 'To review', query: 'statement=none', shared: false, ...given });
  const names = async (by: CouncilContext) => (await listViews(by)).map(({ name }) => name);

  it('are a person’s own until they share them', async () => {
    const { lead, contributor, reader } = council.as;
    expect(await save(reader)).toEqual({ outcome: 'saved' });
    expect(await save(reader)).toEqual({ outcome: 'saved' });
    expect(await save(reader, { query: '' })).toEqual({ outcome: 'name taken' });
    expect(await save(reader, { name: 'Ours', shared: true })).toEqual({ outcome: 'may not share' });
    expect(await save(lead, { name: 'Ours', shared: true })).toEqual({ outcome: 'saved' });
    expect(await names(reader)).toEqual(['Ours', 'To review']);
    expect(await names(contributor)).toEqual(['Ours']);
    expect(await save(contributor, { name: 'OURS' })).toEqual({ outcome: 'name taken' });
  });

  it('are renamed and removed by their owner, and shared ones by anybody who edits evidence', async () => {
    const { lead, contributor, reader } = council.as;
    await save(lead, { name: 'Ours', shared: true });
    await save(lead);
    const [ours, own] = await listViews(lead);
    const change = (by: CouncilContext, view = '') => changeView(by, { view, name: 'Changed', shared: true });
    expect(await change(reader, ours?.id)).toEqual({ outcome: 'not found' });
    expect(await change(contributor, own?.id)).toEqual({ outcome: 'not found' });
    expect(await change(contributor, ours?.id)).toEqual({ outcome: 'changed' });
    expect(await names(reader)).toEqual(['Changed']);
    expect(await removeView(reader, { view: ours?.id ?? '' })).toEqual({ outcome: 'not found' });
    expect(await removeView(contributor, { view: ours?.id ?? '' })).toEqual({ outcome: 'removed' });
    expect(await names(lead)).toEqual(['To review']);
  });

  it('still open if a value no longer exists, and keep only what an address may hold', () => {
    expect(viewOf('statement=QS99&sort=-title&size=50&x=1')).toMatchObject({
      statement: undefined,
      sort: { by: 'title', reversed: true },
      size: 50,
    });
    const sent = { name: 'One', query: 'kind=film&owner=me&sort=-reference' };
    expect(saveViewSchema.parse(sent)).toEqual({ name: 'One', query: 'owner=me', shared: false });
  });
});
