import { notFound } from 'next/navigation';
import { LogWords } from '#components/case-logs/log-words.tsx';
import { ReviewLogForm } from '#components/case-logs/review-log-form.tsx';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getLog } from '#lib/record/case-logs/queries.ts';
import { LOG_STATE_NAMES } from '#lib/record/case-logs/rules.ts';

type LogPageProps = { params: Promise<{ council: string; number: string; log: string }> };

export default async function LogPage({ params }: LogPageProps) {
  const { council, number, log: of } = await params;
  const context = await requireCouncil(council, 'named:work');
  const at = parsePositiveInt(number) ?? notFound();
  const view = await getLog(context, at, parsePositiveInt(of) ?? notFound());
  if (!view) notFound();
  const { inspection, register, log, mayWrite, mayReview } = view;
  const title = `Reflective log ${log.number}`;
  const heading = (
    <>
      <PageHeading
        caption={inspection.name}
        lead={`${LOG_STATE_NAMES[log.state]}. Owner: ${log.owner.name}.${log.reference === '' ? '' : ` Case ${log.reference}.`} Changed on ${formatDateTime(log.changed.at)}.`}
      >
        {title}
      </PageHeading>
      <Sensitive register={register} />
      {mayWrite && (
        <div className="mb-6 print:hidden">
          <ButtonGroup>
            <ButtonLink href={routes.editCaseLog(council, inspection.number, log.number)} kind="secondary">
              Change this log
            </ButtonLink>
          </ButtonGroup>
        </div>
      )}
      <LogWords log={log} />
      {mayReview === 'own' && (
        <p className="mt-10 max-w-text">This is your own log, so another keeper of cases reviews it.</p>
      )}
    </>
  );
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={mayReview === true ? undefined : title}
      breadcrumbs={crumbsTo(council, inspection, 'logs')}
    >
      {mayReview === true ? (
        <ReviewLogForm
          council={council}
          councilName={context.council.name}
          inspection={inspection.number}
          log={log.number}
          version={log.version}
          review={log.review}
          title={title}
          heading={heading}
        />
      ) : (
        heading
      )}
    </CouncilFrame>
  );
}
