import { MyWork } from '#components/assignments/my-work.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { MyDuties } from '#components/todos/my-duties.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { listMyWork } from '#lib/work/assignments/queries.ts';
import { listMyDuties } from '#lib/work/duties/queries.ts';

type MyWorkPageProps = { params: Promise<{ council: string }> };

export default async function MyWorkPage({ params }: MyWorkPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const [work, duties] = [await listMyWork(context), await listMyDuties(context)];
  const today = londonDay(context.now());
  return (
    <CouncilFrame context={context} place="my-work" title="My work">
      <PageHeading lead="Statements you own or help with that are not complete, and what you see to in inspections and in the improvement plan.">
        My work
      </PageHeading>
      {work.length + duties.length === 0 && (
        <EmptyState action={<Link href={routes.assessment(council)}>See all quality statements</Link>}>
          You have nothing to work on. An assurance lead chooses who works on each statement, step, item and
          action.
        </EmptyState>
      )}
      <MyWork council={council} work={work} today={today} />
      {duties.length > 0 && (
        <MyDuties council={council} duties={duties} me={context.person.id} today={today} />
      )}
    </CouncilFrame>
  );
}
