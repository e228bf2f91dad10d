import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import type { AssessmentFigures } from '#lib/record/assessments/rules.ts';
import { describeStanding } from '#lib/record/assessments/state.ts';
import type { Scores } from '#lib/scoring/index.ts';

type ScenarioFiguresProps = {
  /** "With this scenario", "If every target is met". */
  what: string;
  figures: AssessmentFigures;
  scores: Scores;
  now: AssessmentFigures;
};

/** The result of other scores beside the current result. */
export function ScenarioFigures({ what, figures, scores, now }: ScenarioFiguresProps) {
  return (
    <>
      <p className="max-w-text text-24">
        {what}: {describeStanding(figures.state)}. Now: {describeStanding(now.state)}.
      </p>
      <div className="mt-6 grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
        <ScoreDisplay state={figures.state} scores={scores} />
        <BandRuler state={figures.state} />
      </div>
      {figures.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
    </>
  );
}
