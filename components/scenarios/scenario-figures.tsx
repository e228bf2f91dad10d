import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { type AssessmentResult, standingInWords } from '#lib/assessments/rules.ts';

type ScenarioFiguresProps = {
  /** "With this scenario", "With every target reached". */
  what: string;
  result: AssessmentResult;
  now: AssessmentResult;
};

/** What scores would come to, beside what they come to now. */
export function ScenarioFigures({ what, result, now }: ScenarioFiguresProps) {
  return (
    <>
      <p className="max-w-text text-24">
        {what}: {standingInWords(result.overall)}. Now: {standingInWords(now.overall)}.
      </p>
      <div className="mt-6 grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
        <ScoreDisplay overall={result.overall} />
        <BandRuler overall={result.overall} />
      </div>
      {result.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
    </>
  );
}
