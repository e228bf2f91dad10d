import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { TopicForm } from '#components/topics/topic-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { getTopicToEdit } from '#lib/pages/topics.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { TOPIC_LIMITS, TOPIC_NAMES } from '#lib/record/topics/rules.ts';

export default async function AddTopicPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'topics:edit');
  const { measures } = await getTopicToEdit(context, null);
  return (
    <CouncilFrame
      context={context}
      place="topics"
      breadcrumbs={[{ href: routes.topics(council), text: 'Topics' }]}
    >
      <TopicForm
        council={council}
        councilName={context.council.name}
        version={0}
        saved={{}}
        names={TOPIC_NAMES}
        limit={TOPIC_LIMITS.about}
        measures={measures}
        title="Add a topic"
        heading={
          <PageHeading lead="A topic of your council’s own, which only your council sees.">
            Add a topic
          </PageHeading>
        }
        cancelHref={routes.topics(council)}
      />
    </CouncilFrame>
  );
}
