import { knownStatement } from '#lib/frameworks/known.ts';
import {
  type AccuracyPoint,
  POINT_NAMES,
  POINT_OUTCOME_NAMES,
  POINT_STATE_NAMES,
} from '#lib/record/accuracy/rules.ts';

export const POINT_COLUMNS = [
  ...['Number', 'Draft', POINT_NAMES.page, POINT_NAMES.pointStatement, POINT_NAMES.says, POINT_NAMES.correct],
  ...[POINT_NAMES.reference, 'Version of the evidence', POINT_NAMES.evidencePage, POINT_NAMES.owner],
  ...[POINT_NAMES.pointState, POINT_NAMES.outcome, POINT_NAMES.outcomeNote],
] as const;

export function pointCells(point: AccuracyPoint): readonly (string | number)[] {
  const { number, draft, page, statement, says, correct, evidence, owner, state, outcome, outcomeNote } =
    point;
  return [
    ...[number, draft, page, statement ? knownStatement(statement).name : '', says, correct],
    ...[evidence?.reference ?? '', evidence?.version ?? '', evidence?.page ?? '', owner?.name ?? ''],
    ...[POINT_STATE_NAMES[state], outcome ? POINT_OUTCOME_NAMES[outcome] : '', outcomeNote],
  ];
}
