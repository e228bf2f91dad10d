import 'server-only';
import { dateFromColumn } from '#lib/kernel/dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { readCandidateList } from '#lib/record/cases/candidate-list.ts';
import { type DrawnCandidate, draw, inDrawnOrder, type Quotas } from '#lib/record/cases/draw.ts';
import type { Case, DrawSummary, Register, StoredQuotas } from '#lib/record/cases/rules.ts';
import { type NamedInspection, namedRead } from '#lib/record/inspections/named-gate.ts';

export type RegisterView = {
  readonly inspection: NamedInspection;
  /** Null: it was not opened yet. */
  readonly register: Register | null;
  readonly cases: readonly Case[];
  readonly draws: readonly DrawSummary[];
};

/** The register of cases of an inspection. Null: see `namedRead`. */
export function getRegister(context: CouncilContext, number: number): Promise<RegisterView | null> {
  return namedRead(context, number, 'cases:read', async (db, inspection) => ({
    inspection,
    register: await loadRegister(db, inspection.id),
    cases: await loadCases(db, inspection.id),
    draws: await loadDraws(db, inspection.id),
  }));
}

export type CaseView = {
  readonly inspection: NamedInspection;
  readonly register: Register;
  readonly found: Case;
};

/** One case. Null: none of that number, or see `namedRead`. */
export function getCase(context: CouncilContext, number: number, of: number): Promise<CaseView | null> {
  return namedRead(context, number, 'cases:read', async (db, inspection) => {
    const register = await loadRegister(db, inspection.id);
    const [found] = await loadCases(db, inspection.id, { number: of });
    return register && found ? { inspection, register, found } : null;
  });
}

export type DrawView = {
  readonly inspection: NamedInspection;
  readonly summary: DrawSummary;
  readonly quotas: StoredQuotas;
  readonly candidates: readonly DrawnCandidate[];
  readonly drawn: readonly DrawnCandidate[];
};

/** One draw, repeated from its seed. Null: none of that number, or see `namedRead`. */
export function getDraw(context: CouncilContext, number: number, of: number): Promise<DrawView | null> {
  return namedRead(context, number, 'cases:read', (db, inspection) => loadDraw(db, inspection, of));
}

export async function loadDraw(
  { tx, context }: CouncilRead,
  inspection: NamedInspection,
  number: number,
): Promise<DrawView | null> {
  const row = await tx.caseDraw.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId: inspection.id, number },
    select: { ...SUMMARY, quotas: true, candidates: true },
  });
  if (!row) return null;
  const quotas = row.quotas as unknown as StoredQuotas;
  const candidates = readCandidateList(row.candidates);
  return {
    inspection,
    summary: summaryOf(row),
    quotas,
    candidates: inDrawnOrder(candidates, row.seed),
    drawn: draw(candidates, row.size, quotasOf(quotas), row.seed) ?? [],
  };
}

/** The numbers for groups, as `draw` takes them. */
export function quotasOf({ cohorts, teams }: StoredQuotas): Quotas {
  return { cohorts: new Map(cohorts), teams: new Map(teams) };
}

export async function loadRegister(
  { tx, context }: CouncilRead,
  inspectionId: string,
): Promise<Register | null> {
  const row = await tx.caseRegister.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId },
    select: {
      ...{ example: true, offered: true, chosen: true, met: true, deleteOn: true, version: true },
      ...{ deletedAt: true, changedAt: true, changedBy: { select: { person: { select: { name: true } } } } },
    },
  });
  if (!row) return null;
  const { deleteOn, changedAt, changedBy, ...register } = row;
  return {
    ...register,
    deleteOn: dateFromColumn(deleteOn),
    changed: { by: changedBy.person.name, at: changedAt },
  };
}

/** The cases of an inspection by number, or the one of a number or a reference. */
export async function loadCases(
  { tx, context }: CouncilRead,
  inspectionId: string,
  only: { readonly number?: number; readonly reference?: string } = {},
): Promise<readonly Case[]> {
  const rows = await tx.trackedCase.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId, ...only },
    orderBy: { number: 'asc' },
    select: {
      ...{ number: true, reference: true, cohort: true, team: true, practitioner: true, consent: true },
      ...{ advocacy: true, chronology: true, state: true, notes: true, draw: true, version: true },
      ...{ changedAt: true, changedBy: { select: { person: { select: { name: true } } } } },
    },
  });
  return rows.map(({ changedAt, changedBy, ...row }) => ({
    ...row,
    changed: { by: changedBy.person.name, at: changedAt },
  }));
}

const SUMMARY = {
  ...{ number: true, seed: true, size: true, drawnAt: true },
  drawnBy: { select: { person: { select: { name: true } } } },
} as const;

type SummaryRow = Pick<DrawSummary, 'number' | 'seed' | 'size'> & {
  readonly drawnAt: Date;
  readonly drawnBy: { readonly person: { readonly name: string } };
};

function summaryOf({ number, seed, size, drawnAt, drawnBy }: SummaryRow): DrawSummary {
  return { number, seed, size, by: drawnBy.person.name, at: drawnAt };
}

async function loadDraws(
  { tx, context }: CouncilRead,
  inspectionId: string,
): Promise<readonly DrawSummary[]> {
  const rows = await tx.caseDraw.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id, inspectionId },
    orderBy: { number: 'asc' },
    select: SUMMARY,
  });
  return rows.map(summaryOf);
}
