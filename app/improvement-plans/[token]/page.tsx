import { notFound } from 'next/navigation';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { LinkedPlan } from '#components/publications/linked-plan.tsx';
import { openPublishedPlan } from '#lib/exchange/publications/commands.ts';
import * as routes from '#lib/kernel/routes.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type LinkedPlanPageProps = { params: Promise<{ token: string }> };

export default async function LinkedPlanPage({ params }: LinkedPlanPageProps) {
  const { token } = await params;
  const opened = await linkGate(token, 'plan');
  const kept = opened && (await openPublishedPlan(opened));
  if (!kept) notFound();
  const { name, isExample } = kept.publication.council;
  return (
    <PublicFrame title={`Improvement plan of ${name}`}>
      {isExample && (
        <div className="mb-8">
          <ExampleBanner />
        </div>
      )}
      <LinkedPlan kept={kept} pdfHref={routes.linkedPlanPdf(token)} />
    </PublicFrame>
  );
}
