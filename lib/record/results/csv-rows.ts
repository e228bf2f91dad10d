import { formatDate } from '#lib/kernel/format-dates.ts';
import { type AssessmentState, formatScore } from '#lib/record/assessments/state.ts';
import { KIND_NAMES, STATUS_NAMES, statementScores } from '#lib/record/results/facts.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import { describeOrigin } from '#lib/record/results/rules.ts';
import { BAND_NAMES, type Scores } from '#lib/scoring/index.ts';

const FIRST_COLUMNS = [
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
] as const;
const LAST_COLUMNS = ['Basis', 'Source', 'Origin'] as const;

export function resultsCsvColumns({ framework }: Pick<ResultsView, 'framework'>): readonly string[] {
  return [...FIRST_COLUMNS, ...framework.statementIds, ...LAST_COLUMNS];
}

/**
 * The rows of the exported file: the own assessment if this person may see it, the results on the page, then the
 * councils without one.
 */
export function resultsCsvRows(view: ResultsView, council: string): readonly (string | number)[][] {
  const { framework, own, results, missing } = view;
  const { statementIds } = framework;
  const ownRow = (kind: string, basis: string, scores: Scores | null, result: AssessmentState) => {
    const rating = result.value ? BAND_NAMES[result.value.band] : '';
    return [
      ...[council, '', '', '', kind, '', '', '', rating, '', result.value?.score ?? formatScore(result)],
      ...statementIds.map((id) => scores?.[id] ?? ''),
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
      ...Object.values(statementScores(facts)).map((score) => score ?? ''),
      facts.basis,
      facts.source,
      describeOrigin(origin),
    ]),
    ...missing.map(({ council: name, authority, withdrawn }) => [
      ...[name, authority.gssCode, authority.type, authority.region, 'No known result'],
      withdrawn ? STATUS_NAMES.withdrawn : '',
      ...resultsCsvColumns(view)
        .slice(6)
        .map(() => ''),
    ]),
  ];
}
