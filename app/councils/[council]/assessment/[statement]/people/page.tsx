import { notFound, redirect } from 'next/navigation';
import { AssignForm } from '#components/assignments/assign-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getStatementPeople } from '#lib/work/assignments/queries.ts';

type StatementPeoplePageProps = { params: Promise<{ council: string; statement: string }> };

export default async function StatementPeoplePage({ params }: StatementPeoplePageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'statement:assign');
  if (!isKnownStatement(statement)) notFound();
  const view = await getStatementPeople(context, statement);
  if (!view) redirect(routes.assessment(council));
  const { assessment, owner, helpers, dueOn, candidates } = view;
  const { name } = knownStatement(statement);
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[
        { href: routes.assessment(council), text: assessment.name },
        { href: routes.statement(council, statement), text: name },
      ]}
    >
      <AssignForm
        council={council}
        councilName={context.council.name}
        assessment={assessment.id}
        statement={statement}
        name={name}
        candidates={candidates}
        owner={owner?.id ?? ''}
        helpers={helpers.map(({ id }) => id)}
        dueOn={dueOn ?? ''}
      />
    </CouncilFrame>
  );
}
