import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { ScoreLabel } from '#components/scoring/score-label.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import type { ChallengeView as View } from '#lib/record/challenge/queries.ts';
import { CHALLENGE_REASON_LIMIT } from '#lib/record/challenge/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ChallengeForm } from './challenge-form.tsx';
import { ChallengeScores } from './challenge-scores.tsx';

type ChallengeViewProps = {
  council: { readonly slug: string; readonly name: string };
  statement: StatementId;
  name: string;
  view: View;
  mayGive: boolean;
  mayAddFinding: boolean;
};

/** Each person's score for a statement and their reason, with the form for people who can give one. */
export function ChallengeView({
  council,
  statement,
  name,
  view,
  mayGive,
  mayAddFinding,
}: ChallengeViewProps) {
  const { own, challenges, mine } = view;
  const { slug } = council;
  const title = `Challenge scores for ${name}`;
  const content = (
    <>
      <PageHeading caption={name}>Challenge scores</PageHeading>
      {own === 'hidden' ? (
        <p className="max-w-text">
          You will see the council’s score and other challenge scores after you give yours. Read{' '}
          <Link href={routes.statement(slug, statement)}>the council’s text and evidence</Link> first.
        </p>
      ) : challenges.length === 0 ? (
        <>
          <EmptyState>
            No challenge scores yet. {capitalise(whoCan('challenge:give'))} can give one, with a reason.
          </EmptyState>
          <h2 className="heading-3 mt-6 mb-2">Council’s score</h2>
          <ScoreLabel statement={statement} score={own} />
        </>
      ) : (
        <>
          <h2 className="heading-2 mb-3">Scores compared</h2>
          <ChallengeScores statement={statement} own={own} challenges={challenges} withEarlier />
          {mayAddFinding && (
            <p className="mt-4 print:hidden">
              <Link href={routes.addFinding(slug, { statement, source: 'challenge' })}>Add a finding</Link>
            </p>
          )}
        </>
      )}
    </>
  );
  if (!mayGive) {
    return (
      <>
        <PageTitle within={council.name}>{title}</PageTitle>
        {content}
      </>
    );
  }
  const last = mine?.latest;
  return (
    <ChallengeForm
      // Resets the form after each score given.
      key={last?.version ?? 0}
      council={slug}
      councilName={council.name}
      statement={statement}
      name={name}
      assessment={view.assessment.id}
      last={last ? { version: last.version, score: String(last.score), reason: last.reason } : null}
      ownHidden={own === 'hidden'}
      scores={frameworkOfStatement(statement).scores.map((score) => ({
        value: String(score),
        label: <ScoreLabel key={score} statement={statement} score={score} />,
      }))}
      limit={CHALLENGE_REASON_LIMIT}
      title={title}
    >
      {content}
    </ChallengeForm>
  );
}
