import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PromptsForm } from '#components/prompts/prompts-form.tsx';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getPrompts } from '#lib/record/prompts/queries.ts';
import { PROMPTS_LIMIT } from '#lib/record/prompts/rules.ts';

type PromptsPageProps = { params: Promise<{ council: string; statement: string }> };

export default async function PromptsPage({ params }: PromptsPageProps) {
  const { council, statement } = await params;
  const context = await requireCouncil(council, 'prompts:edit');
  if (!isKnownStatement(statement)) notFound();
  const { name } = knownStatement(statement);
  const { text, version } = await getPrompts(context, statement);
  const title = 'Your council’s own questions';
  return (
    <CouncilFrame
      context={context}
      place="assessment"
      breadcrumbs={[
        { href: routes.assessment(council), text: 'Assessment' },
        { href: routes.statement(council, statement), text: name },
      ]}
    >
      <PromptsForm
        council={council}
        statement={statement}
        title={`${title} for ${name}`}
        councilName={context.council.name}
        text={text}
        version={version}
        limit={PROMPTS_LIMIT}
        heading={
          <PageHeading
            caption={name}
            lead="Shown with the framework’s questions to everyone who opens this statement."
          >
            {title}
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
