import { redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PlanLinkForm } from '#components/publications/plan-link-form.tsx';
import { Link } from '#components/ui/link.tsx';
import { getNewPlanLink } from '#lib/exchange/publications/queries.ts';
import { PLAN_LINKS } from '#lib/exchange/publications/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { lastDayAfter, PLAN_DAYS } from '#lib/record/links/rules.ts';

type NewPlanLinkPageProps = {
  params: Promise<{ council: string }>;
  searchParams: Promise<{ for?: string | string[] }>;
};

export default async function NewPlanLinkPage({ params, searchParams }: NewPlanLinkPageProps) {
  const { council } = await params;
  const { for: asked } = await searchParams;
  const context = await requireCouncil(council, 'links:manage');
  const plan = PLAN_LINKS.find((one) => one === asked);
  const { publishedAt, isHidden, blind } = await getNewPlanLink(context);
  // The list explains that the plan is to be published first.
  if (!plan || (plan === 'public' && !publishedAt)) redirect(routes.planLinks(council));
  const frame = {
    context,
    place: 'improvement' as const,
    breadcrumbs: [
      { href: routes.improvement(council), text: 'Improvement plan' },
      { href: routes.planLinks(council), text: 'Publish and share the plan' },
    ],
  };
  if (plan === 'board' && isHidden) {
    return (
      <CouncilFrame {...frame} title="Create a link for an improvement board">
        <PageHeading>Create a link for an improvement board</PageHeading>
        <p className="max-w-text">
          Scores are hidden from you, and the link would show those that actions aim at.{' '}
          <Link href={routes.council(council)}>See which challenge scores come first</Link>.
        </p>
      </CouncilFrame>
    );
  }
  return (
    <CouncilFrame {...frame}>
      <PlanLinkForm
        council={council}
        councilName={context.council.name}
        plan={plan}
        blind={blind}
        lastDay={lastDayAfter(PLAN_DAYS[plan], context.now())}
        mostDays={PLAN_DAYS.max}
        service={env().NEXTAUTH_URL}
      />
    </CouncilFrame>
  );
}
