import 'server-only';
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type CsvProblem, readCsv } from '#lib/kernel/csv.ts';
import { dateToColumn } from '#lib/kernel/dates.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { newSalt } from '#lib/platform/audit/words.ts';
import { unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilRead, CouncilWrite } from '#lib/platform/db/read.ts';
import { writeCandidateList } from '#lib/record/cases/candidate-list.ts';
import { CANDIDATE_COLUMNS, readCandidates } from '#lib/record/cases/candidates.ts';
import { deleteRegisterRows } from '#lib/record/cases/deleting.ts';
import { type Candidate, draw } from '#lib/record/cases/draw.ts';
import { hashCase, hashDraw, type RegisterFacts } from '#lib/record/cases/events.ts';
import { type DrawView, loadCases, loadDraw, loadRegister, quotasOf } from '#lib/record/cases/queries.ts';
import { type GroupOf, groupsOf, quotaProblems } from '#lib/record/cases/quotas.ts';
import { referenceProblem } from '#lib/record/cases/references.ts';
import {
  CANDIDATE_ROWS,
  type Case,
  type CaseFacts,
  changedFields,
  factsOf,
  isOpen,
  MAX_CASES,
  MAX_DRAWS,
  MOST_GROUPS,
  NEW_CASE,
  personalWarning,
  type Register,
  type StoredQuotas,
} from '#lib/record/cases/rules.ts';
import type {
  CaseInput,
  DeleteRegister,
  OfferCases,
  RegisterInput,
  RemoveCase,
} from '#lib/record/cases/schema.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import {
  type NamedInspection,
  namedExport,
  namedRead,
  namedWrite,
} from '#lib/record/inspections/named-gate.ts';

/** There is no such thing, or this person is not named for it. */
type NotFound = { readonly outcome: 'not found' };
const NOT_FOUND = { outcome: 'not found' } as const;
/** The register was not opened yet, or is deleted. */
type Closed = { readonly outcome: 'closed' };

export type SaveRegisterResult =
  | NotFound
  | Closed
  | { readonly outcome: 'opened' | 'saved' | 'unchanged' }
  | { readonly outcome: 'conflict'; readonly latest: Register };

/** Opens the register of cases of an inspection, or changes what it is for. */
export async function saveRegister(
  context: CouncilContext,
  { inspection: number, version, example, offered, chosen, met, deleteOn }: RegisterInput,
): Promise<SaveRegisterResult> {
  const result = await namedWrite<SaveRegisterResult>(
    context,
    number,
    'cases:keep',
    async (db, inspection) => {
      await lockCases(db);
      const before = await loadRegister(db, inspection.id);
      if (before?.deletedAt) return unchanged({ outcome: 'closed' });
      const facts = { offered, chosen, met, deleteOn };
      const at = { councilId: context.council.id, inspectionId: inspection.id };
      const changed = { changedById: context.person.id, changedAt: context.now() };
      const row = { example, offered, chosen, met, deleteOn: dateToColumn(deleteOn), ...changed };
      const [subject, name] = [inspectionSubject(number), inspection.name];
      if (!before) {
        await db.tx.caseRegister.create({
          data: { ...at, ...row, openedById: context.person.id, openedAt: context.now() },
          select: { version: true },
        });
        const data = { inspection: name, ...facts };
        return { result: { outcome: 'opened' }, event: { type: 'register.opened', subject, data } };
      }
      const was = factsOfRegister(before);
      if (before.example === example && isDeepStrictEqual(was, facts)) {
        return unchanged({ outcome: 'unchanged' });
      }
      if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
      await db.tx.caseRegister.update({
        where: { councilId_inspectionId: at },
        data: { ...row, version: { increment: 1 } },
        select: { version: true },
      });
      return {
        result: { outcome: 'saved' },
        event: { type: 'register.changed', subject, data: { inspection: name, before: was, after: facts } },
      };
    },
  );
  return result ?? NOT_FOUND;
}

function factsOfRegister({ offered, chosen, met, deleteOn }: RegisterFacts): RegisterFacts {
  return { offered, chosen, met, deleteOn };
}

export type SaveCaseResult =
  | NotFound
  | Closed
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'saved'; readonly number: number; readonly warning: string | null }
  | { readonly outcome: 'unchanged'; readonly number: number }
  | { readonly outcome: 'conflict'; readonly latest: Case };

/** Adds a case by hand, or changes one. */
export async function saveCase(
  context: CouncilContext,
  { inspection: number, case: of, version, ...facts }: CaseInput,
): Promise<SaveCaseResult> {
  const result = await namedWrite<SaveCaseResult>(context, number, 'cases:keep', async (db, inspection) => {
    await lockCases(db);
    const register = await loadRegister(db, inspection.id);
    if (!isOpen(register)) return unchanged({ outcome: 'closed' });
    const { reference } = facts;
    const [before = null] = of === 0 ? [] : await loadCases(db, inspection.id, { number: of });
    if (of !== 0 && !before) return unchanged(NOT_FOUND);
    // One from before the example was changed may keep its reference.
    const isKept = before?.reference === reference;
    const [twin] = isKept ? [] : await loadCases(db, inspection.id, { reference });
    const message = twin
      ? `Case ${twin.number} has this reference already`
      : isKept
        ? null
        : referenceProblem(register.example, reference);
    if (message !== null) return unchanged({ outcome: 'refused', message });
    const fields = changedFields(before, facts);
    if (before && fields.length === 0) return unchanged({ outcome: 'unchanged', number: of });
    if (before && before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    const [saved] = before
      ? [await storeCase(db, inspection, before, facts)]
      : await addCases(db, inspection, null, [facts]);
    if (!saved) throw new Error('The case was not stored');
    return {
      result: { outcome: 'saved', number: saved.case, warning: personalWarning(facts.notes) },
      event: {
        type: 'case.saved',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, ...saved, isNew: before === null, fields },
      },
    };
  });
  return result ?? NOT_FOUND;
}

export type OfferCasesResult =
  | NotFound
  | Closed
  | { readonly outcome: 'offered'; readonly cases: number }
  /** None is drawn and not offered yet. */
  | { readonly outcome: 'none left' };

/** Marks every case that was drawn as offered to CQC. */
export async function offerCases(
  context: CouncilContext,
  { inspection: number }: OfferCases,
): Promise<OfferCasesResult> {
  const result = await namedWrite<OfferCasesResult>(context, number, 'cases:keep', async (db, inspection) => {
    await lockCases(db);
    if (!isOpen(await loadRegister(db, inspection.id))) return unchanged({ outcome: 'closed' });
    const cases = await loadCases(db, inspection.id);
    const drawn = cases.filter(({ state }) => state === 'drawn');
    if (drawn.length === 0) return unchanged({ outcome: 'none left' });
    const saved: SavedCase[] = [];
    for (const one of drawn) {
      saved.push(await storeCase(db, inspection, one, { ...factsOf(one), state: 'offered' }));
    }
    return {
      result: { outcome: 'offered', cases: saved.length },
      event: {
        type: 'cases.offered',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, cases: saved },
      },
    };
  });
  return result ?? NOT_FOUND;
}

export type RemoveCaseResult =
  | NotFound
  | { readonly outcome: 'removed' | 'offered already' }
  | { readonly outcome: 'conflict'; readonly latest: Case };

/** Removes a case that was not offered to CQC yet. */
export async function removeCase(
  context: CouncilContext,
  { inspection: number, case: of, version }: RemoveCase,
): Promise<RemoveCaseResult> {
  const result = await namedWrite<RemoveCaseResult>(context, number, 'cases:keep', async (db, inspection) => {
    await lockCases(db);
    const [before] = await loadCases(db, inspection.id, { number: of });
    if (!before) return unchanged(NOT_FOUND);
    if (before.state !== 'drawn') return unchanged({ outcome: 'offered already' });
    if (before.version !== version) return unchanged({ outcome: 'conflict', latest: before });
    await db.tx.trackedCase.delete({ where: caseKey(db, inspection, of), select: { number: true } });
    return {
      result: { outcome: 'removed' },
      event: {
        type: 'case.removed',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, case: of },
      },
    };
  });
  return result ?? NOT_FOUND;
}

/** What can be drawn, or why nothing can. */
export type Drawable =
  | NotFound
  | Closed
  | { readonly outcome: 'unreadable'; readonly problems: readonly CsvProblem[] }
  | {
      readonly outcome: 'counted';
      readonly candidates: readonly Candidate[];
      /** How many are in the register already, and are not drawn again. */
      readonly known: number;
      /** How many the register still needs to offer as many as it is for. */
      readonly wanted: number;
      readonly notes: readonly string[];
    };

/** Counts the cases that can be drawn from a CSV. Writes nothing. */
export async function countCandidates(
  context: CouncilContext,
  { inspection: number, text }: { readonly inspection: number; readonly text: string },
): Promise<Drawable> {
  const found = await namedRead(context, number, 'cases:keep', (db, inspection) =>
    candidatesOf(db, inspection, text),
  );
  return found ?? NOT_FOUND;
}

async function candidatesOf(db: CouncilRead, inspection: NamedInspection, text: string): Promise<Drawable> {
  const register = await loadRegister(db, inspection.id);
  if (!isOpen(register)) return { outcome: 'closed' };
  const file = readCsv(text, CANDIDATE_COLUMNS, CANDIDATE_ROWS);
  if (!file.ok) return { outcome: 'unreadable', problems: file.problems };
  const { candidates, problems } = readCandidates(file.rows, register.example);
  const tooMany = (['cohort', 'team'] as const).flatMap((of) => tooManyGroups(candidates, of));
  if (problems.length > 0 || tooMany.length > 0) {
    return { outcome: 'unreadable', problems: [...problems, ...tooMany] };
  }
  const cases = await loadCases(db, inspection.id);
  const known = new Set(cases.map(({ reference }) => reference));
  const inUse = cases.filter(({ state }) => state !== 'left_out').length;
  const left = candidates.filter(({ reference }) => !known.has(reference));
  return {
    ...{ outcome: 'counted', candidates: left, known: candidates.length - left.length },
    ...{ wanted: Math.max(0, register.offered - inUse), notes: file.notes },
  };
}

function tooManyGroups(candidates: readonly Candidate[], of: GroupOf): readonly CsvProblem[] {
  if (groupsOf(candidates, of).length <= MOST_GROUPS) return [];
  const message = `There must be ${MOST_GROUPS} different ${of}s or less. Join those that are spelled differently`;
  return [{ line: null, column: of === 'cohort' ? 'Cohort' : 'Team', message }];
}

export type DrawInput = {
  readonly inspection: number;
  /** The CSV. */
  readonly text: string;
  readonly size: number;
  readonly quotas: StoredQuotas;
};

export type DrawResult =
  | Exclude<Drawable, { readonly outcome: 'counted' }>
  | { readonly outcome: 'cannot be met'; readonly problems: readonly string[] }
  | { readonly outcome: 'drawn'; readonly number: number };

/** Draws cases from a CSV by a new seed, and adds them to the register. */
export async function drawCases(
  context: CouncilContext,
  { inspection: number, text, size, quotas }: DrawInput,
): Promise<DrawResult> {
  const result = await namedWrite<DrawResult>(context, number, 'cases:keep', async (db, inspection) => {
    await lockCases(db);
    const found = await candidatesOf(db, inspection, text);
    if (found.outcome !== 'counted') return unchanged(found);
    const { candidates } = found;
    const problems = quotaProblems(candidates, size, quotasOf(quotas));
    if (problems.length > 0) return unchanged({ outcome: 'cannot be met', problems });
    const at = { councilId: context.council.id, inspectionId: inspection.id };
    const draws = await db.tx.caseDraw.count({ where: at });
    requireRoom(MAX_DRAWS, draws);
    const seed = randomBytes(16).toString('hex');
    const drawn = draw(candidates, size, quotasOf(quotas), seed);
    if (!drawn) throw new Error('A draw that can be made was not');
    const [list, salt] = [writeCandidateList(candidates), newSalt()];
    // None is removed but all at once.
    const of = draws + 1;
    await db.tx.caseDraw.create({
      data: {
        ...{ ...at, number: of, seed, size, candidates: list, salt },
        quotas: {
          cohorts: quotas.cohorts.map((pair) => [...pair]),
          teams: quotas.teams.map((pair) => [...pair]),
        },
        ...{ drawnById: context.person.id, drawnAt: context.now() },
      },
      select: { number: true },
    });
    const cases = await addCases(
      db,
      inspection,
      of,
      drawn.map(({ reference, cohort, team }) => ({ ...NEW_CASE, reference, cohort, team })),
    );
    return {
      result: { outcome: 'drawn', number: of },
      event: {
        type: 'cases.drawn',
        subject: inspectionSubject(number),
        data: {
          ...{ inspection: inspection.name, draw: of, seed, size, candidates: candidates.length },
          ...{ hash: hashDraw(list, quotas, salt), cases },
        },
      },
    };
  });
  return result ?? NOT_FOUND;
}

/** The cases of an inspection for a file. Null: none, or see `namedExport`. */
export function exportCases(context: CouncilContext, number: number): Promise<readonly Case[] | null> {
  return namedExport<readonly Case[] | null>(context, number, 'cases:read', async (db, inspection) => {
    const cases = await loadCases(db, inspection.id);
    if (cases.length === 0) return unchanged(null);
    return {
      result: cases,
      event: {
        type: 'cases.exported',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, draw: null, rows: cases.length },
      },
    };
  });
}

/** What a draw was from, for a file. Null: none of that number, or see `namedExport`. */
export function exportDraw(context: CouncilContext, number: number, of: number): Promise<DrawView | null> {
  return namedExport<DrawView | null>(context, number, 'cases:read', async (db, inspection) => {
    const found = await loadDraw(db, inspection, of);
    if (!found) return unchanged(null);
    return {
      result: found,
      event: {
        type: 'cases.exported',
        subject: inspectionSubject(number),
        data: { inspection: inspection.name, draw: of, rows: found.candidates.length },
      },
    };
  });
}

export type DeleteRegisterResult =
  | NotFound
  | Closed
  | { readonly outcome: 'deleted' }
  | { readonly outcome: 'miscounted'; readonly cases: number };

/** Deletes everything in a register before its day. `confirm`: how many cases the person thinks there are. */
export async function deleteRegister(
  context: CouncilContext,
  { inspection: number, confirm }: DeleteRegister,
): Promise<DeleteRegisterResult> {
  const result = await namedWrite<DeleteRegisterResult>(
    context,
    number,
    'cases:keep',
    async (db, inspection) => {
      await lockCases(db);
      if (!isOpen(await loadRegister(db, inspection.id))) return unchanged({ outcome: 'closed' });
      const at = { councilId: context.council.id, inspectionId: inspection.id };
      const count = await db.tx.trackedCase.count({ where: at });
      if (count !== confirm) return unchanged({ outcome: 'miscounted', cases: count });
      const deleted = await deleteRegisterRows(db.tx, at, context.now());
      return {
        result: { outcome: 'deleted' },
        event: {
          type: 'register.deleted',
          subject: inspectionSubject(number),
          data: { inspection: inspection.name, why: 'person', ...deleted },
        },
      };
    },
  );
  return result ?? NOT_FOUND;
}

/** Waits for others who change cases of the council. */
export function lockCases({ tx, context }: CouncilWrite): Promise<void> {
  return lockInCouncil(tx, context.council.id, 'cases');
}

type SavedCase = { readonly case: number; readonly hash: string };

/**
 * Adds cases, numbered after the last one.
 *
 * @param of - the number of the draw that they come from
 */
export async function addCases(
  { tx, context }: CouncilWrite,
  inspection: NamedInspection,
  of: number | null,
  added: readonly CaseFacts[],
): Promise<readonly SavedCase[]> {
  const at = { councilId: context.council.id, inspectionId: inspection.id };
  requireRoom(MAX_CASES, (await tx.trackedCase.count({ where: at })) + added.length - 1);
  const { lastCase } = await tx.caseRegister.update({
    where: { councilId_inspectionId: at },
    data: { lastCase: { increment: added.length } },
    select: { lastCase: true },
  });
  const rows = added.map((facts, index) => ({
    ...facts,
    ...at,
    ...{ number: lastCase - added.length + index + 1, draw: of, salt: newSalt() },
    ...{ changedById: context.person.id, changedAt: context.now() },
  }));
  await tx.trackedCase.createMany({ data: rows });
  return rows.map((row, index) => ({
    case: row.number,
    hash: hashCase(added[index] ?? row, of, row.salt),
  }));
}

/** Changes a case. */
export async function storeCase(
  db: CouncilWrite,
  inspection: NamedInspection,
  { number, draw: of }: Pick<Case, 'number' | 'draw'>,
  facts: CaseFacts,
): Promise<SavedCase> {
  const salt = newSalt();
  await db.tx.trackedCase.update({
    where: caseKey(db, inspection, number),
    data: {
      ...{ ...facts, salt, version: { increment: 1 } },
      ...{ changedById: db.context.person.id, changedAt: db.context.now() },
    },
    select: { number: true },
  });
  return { case: number, hash: hashCase(facts, of, salt) };
}

function caseKey({ context }: CouncilRead, inspection: NamedInspection, number: number) {
  const key = { councilId: context.council.id, inspectionId: inspection.id, number };
  return { councilId_inspectionId_number: key };
}
