import * as routes from '#lib/kernel/routes.ts';
import { formatScore } from '#lib/record/assessments/state.ts';
import { describePublished, KIND_NAMES, STATUS_NAMES, statementScores } from '#lib/record/results/facts.ts';
import type { ResultsView } from '#lib/record/results/results-view.ts';
import type { ShownResult } from '#lib/record/results/rules.ts';
import { formatResultsSort, nextSort, type SortKey } from '#lib/record/results/sort.ts';
import { BAND_NAMES, type Scores } from '#lib/scoring/index.ts';
import { type HeatColumn, type HeatRow, HeatTable } from './heat-table.tsx';

type HeatMapProps = { council: string; view: ResultsView };

/** Every result with its statement scores: numbers first, shades second. Sorted by links in the headings. */
export function HeatMap({ council, view }: HeatMapProps) {
  const { own, results, framework, filter, sort } = view;
  const { statements, statementIds, lowestScore, highestScore } = framework;
  const column = (by: SortKey, name: string): HeatColumn => ({
    name,
    href: `${routes.results(council, { ...filter, sort: formatResultsSort(nextSort(sort, by)) })}#councils`,
    // Names rise from A and everything else falls, unless reversed.
    order: sort.by !== by ? undefined : (by === 'council') === sort.reversed ? 'descending' : 'ascending',
  });
  const scoresOf = (scores: Scores) => {
    const all = statementIds.map((id) => scores[id] ?? null);
    return all.some((score) => score !== null) ? all : null;
  };
  return (
    <HeatTable
      council={council}
      caption="Published results"
      before={[column('council', 'Council'), column('score', 'Score')]}
      statements={statements.map(({ id, name }) => column(id, name))}
      after={[column('rating', 'Rating'), column('published', 'Published')]}
      lowest={lowestScore}
      highest={highestScore}
      own={
        own.state === 'known'
          ? {
              name: 'Your own assessment',
              score: formatScore(own.result),
              scores: scoresOf(own.scores),
              rating: own.result.value ? BAND_NAMES[own.result.value.band] : '',
              published: '',
            }
          : null
      }
      rows={results.map((result): HeatRow => {
        const { known, facts } = result;
        return {
          code: result.authority.gssCode,
          name: result.council,
          notes: notesOf(result),
          score: known ? `${known.value}${known.from === 'calculated' ? '*' : ''}` : '–',
          scores: scoresOf(statementScores(facts)),
          rating: BAND_NAMES[facts.rating],
          published: describePublished(facts.published),
        };
      })}
    />
  );
}

function notesOf({ isOwn, kind, facts, origin }: ShownResult): readonly string[] {
  return [
    isOwn && 'Your council',
    kind !== 'first' && KIND_NAMES[kind],
    facts.status !== 'published' && STATUS_NAMES[facts.status],
    !facts.confirmed && 'Not confirmed',
    origin.kind === 'corrected' && (origin.before ? 'Corrected' : 'Added'),
  ].filter((note) => note !== false);
}
