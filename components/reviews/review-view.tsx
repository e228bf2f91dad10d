import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ButtonGroup, ButtonLink } from '#components/ui/button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES, whoCan } from '#lib/platform/access/permissions.ts';
import type { ReviewView as Review, ReviewContent, StepView } from '#lib/work/reviews/queries.ts';
import type { Decision } from '#lib/work/reviews/rules.ts';
import { ChangedSince } from './changed-since.tsx';
import { ContentFacts } from './content-facts.tsx';
import { GapsList } from './gaps-list.tsx';
import { ReviewSteps } from './review-steps.tsx';
import { SignedVersions } from './signed-versions.tsx';

type ReviewViewProps = {
  council: string;
  review: Review;
  /** The steps this person can take now. */
  decisions: readonly Decision[];
  mayWrite: boolean;
  mayExport: boolean;
};

/** The state of the open assessment's review: its gaps, the content to sign and the signed versions. */
export function ReviewView({ council, review, decisions, mayWrite, mayExport }: ReviewViewProps) {
  const { assessment, state, steps, version, hidden, content } = review;
  // A person cannot sign content that is still hidden from them.
  const possible = decisions.filter((decision) => decision !== 'sign' || hidden.length === 0);
  const signed = steps.some(({ kind }) => kind === 'signed');
  return (
    <>
      <PageHeading caption={assessment.name}>Review and sign-off</PageHeading>
      <ReviewStatus review={review} />
      {possible.length > 0 && (
        <div className="mt-6 print:hidden">
          <ButtonGroup>
            {possible.map((decision, index) => (
              <ButtonLink
                key={decision}
                href={routes.reviewStep(council, decision)}
                kind={index === 0 && FORWARD.includes(decision) ? 'primary' : 'secondary'}
              >
                {DECISION_TEXTS[decision](version)}
              </ButtonLink>
            ))}
          </ButtonGroup>
        </div>
      )}
      {hidden.length > 0 && (
        <div className="mt-10">
          <ScoresHidden council={council} hidden={hidden} also={['the gaps and what would be signed']} />
        </div>
      )}
      {content && (
        <Content
          council={council}
          content={content}
          review={review}
          mayMend={mayWrite && state === 'preparing'}
        />
      )}
      {signed && (
        <Section heading="Signed versions">
          <SignedVersions council={council} cycle={assessment.number} steps={steps} mayExport={mayExport} />
        </Section>
      )}
      <Section heading="History">
        <ReviewSteps steps={steps} />
      </Section>
    </>
  );
}

const FORWARD: readonly Decision[] = ['propose', 'sign'];

/** The names of the steps' buttons and pages. */
export const DECISION_TEXTS: Record<Decision, (version: number) => string> = {
  propose: (version) => `Send version ${version} for sign-off`,
  withdraw: () => 'Withdraw from sign-off',
  sign: (version) => `Sign version ${version}`,
  return: (version) => `Return version ${version} for changes`,
  reopen: () => 'Reopen the assessment',
};

function ReviewStatus({ review: { state, steps, version } }: { review: Review }) {
  const [last] = steps;
  if (!last || state === 'preparing') {
    return (
      <>
        <p className="max-w-text text-24">Version {version} is being prepared.</p>
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
      <p className="max-w-text text-24">
        Version {version} {state === 'signed' ? 'is signed' : 'has been sent for sign-off'}.
      </p>
      <p className="mt-2 max-w-text">
        {describeActor(last)} {state === 'signed' ? 'signed' : 'sent'} it on {formatDateTime(last.at)}.{' '}
        {state === 'signed'
          ? `Answers are locked. ${capitalise(whoCan('review:reopen'))} can reopen it. Changes then go into the next version.`
          : 'Answers are locked until a director signs or returns it, or an assurance lead withdraws it.'}
      </p>
      {state === 'proposed' && last.reason !== '' && <Reason step={last} />}
    </>
  );
}

const SAID: Partial<Record<StepView['kind'], string>> = {
  returned: 'returned it',
  reopened: 'reopened it',
};

function Reason({ step }: { step: StepView }) {
  return (
    <InsetText>
      <p>
        {step.kind === 'proposed'
          ? `${describeActor(step)} wrote to the director:`
          : `${describeActor(step)} ${SAID[step.kind]} on ${formatDateTime(step.at)}:`}
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

type ContentProps = { council: string; content: ReviewContent; review: Review; mayMend: boolean };

function Content({ council, content, review: { state, version }, mayMend }: ContentProps) {
  const { snapshot, state: certainty, contentHash, gaps, sinceSigned, sinceProposed, sinceSeen } = content;
  return (
    <>
      {state !== 'signed' && (
        <Section heading="Gaps">
          <GapsList council={council} gaps={gaps} flags={snapshot.result.flags} mayMend={mayMend} />
        </Section>
      )}
      <Section heading={FACTS_HEADINGS[state](version)}>
        <ContentFacts snapshot={snapshot} state={certainty} contentHash={contentHash} />
        {sinceSigned && !sinceSigned.changes.isChanged && (
          <p className="mt-5 max-w-text">No changes since version {sinceSigned.version} was signed.</p>
        )}
      </Section>
      {sinceSeen && (
        <ChangedSince
          council={council}
          since={sinceSeen}
          heading="Changed since it was sent for sign-off"
          name="As sent"
        />
      )}
      {sinceProposed && (
        <ChangedSince
          council={council}
          since={sinceProposed}
          heading="Changed since it was last sent for sign-off"
          name="Last sent"
        />
      )}
      {sinceSigned?.changes.isChanged && (
        <ChangedSince
          council={council}
          since={sinceSigned}
          heading={`Changed since version ${sinceSigned.version} was signed`}
          name={`Version ${sinceSigned.version}, signed`}
        />
      )}
    </>
  );
}

const FACTS_HEADINGS: Record<Review['state'], (version: number) => string> = {
  preparing: (version) => `Summary of version ${version}`,
  proposed: (version) => `Version ${version}, to be signed`,
  signed: (version) => `Summary of version ${version}`,
};
