import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TopicGap } from '#lib/insight/topics/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';

type TopicGapsProps = { council: string; topic: string; gaps: readonly TopicGap[] };

/** What a topic lacks, and where that is put right. */
export function TopicGaps({ council, topic, gaps }: TopicGapsProps) {
  const fixes = {
    evidence: { href: routes.evidence(council, { topic }), text: 'Evidence with this topic' },
    measures: { href: routes.measures(council), text: 'All measures' },
    statements: { href: routes.assessment(council), text: 'Quality statements' },
  };
  const needed = (Object.keys(fixes) as TopicGap['fix'][]).filter((fix) =>
    gaps.some((gap) => gap.fix === fix),
  );
  return (
    <Section heading={gaps.length === 0 ? 'No gaps' : formatCount(gaps.length, 'gap')}>
      {gaps.length === 0 ? (
        <p>It has recent measures, evidence from the people it concerns, and a place in the statements.</p>
      ) : (
        <>
          <ul className="max-w-text list-disc space-y-1 pl-5">
            {gaps.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <p className="mt-4 flex flex-wrap gap-x-8 gap-y-2 print:hidden">
            {needed.map((fix) => (
              <Link key={fix} href={fixes[fix].href}>
                {fixes[fix].text}
              </Link>
            ))}
          </p>
        </>
      )}
    </Section>
  );
}
