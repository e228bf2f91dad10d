import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportPack } from '#lib/exchange/packs/commands.ts';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { getStatementList } from '#lib/pages/statement-list.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import { attachEvidence, changeDetails } from '#lib/record/evidence/commands.ts';
import { getEvidenceItem, listEvidence } from '#lib/record/evidence/queries.ts';
import { type Score, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { reopenAssessment } from '#lib/work/reviews/commands.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import {
  ANSWERS,
  asSuperuser,
  CYCLE,
  decisionInput,
  dumpCouncil,
  evidenceUseInput,
  linkDetails,
  makeAssessedCouncil,
  makeCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
  signOff,
  type TestCouncil,
} from './council-factory.ts';

const PACK_ID = '0198a5c0-0000-7000-8000-000000000000';
const MADE_AT = new Date('2026-11-21T23:30:00Z');

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

async function score(scores: readonly Score[]): Promise<void> {
  for (const [index, value] of scores.entries()) {
    const id = STATEMENT_IDS[index];
    if (!id) continue;
    const input = {
      ...ANSWERS,
      score: value,
      strengths: `${id} strengths`,
      assessment: council.assessment,
      version: 0,
    };
    await saveStatement(council.as.lead, id, input);
  }
}

async function snapshot(): Promise<PackDocument> {
  const made = await packSnapshot(council.as.director, PACK_ID, MADE_AT);
  if (!made || made === 'scores hidden') throw new Error('There is no pack');
  expect(made.assessmentId).toBe(council.assessment);
  return made.document;
}

describe('packSnapshot', () => {
  it('matches the pages: result, themes, distance, flags and answers', async () => {
    await score([3, 3, 2, 3, 4, 3, 3, 4, 3]);
    await makeEvidenceLink(council.as.lead, {
      statement: 'QS1',
      shows: 'That people wait less',
      location: 'Page 3',
    });
    const pack = await snapshot();
    const assessment = await getAssessment(council.as.reader);
    if (!assessment?.scores) throw new Error('There are no scores');
    const { scores, thresholds } = assessment;
    const { overall, themes, distance, flags } = resultOf({ scores, thresholds }, CQC_2023);
    expect(pack).toMatchObject({ state: { overall }, themes, distance, flags });
    expect(pack.state.overall).toMatchObject({ state: 'complete', points: 28, score: 78, band: 'good' });
    for (const statement of pack.statements) {
      const page = await getStatement(council.as.reader, statement.id);
      expect(statement).toMatchObject(page?.answers ?? {});
      expect(
        statement.evidence.map(({ reference, shows, location }) => [reference, shows, location]),
      ).toEqual(page?.evidence.shown.map(({ reference, shows, location }) => [reference, shows, location]));
    }
    expect(pack).toMatchObject({
      packId: PACK_ID,
      council: { name: council.as.lead.council.name, isExample: false },
      cycle: { name: assessment.name, period: { startsOn: CYCLE.startsOn, endsOn: CYCLE.endsOn } },
      madeAt: '2026-11-21T23:30:00.000Z',
      madeBy: { name: council.as.director.person.name, role: 'Director' },
    });
    const { events, head } = await verifyCouncil(council, []);
    expect(pack.audit).toEqual({ seq: events, hash: head });
  });

  it('keeps out what needs redaction, of signed content too, until it is redacted', async () => {
    const { lead, director } = council.as;
    const secret = { title: 'Zebedee’s letter', owner: 'Zebedee’s nephew', url: 'https://zebedee.example/' };
    await score([3, 3, 2, 3, 4, 3, 3, 4, 3]);
    await makeEvidenceLink(lead, {
      statement: 'QS1',
      shows: 'Zebedee waits',
      location: 'Zebedee, page 3',
      ...secret,
    });
    await makeEvidenceLink(lead, { statement: 'QS2', voices: ['carers'], reviewBy: '2027-03-31' });
    await signOff(council);
    const signed = async () => {
      const source = { kind: 'signed', cycle: 1, version: 1 } as const;
      const made = await packSnapshot(director, PACK_ID, MADE_AT, source);
      if (!made || made === 'scores hidden') throw new Error('There is no pack');
      return made.document;
    };
    expect((await signed()).register).toMatchObject([
      { title: secret.title, owner: secret.owner },
      { voices: ['Unpaid carers'], reviewBy: null },
    ]);
    const change = {
      ...linkDetails(secret),
      containsPersonalData: true,
      marking: 'OFFICIAL-SENSITIVE',
    } as const;
    await changeDetails(lead, 'E1', { ...change, needsRedaction: true, version: 1 });
    for (const pack of [await signed(), await snapshot()]) {
      expect(JSON.stringify(pack)).not.toMatch(/zebedee/i);
      expect(pack.marking).toBe('OFFICIAL');
      expect(pack.register[0]).toMatchObject({ reference: 'E1', title: 'Not included: it needs redaction' });
      expect(pack.statements[0]?.evidence).toMatchObject([{ reference: 'E1', shows: '', location: '' }]);
    }
    const gaps = (await getReview(lead, MADE_AT))?.content?.gaps.map(({ text }) => text);
    expect(gaps).toContain('E1 needs redaction, so kept out of packs and not counted as evidence');
    const row = (await getStatementList(lead)).assessment?.statements.find(({ id }) => id === 'QS1');
    expect(row?.evidenceCount).toBe(0);
    expect((await snapshot()).register[1]).toMatchObject({ reviewBy: '2027-03-31' });
    await changeDetails(lead, 'E1', { ...change, version: 2 });
    expect((await snapshot()).register[0]).toMatchObject({ title: secret.title });
    expect((await signed()).register[0]).toMatchObject({ title: secret.title });
  });

  it('reports that it is incomplete, with what is missing and the range', async () => {
    await score([1, 2, 3]);
    const pack = await snapshot();
    expect(pack.state.overall).toMatchObject({
      state: 'incomplete',
      scored: 3,
      missing: STATEMENT_IDS.slice(3),
      range: { lowest: { points: 12 }, highest: { points: 30 } },
    });
    expect(pack.distance).toBeNull();
    expect(pack.flags).toMatchObject([{ kind: 'section-50', statements: ['QS1'] }]);
    expect(pack.statements.map(({ score: value }) => value)).toEqual([
      1,
      2,
      3,
      ...Array.from({ length: 6 }, () => null),
    ]);
  });

  it('holds every linked item, 60 of them, links and files, in order of their numbers', {
    timeout: 60_000,
  }, async () => {
    for (let n = 0; n < 60; n += 1) {
      const statement = STATEMENT_IDS[n % 9] ?? null;
      if (n % 6 !== 0) await makeEvidenceLink(council.as.lead, { title: `Item ${n + 1}`, statement });
      else
        await makeEvidenceFile(
          council.as.lead,
          { title: `Item ${n + 1}`, statement },
          'notes.txt',
          `Item ${n + 1}\n`,
        );
    }
    const { register, statements } = await snapshot();
    expect(register.map(({ reference, title }) => `${reference} ${title}`)).toEqual(
      Array.from({ length: 60 }, (_, index) => `E${index + 1} Item ${index + 1}`),
    );
    expect(register.filter(({ source }) => source.kind === 'link')).toHaveLength(50);
    expect(statements.flatMap(({ evidence }) => evidence)).toHaveLength(60);
    const { total } = await listEvidence(council.as.reader, {}, 1, new Date());
    expect(register).toHaveLength(total);
  });

  it('holds an item once for any number of statements, and none without a statement', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS9' });
    await makeEvidenceLink(council.as.lead, { title: 'Not attached' });
    for (const statement of ['QS4', 'QS1'] as const) {
      await attachEvidence(council.as.lead, [reference], statement, {
        ...evidenceUseInput(council),
        shows: `For ${statement}`,
      });
    }
    const { register, statements } = await snapshot();
    expect(register).toMatchObject([{ reference, statements: ['QS1', 'QS4', 'QS9'] }]);
    expect(statements.filter(({ evidence }) => evidence.length === 1).map(({ id }) => id)).toEqual([
      'QS1',
      'QS4',
      'QS9',
    ]);
  });

  it('holds two files of one name, each with its own size and fingerprint', async () => {
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'minutes.txt', 'May\n');
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'minutes.txt', 'June\n');
    const { register } = await snapshot();
    const fingerprint = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(register.map(({ source }) => source)).toMatchObject([
      { kind: 'file', name: 'minutes.txt', bytes: 4, sha256: fingerprint('May\n') },
      { kind: 'file', name: 'minutes.txt', bytes: 5, sha256: fingerprint('June\n') },
    ]);
  });

  it('has the highest marking of its items', async () => {
    expect((await snapshot()).marking).toBe('OFFICIAL');
    await makeEvidenceLink(council.as.lead, { statement: 'QS1' });
    await makeEvidenceLink(council.as.lead, { title: 'Not in the pack', marking: 'OFFICIAL-SENSITIVE' });
    expect((await snapshot()).marking).toBe('OFFICIAL');
    await makeEvidenceLink(council.as.lead, { statement: 'QS9', marking: 'OFFICIAL-SENSITIVE' });
    expect((await snapshot()).marking).toBe('OFFICIAL-SENSITIVE');
  });

  it('gives a document’s date as the page does, in any time zone', async () => {
    const reference = await makeEvidenceLink(council.as.lead, { statement: 'QS1', datedOn: '2026-03-29' });
    const undated = await makeEvidenceLink(council.as.lead, { statement: 'QS1', datedOn: null });
    const { register } = await snapshot();
    expect(register.map(({ datedOn }) => datedOn)).toEqual(['2026-03-29', null]);
    expect((await getEvidenceItem(council.as.lead, reference))?.datedOn).toEqual('2026-03-29');
    expect((await getEvidenceItem(council.as.lead, undated))?.datedOn).toBeNull();
  });
});

describe('the signature in a pack', () => {
  const reopened = async () => {
    const { assessment, step } = await decisionInput(council);
    await reopenAssessment(council.as.lead, { assessment, step, reason: 'New figures' });
  };

  it('is missing, then names its version, then reports later changes', async () => {
    expect((await snapshot()).signature).toEqual({ state: 'not-signed' });
    const hash = await signOff(council);
    const by = { name: council.as.director.person.name, role: 'Director' };
    expect(await snapshot()).toMatchObject({
      contentHash: hash,
      signature: { state: 'signed', version: 1, by },
      closedAt: null,
    });
    await reopened();
    // Nothing has changed yet, so the signed version still applies.
    expect((await snapshot()).signature).toMatchObject({ state: 'signed', version: 1 });
    await score([4]);
    const changed = await snapshot();
    expect(changed.signature).toMatchObject({ state: 'changed-since', version: 1, by });
    expect(changed.contentHash).not.toBe(hash);
  });

  it('of a signed version keeps that version’s contents, whatever happened since', async () => {
    await score([3]);
    const reference = await makeEvidenceLink(council.as.lead, {
      statement: 'QS1',
      title: 'As it was called',
    });
    const hash = await signOff(council);
    await reopened();
    await changeDetails(council.as.lead, reference, { ...linkDetails(), title: 'Renamed', version: 1 });
    await signOff(council);
    const source = { kind: 'signed', cycle: 1, version: 1 } as const;
    const made = await packSnapshot(council.as.reader, PACK_ID, MADE_AT, source);
    if (made === null || made === 'scores hidden') throw new Error('There is no such version');
    expect(made.document).toMatchObject({
      contentHash: hash,
      signature: { state: 'signed', version: 1 },
      register: [{ reference, title: 'As it was called' }],
      madeBy: { name: council.as.reader.person.name, role: 'Reader' },
    });
    const none = { kind: 'signed', cycle: 1, version: 3 } as const;
    expect(await packSnapshot(council.as.reader, PACK_ID, MADE_AT, none)).toBeNull();
    expect(await packSnapshot(council.as.reader, PACK_ID, MADE_AT, { kind: 'closed', cycle: 1 })).toBeNull();
  });

  it('is in the record of a downloaded version', async () => {
    await signOff(council);
    const pack = await exportPack(
      { ...council.as.reader, now: () => MADE_AT },
      { kind: 'signed', cycle: 1, version: 1 },
    );
    if (pack === null || typeof pack === 'string') throw new Error('There is no such version');
    expect(pack.fileName).toBe(`${council.slug} evidence pack cycle 1 version 1.pdf`);
    const [event] = await asSuperuser<{ data: object }>(
      "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'pack.exported'",
      [council.id],
    );
    expect(event?.data).toMatchObject({ version: 1, items: 0 });
  });
});

describe('exportPack', () => {
  it('returns a PDF whose fingerprint is in the audit chain', async () => {
    await score([3, 3, 2, 3, 4, 3, 3, 4, 3]);
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'minutes.txt', 'May\n');
    await makeEvidenceFile(council.as.lead, { statement: 'QS1' }, 'minutes.txt', 'June\n');
    const pack = await exportPack({ ...council.as.reader, now: () => MADE_AT });
    if (!pack || typeof pack === 'string') throw new Error('There is no pack');
    expect(Buffer.from(pack.pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(pack.fileName).toMatch(/\.pdf$/);
    const [event] = await asSuperuser(
      "SELECT subject, data, actor_id FROM audit_events WHERE council_id = $1 AND type = 'pack.exported'",
      [council.id],
    );
    expect(event).toEqual({
      subject: pack.packId,
      data: {
        assessmentId: council.assessment,
        sha256: createHash('sha256').update(pack.pdf).digest('hex'),
        items: 2,
      },
      actor_id: council.as.reader.person.id,
    });
    expect(await verifyCouncil(council, [])).toMatchObject({ firstBroken: null });
  });

  it('records neither an abandoned export nor a third at once, which is not made', async () => {
    const { lead } = council.as;
    const gone = new AbortController();
    const packs = [gone.signal, undefined, undefined].map((signal) =>
      exportPack(lead, { kind: 'open' }, signal),
    );
    expect(await packs[2]).toBe('busy');
    gone.abort();
    expect(await packs[0]).toBe('abandoned');
    expect(await packs[1]).toMatchObject({ fileName: expect.any(String) });
    const events = await asSuperuser(
      "SELECT subject FROM audit_events WHERE council_id = $1 AND type = 'pack.exported'",
      [council.id],
    );
    expect(events).toHaveLength(1);
  });

  it('makes and records nothing when no assessment is open', async () => {
    const empty = await makeCouncil();
    const before = await dumpCouncil(empty.id);
    expect(await exportPack(empty.as.lead)).toBeNull();
    expect(await dumpCouncil(empty.id)).toEqual(before);
  });
});
