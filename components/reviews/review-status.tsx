import type { ReactNode } from 'react';
import { InsetText } from '#components/ui/inset-text.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { ROLE_NAMES, whoCan } from '#lib/platform/access/permissions.ts';
import type { ReviewView, StepView } from '#lib/work/reviews/queries.ts';

type ReviewStatusProps = {
  review: Pick<ReviewView, 'state' | 'steps' | 'version'>;
  /** A link at the end of the first line. */
  action: ReactNode;
};

/** Where the review is, and the reason given for its last step. */
export function ReviewStatus({ review: { state, steps, version }, action }: ReviewStatusProps) {
  const [last] = steps;
  if (!last || state === 'preparing') {
    return (
      <>
        <p className="flex flex-wrap items-baseline gap-x-6 text-24">
          Version {version} is being prepared. {action}
        </p>
        {last?.kind === 'returned' || last?.kind === 'reopened' ? (
          <Reason step={last} />
        ) : (
          <p className="mt-2 max-w-text">
            An assurance lead sends it for sign-off when it is ready. A director then signs it or returns it
            with reasons.
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-6 text-24">
        Version {version} {state === 'signed' ? 'is signed' : 'has been sent for sign-off'}. {action}
      </p>
      <p className="mt-2 max-w-text">
        {describeActor(last)} {state === 'signed' ? 'signed' : 'sent'} it on {formatDateTime(last.at)}.{' '}
        {state === 'signed'
          ? `Answers are locked. ${capitalise(whoCan('review:reopen'))} can reopen it. Changes then go into the next version.`
          : 'Answers are locked until a director signs or returns it, or an assurance lead withdraws it.'}
      </p>
      {last.reason !== '' && <Reason step={last} />}
    </>
  );
}

const SAID: Record<StepView['kind'], (at: string) => string> = {
  proposed: () => 'wrote to the director',
  signed: () => 'wrote when signing',
  withdrawn: (at) => `withdrew it on ${at}`,
  returned: (at) => `returned it on ${at}`,
  reopened: (at) => `reopened it on ${at}`,
};

function Reason({ step }: { step: StepView }) {
  return (
    <InsetText>
      <p>
        {describeActor(step)} {SAID[step.kind](formatDateTime(step.at))}:
      </p>
      <p dir="auto" className="mt-1 wrap-anywhere whitespace-pre-line">
        {step.reason}
      </p>
    </InsetText>
  );
}

function describeActor({ by, role }: StepView): string {
  return `${by} (${ROLE_NAMES[role].toLowerCase()})`;
}
