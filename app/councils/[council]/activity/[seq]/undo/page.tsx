import { notFound } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { UndoEffects } from '#components/imports/undo-effects.tsx';
import { UndoImportForm } from '#components/imports/undo-form.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { getImportUndo } from '#lib/exchange/imports/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';

type UndoImportProps = { params: Promise<{ council: string; seq: string }> };

export default async function UndoImportPage({ params }: UndoImportProps) {
  const { council, seq } = await params;
  const context = await requireCouncil(council, 'activity:view');
  const number = /^[1-9]\d{0,8}$/.test(seq) ? Number(seq) : notFound();
  const undo = (await getImportUndo(context, number)) ?? notFound();
  return (
    <CouncilFrame
      context={context}
      place="activity"
      breadcrumbs={[
        { href: routes.activity(council), text: 'Activity' },
        { href: routes.activityEntry(council, number), text: `Event ${number}` },
      ]}
    >
      <UndoImportForm
        council={council}
        councilName={context.council.name}
        title={`Undo import: event ${number}`}
        seq={number}
        of={undo.of}
        button={undo.decision.outcome === 'undo' ? 'Undo this import' : null}
      >
        <PageHeading caption={`Event ${number}`}>Undo import of {NAMES[undo.of]}</PageHeading>
        <UndoEffects council={council} undo={undo} />
      </UndoImportForm>
    </CouncilFrame>
  );
}

const NAMES = { values: 'measure values', results: 'published results' } as const;
