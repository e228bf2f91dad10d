import { writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeErased } from '#lib/background/erasures.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { saveFlash } from '#lib/platform/db/flash.ts';
import { read } from '#lib/platform/db/read.ts';
import { saveFormState } from '#lib/platform/forms/saved-form-state.ts';
import { keepConverted, newConverted } from '#lib/platform/previews/converted.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import {
  attachEvidence,
  changeDetails,
  holdEvidence,
  replaceFile,
  withdrawEvidence,
} from '#lib/record/evidence/commands.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { answerItem, startReturn } from '#lib/record/returns/commands.ts';
import { loadChangesSinceSigned, loadSnapshot } from '#lib/record/snapshots/queries.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import { getSignedVersion } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  answerInput,
  asSuperuser,
  inspectionInput,
  linkDetails,
  makeAssessedCouncil,
  makeComment,
  makeEvidenceFile,
  makeEvidenceLink,
  receivedFile,
  returnInput,
  signedInAs,
  signOff,
  startNextCycle,
  type TestCouncil,
} from './council-factory.ts';
import {
  anySecret,
  eraseEvidence,
  fileIds,
  filesWithSecrets,
  rowFaults,
  SECRETS,
  tablesWithSecrets,
} from './erasing.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const erase = (reference: string) => eraseEvidence(council, reference);
const changesSinceSigned = () =>
  read(council.as.lead, (db) => loadChangesSinceSigned(db, council.assessment));

describe('every trace in the database and the data folder', () => {
  it('goes, of an item that has had everything an item can have', async () => {
    const { lead, director } = council.as;
    const use = { shows: SECRETS.shows, location: SECRETS.location } as const;
    const named = {
      title: SECRETS.title,
      owner: SECRETS.owner,
      tags: [SECRETS.tag],
      statement: 'QS1',
      ...use,
    } as const;
    await startInspection(lead, inspectionInput());
    await startReturn(lead, returnInput());
    const file = await makeEvidenceFile(lead, named, `${SECRETS.file}.txt`, SECRETS.content);
    const link = await makeEvidenceLink(lead, { ...named, url: SECRETS.url });
    const details = { ...linkDetails(), title: SECRETS.later, owner: SECRETS.owner, tags: [SECRETS.tag] };
    await changeDetails(lead, file, { ...details, version: 1 });
    await changeDetails(lead, file, { ...details, title: SECRETS.title, version: 2 });
    const newer = await receivedFile(lead, `${SECRETS.newFile}.txt`, SECRETS.newContent);
    expect(
      await replaceFile(lead, file, { based: 1, reason: SECRETS.replaced, datedOn: null }, newer),
    ).toMatchObject({
      outcome: 'replaced',
    });
    await attachEvidence(lead, [file, link], 'QS2', { ...use, assessment: council.assessment });
    await signOff(council);
    await startNextCycle(council, council.assessment, { content: 'carried' });
    for (const reference of [file, link]) {
      await makeComment(lead, { body: SECRETS.comment }, { kind: 'evidence', reference });
      await answerItem(
        lead,
        answerInput({ kind: 'evidence', cited: [{ reference, place: SECRETS.location }] }),
      );
      await holdEvidence(lead, reference, SECRETS.held);
      await asSuperuser('UPDATE evidence_items SET held = false WHERE council_id = $1', [council.id]);
      await withdrawEvidence(lead, reference, SECRETS.withdrawn);
    }
    await saveFormState(lead, { title: SECRETS.title }, new Date());
    const { sessionId } = await signedInAs(lead);
    await saveFlash(sessionId, `${SECRETS.title} was added`, new Date());
    const answers = [
      () => packSnapshot(director, 'pack', new Date()),
      () => packSnapshot(director, 'pack', new Date(), { kind: 'signed', cycle: 1, version: 1 }),
      () => listActivity(director, {}, 'all'),
      () => getStatement(lead, 'QS1'),
      () => getEvidencePage(lead, file),
      () => listEvidence(lead, {}, 1, new Date()),
      () => listThreads(lead, { kind: 'evidence', reference: file }),
      () => getSignedVersion(lead, 1, 1),
    ];
    const answersWithSecrets = async () => {
      const texts = await Promise.all(answers.map(async (answer) => JSON.stringify(await answer())));
      return texts.map((text) => new RegExp(anySecret).test(text));
    };
    expect(await answersWithSecrets()).toEqual(answers.map(() => true));
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
      'public.return_answers',
    ]);
    const files = await fileIds(council);
    // As if its pages were being looked at.
    const converted = { councilId: council.id, id: files[0] ?? '' };
    const made = await newConverted(converted);
    await writeFile(made, SECRETS.content);
    await keepConverted(converted, made);
    expect(await filesWithSecrets()).toHaveLength(3);

    await erase(file);
    await erase(link);
    expect(await tablesWithSecrets()).toEqual([]);
    await removeErased({ council: council.id, files });
    expect(await filesWithSecrets()).toEqual([]);
    expect(await answersWithSecrets()).toEqual(answers.map(() => false));
    expect(await listEvidence(lead, { words: SECRETS.title }, 1, new Date())).toMatchObject({ total: 0 });
    // The test released the holds behind the history's back.
    expect((await rowFaults(council)).filter((line) => !line.includes('held'))).toEqual([]);
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
    expect(await changesSinceSigned()).toMatchObject({ isChanged: false, statements: [] });
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
    expect(await rowFaults(council)).toEqual([]);
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
    expect(await rowFaults(council)).toEqual([]);
  });
});
