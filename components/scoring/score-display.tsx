import { InsetText } from '#components/ui/inset-text.tsx';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  type AssessmentState,
  describeCertainty,
  describeDisagreement,
  describeDistance,
  describeOpen,
  describeWayUp,
  formatBands,
  formatScore,
  formatScored,
} from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  type CompleteOverall,
  distanceInStatements,
  type Scores,
  thresholdSet,
} from '#lib/scoring/index.ts';

type ScoreDisplayProps = {
  state: AssessmentState;
  scores: Scores;
};

/** The result in words and numbers. The band is never shown without its score, thresholds and certainty. */
export function ScoreDisplay({ state, scores }: ScoreDisplayProps) {
  const { value } = state;
  return value ? <Known value={value} state={state} scores={scores} /> : <Unknown state={state} />;
}

function Known({ value, state, scores }: ScoreDisplayProps & { value: CompleteOverall }) {
  const framework = frameworkOf(state.framework);
  const set = thresholdSet(value.thresholds, framework);
  const { up } = distanceInStatements(scores, value.thresholds, framework);
  const open = describeOpen(state);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-5">
        <span className="text-32 leading-tight font-bold tracking-tight text-balance sm:text-48">
          {BAND_NAMES[value.band]}
        </span>{' '}
        <span>
          <span className="text-32 leading-none tabular sm:text-48">{value.score}</span>{' '}
          <span className="text-19 text-ink-soft">out of 100</span>
        </span>
      </p>
      <p className="mt-1 text-24 text-balance">
        {up ? describeWayUp(up, scores, framework) : describeDistance(value, framework)}
      </p>
      {open && <p className="mt-3 max-w-text">{open}</p>}
      <p className="mt-3 max-w-text text-16 text-ink-soft">
        {value.points} of {framework.highestPoints} points from {framework.statements.length} scored
        statements. Using the {set.name}. The council’s own assessment, not a CQC rating.
      </p>
      {value.disagreement && (
        <InsetText>
          <p className="font-bold">
            {BAND_NAMES[value.disagreement.band]} using the{' '}
            {thresholdSet(value.disagreement.thresholds, framework).name}
          </p>
          <p className="mt-1">{describeDisagreement(value, framework)}</p>
        </InsetText>
      )}
    </div>
  );
}

function Unknown({ state }: { state: AssessmentState }) {
  const { range, overall } = state;
  const isSameBand = range.lowest.band === range.highest.band;
  const open = describeOpen(state);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-5">
        <span className="text-32 leading-tight font-bold tracking-tight text-balance sm:text-48">
          {describeCertainty(state)}
        </span>{' '}
        <span>
          <span className="text-32 leading-none tabular sm:text-48">{formatScore(state)}</span>{' '}
          <span className="text-19 text-ink-soft">out of 100</span>
        </span>
      </p>
      <p className="mt-1 text-24">
        {formatBands(range)}
        {isSameBand && ', whatever the other scores are'}
      </p>
      {open && <p className="mt-3 max-w-text">{open}</p>}
      <p className="mt-3 max-w-text text-16 text-ink-soft">
        {formatScored(state)}. Using the {thresholdSet(overall.thresholds, frameworkOf(state.framework)).name}
        . The council’s own assessment, not a CQC rating.
      </p>
    </div>
  );
}
