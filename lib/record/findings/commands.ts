import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadEvidenceId } from '#lib/record/evidence/item-rows.ts';
import { type FindingFacts, findingSubject, wordsOfFinding } from '#lib/record/findings/events.ts';
import { findingsOf } from '#lib/record/findings/queries.ts';
import { type Finding, MAX_FINDINGS } from '#lib/record/findings/rules.ts';
import type { SaveFinding } from '#lib/record/findings/schema.ts';

export type SaveFindingResult =
  | { readonly outcome: 'saved' | 'unchanged'; readonly number: number }
  | { readonly outcome: 'not found' | 'unknown evidence' | 'no report' }
  | { readonly outcome: 'conflict'; readonly latest: Finding };

/** Adds a finding, changes it, closes it or opens it again. */
export function saveFinding(context: CouncilContext, input: SaveFinding): Promise<SaveFindingResult> {
  return auditedWrite<SaveFindingResult>(context, 'improvement:edit', async (db) => {
    await lockInCouncil(db.tx, context.council.id, 'findings');
    const [stored] = input.finding === 0 ? [null] : await findingsOf(db, input.finding);
    if (stored === undefined) return unchanged({ outcome: 'not found' });
    if (!(await hasReport(db, input))) return unchanged({ outcome: 'no report' });
    const evidenceItemId = await loadEvidenceId(db, input.reference);
    if (evidenceItemId === undefined) return unchanged({ outcome: 'unknown evidence' });
    const before = stored && factsOf(stored);
    const after = factsOfInput(input);
    const texts = { text: input.found, origin: input.document, outcome: input.becameOfIt };
    const words = wordsOfFinding(texts);
    if (stored && isDeepStrictEqual([before, wordsOfFinding(stored)], [after, words]))
      return unchanged({ outcome: 'unchanged', number: stored.number });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const number = stored?.number ?? (await nextNumber(db));
    await storeFinding(db, { number, isNew: stored === null, facts: after, texts, evidenceItemId });
    return {
      result: { outcome: 'saved', number },
      event: {
        type: 'finding.saved',
        subject: findingSubject(number),
        data: { finding: number, before, after, words: hashWords(words) },
      },
    };
  });
}

function factsOf(finding: Finding): FindingFacts {
  const { source, report, page, reference, foundOn, statement, severity, closedOn } = finding;
  return { source, report, page, reference, foundOn, statement, severity, closedOn };
}

function factsOfInput({
  findingSource: source,
  sourcePage: page,
  ofStatement: statement,
  ...input
}: SaveFinding): FindingFacts {
  const { reference, foundOn, severity, closedOn } = input;
  return { ...source, page, reference, foundOn, statement, severity, closedOn };
}

async function hasReport(
  { tx, context }: CouncilWrite,
  { findingSource: { report } }: SaveFinding,
): Promise<boolean> {
  if (report === null) return true;
  const where = { councilId_number: { councilId: context.council.id, number: report } };
  return (await tx.publishedReport.findUnique({ where, select: { number: true } })) !== null;
}

async function nextNumber({ tx, context }: CouncilWrite): Promise<number> {
  const { _max: last, _count: count } = await tx.finding.aggregate({
    where: { councilId: context.council.id },
    ...{ _max: { number: true }, _count: true },
  });
  requireRoom(MAX_FINDINGS, count);
  return (last.number ?? 0) + 1;
}

type StoreFinding = {
  readonly number: number;
  readonly isNew: boolean;
  readonly facts: FindingFacts;
  readonly texts: Pick<Finding, 'text' | 'origin' | 'outcome'>;
  readonly evidenceItemId: string | null;
};

async function storeFinding(
  { tx, context }: CouncilWrite,
  { number, isNew, facts, texts, evidenceItemId }: StoreFinding,
): Promise<void> {
  const councilId = context.council.id;
  const now = context.now();
  const { reference: _, foundOn, closedOn, ...kept } = facts;
  const data = {
    ...{ ...kept, ...texts, evidenceItemId, foundOn: dateToColumn(foundOn) },
    closedOn: closedOn && dateToColumn(closedOn),
    ...{ changedById: context.person.id, changedAt: now },
  };
  if (isNew) {
    await tx.finding.create({ data: { councilId, number, addedAt: now, ...data }, select: { number: true } });
    return;
  }
  await tx.finding.update({
    where: { councilId_number: { councilId, number } },
    data: { ...data, version: { increment: 1 } },
    select: { number: true },
  });
}
