import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { MeasureGrid, SmallChartKey } from '#components/measures/measure-grid.tsx';
import { TopicEvidence } from '#components/topics/topic-evidence.tsx';
import { TopicGaps } from '#components/topics/topic-gaps.tsx';
import { TopicParagraphs } from '#components/topics/topic-paragraphs.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import { toTopicKey } from '#lib/frameworks/framework.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getTopic, type TopicView } from '#lib/pages/topics.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { againstComparator } from '#lib/record/measures/comparisons.ts';

type TopicPageProps = { params: Promise<{ council: string; topic: string }> };

export default async function TopicPage({ params }: TopicPageProps) {
  const { council, topic: key } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const view = await getTopic(context, toTopicKey(key) ?? '');
  if (!view) notFound();
  const { topic, gaps, paragraphs } = view;
  return (
    <CouncilFrame
      context={context}
      place="topics"
      title={topic.name}
      breadcrumbs={[{ href: routes.topics(council), text: 'Topics' }]}
    >
      <PageHeading lead={topic.about}>{topic.name}</PageHeading>
      {topic.own?.retired && (
        <p className="mb-8 max-w-text">
          <Tag tone="warning">Retired</Tag> It is not offered for evidence any more. What has it keeps it.
        </p>
      )}
      {topic.own && can(context, 'topics:edit') && (
        <p className="mb-8 print:hidden">
          <Link href={routes.editTopic(council, topic.key)}>Change the topic</Link>
        </p>
      )}
      {topic.source && (
        <p className="mb-8 max-w-text text-16 text-ink-soft">
          Source:{' '}
          {topic.source.url ? <Link href={topic.source.url}>{topic.source.text}</Link> : topic.source.text}
        </p>
      )}
      {!topic.own?.retired && <TopicGaps council={council} topic={topic.key} gaps={gaps} />}
      <TopicMeasures council={council} measures={view.measures} />
      <TopicEvidence council={council} view={view} asOf={context.now()} />
      <Section
        heading="In the statements"
        message={paragraphs ? formatCount(paragraphs.length, 'paragraph') : undefined}
      >
        <p className="mb-6 max-w-text text-ink-soft">
          A paragraph is listed if it cites evidence with this topic
          {topic.words.length > 0 &&
            `, or has a word that starts with one of these: ${topic.words.join(', ')}`}
          .
        </p>
        {paragraphs === null && <p>No assessment is open.</p>}
        {paragraphs?.length === 0 && <p>No statement mentions it yet.</p>}
        {paragraphs && <TopicParagraphs council={council} paragraphs={paragraphs} />}
      </Section>
    </CouncilFrame>
  );
}

type TopicMeasuresProps = { council: string; measures: TopicView['measures'] };

function TopicMeasures({ council, measures }: TopicMeasuresProps) {
  const { better, worse } = againstComparator(measures);
  return (
    <Section
      heading="Measures"
      message={
        better.length + worse.length > 0
          ? `${better.length} better than the comparator, ${worse.length} worse; the others are the same or have none`
          : undefined
      }
    >
      {measures.length > 0 ? (
        <>
          <MeasureGrid council={council} measures={measures} asOf={new Date()} />
          {measures.some(({ values }) => values.length > 0) && <SmallChartKey />}
        </>
      ) : (
        <p>No measures on this topic yet. You can choose topics when you add a measure.</p>
      )}
    </Section>
  );
}
