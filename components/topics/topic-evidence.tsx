import { EvidenceTable } from '#components/evidence/evidence-table.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { describeHeard } from '#lib/insight/topics/rules.ts';
import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { TopicView } from '#lib/pages/topics.ts';

type TopicEvidenceProps = {
  council: string;
  asOf: Date;
  view: Pick<TopicView, 'topic' | 'evidence' | 'newest' | 'statement' | 'framework'>;
};

/** The evidence with a topic: how much, how old and from whom; and the newest items. */
export function TopicEvidence({ council, view, asOf }: TopicEvidenceProps) {
  const { topic, evidence, newest, statement, framework } = view;
  const { total, count, oldest, newest: last, undated, voices } = evidence;
  return (
    <Section
      heading="Evidence"
      message={count > 0 ? formatCount(count, 'item') : undefined}
      action={
        total > 0 && (
          <Link href={routes.evidence(council, { topic: topic.key })}>
            {total > newest.length ? `All ${formatCount(total, 'item')}` : 'Show in the evidence list'}
          </Link>
        )
      }
    >
      {count > 0 && (
        <ul className="mb-6 max-w-text">
          {oldest && last && (
            <li>
              {oldest === last
                ? `Dated ${formatDate(oldest)}`
                : `Dated ${formatDate(oldest)} to ${formatDate(last)}`}
              {undated > 0 && `; ${formatNumber(undated)} without a date`}
            </li>
          )}
          <li>{describeHeard(voices)}</li>
          {total > count && (
            <li>{formatCount(total - count, 'more item does', 'more items do')} not count as evidence</li>
          )}
        </ul>
      )}
      {newest.length > 0 ? (
        <EvidenceTable council={council} framework={framework} items={newest} asOf={asOf} />
      ) : (
        <p>No evidence has this topic yet. Choose it under “Topics” when you add or edit evidence.</p>
      )}
      {statement && (
        <p className="mt-6">
          See also{' '}
          <Link href={routes.evidence(council, { statement })}>
            the evidence of {knownStatement(statement).name}
          </Link>
          , whatever its topics.
        </p>
      )}
    </Section>
  );
}
