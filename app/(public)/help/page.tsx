import { HelpFrame } from '#components/help/help-frame.tsx';
import { HelpText } from '#components/help/help-text.tsx';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { TOPICS } from '#lib/help/topics.ts';
import { WORDS } from '#lib/help/words.ts';
import * as routes from '#lib/kernel/routes.ts';
import { getHelpReader } from '#lib/pages/help.ts';

export default async function HelpPage() {
  return (
    <HelpFrame
      title="Help"
      lead="How to do each task in this service, in short steps."
      person={await getHelpReader()}
      isStart
    >
      <ul className="grid gap-x-12 gap-y-4 sm:grid-cols-2">
        {Object.entries(TOPICS).map(([id, { title, lead }]) => (
          <li key={id}>
            <Link href={routes.helpTopic(id)} className="link inline-block min-h-6 font-semibold">
              {title}
            </Link>
            <p className="max-w-text text-16 text-ink-soft">{lead}</p>
          </li>
        ))}
        <li>
          <Link href={routes.helpFigures()} className="link inline-block min-h-6 font-semibold">
            How figures are worked out
          </Link>
          <p className="max-w-text text-16 text-ink-soft">The rule behind each figure that pages show.</p>
        </li>
      </ul>
      <Section heading="Words used here">
        <SummaryList rows={WORDS.map(({ key, value }) => ({ key, value: <HelpText>{value}</HelpText> }))} />
      </Section>
    </HelpFrame>
  );
}
