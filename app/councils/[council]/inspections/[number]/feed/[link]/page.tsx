import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFacts } from '#components/links/link-facts.tsx';
import { WithdrawLinkForm } from '#components/links/withdraw-link-form.tsx';
import { listFeeds } from '#lib/exchange/feeds/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';

type WithdrawPageProps = { params: Promise<{ council: string; number: string; link: string }> };

export default async function WithdrawPage({ params }: WithdrawPageProps) {
  const { council, number, link: id } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const view = await listFeeds(context, parsePositiveInt(number) ?? notFound(), new Date());
  const link = view?.links.find((one) => one.id === id);
  if (!view || !link) notFound();
  const { inspection } = view;
  if (link.state !== 'active') redirect(routes.feeds(council, inspection.number));
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Withdraw the link for ${link.forWhom}`}
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: routes.feeds(council, inspection.number), text: 'Dates in your own calendar' },
      ]}
    >
      <PageHeading lead="The link will stop working straight away. Calendars keep the dates they have already fetched until somebody takes them off.">
        Withdraw this link?
      </PageHeading>
      <LinkFacts link={link} />
      <div className="mt-8">
        <WithdrawLinkForm
          kind="calendar"
          council={council}
          id={link.id}
          inspection={inspection.number}
          back={routes.feeds(council, inspection.number)}
        />
      </div>
    </CouncilFrame>
  );
}
