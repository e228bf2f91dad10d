import { HowWorkedOut } from '#components/assessments/how-worked-out.tsx';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CarriedNote } from '#components/cycles/carried-note.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { NeedsList } from '#components/needs/needs-list.tsx';
import { SignOff } from '#components/reviews/sign-off.tsx';
import { BandRuler } from '#components/scoring/band-ruler.tsx';
import { ScoreDisplay } from '#components/scoring/score-display.tsx';
import { ScorePicture } from '#components/scoring/score-picture.tsx';
import { ThemeTable } from '#components/scoring/theme-table.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import type { AssessmentView } from '#lib/assessments/queries.ts';
import { type AssessmentResult, resultOf, STATUS_NAMES } from '#lib/assessments/rules.ts';
import { challengesBeside, scoreInWords } from '#lib/challenge/rules.ts';
import { capitalise, formatCount, formatDateRange } from '#lib/format.ts';
import type { Need } from '#lib/needs/rules.ts';
import type { SignOffView } from '#lib/reviews/queries.ts';
import { routes } from '#lib/routes.ts';
import { BAND_NAMES, STATEMENTS, type StatementBandStep } from '#lib/scoring/index.ts';

type OverviewProps = {
  council: string;
  assessment: AssessmentView;
  signOff: SignOffView;
  needs: readonly Need[];
  mayExport: boolean;
};

/** Where the council would land, what that rests on, and what would change it. */
export function Overview({ council, assessment, signOff, needs, mayExport }: OverviewProps) {
  const heading = (
    <PageHeading caption={formatDateRange(assessment.startsOn, assessment.endsOn)} size="medium">
      {assessment.name}
    </PageHeading>
  );
  const { scores } = assessment;
  if (!scores) {
    return (
      <>
        {heading}
        <ScoresHidden
          council={council}
          hidden={assessment.hidden}
          also={mayExport ? ['the evidence pack'] : []}
        />
        <SignOff council={council} signOff={signOff} />
        <CarriedNote council={council} statements={assessment.statements} />
        <NeedsList council={council} needs={needs} />
        <NineStatements council={council} assessment={assessment} />
      </>
    );
  }
  const result = resultOf({ scores, thresholds: assessment.thresholds });
  const { overall } = result;
  const unscored = overall.state === 'incomplete' ? overall.missing : [];
  return (
    <>
      {heading}
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
        <div>
          <ScoreDisplay overall={overall} />
          <div className="mt-6">
            <ButtonGroup>
              {mayExport && (
                <ButtonLink href={routes.currentPack(council)}>Download evidence pack (PDF)</ButtonLink>
              )}
              <Link href={routes.assessment(council)}>
                {unscored.length > 0 ? `Score the remaining ${unscored.length}` : 'Open the nine statements'}
              </Link>
            </ButtonGroup>
          </div>
        </div>
        <div className="lg:pt-3">
          <BandRuler overall={overall} />
        </div>
      </div>

      <SignOff council={council} signOff={signOff} />

      {result.flags.map((flag) => (
        <WarningText key={flag.kind}>{flag.message}</WarningText>
      ))}
      <CarriedNote council={council} statements={assessment.statements} />
      <NeedsList council={council} needs={needs} />

      <NineStatements council={council} assessment={assessment} />

      <div className="grid gap-x-16 lg:grid-cols-2">
        <Section heading="Themes">
          <ThemeTable themes={result.themes} />
        </Section>
        <Section heading="What would change the band">
          <WhatWouldChange result={result} />
        </Section>
      </div>

      <Section heading="How the score is worked out">
        <HowWorkedOut overall={overall} scores={scores} />
      </Section>
    </>
  );
}

type NineStatementsProps = { council: string; assessment: AssessmentView };

function NineStatements({ council, assessment }: NineStatementsProps) {
  const challenged = assessment.statements.some(({ challenges }) => challenges.length > 0);
  return (
    <Section heading="The nine quality statements">
      <ScorePicture
        scores={assessment.shown}
        challenges={Object.fromEntries(assessment.statements.map(({ id, challenges }) => [id, challenges]))}
        hrefFor={(statement) => routes.statement(council, statement)}
      />
      {challenged && (
        <p className="mt-4 text-16 text-ink-soft">
          A lozenge on a block is a challenge score: what a director or a reader gave. It changes no figure.
        </p>
      )}
      <Details summary="The same as a table">
        <StatementTable council={council} assessment={assessment} />
      </Details>
    </Section>
  );
}

function StatementTable({ council, assessment }: NineStatementsProps) {
  return (
    <Table
      caption="Score, challenge scores, status and evidence of each quality statement"
      captionHidden
      wide
      columns={[
        { header: 'Quality statement' },
        { header: 'Score' },
        { header: 'Challenge scores' },
        { header: 'Status' },
        { header: 'Evidence', numeric: true },
      ]}
      rows={assessment.statements.map(({ id, name, score, challenges, status, evidenceCount }) => ({
        key: id,
        cells: [
          <Link key="name" href={routes.statement(council, id)}>
            {name}
          </Link>,
          capitalise(scoreInWords(score)),
          challengesBeside(score, challenges) ?? 'None',
          STATUS_NAMES[status],
          evidenceCount,
        ],
      }))}
    />
  );
}

function WhatWouldChange({ result }: { result: AssessmentResult }) {
  const { overall, distance } = result;
  if (overall.state === 'incomplete' || !distance) {
    const names = STATEMENTS.filter(
      ({ id }) => overall.state === 'incomplete' && overall.missing.includes(id),
    );
    return (
      <>
        <p>The band can be worked out when these are scored:</p>
        <ul className="mt-2 list-disc pl-5">
          {names.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      </>
    );
  }
  const { up, down } = distance;
  return (
    <ul className="space-y-4">
      {up && (
        <li>
          <strong>Up to {BAND_NAMES[up.band].toLowerCase()}:</strong> {step(up, 'more')}
        </li>
      )}
      {down && (
        <li>
          <strong>Down to {BAND_NAMES[down.band].toLowerCase()}:</strong> {step(down, 'fewer')}
        </li>
      )}
      <li className="text-16 text-ink-soft">
        One point is one statement scored one higher or lower. All nine statements count the same.
      </li>
    </ul>
  );
}

function step({ points, statements }: StatementBandStep, direction: 'more' | 'fewer'): string {
  return `${formatCount(points, 'point')} ${direction}, which takes a change on at least ${formatCount(statements, 'statement')}`;
}
