import 'server-only';
import type { PlannedValue } from '#lib/exchange/imports/measure-values.ts';
import type { PlannedResult } from '#lib/exchange/imports/published-results.ts';
import {
  RESULT_IMPORT,
  RESULT_UNDO,
  type ResultFile,
  VALUE_IMPORT,
  VALUE_UNDO,
  type ValueFile,
} from '#lib/exchange/imports/queries.ts';
import type { Answers } from '#lib/exchange/imports/rules.ts';
import { applyImport, type ImportResult } from '#lib/exchange/imports/run-import.ts';
import { type UndoInput, type UndoResult, undoImport } from '#lib/exchange/imports/run-undo.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { lockMeasures, storeValues } from '#lib/record/measures/commands.ts';
import { plainValue } from '#lib/record/measures/values.ts';
import { lockResults, storeCorrections } from '#lib/record/results/commands.ts';
import { readRecordedFacts } from '#lib/record/results/facts.ts';
import { resultName } from '#lib/record/results/rules.ts';

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
