import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { AboutForm } from '#components/plan/about-form.tsx';
import { PlanTexts } from '#components/plan/plan-texts.tsx';
import { getPlanDetails } from '#lib/insight/plan/queries.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type AboutPlanPageProps = { params: Promise<{ council: string }> };

export default async function AboutPlanPage({ params }: AboutPlanPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'improvement:view');
  const details = await getPlanDetails(context);
  const title = 'What the plan says';
  const heading = (
    <PageHeading
      lead={
        <>
          Of the improvement plan as a whole: why there is one, who watches over it and how.
          {details.changed && (
            <>
              {' '}
              Last changed by <bdi>{details.changed.by}</bdi>, {formatDateTime(details.changed.at)}.
            </>
          )}
        </>
      }
    >
      {title}
    </PageHeading>
  );
  const back = routes.improvement(council);
  const mayChange = can(context, 'improvement:oversee');
  return (
    <CouncilFrame
      context={context}
      place="improvement"
      {...(mayChange ? {} : { title })}
      breadcrumbs={[{ href: back, text: 'Improvement plan' }]}
    >
      {mayChange ? (
        <AboutForm
          {...{ council, details, title, heading }}
          councilName={context.council.name}
          backHref={back}
        />
      ) : (
        <>
          {heading}
          <PlanTexts details={details} />
        </>
      )}
    </CouncilFrame>
  );
}
