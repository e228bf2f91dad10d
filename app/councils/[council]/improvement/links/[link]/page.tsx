import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { LinkFacts } from '#components/links/link-facts.tsx';
import { WithdrawLinkForm } from '#components/links/withdraw-link-form.tsx';
import { getPlanLink } from '#lib/exchange/publications/queries.ts';
import { LINK_KINDS } from '#lib/exchange/publications/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type PlanLinkPageProps = { params: Promise<{ council: string; link: string }> };

export default async function PlanLinkPage({ params }: PlanLinkPageProps) {
  const { council, link: id } = await params;
  const context = await requireCouncil(council, 'links:manage');
  const found = await getPlanLink(context, id, context.now());
  if (!found) notFound();
  const { plan, link } = found;
  if (link.state !== 'active') redirect(routes.planLinks(council));
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      title={`Withdraw the link for ${link.forWhom}`}
      breadcrumbs={[
        { href: routes.improvement(council), text: 'Improvement plan' },
        { href: routes.planLinks(council), text: 'Publish and share the plan' },
      ]}
    >
      <PageHeading lead="The link will stop working straight away. Copies people have already downloaded are not affected.">
        Withdraw this link?
      </PageHeading>
      <LinkFacts link={link} />
      <div className="mt-8">
        <WithdrawLinkForm
          kind={LINK_KINDS[plan]}
          council={council}
          id={link.id}
          back={routes.planLinks(council)}
        />
      </div>
    </CouncilFrame>
  );
}
