import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { knownFiles } from '#lib/background/known-files.ts';
import { exportPointsPdf } from '#lib/exchange/accuracy/commands.ts';
import { listActivity } from '#lib/history/activity/queries.ts';
import { getSearch } from '#lib/pages/search.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { receiveFile } from '#lib/platform/storage/receive.ts';
import { pdf, pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import {
  exportPoints,
  recordOpening,
  removeDraft,
  removePoint,
  savePoint,
  uploadDraft,
} from '#lib/record/accuracy/commands.ts';
import { accuracyPointRecords, reportDraftRecords } from '#lib/record/accuracy/events.ts';
import { getAccuracy, getDraftPage, readableDraft } from '#lib/record/accuracy/queries.ts';
import { replaceFile } from '#lib/record/evidence/commands.ts';
import { getStorageUse } from '#lib/record/evidence/queries.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { inspectionStepRecords } from '#lib/record/inspections/events.ts';
import { getInspection } from '#lib/record/inspections/queries.ts';
import {
  asActing,
  asSuperuser,
  inspectionInput,
  makeCouncil,
  makeDraftReport,
  makeEvidenceFile,
  pointInput,
  receivedFile,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
let inspection: number;
let checker: CouncilContext;
beforeEach(async () => {
  council = await makeCouncil();
  ({ number: inspection } = await startInspection(council.as.lead, inspectionInput()));
  checker = await makeDraftReport(council, inspection);
});

const SECRET = 'People wait 30 days';

async function faults(): Promise<readonly string[]> {
  return (await verifyCouncil(council, [reportDraftRecords, accuracyPointRecords, inspectionStepRecords]))
    .rows;
}

async function fileId(): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>('SELECT id FROM report_files WHERE council_id = $1', [
    council.id,
  ]);
  return row?.id ?? '';
}

describe('a draft report', () => {
  it('is read by page, and kept out of the search, the history and the list of files of evidence', async () => {
    expect(await getDraftPage(checker, inspection, { draft: 1, page: 2 })).toMatchObject({
      ...{ body: SECRET, draft: { pages: 3, isScanned: false } },
    });
    expect((await getDraftPage(checker, inspection, { draft: 1, page: 3 }))?.body).toBe('');
    expect(await getDraftPage(checker, inspection, { draft: 1, page: 4 })).toBeNull();
    for (const context of [checker, council.as.lead]) {
      const found = await getSearch(context, { typed: 'People wait', kind: null, page: 1 });
      expect(JSON.stringify(found)).not.toContain(SECRET);
    }
    const { entries } = await listActivity(council.as.director, {}, 1);
    expect(JSON.stringify(entries)).not.toContain('Draft report.pdf');
    const files = await asSuperuser('SELECT FROM files WHERE council_id = $1', [council.id]);
    expect(files).toEqual([]);
  });

  it('is kept track of by the sweep and counted until it is removed', async () => {
    const id = await fileId();
    expect(await knownFiles(council.id, [id])).toEqual(new Set([id]));
    expect((await getStorageUse(council.as.lead)).used).toBeGreaterThan(100);
    expect(await removeDraft(checker, { inspection, draft: 1 })).toEqual({ outcome: 'removed' });
    expect(await knownFiles(council.id, [id])).toEqual(new Set());
    expect((await getStorageUse(council.as.lead)).used).toBe(0);
    expect(await readableDraft(checker, inspection, 1)).toBeNull();
    expect((await getAccuracy(checker, inspection))?.drafts).toMatchObject([{ number: 1, isRemoved: true }]);
    await makeDraftReport(council, inspection);
    await makeDraftReport(council, inspection);
    await removeDraft(checker, { inspection, draft: 3 });
    await savePoint(checker, pointInput({ inspection }));
    // Not on the one that was removed.
    expect((await getAccuracy(checker, inspection))?.points).toMatchObject([{ draft: 2 }]);
    expect(await faults()).toEqual([]);
  });

  it('is refused with active content, and its bytes go if it is not kept', async () => {
    const script = pdf({
      objects: '9 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj',
      trailer: '/OpenAction 9 0 R',
    });
    const received = await receiveFile(Readable.from([script]), {
      ...{ councilId: council.id, personId: checker.person.id, name: 'Draft.pdf', maxBytes: 1024 ** 2 },
    });
    expect(received).toMatchObject({ ok: false });
    const text = await receivedFile(checker, 'Draft.txt');
    expect(await uploadDraft(checker, inspection, { receivedOn: '2026-11-27' }, text)).toEqual({
      ...{ outcome: 'unread', why: 'not a PDF' },
    });
    const stranger = await receivedFile(checker, 'Draft.pdf', pdfOfPages(['One']));
    expect(await uploadDraft(council.as.lead, inspection, { receivedOn: '2026-11-27' }, stranger)).toEqual({
      outcome: 'not found',
    });
    for (const { id } of [text, stranger])
      expect(await fileStore().size({ councilId: council.id, id })).toBeNull();
  });

  it('is opened once on each day in the history', async () => {
    for (let time = 0; time < 3; time += 1) await recordOpening(checker, inspection, 1);
    const { entries } = await listActivity(council.as.director, {}, 1);
    expect(entries.filter(({ title }) => title === 'Draft report 1 opened')).toHaveLength(1);
  });

  it('has no rows for others in the database, whoever acts', async () => {
    for (const table of ['report_drafts', 'report_pages', 'accuracy_points']) {
      await savePoint(checker, pointInput({ inspection }));
      const count = async (member: CouncilContext | null) =>
        (await asActing(council.id, member, `SELECT FROM ${table}`)).rowCount;
      expect([await count(council.as.lead), await count(null)], table).toEqual([0, 0]);
      expect(await count(checker), table).toBeGreaterThan(0);
    }
  });
});

describe('a point of accuracy', () => {
  it('has the evidence as it was when it was named, and the history none of its words', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceFile(lead, {}, 'audit.txt', 'Nineteen days\n');
    const point = pointInput({ inspection, reference, evidencePage: 4, owner: checker.person.id });
    expect(await savePoint(checker, point)).toEqual({ outcome: 'saved' });
    const newer = await receivedFile(lead, 'audit.txt', 'Twenty days\n');
    await replaceFile(lead, reference, { based: 1, reason: 'Corrected', datedOn: '2026-06-18' }, newer);
    const agreed = { ...point, point: 1, version: 1, pointState: 'sent', outcome: 'accepted' } as const;
    expect(await savePoint(checker, agreed)).toEqual({ outcome: 'saved' });
    expect(await savePoint(checker, { ...agreed, says: 'Other' })).toMatchObject({ outcome: 'conflict' });
    const view = await getAccuracy(checker, inspection);
    expect(view?.points).toMatchObject([
      { evidence: { reference, version: 1, page: 4 }, owner: { id: checker.person.id }, outcome: 'accepted' },
    ]);
    expect(view?.due?.day).toBe('2026-12-11');
    // The same on the timeline, which others see too.
    const { steps } = (await getInspection(lead, inspection)) ?? { steps: [] };
    expect(steps.find(({ key }) => key === 'accuracy')?.startsOn).toBe('2026-12-11');
    const chain = await asSuperuser('SELECT data FROM audit_events WHERE council_id = $1', [council.id]);
    expect(JSON.stringify(chain)).not.toContain('19 days');
    expect(await faults()).toEqual([]);
    await asSuperuser("UPDATE accuracy_points SET correct = 'Another' WHERE council_id = $1", [council.id]);
    expect((await faults()).join()).toContain('point of accuracy 1');
  });

  it('is on a page that there is, seen to by a checker, and removed only while it is written', async () => {
    const point = pointInput({ inspection });
    expect(await savePoint(checker, { ...point, page: 9 })).toEqual({ outcome: 'no such page', pages: 3 });
    expect(await savePoint(checker, { ...point, owner: council.as.lead.person.id })).toEqual({
      outcome: 'unknown person',
    });
    await savePoint(checker, { ...point, pointState: 'agreed' });
    expect(await removePoint(checker, { inspection, point: 1, version: 1 })).toEqual({ outcome: 'agreed' });
    await savePoint(checker, { ...point, point: 1, version: 1 });
    expect(await removePoint(checker, { inspection, point: 1, version: 2 })).toEqual({ outcome: 'removed' });
    await savePoint(checker, point);
    expect((await getAccuracy(checker, inspection))?.points.map(({ number }) => number)).toEqual([2]);
    expect(await faults()).toEqual([]);
  });

  it('leaves in the order of the pages: all as CSV, those that are agreed or sent as PDF', async () => {
    expect(await exportPointsPdf(checker, inspection)).toBeNull();
    for (const [page, pointState] of [
      [3, 'agreed'],
      [1, 'writing'],
      [2, 'sent'],
    ] as const)
      await savePoint(checker, pointInput({ inspection, page, pointState }));
    expect((await exportPoints(checker, inspection))?.points.map(({ page }) => page)).toEqual([1, 2, 3]);
    const made = await exportPointsPdf(checker, inspection);
    expect(made).toMatchObject({ fileName: expect.stringMatching(/points of accuracy .*\.pdf$/) });
    const { entries } = await listActivity(council.as.director, {}, 1);
    expect(entries[0]).toMatchObject({ title: 'Points of accuracy exported as PDF', detail: '2 points' });
  });
});
