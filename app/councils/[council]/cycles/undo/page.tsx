import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ClosingForm } from '#components/cycles/closing-form.tsx';
import { WhatComesBack } from '#components/cycles/what-comes-back.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { getUndoableClosing } from '#lib/history/closings/queries.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { CLOSING_REASON_LIMIT } from '#lib/work/cycles/rules.ts';

type UndoPageProps = { params: Promise<{ council: string }> };

export default async function UndoClosingPage({ params }: UndoPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'closing:decide');
  const way = await getUndoableClosing(context);
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      <ClosingForm
        council={council}
        councilName={context.council.name}
        decision="undo"
        title="Undo closing"
        marks={way ? { assessment: way.closed.id, step: way.closed.step, started: way.started.id } : {}}
        reasonLimit={CLOSING_REASON_LIMIT}
        unavailable={way === null || way.change !== null}
      >
        <PageHeading caption={way?.closed.name}>Undo closing</PageHeading>
        <WhatComesBack council={council} way={way} />
      </ClosingForm>
    </CouncilFrame>
  );
}
