import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { ClosingForm } from '#components/cycles/closing-form.tsx';
import { ClosingRequest } from '#components/cycles/closing-request.tsx';
import { NothingToClose } from '#components/cycles/nothing-to-close.tsx';
import { WhatCloses } from '#components/cycles/what-closes.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { getClosing } from '#lib/history/closings/queries.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { describeNextFramework } from '#lib/record/assessments/framework-text.ts';
import { CLOSING_REASON_LIMIT } from '#lib/work/cycles/rules.ts';

type ClosingPageProps = { params: Promise<{ council: string }> };

/** A lead's request to close a cycle: a director confirms or declines it, a lead withdraws it. */
export default async function ClosingPage({ params }: ClosingPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'closing:view');
  const view = await getClosing(context);
  const decides = can(context, 'closing:decide');
  const hidden = view?.hidden ?? [];
  const { closes, waiting } = view ?? {};
  const confirmers = decides ? (view?.confirmers ?? null) : null;
  const cannotConfirm = decides && (hidden.length > 0 || confirmers !== null);
  return (
    <CouncilFrame
      context={context}
      place="cycles"
      breadcrumbs={[{ href: routes.cycles(council), text: 'Cycles' }]}
    >
      {closes && (
        <ClosingForm
          // A new key for new content, so that errors about the old content are dropped.
          key={closes.unsigned?.contentHash}
          council={council}
          councilName={context.council.name}
          decision={decides ? 'confirm' : 'withdraw'}
          title="Close the assessment"
          marks={{
            assessment: closes.id,
            step: closes.step,
            ...(decides ? { content: closes.unsigned?.contentHash ?? '' } : {}),
          }}
          reasonLimit={CLOSING_REASON_LIMIT}
          unavailable={!waiting || cannotConfirm}
          others={
            decides && (
              <ButtonLink href={routes.declineClosing(council)} kind="secondary">
                Decline
              </ButtonLink>
            )
          }
        >
          <PageHeading
            caption={closes.name}
            lead={
              !waiting
                ? undefined
                : decides
                  ? 'Some content is not signed, so a director has to confirm.'
                  : 'A director has to confirm. The assessment stays open until then.'
            }
          >
            Close the assessment
          </PageHeading>
          {waiting ? (
            <>
              <ClosingRequest request={waiting} closes={closes} />
              <WhatCloses
                council={council}
                closes={closes}
                carries={waiting.next.carries}
                framework={describeNextFramework(closes.framework, waiting.next)}
              />
              {confirmers && <OwnRequest confirmers={confirmers} />}
              {hidden.length > 0 && (
                <ScoresHidden
                  council={council}
                  hidden={hidden}
                  also={['what will change when the assessment closes']}
                />
              )}
              {cannotConfirm && (
                <p className="mt-6">
                  <ButtonLink href={routes.declineClosing(council)} kind="secondary">
                    Decline
                  </ButtonLink>
                </p>
              )}
            </>
          ) : (
            <NothingToClose council={council} />
          )}
        </ClosingForm>
      )}
      {!closes && <NothingToClose council={council} />}
    </CouncilFrame>
  );
}

function OwnRequest({ confirmers }: { confirmers: readonly string[] }) {
  return (
    <InsetText>
      {confirmers.length > 0
        ? `You made this request, so another director has to confirm it: ${formatList(confirmers)}.`
        : 'You made this request, so another director has to confirm it. Your council has no other director. Ask an administrator to invite one, or decline.'}
    </InsetText>
  );
}
