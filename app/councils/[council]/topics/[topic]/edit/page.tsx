import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { TopicForm } from '#components/topics/topic-form.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { getTopicToEdit } from '#lib/pages/topics.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { TOPIC_LIMITS, TOPIC_NAMES } from '#lib/record/topics/rules.ts';

type EditTopicPageProps = { params: Promise<{ council: string; topic: string }> };

export default async function EditTopicPage({ params }: EditTopicPageProps) {
  const { council, topic: key } = await params;
  const context = await requireCouncil(council, 'topics:edit');
  const { topic, measures } = await getTopicToEdit(context, key);
  if (!topic?.own) notFound();
  const { name, about, words, own } = topic;
  return (
    <CouncilFrame
      context={context}
      place="topics"
      breadcrumbs={[
        { href: routes.topics(council), text: 'Topics' },
        { href: routes.topic(council, key), text: name },
      ]}
    >
      <TopicForm
        council={council}
        councilName={context.council.name}
        topic={key}
        version={own.version}
        saved={{
          ...{ name, about, words: words.join('\n'), measures: own.measures.join(',') },
          retired: own.retired ? 'yes' : '',
        }}
        names={TOPIC_NAMES}
        limit={TOPIC_LIMITS.about}
        measures={measures}
        title={`Change ${name}`}
        heading={<PageHeading caption={name}>Change the topic</PageHeading>}
        cancelHref={routes.topic(council, key)}
      />
    </CouncilFrame>
  );
}
