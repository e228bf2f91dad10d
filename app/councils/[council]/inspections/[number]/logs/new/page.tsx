import { notFound, redirect } from 'next/navigation';
import { LogForm } from '#components/case-logs/log-form.tsx';
import { crumbsTo } from '#components/cases/case-crumbs.ts';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getNewLog } from '#lib/record/case-logs/queries.ts';
import { NO_TEXTS } from '#lib/record/case-logs/rules.ts';
import { isOpen } from '#lib/record/cases/rules.ts';

export default async function NewLogPage({
  params,
}: {
  params: Promise<{ council: string; number: string }>;
}) {
  const { council, number } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getNewLog(context, parsePositiveInt(number) ?? notFound());
  if (!view) notFound();
  const { inspection, register, owners } = view;
  if (!isOpen(register)) redirect(routes.caseLogs(council, inspection.number));
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={crumbsTo(council, inspection, 'logs')}>
      <LogForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        example={register.example}
        log={{ ...NO_TEXTS, number: 0, reference: '', version: 0 }}
        owners={owners}
        self={context.person.id}
        title="Start a reflective log"
        heading={<PageHeading caption={inspection.name}>Start a reflective log</PageHeading>}
      />
    </CouncilFrame>
  );
}
