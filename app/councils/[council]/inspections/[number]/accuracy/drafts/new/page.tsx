import { notFound, redirect } from 'next/navigation';
import { validate as isUuid } from 'uuid';
import { readSavedDraft } from '#components/accuracy/draft-answers.ts';
import { DraftForm } from '#components/accuracy/draft-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { env } from '#lib/platform/env.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { loadFormState } from '#lib/platform/forms/saved-form-state.ts';
import { getInspectionToCheck } from '#lib/record/accuracy/queries.ts';

type DraftPageProps = {
  params: Promise<{ council: string; number: string }>;
  searchParams: Promise<{ kept?: string | string[] }>;
};

export default async function AddDraftPage({ params, searchParams }: DraftPageProps) {
  const { council, number } = await params;
  const { kept } = await searchParams;
  const context = await requireCouncil(council, 'named:work');
  const inspection = await getInspectionToCheck(context, parsePositiveInt(number) ?? notFound());
  if (!inspection) notFound();
  const back = routes.accuracy(council, inspection.number);
  if (inspection.state !== 'open') redirect(back);
  const saved = typeof kept === 'string' && isUuid(kept) ? await loadFormState(context, kept) : null;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      breadcrumbs={[
        { href: routes.inspections(council), text: 'Inspections' },
        { href: routes.inspection(council, inspection.number), text: inspection.name },
        { href: back, text: 'Draft report' },
      ]}
    >
      <DraftForm
        url={routes.uploadDraftReport(council, inspection.number)}
        backHref={back}
        kept={readSavedDraft(saved, inspection.number)}
        maxUploadMb={env().MAX_UPLOAD_MB}
        councilName={context.council.name}
        heading={
          <PageHeading
            caption={inspection.name}
            lead="It is kept apart from evidence: not in the search, in packs or previews. Those who are named to check it see it, and nobody else."
          >
            Upload the draft report
          </PageHeading>
        }
      />
    </CouncilFrame>
  );
}
