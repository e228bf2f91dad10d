import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startQueue } from '#lib/background/queue.ts';
import { scanCleanAgain, scanWaiting } from '#lib/background/scans.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { getEvidencePage } from '#lib/pages/evidence-item.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { councilFolder } from '#lib/platform/storage/location.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { claimsAndProof, NONE_OUT_OF_USE } from '#lib/record/claims/rules.ts';
import { replaceFile, withdrawEvidence } from '#lib/record/evidence/commands.ts';
import { countsAsEvidence, EVIDENCE_STATES, SCAN_STATES } from '#lib/record/evidence/lifecycle.ts';
import { getEvidenceItem, readableFile } from '#lib/record/evidence/queries.ts';
import { noteVerdict, scanAgain, updateWaiting } from '#lib/record/scans/commands.ts';
import { addUploads, keepAnswers } from '#lib/record/uploads/commands.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { answerErasure, askErasure } from '#lib/work/erasures/commands.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import { type Clamd, hasClamd, startClamd, VIRUS, VIRUS_NAME } from '#tests/setup/clamd.ts';
import {
  ANSWERS,
  asSuperuser,
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  readyUpload,
  receivedFile,
  type TestCouncil,
  uploadDetails,
} from './council-factory.ts';

/** Of the scanner. Its own are only those of the tests, which have no date. */
let signatures: Date | null = null;
vi.mock('#lib/platform/scanning/clamd.ts', async (original) => ({
  ...(await original<typeof import('#lib/platform/scanning/clamd.ts')>()),
  signaturesDate: async () => signatures,
}));

const NO_PROOF = { attached: [], inList: [], ...NONE_OUT_OF_USE };
const QUICK = { poll: 1, watch: 1, heartbeat: 10 };

describe.runIf(hasClamd)('with a scanner', () => {
  let clamd: Clamd;
  let council: TestCouncil & { readonly assessment: string };
  beforeAll(async () => {
    clamd = await startClamd(['AlertExceedsMax yes', 'MaxFileSize 1K']);
    // Before the first setting is read.
    process.env.CLAMD_URL = clamd.url;
  });
  afterAll(() => clamd.stop());
  beforeEach(async () => {
    await clamd.start();
    council = await makeAssessedCouncil();
  });

  const scanOf = async (reference: string) =>
    (await getEvidencePage(council.as.lead, reference))?.versions.map(({ scan }) => [
      scan.state,
      scan.result,
    ]);
  const openedBy = async (reference: string, version?: number) => {
    const file = await readableFile(council.as.reader, reference, version);
    return file && 'unusable' in file ? file.unusable : (file?.sha256 ?? null);
  };
  const fileOf = async (reference: string) => {
    const source = (await getEvidenceItem(council.as.lead, reference))?.source;
    return source?.kind === 'file' ? source.id : '';
  };
  const rows = async () => (await verifyCouncil(council, ALL_RECORDS)).rows;
  const events = async () =>
    (
      await asSuperuser<{ event: string }>(
        `SELECT type || ' ' || subject || ' ' || coalesce(data ->> 'scan', data ->> 'files', '') AS event FROM audit_events
          WHERE council_id = $1 AND type ~ '^(file|scanning)\\.' ORDER BY seq`,
        [council.id],
      )
    ).map(({ event }) => event);
  const system = () =>
    systemContext({ ...council, name: 'Council', isExample: false }, 'Virus check', 'test');

  it('opens a file once it is clean, and never another', async () => {
    const { lead } = council.as;
    const clean = await makeEvidenceFile(lead, {}, 'clean.txt');
    const infected = await makeEvidenceFile(lead, {}, 'infected.txt', `A text with ${VIRUS} in it.\n`);
    const long = await makeEvidenceFile(lead, {}, 'long.txt', 'Long. '.repeat(1_000));
    const link = await makeEvidenceLink(lead);
    const all = [clean, infected, long];
    expect(await Promise.all(all.map((one) => openedBy(one)))).toEqual(['waiting', 'waiting', 'waiting']);

    await scanWaiting();
    expect(await scanOf(clean)).toEqual([['clean', '']]);
    expect(await openedBy(clean)).toMatch(/^[0-9a-f]{64}$/);
    expect(await scanOf(infected)).toEqual([['infected', VIRUS_NAME]]);
    expect(await openedBy(infected)).toBe('infected');
    expect(await scanOf(long)).toEqual([['failed', 'Heuristics.Limits.Exceeded.MaxFileSize']]);
    expect(await openedBy(long)).toBe('failed');
    expect((await getEvidenceItem(lead, link))?.scan).toBe('not_scanned');
    const scanned = [
      `file.scanned ${clean} clean`,
      `file.scanned ${infected} infected`,
      `file.scanned ${long} failed`,
    ];
    expect(await events()).toEqual(scanned);
    await scanWaiting();
    expect(await events()).toEqual(scanned);
    expect(await rows()).toEqual([]);
    await asSuperuser("UPDATE files SET scan = 'clean', scan_result = '' WHERE council_id = $1", [
      council.id,
    ]);
    expect(await rows()).toHaveLength(2);
  });

  it('counts as evidence only what is clean', async () => {
    const { lead } = council.as;
    const on = { statement: 'QS1' } as const;
    const clean = await makeEvidenceFile(lead, on, 'clean.txt');
    const infected = await makeEvidenceFile(lead, on, 'infected.txt', `Found: ${VIRUS}\n`);
    const numbers = (...references: string[]) => references.map((reference) => Number(reference.slice(1)));
    const strengths = `Shown by ${clean} and ${infected}.`;
    await saveStatement(lead, 'QS1', { ...ANSWERS, strengths, assessment: council.assessment, version: 0 });
    const found = async () => {
      const page = await getStatement(lead, 'QS1');
      const { notClean, covered } = claimsAndProof(
        { ...ANSWERS, strengths },
        page?.proof ?? NO_PROOF,
        new Date(),
      );
      const row = (await getStatementList(lead)).assessment?.statements.find(({ id }) => id === 'QS1');
      return { notClean, covered: covered.recent, count: row?.evidenceCount };
    };
    expect(await found()).toEqual({ notClean: numbers(clean, infected), covered: [], count: 0 });
    await scanWaiting();
    expect(await found()).toEqual({ notClean: numbers(infected), covered: ['people'], count: 1 });
    const gaps = (await getReview(lead, new Date()))?.content?.gaps.map(({ text }) => text);
    expect(gaps).toContain(`${infected} not found free of viruses, so not counted as evidence`);
    const pack = await packSnapshot(lead, 'pack', new Date());
    const titles = typeof pack === 'object' && pack?.document.register.map(({ title }) => title);
    expect(titles).toEqual(['Clean', 'Contains a virus: Infected']);
  });

  it('agrees with the database on what counts', async () => {
    const stored = await asSuperuser(
      `SELECT state::text, scan::text, redact AS "needsRedaction"
         FROM unnest(enum_range(NULL::evidence_state)) state, unnest(enum_range(NULL::file_scan)) scan,
              (VALUES (false), (true)) r (redact)
        WHERE counts_as_evidence(state, scan, redact)`,
    );
    const all = EVIDENCE_STATES.flatMap((state) =>
      SCAN_STATES.flatMap((scan) => [false, true].map((needsRedaction) => ({ state, scan, needsRedaction }))),
    );
    expect(stored).toEqual(all.filter(countsAsEvidence));
  });

  it('scans each version, and an item has the scan of the newest', async () => {
    const { lead } = council.as;
    const reference = await makeEvidenceFile(lead, {}, 'infected.txt', VIRUS);
    await scanWaiting();
    const details = { based: 1, reason: 'Without the virus', datedOn: null };
    await replaceFile(lead, reference, details, await receivedFile(lead, 'new.txt', 'New notes.\n'));
    expect(await openedBy(reference)).toBe('waiting');
    await scanWaiting();
    expect(await scanOf(reference)).toEqual([
      ['clean', ''],
      ['infected', VIRUS_NAME],
    ]);
    expect(await openedBy(reference)).toMatch(/^[0-9a-f]{64}$/);
    expect(await openedBy(reference, 1)).toBe('infected');
    expect(await rows()).toEqual([]);
  });

  it('scans what was added with many files, and withdrawn evidence too', async () => {
    const { lead } = council.as;
    const upload = await readyUpload(lead);
    const {
      title: _title,
      submission: _submission,
      shows: _shows,
      location: _location,
      ...answers
    } = uploadDetails();
    await keepAnswers(lead, { upload: [upload], title: {}, answers: { ...answers, statement: [] } });
    const { added } = await addUploads(lead, new Set());
    const [reference = ''] = added;
    await withdrawEvidence(lead, reference, 'A wrong file');
    expect(await openedBy(reference)).toBe('waiting');
    await scanWaiting();
    expect(await scanOf(reference)).toEqual([['clean', '']]);
  });

  it('has files wait while the scanner is away, and scans them when it is back', async () => {
    await clamd.kill();
    const reference = await makeEvidenceFile(council.as.lead);
    await scanWaiting();
    expect(await openedBy(reference)).toBe('waiting');
    await clamd.start();
    await scanWaiting();
    expect(await scanOf(reference)).toEqual([['clean', '']]);
    expect(await events()).toEqual([`file.scanned ${reference} clean`]);
  });

  it('goes on after a file that it cannot read', async () => {
    const { lead } = council.as;
    const lost = await makeEvidenceFile(lead);
    const other = await makeEvidenceFile(lead);
    const source = (await getEvidenceItem(lead, lost))?.source;
    await rm(path.join(councilFolder(council.id), source?.kind === 'file' ? source.id : ''));
    await scanWaiting();
    expect(await scanOf(lost)).toEqual([['failed', 'The file is missing']]);
    expect(await scanOf(other)).toEqual([['clean', '']]);
  });

  it('is scanned again on request, unless it is clean', async () => {
    const { lead } = council.as;
    const infected = await makeEvidenceFile(lead, {}, 'infected.txt', VIRUS);
    const clean = await makeEvidenceFile(lead);
    await scanWaiting();
    expect(await scanAgain(lead, infected)).toEqual({ outcome: 'done' });
    expect(await openedBy(infected)).toBe('waiting');
    expect(await rows()).toEqual([]);
    expect(await scanAgain(lead, infected)).toEqual({ outcome: 'unchanged' });
    expect(await scanAgain(lead, clean)).toEqual({ outcome: 'unchanged' });
    expect(await scanAgain(lead, 'E99')).toEqual({ outcome: 'not found' });
    await scanWaiting();
    expect(await scanOf(infected)).toEqual([['infected', VIRUS_NAME]]);
    expect(await rows()).toEqual([]);
  });

  it('finds a virus in a clean file a week later, with newer signatures', async () => {
    const { lead } = council.as;
    const old = { statement: 'QS1' } as const;
    const infected = await makeEvidenceFile(lead, old, 'infected.txt', VIRUS);
    const long = await makeEvidenceFile(lead, {}, 'long.txt', 'Long. '.repeat(1_000));
    const clean = await makeEvidenceFile(lead);
    for (const reference of [infected, long, clean])
      await noteVerdict(system(), { id: await fileOf(reference), was: 'waiting' }, { scan: 'clean' });
    const states = async () =>
      (await Promise.all([infected, long, clean].map(scanOf))).map((scans) => scans?.[0]?.[0]);
    const week = 7 * 24 * 60 * 60_000;
    const now = Date.now();
    const inAWeek = new Date(now + week + 60_000);
    for (const [asOf, from] of [
      [inAWeek, null],
      [inAWeek, new Date(now - 60_000)],
      [new Date(now + week - 60_000), inAWeek],
    ] as const) {
      signatures = from;
      await scanCleanAgain(asOf);
      expect(await states()).toEqual(['clean', 'clean', 'clean']);
    }
    signatures = inAWeek;
    await scanCleanAgain(inAWeek);
    // What a clean file is beyond, since the limits have changed, is no virus.
    expect(await states()).toEqual(['infected', 'clean', 'clean']);
    expect(await openedBy(infected)).toBe('infected');
    expect((await getEvidenceItem(lead, infected))?.scan).toBe('infected');
    expect(await openedBy(clean)).toMatch(/^[0-9a-f]{64}$/);
    expect((await events()).at(-1)).toBe(`file.scanned ${infected} infected`);
    expect((await listNotices(lead, 1)).notices).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  it('tells the leads and whoever added it of a virus', async () => {
    const { contributor, lead, reader } = council.as;
    const infected = await makeEvidenceFile(contributor, {}, 'infected.txt', VIRUS);
    await makeEvidenceFile(contributor);
    await scanWaiting();
    const told = async (person: typeof lead) =>
      (await listNotices(person, 1)).notices.map(({ text }) => text);
    const notice = [`The file of ${infected} contains a virus, so it cannot be opened`];
    expect([await told(contributor), await told(lead), await told(reader)]).toEqual([notice, notice, []]);
  });

  it('leaves the file to the next process if one is killed', async () => {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--disable-warning=ExperimentalWarning', 'tests/setup/queue-process.ts'],
      { env: process.env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
    );
    await once(child, 'message');
    clamd.pause();
    const reference = await makeEvidenceFile(council.as.lead);
    await expect
      .poll(() => asSuperuser(`SELECT FROM pgboss.job WHERE name = 'scan' AND state = 'active'`), {
        timeout: 15_000,
      })
      .not.toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    clamd.resume();
    expect(await openedBy(reference)).toBe('waiting');
    await Promise.all([scanWaiting(), scanWaiting()]);
    expect(await scanOf(reference)).toEqual([['clean', '']]);
    expect(await events()).toEqual([`file.scanned ${reference} clean`]);
  });

  it('is scanned by a job as soon as it is added', async () => {
    const queue = await startQueue(QUICK);
    try {
      const reference = await makeEvidenceFile(council.as.lead);
      await expect.poll(() => scanOf(reference), { timeout: 15_000 }).toEqual([['clean', '']]);
    } finally {
      await queue.stop();
    }
  });

  it('has older files wait when a scanner is set, and none when there is none any more', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    expect(await updateWaiting(system(), false)).toEqual([]);
    expect(await openedBy(reference)).toMatch(/^[0-9a-f]{64}$/);
    expect(await updateWaiting(system(), false)).toEqual([]);
    expect(await updateWaiting(system(), true)).toHaveLength(1);
    expect(await openedBy(reference)).toBe('waiting');
    await noteVerdict(
      system(),
      { id: await fileOf(reference), was: 'waiting' },
      { scan: 'failed', result: 'nonsense' },
    );
    expect(await updateWaiting(system(), false)).toEqual([]);
    expect(await openedBy(reference)).toMatch(/^[0-9a-f]{64}$/);
    expect(await events()).toEqual([
      `scanning.stopped ${council.slug} 1`,
      `scanning.started ${council.slug} 1`,
      `file.scanned ${reference} failed`,
      `scanning.stopped ${council.slug} 1`,
    ]);
    expect(await rows()).toEqual([]);
  });

  it('leaves erased evidence as it is, and goes on with the rest', async () => {
    const { lead, director } = council.as;
    const reference = await makeEvidenceFile(lead);
    const file = await fileOf(reference);
    await askErasure(lead, { reference, reason: 'Of another council', seen: 1 });
    await answerErasure(director, { reference, number: 1, answer: 'confirm', reason: '' });
    expect(await noteVerdict(system(), { id: file, was: 'waiting' }, { scan: 'clean' })).toBe(false);
    const other = await makeEvidenceFile(lead, {}, 'other.txt', 'Another text.\n');
    expect(await updateWaiting(system(), false)).toEqual([]);
    expect(await updateWaiting(system(), true)).toEqual([
      expect.objectContaining({ id: await fileOf(other) }),
    ]);
    expect(await rows()).toEqual([]);
  });

  it('changes no file of another council', async () => {
    const reference = await makeEvidenceFile(council.as.lead);
    const waiting = { id: await fileOf(reference), was: 'waiting' } as const;
    const other = await makeAssessedCouncil();
    const stranger = systemContext({ ...other, name: 'Other', isExample: false }, 'Virus check', 'test');
    expect(await noteVerdict(stranger, waiting, { scan: 'clean' })).toBe(false);
    expect(await openedBy(reference)).toBe('waiting');
  });
});
