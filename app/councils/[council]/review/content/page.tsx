import { redirect } from 'next/navigation';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { SnapshotView } from '#components/snapshots/snapshot-view.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getContentInFull } from '#lib/work/reviews/queries.ts';

type ReviewContentPageProps = { params: Promise<{ council: string }> };

export default async function ReviewContentPage({ params }: ReviewContentPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const content = await getContentInFull(context);
  if (!content) redirect(routes.review(council));
  const { snapshot } = content;
  const title = `Version ${content.version} in full`;
  return (
    <CouncilFrame
      context={context}
      place="review"
      title={title}
      breadcrumbs={[{ href: routes.review(council), text: 'Review and sign-off' }]}
    >
      <PageHeading caption={content.assessment.name}>{title}</PageHeading>
      {snapshot ? (
        <Markup name="content" of={[context.council.id, content.head]}>
          {() => <SnapshotView council={council} snapshot={snapshot} />}
        </Markup>
      ) : (
        <ScoresHidden council={council} hidden={content.hidden} also={['this version']} />
      )}
    </CouncilFrame>
  );
}
