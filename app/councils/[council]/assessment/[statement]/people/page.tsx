import { notFound, redirect } from 'next/navigation';
import { AssignForm } from '#components/assignments/assign-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { getAssessment } from '#lib/assessments/queries.ts';
import { listCandidates, listStatementPeople } from '#lib/assignments/queries.ts';
import { requireCouncil } from '#lib/auth/gate.ts';
import { routes } from '#lib/routes.ts';
import { isStatementId, statement as statementOf } from '#lib/scoring/index.ts';

type StatementPeoplePageProps = { params: Promise<{ council: string; statement: string }> };

export default async function StatementPeoplePage({ params }: StatementPeoplePageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'statement:assign');
  if (!isStatementId(statement)) notFound();
  const [assessment, people, candidates] = await Promise.all([
    getAssessment(context),
    listStatementPeople(context),
    listCandidates(context),
  ]);
  if (!assessment) redirect(routes.assessment(council));
  const { name } = statementOf(statement);
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
        owner={people[statement]?.owner?.id ?? ''}
        helpers={people[statement]?.helpers.map(({ id }) => id) ?? []}
        dueOn={people[statement]?.dueOn ?? ''}
      />
    </CouncilFrame>
  );
}
