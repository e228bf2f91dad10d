import 'server-only';
import type { PlannedAction } from '#lib/exchange/imports/action-list.ts';
import { ACTION_IMPORT } from '#lib/exchange/imports/action-plan.ts';
import type { PlannedCase } from '#lib/exchange/imports/case-list.ts';
import type { PlannedValue } from '#lib/exchange/imports/measure-values.ts';
import type { PlannedResult } from '#lib/exchange/imports/published-results.ts';
import {
  type AboutReturn,
  type ActionFile,
  type CaseFile,
  caseImport,
  type ListFile,
  RESULT_IMPORT,
  RESULT_UNDO,
  RETURN_IMPORT,
  type ResultFile,
  type SessionFile,
  VALUE_IMPORT,
  VALUE_UNDO,
  type ValueFile,
} from '#lib/exchange/imports/queries.ts';
import type { PlannedItem } from '#lib/exchange/imports/return-list.ts';
import { returnImport } from '#lib/exchange/imports/return-plan.ts';
import type { Answers } from '#lib/exchange/imports/rules.ts';
import {
  applyImport,
  type ImportResult,
  type ImportWork,
  importWithin,
} from '#lib/exchange/imports/run-import.ts';
import { type UndoInput, type UndoResult, undoImport } from '#lib/exchange/imports/run-undo.ts';
import type { PlannedSession } from '#lib/exchange/imports/session-list.ts';
import { sessionImport } from '#lib/exchange/imports/session-plan.ts';
import { PLAN_SUBJECT } from '#lib/insight/plan/events.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import type { NewEvent } from '#lib/platform/audit/events.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import { addCases, lockCases, storeCase } from '#lib/record/cases/commands.ts';
import { loadRegister } from '#lib/record/cases/queries.ts';
import { type CaseField, isOpen } from '#lib/record/cases/rules.ts';
import { lockPlan, storeActions } from '#lib/record/improvement/commands.ts';
import type { SavedAction } from '#lib/record/improvement/events.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import { namedWrite } from '#lib/record/inspections/named-gate.ts';
import { lockMeasures, storeValues } from '#lib/record/measures/commands.ts';
import { plainValue } from '#lib/record/measures/values.ts';
import { lockResults, storeCorrections } from '#lib/record/results/commands.ts';
import { readRecordedFacts } from '#lib/record/results/facts.ts';
import { resultName } from '#lib/record/results/rules.ts';
import { storeVersion } from '#lib/record/returns/list-rows.ts';
import { loadLists } from '#lib/record/returns/queries.ts';
import { isChangeable, type ReturnList } from '#lib/record/returns/rules.ts';
import { lockVisits, storeSessions } from '#lib/record/visits/commands.ts';
import type { SavedSession } from '#lib/record/visits/events.ts';
import { loadVisitInspection } from '#lib/record/visits/queries.ts';

/** Imports a file of values. `fingerprint`: of the confirmed plan. */
export function importValues(
  context: CouncilContext,
  file: ValueFile,
  fingerprint: string,
  answers?: Answers,
): Promise<ImportResult<PlannedValue>> {
  return applyImport(
    VALUE_IMPORT,
    {
      lock: lockMeasures,
      apply: storeValues,
      event: (changes, rows) => ({
        type: 'measures.imported',
        subject: 'measures',
        data: {
          unchanged: rows.length - changes.length,
          values: changes.map(({ measure: { key, name, unit }, given, before }) => ({
            measure: key,
            name,
            unit,
            before: before && plainValue(before),
            after: plainValue(given),
          })),
        },
      }),
    },
    context,
    file,
    fingerprint,
    answers,
  );
}

/** Imports a file of published results, visible only to this council. `fingerprint`: of the confirmed plan. */
export function importResults(
  context: CouncilContext,
  file: ResultFile,
  fingerprint: string,
): Promise<ImportResult<PlannedResult>> {
  return applyImport(
    RESULT_IMPORT,
    {
      lock: lockResults,
      apply: storeCorrections,
      event: (changes) => ({
        type: 'results.imported',
        subject: 'results',
        data: {
          changes: changes.map(({ id, council, before, hadOwn, after }) => ({
            id,
            council: resultName(council, id),
            before,
            hadOwn,
            after,
          })),
        },
      }),
    },
    context,
    file,
    fingerprint,
  );
}

/** Imports a new version of a list of an inspection. Null: there is no such list, or it cannot be changed. */
export function importReturnList(
  context: CouncilContext,
  file: ListFile,
  fingerprint: string,
  answers: Answers,
  { inspection, list: number }: AboutReturn,
): Promise<ImportResult<PlannedItem> | null> {
  return auditedWrite<ImportResult<PlannedItem> | null>(context, RETURN_IMPORT.permission, async (db) => {
    await lockInCouncil(db.tx, context.council.id, 'inspections');
    const [list] = await loadLists(db, { inspection, list: number });
    if (!list || !isChangeable(list)) return unchanged(null);
    const work = workOn(list);
    return importWithin(returnImport(list), work, db, file, fingerprint, answers);
  });
}

/** Stores a version of a list, which gives its event. */
function workOn(list: ReturnList): ImportWork<PlannedItem> {
  const listed: NewEvent[] = [];
  return {
    lock: async () => undefined,
    async apply(db, _, rows) {
      const asked = rows.flatMap(({ before, after, owner, dueOn }) =>
        after
          ? [
              {
                ...{ key: before?.key ?? null, ...after },
                ...(owner === undefined ? {} : { owner }),
                ...(dueOn === undefined ? {} : { dueOn }),
              },
            ]
          : [],
      );
      listed.push(await storeVersion(db, list, asked, 'an imported list'));
    },
    event() {
      const [event] = listed;
      if (!event) throw new Error('No version was stored');
      return event;
    },
  };
}

/** Undoes an import of values. */
export function undoValues(context: CouncilContext, { seq }: UndoInput): Promise<UndoResult> {
  return undoImport(
    VALUE_UNDO,
    {
      lock: lockMeasures,
      putBack: storeValues,
      event: (subject, rows) => ({
        type: 'measures.import-undone',
        subject,
        data: { values: rows.map(({ facts }) => facts) },
      }),
    },
    context,
    seq,
  );
}

/** Undoes an import of published results. */
export function undoResults(context: CouncilContext, { seq }: UndoInput): Promise<UndoResult> {
  return undoImport(
    RESULT_UNDO,
    {
      lock: lockResults,
      putBack: (db, rows) =>
        storeCorrections(
          db,
          rows.map(({ facts: { id, hasOwn, after } }) => ({
            id,
            after: hasOwn && after ? readRecordedFacts(after) : null,
          })),
        ),
      event: (subject, rows) => ({
        type: 'results.import-undone',
        subject,
        data: { changes: rows.map(({ facts }) => facts) },
      }),
    },
    context,
    seq,
  );
}

/**
 * Imports a file of cases into the register of an inspection. `fingerprint`: of the confirmed plan. Null: no open
 * register, or see `namedWrite`.
 */
export function importCases(
  context: CouncilContext,
  inspection: number,
  file: CaseFile,
  fingerprint: string,
): Promise<ImportResult<PlannedCase> | null> {
  return namedWrite<ImportResult<PlannedCase> | null>(context, inspection, 'cases:keep', async (db, at) => {
    await lockCases(db);
    const register = await loadRegister(db, at.id);
    if (!isOpen(register)) return unchanged(null);
    const saved: { case: number; hash: string; isNew: boolean; fields: readonly CaseField[] }[] = [];
    return importWithin(
      caseImport(register, at),
      {
        lock: lockCases,
        apply: async (write, changes) => {
          const added = changes.filter(({ before }) => before === null);
          const stored = await addCases(
            write,
            at,
            null,
            added.map(({ after }) => after),
          );
          saved.push(
            ...stored.map((one, index) => ({ ...one, isNew: true, fields: added[index]?.fields ?? [] })),
          );
          for (const { before, after, fields } of changes) {
            if (before) saved.push({ ...(await storeCase(write, at, before, after)), isNew: false, fields });
          }
        },
        event: (changes, rows) => ({
          type: 'cases.imported',
          subject: inspectionSubject(inspection),
          data: { inspection: at.name, unchanged: rows.length - changes.length, cases: saved },
        }),
      },
      db,
      file,
      fingerprint,
      new Map(),
    );
  });
}

/** Imports a file of sessions into a visit. `fingerprint`: of the confirmed plan. Null: no open inspection of that number. */
export function importSessions(
  context: CouncilContext,
  inspection: number,
  file: SessionFile,
  fingerprint: string,
): Promise<ImportResult<PlannedSession> | null> {
  return auditedWrite<ImportResult<PlannedSession> | null>(context, 'visit:manage', async (db) => {
    await lockVisits(db);
    const found = await loadVisitInspection(db, inspection);
    if (found?.state !== 'open') return unchanged(null);
    const saved: SavedSession[] = [];
    return importWithin(
      sessionImport(found),
      {
        lock: lockVisits,
        apply: async (write, changes) => {
          const rows = changes.map(({ before, after }) => ({ stored: before, input: after }));
          saved.push(...(await storeSessions(write, found.id, rows)));
        },
        event: (changes, rows) => ({
          type: 'visit.sessions-imported',
          subject: inspectionSubject(inspection),
          data: { inspection: found.name, unchanged: rows.length - changes.length, sessions: saved },
        }),
      },
      db,
      file,
      fingerprint,
      new Map(),
    );
  });
}

/** Imports a file of actions into the improvement plan. `fingerprint`: of the confirmed plan. */
export function importActions(
  context: CouncilContext,
  file: ActionFile,
  fingerprint: string,
): Promise<ImportResult<PlannedAction>> {
  const saved: SavedAction[] = [];
  return applyImport(
    ACTION_IMPORT,
    {
      lock: lockPlan,
      apply: async (db, changes) => {
        const rows = changes.map(({ before, after }) => ({ stored: before, input: after }));
        saved.push(...(await storeActions(db, rows)));
      },
      event: (changes, rows) => ({
        type: 'actions.imported',
        subject: PLAN_SUBJECT,
        data: { unchanged: rows.length - changes.length, saved },
      }),
    },
    context,
    file,
    fingerprint,
  );
}
