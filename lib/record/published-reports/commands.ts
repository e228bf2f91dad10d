import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { dateToColumn } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { type ReportFacts, reportSubject, wordsOfReport } from '#lib/record/published-reports/events.ts';
import { loadReports } from '#lib/record/published-reports/queries.ts';
import { factsOfReport, type PublishedReport } from '#lib/record/published-reports/rules.ts';
import type { SaveReport } from '#lib/record/published-reports/schema.ts';
import { lockResults, storeCorrections } from '#lib/record/results/commands.ts';
import { sameResult } from '#lib/record/results/facts.ts';
import { loadResults } from '#lib/record/results/queries.ts';
import { resultId, resultName, shortName } from '#lib/record/results/rules.ts';

export type SaveReportResult =
  | { readonly outcome: 'saved' | 'unchanged'; readonly number: number }
  | { readonly outcome: 'not found' | 'kind taken' }
  | { readonly outcome: 'conflict'; readonly latest: PublishedReport };

/**
 * Adds a report on the council, or changes one. A council with a GSS code has it among its published results too, where
 * it takes the place of what came with the service.
 */
export function saveReport(context: CouncilContext, input: SaveReport): Promise<SaveReportResult> {
  return auditedWrite<SaveReportResult>(context, 'improvement:oversee', async (db) => {
    await lockInCouncil(db.tx, context.council.id, 'published reports');
    const reports = await loadReports(db);
    const stored = input.report === 0 ? null : reports.find(({ number }) => number === input.report);
    if (stored === undefined) return unchanged({ outcome: 'not found' });
    if (reports.some((one) => one !== stored && one.kind === input.resultKind))
      return unchanged({ outcome: 'kind taken' });
    const before = stored && factsOf(stored);
    const after = factsOfInput(input);
    const isSame =
      isDeepStrictEqual(before, after) &&
      isDeepStrictEqual(wordsOfReport(stored?.statements ?? []), wordsOfReport(input.statements));
    if (stored && isSame) return unchanged({ outcome: 'unchanged', number: stored.number });
    if (stored && stored.version !== input.version) return unchanged({ outcome: 'conflict', latest: stored });
    const number = stored?.number ?? Math.max(0, ...reports.map((one) => one.number)) + 1;
    await storeReport(db, { number, isNew: stored === null, facts: after, statements: input.statements });
    const event: NewEvent = {
      type: 'published-report.saved',
      subject: reportSubject(number),
      data: {
        ...{ report: number, before, after, statements: input.statements.length },
        words: hashWords(wordsOfReport(input.statements)),
      },
    };
    return {
      result: { outcome: 'saved', number },
      event: [event, ...(await storeOwnResult(db, before, after))],
    };
  });
}

function factsOf(report: PublishedReport): ReportFacts {
  const { kind, status, framework, publishedOn, visitedOn, url, score, rating, scores } = report;
  return { kind, status, framework, publishedOn, visitedOn, url, score, rating, scores };
}

function factsOfInput({ resultKind: kind, resultStatus: status, ...input }: SaveReport): ReportFacts {
  const { framework, publishedOn, visitedOn, url, score, rating, scores } = input;
  return { kind, status, framework, publishedOn, visitedOn, url, score, rating, scores };
}

type StoreReport = {
  readonly number: number;
  readonly isNew: boolean;
  readonly facts: ReportFacts;
  readonly statements: PublishedReport['statements'];
};

async function storeReport(
  { tx, context }: CouncilWrite,
  { number, isNew, facts, statements }: StoreReport,
): Promise<void> {
  const councilId = context.council.id;
  const data = {
    ...facts,
    publishedOn: dateToColumn(facts.publishedOn),
    visitedOn: facts.visitedOn && dateToColumn(facts.visitedOn),
    ...{ changedById: context.person.id, changedAt: context.now() },
  };
  if (isNew)
    await tx.publishedReport.create({ data: { councilId, number, ...data }, select: { number: true } });
  else {
    await tx.publishedReport.update({
      where: { councilId_number: { councilId, number } },
      data: { ...data, version: { increment: 1 } },
      select: { number: true },
    });
    await tx.publishedReportStatement.deleteMany({ where: { councilId, report: number } });
  }
  await tx.publishedReportStatement.createMany({
    data: statements.map((one) => ({ councilId, report: number, ...one })),
  });
}

/** Writes the report among the published results of all councils. An example council has no place there. */
async function storeOwnResult(
  db: CouncilWrite,
  before: ReportFacts | null,
  after: ReportFacts,
): Promise<readonly NewEvent[]> {
  const council = await db.tx.council.findUniqueOrThrow({
    where: { id: db.context.council.id },
    select: { authority: { select: { gssCode: true, name: true } } },
  });
  if (!council.authority) return [];
  await lockResults(db);
  const { gssCode } = council.authority;
  const name = shortName(council.authority.name);
  const results = (await loadResults(db)).filter(({ authority }) => authority.gssCode === gssCode);
  const [id, saved] = [resultId(gssCode, after.kind), factsOfReport(after)];
  const held = results.find((row) => row.id === id);
  const events: NewEvent[] = [];
  const left = before && before.kind !== after.kind && results.find((row) => row.kind === before.kind);
  // Not what somebody has put in its place since.
  if (left && left.origin.kind === 'corrected' && sameResult(left.facts, factsOfReport(before))) {
    await storeCorrections(db, [{ id: left.id, after: null }]);
    events.push({
      type: 'results.correction-removed',
      subject: left.id,
      data: {
        ...{ id: left.id, council: resultName(name, left.id) },
        ...{ before: left.facts, after: left.origin.before?.facts ?? null },
      },
    });
  }
  if (held?.origin.kind === 'corrected' && sameResult(held.facts, saved)) return events;
  await storeCorrections(db, [{ id, after: saved }]);
  events.push({
    type: 'results.own-saved',
    subject: id,
    data: { id, council: resultName(name, id), before: held?.facts ?? null, after: saved },
  });
  return events;
}
