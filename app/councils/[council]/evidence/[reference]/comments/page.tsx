import { notFound } from 'next/navigation';
import { type CommentsAsked, CommentsView } from '#components/comments/comments-view.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getEvidenceItem } from '#lib/record/evidence/queries.ts';
import { listThreads } from '#lib/work/comments/queries.ts';

type EvidenceCommentsProps = {
  params: Promise<{ council: string; reference: string }>;
  searchParams: Promise<CommentsAsked>;
};

export default async function EvidenceCommentsPage({ params, searchParams }: EvidenceCommentsProps) {
  const { council, reference: asked } = await params;
  const context = await requireCouncil(council, 'comment:view');
  const item = (await getEvidenceItem(context, asked)) ?? notFound();
  const { reference, title } = item;
  const found = (await listThreads(context, { kind: 'evidence', reference })) ?? notFound();
  return (
    <CouncilFrame
      context={context}
      place="evidence"
      breadcrumbs={[
        { href: routes.evidence(council), text: 'Evidence' },
        { href: routes.evidenceItem(council, reference), text: reference },
      ]}
    >
      <CommentsView
        council={context.council}
        subject={reference}
        name={`${reference} ${title}`}
        {...found}
        asked={await searchParams}
      />
    </CouncilFrame>
  );
}
