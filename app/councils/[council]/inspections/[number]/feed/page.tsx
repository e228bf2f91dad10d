import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { FeedForm } from '#components/feeds/feed-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { LinksTable } from '#components/links/links-table.tsx';
import { listFeeds } from '#lib/exchange/feeds/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { FEED_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';

type FeedPageProps = { params: Promise<{ council: string; number: string }> };

const TITLE = 'Dates in your own calendar';

export default async function FeedPage({ params }: FeedPageProps) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const now = new Date();
  const view = await listFeeds(context, parsePositiveInt(number) ?? notFound(), now);
  if (!view) notFound();
  const { inspection, links } = view;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
      ]}
    >
      <FeedForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        lastDay={lastDayAfter(FEED_DAYS.default, now)}
        mostDays={FEED_DAYS.max}
        service={env().NEXTAUTH_URL}
        title={TITLE}
        heading={
          <PageHeading
            caption={inspection.name}
            lead="Subscribe to the dates of this inspection in Outlook or another calendar. It shows the names and dates of the steps and nothing else, and follows when they move. Anyone with the link can read it without signing in."
          >
            {TITLE}
          </PageHeading>
        }
      />
      <Section heading="Links made">
        <LinksTable
          caption="Links to this calendar"
          links={links}
          empty="No link to this calendar yet."
          made="Made"
          hrefOf={(link) => routes.feedLink(council, inspection.number, link)}
        />
      </Section>
    </CouncilFrame>
  );
}
