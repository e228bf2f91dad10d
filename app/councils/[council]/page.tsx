import { NoAssessment } from '#components/assessments/no-assessment.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Overview } from '#components/dashboard/overview.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { getOverview } from '#lib/pages/overview.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type OverviewPageProps = { params: Promise<{ council: string }> };

export default async function OverviewPage({ params }: OverviewPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const asOf = new Date();
  const { open, changes, countdown, head } = await getOverview(context, asOf);
  const seen = changes ? (changes.since?.getTime() ?? 'never') : 'everything';
  return (
    <CouncilFrame context={context} place="overview" title="Summary">
      {open ? (
        <Markup
          name="summary"
          of={[context.council.id, head, context.person.id, context.role, formatDateTime(asOf), seen]}
        >
          {() => (
            <Overview
              council={council}
              open={open}
              changes={changes}
              countdown={countdown}
              today={londonDay(asOf)}
              may={{
                exportPack: can(context, 'pack:export'),
                exportPaper: can(context, 'paper:export'),
                manageLinks: can(context, 'links:manage'),
              }}
            />
          )}
        </Markup>
      ) : (
        <NoAssessment council={council} heading="Summary" mayStart={can(context, 'assessment:start')} />
      )}
    </CouncilFrame>
  );
}
