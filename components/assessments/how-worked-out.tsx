import { Table } from '#components/ui/table.tsx';
import {
  BAND_NAMES,
  DEFAULT_THRESHOLDS,
  HIGHEST_POINTS,
  type Overall,
  type Scores,
  STATEMENTS,
  THRESHOLD_SET_IDS,
  THRESHOLD_SETS,
} from '#lib/scoring/index.ts';

/** The arithmetic from nine scores to a band, with this council's own numbers in it. */
export function HowWorkedOut({ overall, scores }: { overall: Overall; scores: Scores }) {
  const sum = STATEMENTS.map(({ id }) => scores[id] ?? '?').join(' + ');
  return (
    <div className="grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-2">
      <ol className="max-w-text list-decimal space-y-3 pl-6">
        <li>
          Each of the nine quality statements is scored 1 to 4. Points are their sum:{' '}
          <span className="tabular">
            {sum}
            {overall.state === 'complete' && ` = ${overall.points}`}
          </span>
          , out of {HIGHEST_POINTS}.
        </li>
        <li>
          {overall.state === 'complete' ? (
            <>
              As a percentage that is{' '}
              <span className="tabular">
                {overall.points} ÷ {HIGHEST_POINTS} × 100 = {overall.exactPercentage.toFixed(2)}
              </span>
              , shown rounded up to the next whole number:{' '}
              <strong className="tabular">{overall.score}</strong>.
            </>
          ) : (
            <>
              While statements are not scored there is a range: from{' '}
              <span className="tabular">{overall.range.lowest.score}</span>, if each of them scores 1, to{' '}
              <span className="tabular">{overall.range.highest.score}</span>, if each scores 4.
            </>
          )}
        </li>
        <li>The band is decided on the exact percentage, before rounding, by the boundaries in the table.</li>
        <li>A score of 1 is flagged but does not cap the band: CQC’s published results show no such cap.</li>
      </ol>
      <div>
        <Table
          caption="Where each band begins and ends"
          stacked
          columns={[
            { header: 'Band' },
            ...THRESHOLD_SET_IDS.map((id) => ({
              header: `${THRESHOLD_SETS[id].name}${id === DEFAULT_THRESHOLDS ? ' (default)' : ''}`,
            })),
          ]}
          rows={THRESHOLD_SETS[DEFAULT_THRESHOLDS].bands.toReversed().map(({ band }) => ({
            key: band,
            cells: [
              BAND_NAMES[band],
              ...THRESHOLD_SET_IDS.map(
                (id) => THRESHOLD_SETS[id].bands.find((range) => range.band === band)?.stated,
              ),
            ],
          }))}
        />
        <ul className="mt-4 space-y-1 text-16 text-ink-soft">
          {THRESHOLD_SET_IDS.map((id) => (
            <li key={id}>
              {THRESHOLD_SETS[id].name}: {THRESHOLD_SETS[id].origin}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
