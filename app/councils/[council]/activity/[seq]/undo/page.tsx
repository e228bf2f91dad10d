import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { UndoEffects } from '#components/imports/undo-effects.tsx';
import { UndoImportForm } from '#components/imports/undo-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { getImportUndo } from '#lib/exchange/imports/queries.ts';
import { parseEventNumber } from '#lib/history/activity/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type UndoImportProps = { params: Promise<{ council: string; seq: string }> };

export default async function UndoImportPage({ params }: UndoImportProps) {
  const { council, seq: text } = await params;
  const context = await requireCouncil(council, 'activity:view');
  const seq = parseEventNumber(text) ?? notFound();
  const undo = (await getImportUndo(context, seq)) ?? notFound();
  return (
    <CouncilFrame
      context={context}
      place="activity"
      breadcrumbs={[
        { href: routes.activity(council), text: 'Activity' },
        { href: routes.activityEntry(council, seq), text: `Event ${seq}` },
      ]}
    >
      <UndoImportForm
        council={council}
        councilName={context.council.name}
        seq={seq}
        of={undo.of}
        unavailable={undo.decision.outcome !== 'undo'}
      >
        <PageHeading caption={`Event ${seq}`}>Undo import</PageHeading>
        <UndoEffects council={council} undo={undo} />
      </UndoImportForm>
    </CouncilFrame>
  );
}
