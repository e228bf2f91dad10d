import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { TopicList } from '#components/topics/topic-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { listTopics } from '#lib/pages/topics.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

export default async function TopicsPage({ params }: { params: Promise<{ council: string }> }) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const topics = await listTopics(context);
  const own = topics.filter(({ topic }) => topic.own && !topic.own.retired);
  const retired = topics.filter(({ topic }) => topic.own?.retired);
  return (
    <CouncilFrame context={context} place="topics" title="Topics">
      <PageHeading lead="What cuts across quality statements: the evidence, measures and paragraphs about each topic, and what is missing.">
        Topics
      </PageHeading>
      <TopicList council={council} topics={topics.filter(({ topic }) => !topic.own)} own={own} />
      {retired.length > 0 && (
        <p className="mt-6">
          Retired:{' '}
          {retired.map(({ topic }, index) => (
            <span key={topic.key}>
              {index > 0 && ', '}
              <Link href={routes.topic(council, topic.key)}>{topic.name}</Link>
            </span>
          ))}
        </p>
      )}
      {can(context, 'topics:edit') && (
        <p className="mt-6 print:hidden">
          <ButtonLink href={routes.addTopic(council)} kind="secondary">
            Add a topic
          </ButtonLink>
        </p>
      )}
    </CouncilFrame>
  );
}
