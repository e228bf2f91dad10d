import { notFound } from 'next/navigation';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { BoardPlan } from '#components/publications/board-plan.tsx';
import { openPlanForBoard } from '#lib/exchange/publications/commands.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type LinkedBoardPageProps = { params: Promise<{ token: string }> };

export default async function LinkedBoardPage({ params }: LinkedBoardPageProps) {
  const { token } = await params;
  const opened = await linkGate(token, 'plan_board');
  const plan = opened && (await openPlanForBoard(opened));
  if (!opened || !plan) notFound();
  const { context, copy } = opened;
  return (
    <PublicFrame title={`Improvement plan of ${plan.council.name}`}>
      {plan.council.isExample && (
        <div className="mb-8">
          <ExampleBanner />
        </div>
      )}
      <BoardPlan plan={plan} expiresAt={copy.expiresAt} today={londonDay(context.now())} />
    </PublicFrame>
  );
}
