import { Table } from '#components/ui/table.tsx';
import type { AssessmentState } from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  DEFAULT_THRESHOLDS,
  HIGHEST_POINTS,
  type Scores,
  STATEMENTS,
  THRESHOLD_SET_IDS,
  thresholdSet,
} from '#lib/scoring/index.ts';

/** The arithmetic from nine scores to a band, with this council's own numbers in it. */
export function HowWorkedOut({ state, scores }: { state: AssessmentState; scores: Scores }) {
  const { value, range, isFinal } = state;
  const sum = STATEMENTS.map(({ id }) => scores[id] ?? '?').join(' + ');
  return (
    <div className="grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-2">
      <ol className="max-w-text list-decimal space-y-3 pl-6">
        <li>
          Each of the nine quality statements is scored 1 to 4. The points are the total:{' '}
          <span className="tabular">
            {sum}
            {value && ` = ${value.points}`}
          </span>
          , out of {HIGHEST_POINTS}.
        </li>
        <li>
          {value ? (
            <>
              As a percentage that is{' '}
              <span className="tabular">
                {value.points} ÷ {HIGHEST_POINTS} × 100 = {value.exactPercentage.toFixed(2)}
              </span>
              , shown rounded up to the next whole number: <strong className="tabular">{value.score}</strong>.
            </>
          ) : (
            <>
              {isFinal
                ? 'Not every statement is scored, so there is a range'
                : 'Some statements are not scored or not confirmed, so there is a range'}
              : from <span className="tabular">{range.lowest.score}</span>, if each statement that is{' '}
              {isFinal ? 'not scored' : 'not complete'} scores 1, to{' '}
              <span className="tabular">{range.highest.score}</span>, if each scores 4.
            </>
          )}
        </li>
        <li>
          The band is decided on the exact percentage, before rounding, using the thresholds in the table.
        </li>
        <li>A score of 1 is flagged but does not cap the band: CQC’s published results show no such cap.</li>
      </ol>
      <div>
        <Table
          caption="Where each band begins and ends"
          stacked
          columns={[
            { header: 'Band' },
            ...THRESHOLD_SET_IDS.map((id) => ({
              header: `${thresholdSet(id).name}${id === DEFAULT_THRESHOLDS ? ' (default)' : ''}`,
            })),
          ]}
          rows={thresholdSet(DEFAULT_THRESHOLDS)
            .bands.toReversed()
            .map(({ band }) => ({
              key: band,
              cells: [
                BAND_NAMES[band],
                ...THRESHOLD_SET_IDS.map(
                  (id) => thresholdSet(id).bands.find((range) => range.band === band)?.stated,
                ),
              ],
            }))}
        />
        <ul className="mt-4 space-y-1 text-16 text-ink-soft">
          {THRESHOLD_SET_IDS.map((id) => (
            <li key={id}>
              {thresholdSet(id).name}: {thresholdSet(id).origin}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
