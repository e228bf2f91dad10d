import { beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '#lib/platform/access/context.ts';
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
import { answerErasure, askErasure, takeBackErasure } from '#lib/work/erasures/commands.ts';
import { getErasure } from '#lib/work/erasures/queries.ts';
import {
  asSuperuser,
  evidenceUseInput,
  linkDetails,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';
import { askToErase, confirmErasure, eraseEvidence, rowFaults } from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const ask = (reference: string) => askToErase(council.as.lead, reference);
const confirm = (reference: string, number = 1) => confirmErasure(council.as.director, reference, number);
const erase = (reference: string) => eraseEvidence(council, reference);
describe('erasing evidence', () => {
  it('hinders nobody who sets a scanner, or stops using it, for the other files', async () => {
    const { lead } = council.as;
    const system = systemContext({ ...council, name: 'Council', isExample: false }, 'Virus check', 'test');
    const failed = await makeEvidenceFile(lead, {}, 'ann.txt', 'Ann\n');
    const [scanned] = await updateWaiting(system, true);
    await noteVerdict(
      system,
      { id: scanned?.id ?? '', was: 'waiting' },
      { scan: 'failed', result: 'Too long' },
    );
    await updateWaiting(system, false);
    await updateWaiting(system, true);
    await noteVerdict(
      system,
      { id: scanned?.id ?? '', was: 'waiting' },
      { scan: 'failed', result: 'Too long' },
    );
    const unscanned = await makeEvidenceFile(lead, {}, 'ben.txt', 'Ben\n');
    for (const reference of [failed, unscanned]) await erase(reference);
    await makeEvidenceFile(lead, {}, 'other.txt', 'Other\n');
    expect(await updateWaiting(system, true)).toHaveLength(1);
    expect(await updateWaiting(system, false)).toEqual([]);
    expect(await rowFaults(council)).toEqual([]);
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
    expect(await answerErasure(lead, { reference, number: 1, answer: 'confirm', reason: '' })).toEqual({
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
    expect(await rowFaults(council)).toEqual([]);
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
    expect(await rowFaults(council)).toEqual([]);
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

  it('erases no version that was added after it was asked for', async () => {
    const { lead, director, contributor } = council.as;
    const reference = await makeEvidenceFile(lead);
    const version = async (based: number) =>
      replaceFile(
        contributor,
        reference,
        { based, reason: 'Names taken out', datedOn: null },
        await receivedFile(contributor, 'new.txt', `Version ${based + 1}\n`),
      );
    await version(1);
    const early = { reference, reason: 'Of another council', seen: 1 };
    expect(await askErasure(lead, early)).toEqual({ outcome: 'newer version' });
    await ask(reference);
    await version(2);
    expect(await confirm(reference)).toEqual({ outcome: 'newer version' });
    expect(await readableFile(lead, reference, 3)).not.toBeNull();
    expect(await getErasure(director, reference)).toMatchObject({
      last: { fileVersion: 2, answered: null },
      newest: { number: 3, by: contributor.person.name },
    });
    await takeBackErasure(lead, { reference, number: 1 });
    await ask(reference);
    expect(await confirm(reference, 2)).toEqual({ outcome: 'erased' });
    expect(await readableFile(lead, reference, 3)).toBeNull();
    expect(await rowFaults(council)).toEqual([]);
  });

  it('cannot be undone, and nothing can be changed or linked after it', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceLink(lead, { statement: 'QS1' });
    await withdrawEvidence(lead, reference, 'Wrong');
    await erase(reference);
    const { assessment } = council;
    const use = { shows: 'Words', location: 'Page 1', assessment };
    expect(await restoreEvidence(lead, reference)).toEqual({ outcome: 'erased' });
    expect(await withdrawEvidence(lead, reference, 'Wrong')).toEqual({ outcome: 'erased' });
    expect(await holdEvidence(lead, reference, 'A claim')).toEqual({ outcome: 'erased' });
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
    expect(await rowFaults(council)).toEqual([]);
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
