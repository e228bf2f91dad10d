import { InsetText } from '#components/ui/inset-text.tsx';
import { distanceInWords } from '#lib/assessments/rules.ts';
import { capitalise } from '#lib/format.ts';
import { BAND_NAMES, HIGHEST_POINTS, type Overall, STATEMENTS, THRESHOLD_SETS } from '#lib/scoring/index.ts';

/** The result in words and numbers. The band never stands without its score, its boundaries and how far it is complete. */
export function ScoreDisplay({ overall }: { overall: Overall }) {
  return overall.state === 'complete' ? <Complete overall={overall} /> : <Incomplete overall={overall} />;
}

function Complete({ overall }: { overall: Extract<Overall, { state: 'complete' }> }) {
  const set = THRESHOLD_SETS[overall.thresholds];
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-5">
        <span className="heading-1">{BAND_NAMES[overall.band]}</span>{' '}
        <span>
          <span className="text-32 leading-none tabular sm:text-48">{overall.score}</span>{' '}
          <span className="text-19 text-ink-soft">out of 100</span>
        </span>
      </p>
      <p className="mt-1 text-24">{capitalise(distanceInWords(overall))}</p>
      <p className="mt-3 max-w-text text-16 text-ink-soft">
        {overall.points} of {HIGHEST_POINTS} points from {STATEMENTS.length} scored statements. Band under “
        {set.name}”. The council’s own assessment, not a CQC rating.
      </p>
      {overall.disagreement && (
        <InsetText>
          <p className="font-bold">
            {BAND_NAMES[overall.disagreement.band]} under “
            {THRESHOLD_SETS[overall.disagreement.thresholds].name}”
          </p>
          <p className="mt-1">{overall.disagreement.reason}</p>
        </InsetText>
      )}
    </div>
  );
}

function Incomplete({ overall }: { overall: Extract<Overall, { state: 'incomplete' }> }) {
  const { lowest, highest } = overall.range;
  const bands =
    lowest.band === highest.band
      ? `${BAND_NAMES[lowest.band]}, whatever the remaining scores are`
      : `From ${BAND_NAMES[lowest.band].toLowerCase()} to ${BAND_NAMES[highest.band].toLowerCase()}, depending on the remaining scores`;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-5">
        <span className="heading-1">Not final</span>{' '}
        <span>
          <span className="text-32 leading-none tabular sm:text-48">
            {lowest.score} to {highest.score}
          </span>{' '}
          <span className="text-19 text-ink-soft">out of 100</span>
        </span>
      </p>
      <p className="mt-1 text-24">{bands}</p>
      <p className="mt-3 max-w-text text-16 text-ink-soft">
        {overall.scored} of {STATEMENTS.length} statements scored. Bands under “
        {THRESHOLD_SETS[overall.thresholds].name}”. The council’s own assessment, not a CQC rating.
      </p>
    </div>
  );
}
