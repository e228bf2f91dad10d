import { MyWork } from '#components/assignments/my-work.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listMyWork } from '#lib/work/assignments/queries.ts';

type MyWorkPageProps = { params: Promise<{ council: string }> };

export default async function MyWorkPage({ params }: MyWorkPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const work = await listMyWork(context);
  return (
    <CouncilFrame context={context} place="my-work" title="My work">
      <PageHeading lead="Statements you own or help with that are not complete.">My work</PageHeading>
      {work.length === 0 ? (
        <EmptyState action={<Link href={routes.assessment(council)}>See all quality statements</Link>}>
          You have no statements to work on. An assurance lead chooses who works on each statement.
        </EmptyState>
      ) : (
        <MyWork council={council} work={work} today={londonDay(new Date())} />
      )}
    </CouncilFrame>
  );
}
