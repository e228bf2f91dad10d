import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { DecisionView } from '#components/reviews/decision-view.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import { canDecide, isDecision } from '#lib/work/reviews/rules.ts';

type DecisionPageProps = {
  params: Promise<{ council: string; decision: string }>;
  searchParams: Promise<{ seen?: string | string[] }>;
};

export default async function DecisionPage({ params, searchParams }: DecisionPageProps) {
  const { council, decision } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  if (!isDecision(decision) || !canDecide(context, decision)) notFound();
  const { seen } = await searchParams;
  const looked = typeof seen === 'string' && /^[0-9a-f]{64}$/.test(seen) ? seen : undefined;
  const review = await getReview(context, new Date(), looked);
  if (!review) redirect(routes.review(council));
  return (
    <CouncilFrame
      context={context}
      place="review"
      breadcrumbs={[{ href: routes.review(council), text: 'Review and sign-off' }]}
    >
      <DecisionView context={context} decision={decision} review={review} hasLooked={looked !== undefined} />
    </CouncilFrame>
  );
}
