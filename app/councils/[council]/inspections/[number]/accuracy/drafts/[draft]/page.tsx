import { notFound } from 'next/navigation';
import { RemoveDraftForm } from '#components/accuracy/remove-draft-form.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { getAccuracy } from '#lib/record/accuracy/queries.ts';

type DraftPageProps = { params: Promise<{ council: string; number: string; draft: string }> };

export default async function DraftPage({ params }: DraftPageProps) {
  const { council, number, draft: asked } = await params;
  const context = await requireCouncil(council, 'named:work');
  const view = await getAccuracy(context, parsePositiveInt(number) ?? notFound());
  const draft = view?.drafts.find((one) => one.number === parsePositiveInt(asked));
  if (!view || !draft || draft.isRemoved) notFound();
  const { inspection } = view;
  const back = routes.accuracy(council, inspection.number);
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
      <RemoveDraftForm
        council={council}
        councilName={context.council.name}
        inspection={inspection.number}
        draft={draft.number}
        heading={
          <PageHeading
            caption={inspection.name}
            lead="Its words are removed at once and its file within a few hours. Points on it stay. The history will show that you removed it; backups keep it until they expire."
          >
            Remove draft {draft.number}
          </PageHeading>
        }
        backHref={back}
      />
    </CouncilFrame>
  );
}
