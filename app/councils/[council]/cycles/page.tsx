import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { CycleList } from '#components/cycles/cycle-list.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { pointsOf } from '#lib/work/cycles/rules.ts';

type CyclesPageProps = { params: Promise<{ council: string }> };

export default async function CyclesPage({ params }: CyclesPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const { cycles, waiting, undoable } = await listCycles(context);
  const start = can(context, 'assessment:start') && !waiting && (
    <ButtonLink href={routes.startAssessment(council)} kind={cycles.length === 0 ? 'primary' : 'secondary'}>
      {cycles.length === 0 ? 'Start an assessment' : 'Start the next assessment'}
    </ButtonLink>
  );
  return (
    <CouncilFrame context={context} place="cycles" title="Cycles">
      <PageHeading lead="Each cycle is one assessment. You can still read closed assessments.">
        Cycles
      </PageHeading>
      {waiting && (
        <InsetText>
          <bdi>{waiting.by}</bdi> asked a director to close the open assessment and start “
          <bdi>{waiting.next.name}</bdi>” on {formatDateTime(waiting.at)}. It stays open until a director
          confirms.{' '}
          {can(context, 'closing:view') && (
            <Link href={routes.closing(council)}>
              {can(context, 'closing:decide') ? 'Confirm or decline' : 'See or withdraw the request'}
            </Link>
          )}
        </InsetText>
      )}
      {undoable && !undoable.change && (
        <InsetText>
          “<bdi>{undoable.closed.name}</bdi>” is closed. {capitalise(whoCan('closing:decide'))} can undo this
          until someone changes “<bdi>{undoable.started.name}</bdi>”.{' '}
          {can(context, 'closing:decide') && <Link href={routes.undoClosing(council)}>Undo closing</Link>}
        </InsetText>
      )}
      {cycles.length === 0 ? (
        <EmptyState action={start}>
          There are no assessments yet.{' '}
          {start
            ? 'Start one to score the quality statements.'
            : `${capitalise(whoCan('assessment:start'))} can start one.`}
        </EmptyState>
      ) : (
        <>
          <div className="mb-8">
            <ButtonGroup>
              {start}
              {pointsOf(cycles).length > 1 && (
                <Link href={routes.compareCycles(council)}>Compare two cycles</Link>
              )}
              <Link href={routes.frameworks(council)}>Frameworks</Link>
            </ButtonGroup>
          </div>
          <CycleList council={council} cycles={cycles} />
        </>
      )}
    </CouncilFrame>
  );
}
