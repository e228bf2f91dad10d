import { notFound } from 'next/navigation';
import { ExampleBanner } from '#components/layout/example-banner.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { LinkedPaper } from '#components/papers/linked-paper.tsx';
import { parseStoredDashboard } from '#lib/exchange/papers/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { recordOpening } from '#lib/record/links/commands.ts';
import { linkGate } from '#lib/record/links/gate.ts';

type PaperPageProps = { params: Promise<{ token: string }> };

export default async function PaperPage({ params }: PaperPageProps) {
  const { token } = await params;
  const opened = await linkGate(token, 'board_paper');
  if (!opened) notFound();
  const { context, copy, headOnly } = opened;
  if (!headOnly && !(await recordOpening(context, 'board_paper', copy.id))) notFound();
  const dashboard = parseStoredDashboard(copy.content);
  return (
    <PublicFrame title={`Board paper of ${dashboard.council.name}`}>
      {dashboard.council.isExample && (
        <div className="mb-8">
          <ExampleBanner />
        </div>
      )}
      <LinkedPaper
        dashboard={dashboard}
        contentHash={copy.contentHash}
        audit={copy.audit}
        expiresAt={copy.expiresAt}
        pdfHref={routes.linkedPaperPdf(token)}
      />
    </PublicFrame>
  );
}
