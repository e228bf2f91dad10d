import { notFound, redirect } from 'next/navigation';
import { ChallengeView } from '#components/challenge/challenge-view.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getChallenge } from '#lib/record/challenge/queries.ts';

type ChallengePageProps = { params: Promise<{ council: string; statement: string }> };

export default async function ChallengePage({ params }: ChallengePageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  if (!isKnownStatement(statement)) notFound();
  const view = await getChallenge(context, statement);
  if (!view) redirect(routes.assessment(council));
  const { name } = knownStatement(statement);
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[
        { href: routes.assessment(council), text: view.assessment.name },
        { href: routes.statement(council, statement), text: name },
      ]}
    >
      <ChallengeView
        council={context.council}
        statement={statement}
        name={name}
        view={view}
        mayGive={can(context, 'challenge:give')}
        mayAddFinding={can(context, 'improvement:edit')}
      />
    </CouncilFrame>
  );
}
