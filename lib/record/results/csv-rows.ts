import { formatDate } from '#lib/kernel/format-dates.ts';
import { type AssessmentState, formatScore } from '#lib/record/assessments/state.ts';
import { KIND_NAMES, parseStoredScores, STATUS_NAMES } from '#lib/record/results/facts.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import { describeOrigin } from '#lib/record/results/rules.ts';
import { BAND_NAMES, type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';

export const RESULTS_CSV_COLUMNS = [
  'Council',
  'GSS code',
  'Type',
  'Region',
  'Kind',
  'Status',
  'Confirmed',
  'Published',
  'Rating',
  'Score',
  'Calculated score',
  ...STATEMENT_IDS,
  'Basis',
  'Source',
  'Origin',
] as const;

/**
 * The rows of the exported file: the own assessment if this person may see it, the results on the page, then the
 * councils without one.
 */
export function resultsCsvRows(
  { own, results, missing }: ResultsView,
  council: string,
): readonly (string | number)[][] {
  const ownRow = (kind: string, basis: string, scores: Scores | null, result: AssessmentState) => {
    const rating = result.value ? BAND_NAMES[result.value.band] : '';
    return [
      ...[council, '', '', '', kind, '', '', '', rating, '', result.value?.score ?? formatScore(result)],
      ...STATEMENT_IDS.map((id) => scores?.[id] ?? ''),
      ...[basis, '', ''],
    ];
  };
  const ownRows = () => {
    if (own.state !== 'known') return [];
    const live = ownRow('Own assessment, not published', own.cycle, own.scores, own.result);
    if (!own.signed) return [live];
    const { version, at, result } = own.signed;
    const basis = `Version ${version}, signed ${formatDate(at)}`;
    return [live, ownRow('Own assessment as signed', basis, null, result)];
  };
  return [
    ...ownRows(),
    ...results.map(({ council: name, authority, kind, facts, known, origin }) => [
      name,
      authority.gssCode,
      authority.type,
      authority.region,
      KIND_NAMES[kind],
      STATUS_NAMES[facts.status],
      facts.confirmed ? 'Yes' : 'No',
      facts.published ?? '',
      BAND_NAMES[facts.rating],
      facts.score ?? '',
      known?.from === 'calculated' ? known.value : '',
      ...STATEMENT_IDS.map((id) => parseStoredScores(facts.scores)[id] ?? ''),
      facts.basis,
      facts.source,
      describeOrigin(origin),
    ]),
    ...missing.map(({ council: name, authority, withdrawn }) => [
      ...[name, authority.gssCode, authority.type, authority.region, 'No known result'],
      withdrawn ? STATUS_NAMES.withdrawn : '',
      ...RESULTS_CSV_COLUMNS.slice(6).map(() => ''),
    ]),
  ];
}
