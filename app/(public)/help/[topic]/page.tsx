import { notFound } from 'next/navigation';
import { HelpFrame } from '#components/help/help-frame.tsx';
import { HelpText } from '#components/help/help-text.tsx';
import type { HelpTopic } from '#lib/help/topic.ts';
import { TOPICS } from '#lib/help/topics.ts';
import { getHelpReader } from '#lib/pages/help.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';

type TopicProps = { params: Promise<{ topic: string }> };

export default async function TopicPage({ params }: TopicProps) {
  const { topic: id } = await params;
  const topic = Object.hasOwn(TOPICS, id) ? (TOPICS as Record<string, HelpTopic>)[id] : undefined;
  if (!topic) notFound();
  const { title, lead, permission, parts } = topic;
  return (
    <HelpFrame title={title} lead={lead} person={await getHelpReader()}>
      <div className="prose">
        {permission && <p>{`Who can do this: ${whoCan(permission)}.`}</p>}
        {parts.flatMap(({ heading, steps = [], text = [] }) => [
          heading && <h2 key={heading}>{heading}</h2>,
          steps.length > 0 && (
            <ol key={`steps ${heading}`}>
              {steps.map((step) => (
                <li key={step}>
                  <HelpText>{step}</HelpText>
                </li>
              ))}
            </ol>
          ),
          ...text.map((paragraph) => (
            <p key={paragraph}>
              <HelpText>{paragraph}</HelpText>
            </p>
          )),
        ])}
      </div>
    </HelpFrame>
  );
}
