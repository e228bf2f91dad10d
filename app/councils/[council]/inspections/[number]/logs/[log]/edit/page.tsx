import { notFound, redirect } from 'next/navigation';
import { LogForm } from '#components/case-logs/log-form.tsx';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { Sensitive } from '#components/cases/sensitive.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getLog } from '#lib/record/case-logs/queries.ts';
import { isOpen } from '#lib/record/cases/rules.ts';

type EditLogPageProps = { params: Promise<{ council: string; number: string; log: string }> };

export default async function EditLogPage({ params }: EditLogPageProps) {
  const { council, number, log: of } = await params;
  const context = await requireCouncil(council, 'named:work');
  const at = parsePositiveInt(number) ?? notFound();
  const view = await getLog(context, at, parsePositiveInt(of) ?? notFound());
  if (!view) notFound();
  const { inspection, register, log, mayWrite } = view;
  if (!mayWrite || !isOpen(register)) redirect(routes.caseLog(council, inspection.number, log.number));
  const { owner, reviewed, state: _state, changed: _changed, review, ...shown } = log;
  const title = `Change reflective log ${log.number}`;
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'logs')}>
      <LogForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        example={register.example}
        log={shown}
        owners={null}
        self={context.person.id}
        title={title}
        heading={
          <>
            <PageHeading caption={inspection.name} lead={`Owner: ${owner.name}`}>
              {title}
            </PageHeading>
            <Sensitive register={register} />
            {reviewed && review !== '' && (
              <InsetText>
                <p>
                  <bdi>{reviewed.by}</bdi> gave it back:
                </p>
                <p className="whitespace-pre-line">{review}</p>
              </InsetText>
            )}
          </>
        }
      />
    </CouncilFrame>
  );
}
