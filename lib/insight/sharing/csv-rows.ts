import { STRENGTH_NAMES } from '#lib/insight/readiness/strength.ts';
import {
  type ComparedCouncil,
  comparedFrameworks,
  describeHidden,
  describeNote,
  isShown,
  PART_NAMES,
} from '#lib/insight/sharing/rules.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { formatBand, formatScore } from '#lib/record/assessments/state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The columns of the exported file, with two for each statement of a framework that any council shows figures of. */
export function sharingColumns(councils: readonly ComparedCouncil[]): readonly string[] {
  const statements = comparedStatements(councils);
  return [
    'Council',
    'Result',
    'Date',
    'Assessment',
    'Score',
    'Band',
    'Note',
    ...statements,
    ...statements.map((id) => `${id} evidence strength`),
  ];
}

function comparedStatements(councils: readonly ComparedCouncil[]): readonly StatementId[] {
  return comparedFrameworks(councils).flatMap(({ statementIds }) => statementIds);
}

/** Its rows, in order of councils: one for each result, and one for each council without. */
export function sharingRows(councils: readonly ComparedCouncil[]): readonly (readonly (string | number)[])[] {
  const statements = comparedStatements(councils);
  const each = <T>(values: Readonly<Record<StatementId, T>> | null, word: (value: T) => string | number) =>
    statements.map((id) => {
      const value = values?.[id];
      return value === undefined ? '' : word(value);
    });
  return councils.flatMap((council) => {
    if (!isShown(council))
      return [
        [
          council.name,
          '',
          '',
          '',
          '',
          '',
          describeHidden(council),
          ...each(null, String),
          ...each(null, String),
        ],
      ];
    const { results, strength } = council.figures;
    // Strength is current, so it goes only into the last row: that of the current result, if any.
    const levels = (isLast: boolean) => each(isLast ? strength : null, (level) => STRENGTH_NAMES[level]);
    if (results.length === 0) {
      return [
        [council.name, PART_NAMES.strength, '', '', '', '', '', ...each(null, String), ...levels(true)],
      ];
    }
    return results.map((result, index) => {
      const { kind, at, cycle, state, scores } = result;
      return [
        council.name,
        PART_NAMES[kind],
        formatDate(at),
        cycle,
        state.value?.score ?? formatScore(state),
        formatBand(state),
        describeNote(state) ?? '',
        ...each(scores, (score) => score ?? 'Not scored'),
        ...levels(index === results.length - 1),
      ];
    });
  });
}
