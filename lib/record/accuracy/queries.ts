import 'server-only';
import { type CalendarDate, dateFromColumn } from '#lib/kernel/dates.ts';
import { londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { type LocatedFile, locateFile } from '#lib/platform/storage/locate.ts';
import type { AccuracyPoint, CheckedInspection, ReportDraft } from '#lib/record/accuracy/rules.ts';
import { draftToCheck, dueOf } from '#lib/record/accuracy/rules.ts';
import { loadFramework } from '#lib/record/assessments/queries.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { type NamedInspection, namedRead } from '#lib/record/inspections/named-gate.ts';
import { loadInspection, loadNamed } from '#lib/record/inspections/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type { AccuracyPoint, CheckedInspection, ReportDraft };

// Nothing of this is ever cached, nor in the search: row security shows it to named people alone.

export type AccuracyView = {
  readonly inspection: CheckedInspection;
  /** Newest first. */
  readonly drafts: readonly ReportDraft[];
  /** The one that is checked. Null: none has come. */
  readonly draft: ReportDraft | null;
  readonly points: readonly AccuracyPoint[];
  /** By when the points are due. Null: no draft has come. */
  readonly due: { readonly day: CalendarDate; readonly isCertain: boolean } | null;
};

/** The drafts of a report and the points on them. Null: for nobody but the named checkers of that inspection. */
export function getAccuracy(context: CouncilContext, inspection: number): Promise<AccuracyView | null> {
  return namedRead(context, inspection, 'report:check', loadAccuracy);
}

export async function loadAccuracy(db: CouncilRead, at: NamedInspection): Promise<AccuracyView> {
  const drafts = await loadDrafts(db, at.id);
  const inspection = await loadInspection(db, at.number);
  const draft = draftToCheck(drafts);
  return {
    ...{ inspection: aboutOf(at), drafts, points: await loadPoints(db, { inspectionId: at.id }) },
    draft: draft ?? null,
    due: draft ? dueOf(inspection ?? { steps: [] }, draft.receivedOn) : null,
  };
}

export type DraftPageView = {
  readonly inspection: CheckedInspection;
  readonly draft: ReportDraft;
  readonly page: number;
  /** Empty: no words were found on it. */
  readonly body: string;
  readonly points: readonly AccuracyPoint[];
};

/** A page of a draft in words. Null: as for `getAccuracy`, or there is no such page. */
export function getDraftPage(
  context: CouncilContext,
  inspection: number,
  { draft: number, page }: { readonly draft: number; readonly page: number },
): Promise<DraftPageView | null> {
  return namedRead(context, inspection, 'report:check', async (db, at) => {
    const draft = (await loadDrafts(db, at.id)).find((one) => one.number === number);
    if (!draft || draft.isRemoved || page > draft.pages) return null;
    const text = await db.tx.reportPage.findFirst({
      where: { councilId: context.council.id, number: page, draft: { inspectionId: at.id, number } },
      select: { body: true },
    });
    const points = await loadPoints(db, { inspectionId: at.id });
    return {
      ...{ inspection: aboutOf(at), draft, page, body: text?.body ?? '' },
      points: points.filter((point) => point.draft === number && point.page === page),
    };
  });
}

export type PointToSave = {
  readonly inspection: CheckedInspection;
  /** What a new one is about. */
  readonly draft: ReportDraft;
  /** Null: a new one. */
  readonly point: AccuracyPoint | null;
  readonly statements: readonly Choice[];
  /** Those who check the report. */
  readonly owners: readonly Choice[];
};

type Choice = { readonly value: string; readonly label: string };

/** A point to change, or with null what a new one needs. Null: as for `getAccuracy`, or there is none, or no draft. */
export function getPointToSave(
  context: CouncilContext,
  inspection: number,
  number: number | null,
): Promise<PointToSave | null> {
  return namedRead(context, inspection, 'report:check', async (db, at) => {
    const draft = draftToCheck(await loadDrafts(db, at.id));
    const [point] = number === null ? [null] : await loadPoints(db, { inspectionId: at.id, number });
    if (!draft || point === undefined) return null;
    const framework = await loadFramework(db);
    return {
      ...{ inspection: aboutOf(at), draft, point, owners: await loadCheckers(db, at.number) },
      statements: framework.statements.map(({ id, name }) => ({ value: id, label: name })),
    };
  });
}

/** Whether this person may check the draft of an open inspection, and what it is called. Null: as for `getAccuracy`. */
export function getInspectionToCheck(
  context: CouncilContext,
  inspection: number,
): Promise<CheckedInspection | null> {
  return namedRead(context, inspection, 'report:check', async (_, at) => aboutOf(at));
}

/** The file of a draft. Null: as for `getAccuracy`, or there is none. */
export async function readableDraft(
  context: CouncilContext,
  inspection: number,
  number: number,
): Promise<LocatedFile | null> {
  const row = await namedRead(context, inspection, 'report:check', ({ tx }, at) =>
    tx.reportDraft.findFirst({
      relationLoadStrategy: 'join',
      where: { councilId: context.council.id, inspectionId: at.id, number, file: { removedAt: null } },
      select: { id: true, name: true, file: { select: { bytes: true, sha256: true } } },
    }),
  );
  if (!row) return null;
  const { id, name, file } = row;
  const { bytes, sha256 } = file;
  return locateFile({
    ...{ councilId: context.council.id, id, name, sha256, mediaType: 'application/pdf' },
    bytes: Number(bytes),
  });
}

/** Whether the history has it of today in London that this person opened the draft. */
export async function hasOpenedToday(
  { tx, context }: CouncilRead,
  inspection: number,
  draft: number,
): Promise<boolean> {
  const today = startOfDay(londonDay(context.now()));
  const [row] = await tx.$queryRaw<{ found: boolean }[]>`
    select exists (
      select from audit_events
       where council_id = ${context.council.id}::uuid and subject = ${inspectionSubject(inspection)}
         and type = 'report.opened' and actor_id = ${context.person.id}::uuid and at >= ${today}
         and (data ->> 'draft')::int = ${draft}) as found`;
  return row?.found ?? false;
}

/** Newest first. */
export async function loadDrafts(
  { tx, context }: CouncilRead,
  inspectionId: string,
): Promise<readonly ReportDraft[]> {
  const rows = await tx.reportDraft.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId },
    orderBy: { number: 'desc' },
    select: {
      ...{ number: true, receivedOn: true, name: true, pages: true, scan: true, uploadedAt: true },
      uploadedBy: { select: { person: { select: { name: true } } } },
      file: { select: { bytes: true, removedAt: true } },
    },
  });
  return rows.map(({ number, receivedOn, name, pages, scan, uploadedAt, uploadedBy, file }) => ({
    ...{ number, name, pages, receivedOn: dateFromColumn(receivedOn), bytes: Number(file.bytes) },
    ...{ isScanned: scan === 'clean', isRemoved: file.removedAt !== null },
    uploaded: { by: uploadedBy.person.name, at: uploadedAt },
  }));
}

export async function loadPoints(
  { tx, context }: CouncilRead,
  which: { readonly inspectionId: string; readonly number?: number },
): Promise<readonly AccuracyPoint[]> {
  const rows = await tx.accuracyPoint.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, ...which },
    orderBy: { number: 'asc' },
    select: {
      ...{ number: true, page: true, statement: true, says: true, correct: true, fileVersion: true },
      ...{
        evidencePage: true,
        state: true,
        outcome: true,
        outcomeNote: true,
        version: true,
        changedAt: true,
      },
      draft: { select: { number: true } },
      evidence: { select: { number: true, title: true } },
      owner: { select: { person: { select: { id: true, name: true } } } },
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  return rows.map(
    ({ draft, statement, evidence, fileVersion, evidencePage, owner, changedAt, changedBy, ...point }) => ({
      ...point,
      draft: draft.number,
      statement: statement as StatementId | null,
      evidence: evidence && {
        reference: referenceOf(evidence.number),
        ...{ title: evidence.title, version: fileVersion, page: evidencePage },
      },
      owner: owner?.person ?? null,
      changed: { by: changedBy.person.name, at: changedAt },
    }),
  );
}

/** Those who are named to check the draft and can sign in, by name. */
async function loadCheckers(db: CouncilRead, inspection: number): Promise<readonly Choice[]> {
  const named = await loadNamed(db, inspection);
  return named.flatMap(({ part, isEnabled, person }) =>
    part === 'checker' && isEnabled ? [{ value: person.id, label: person.name }] : [],
  );
}

function aboutOf({ number, name, state }: NamedInspection): CheckedInspection {
  return { number, name, state };
}
