import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { TopicSummary } from '#lib/pages/topics.ts';

type TopicListProps = {
  council: string;
  topics: readonly TopicSummary[];
  /** The council's own, in a group after the others. */
  own: readonly TopicSummary[];
};

/** Each topic with what belongs to it, in figures, and what it lacks in words. */
export function TopicList({ council, topics, own }: TopicListProps) {
  return (
    <Table
      caption="Topics"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Topic' },
        { header: 'Evidence', numeric: true },
        { header: 'Measures', numeric: true },
        { header: 'Paragraphs', numeric: true },
        { header: 'Gaps' },
      ]}
      rows={[
        ...topics.map((summary) => rowOf(council, summary)),
        ...(own.length > 0 ? [{ key: 'own', heading: 'Your council’s own topics' }] : []),
        ...own.map((summary) => rowOf(council, summary)),
      ]}
    />
  );
}

function rowOf(council: string, { topic, evidence, measures, paragraphs, gaps }: TopicSummary) {
  return {
    key: topic.key,
    cells: [
      <Link key="topic" href={routes.topic(council, topic.key)} className="link text-19 font-semibold">
        {topic.name}
      </Link>,
      formatNumber(evidence.count),
      formatNumber(measures),
      paragraphs === null ? '–' : formatNumber(paragraphs),
      gaps.length === 0 ? (
        'None'
      ) : (
        <ul key="gaps">
          {gaps.map(({ text }) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
    ],
  };
}
