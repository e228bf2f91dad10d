import { Table } from '#components/ui/table.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatInWords } from '#lib/kernel/format.ts';
import { describeWeights } from '#lib/record/assessments/framework-text.ts';
import { type AssessmentState, countOnce } from '#lib/record/assessments/state.ts';
import { BAND_NAMES, BANDS, type Scores } from '#lib/scoring/index.ts';

/** The arithmetic from scores to a band, with this council's own numbers in it. */
export function HowWorkedOut({ state, scores }: { state: AssessmentState; scores: Scores }) {
  const { value, range, isFinal } = state;
  const framework = frameworkOf(state.framework);
  const { statements, lowestScore, highestScore, highestPoints, notice, thresholdSets: sets } = framework;
  const sum = statements
    .map(({ id, weight }) => `${weight === 1 ? '' : `${weight} × `}${scores[id] ?? '?'}`)
    .join(' + ');
  const isDefault = (id: string) => sets.length > 1 && id === framework.defaultThresholds;
  return (
    <div className="grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-2">
      <ol className="max-w-text list-decimal space-y-3 pl-6">
        <li>
          Each of the {formatInWords(statements.length)} quality statements is scored {lowestScore} to{' '}
          {highestScore}. {!countOnce(framework) && `${describeWeights(framework)} `}The points are the total:{' '}
          <span className="tabular">
            {sum}
            {value && ` = ${value.points}`}
          </span>
          , out of {highestPoints}.
        </li>
        <li>
          {value ? (
            <>
              As a percentage that is{' '}
              <span className="tabular">
                {value.points} ÷ {highestPoints} × 100 = {value.exactPercentage.toFixed(2)}
              </span>
              , shown rounded {framework.rounding === 'up' ? 'up to the next' : 'to the nearest'} whole
              number: <strong className="tabular">{value.score}</strong>.
            </>
          ) : (
            <>
              {isFinal
                ? 'Not every statement is scored, so there is a range'
                : 'Some statements are not scored or not confirmed, so there is a range'}
              : from <span className="tabular">{range.lowest.score}</span>, if each statement that is{' '}
              {isFinal ? 'not scored' : 'not complete'} scores {lowestScore}, to{' '}
              <span className="tabular">{range.highest.score}</span>, if each scores {highestScore}.
            </>
          )}
        </li>
        <li>
          The band is decided on the exact percentage, before rounding, using the thresholds in the table.
        </li>
        {notice && (
          <li>
            A score of {notice.score} is flagged but does not cap the band: {notice.precedent}.
          </li>
        )}
      </ol>
      <div>
        <Table
          caption="Where each band begins and ends"
          stacked
          columns={[
            { header: 'Band' },
            ...sets.map(({ id, name }) => ({ header: `${name}${isDefault(id) ? ' (default)' : ''}` })),
          ]}
          rows={BANDS.toReversed().map((band) => ({
            key: band,
            cells: [
              BAND_NAMES[band],
              ...sets.map(({ bands }) => bands.find((range) => range.band === band)?.stated),
            ],
          }))}
        />
        <ul className="mt-4 space-y-1 text-16 text-ink-soft">
          {sets.map(({ id, name, origin }) => (
            <li key={id}>
              {name}: {origin}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
