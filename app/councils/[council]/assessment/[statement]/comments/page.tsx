import { notFound, redirect } from 'next/navigation';
import { type CommentsAsked, CommentsView } from '#components/comments/comments-view.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listThreads } from '#lib/work/comments/queries.ts';

type StatementCommentsProps = {
  params: Promise<{ council: string; statement: string }>;
  searchParams: Promise<CommentsAsked>;
};

export default async function StatementCommentsPage({ params, searchParams }: StatementCommentsProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'comment:view');
  if (!isKnownStatement(statement)) notFound();
  const found = await listThreads(context, { kind: 'statement', statement });
  if (!found) redirect(routes.assessment(council));
  const { name } = knownStatement(statement);
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[
        { href: routes.assessment(council), text: 'Assessment' },
        { href: routes.statement(council, statement), text: name },
      ]}
    >
      <CommentsView
        council={context.council}
        subject={statement}
        name={name}
        {...found}
        asked={await searchParams}
      />
    </CouncilFrame>
  );
}
