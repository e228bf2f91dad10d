import type { ReactNode } from 'react';
import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { ScorePicture } from '#components/scoring/score-picture.tsx';
import { Details } from '#components/ui/details.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { frameworkOfSnapshot, snapshotScores } from '#lib/record/snapshots/rules.ts';
import type { ReviewContent, ReviewView } from '#lib/work/reviews/queries.ts';
import { DECISION_REASON_LIMIT, type Decision, decisionsFor, gapCount } from '#lib/work/reviews/rules.ts';
import { ChangedSince } from './changed-since.tsx';
import { ContentFacts } from './content-facts.tsx';
import { DecisionForm } from './decision-form.tsx';
import { GapsList } from './gaps-list.tsx';
import { DECISION_TEXTS } from './review-view.tsx';

type DecisionViewProps = {
  context: CouncilContext;
  decision: Decision;
  review: ReviewView;
  /** The content has changed since the version that this person wanted to sign. */
  hasLooked: boolean;
};

/** One step of the review: its content and its form. */
export function DecisionView({ context, decision, review, hasLooked }: DecisionViewProps) {
  const council = context.council.slug;
  const { assessment, steps, version, state, hidden, content } = review;
  const isPossible = decisionsFor(context, state).includes(decision);
  const heading = (
    <PageHeading caption={assessment.name} lead={isPossible ? LEADS[decision] : undefined}>
      {DECISION_TEXTS[decision](version)}
    </PageHeading>
  );
  const needsContent = decision === 'propose' || decision === 'sign';
  const gaps = content ? gapCount(content.gaps) : 0;
  return (
    <DecisionForm
      // Changed content makes a new form, without the errors of the last one.
      key={decision === 'sign' ? content?.contentHash : decision}
      council={council}
      councilName={context.council.name}
      decision={decision}
      title={DECISION_TEXTS[decision](version)}
      marks={{
        assessment: assessment.id,
        step: steps[0]?.step ?? 0,
        ...(decision === 'propose' && content
          ? { gaps, gapsHash: content.gapsHash, content: content.contentHash }
          : {}),
        ...(decision === 'sign' && content ? { content: content.contentHash } : {}),
      }}
      reason={REASONS[decision]}
      confirm={confirmation(decision, gaps)}
      button={BUTTONS[decision](version)}
      unavailable={!isPossible || (needsContent && content === null)}
    >
      {heading}
      {!isPossible && (
        <InsetText>
          You cannot do this now. <Link href={routes.review(council)}>Go to review and sign-off</Link>
        </InsetText>
      )}
      {isPossible && needsContent && hidden.length > 0 && (
        <ScoresHidden council={council} hidden={hidden} also={['what you would sign']} />
      )}
      {isPossible && content && decision === 'propose' && (
        <Part heading="Gaps">
          <GapsList council={council} gaps={content.gaps} flags={content.snapshot.result.flags} mayMend />
        </Part>
      )}
      {isPossible && content && decision === 'sign' && (
        <ToBeSigned council={council} content={content} hasLooked={hasLooked} />
      )}
    </DecisionForm>
  );
}

type ToBeSignedProps = { council: string; content: ReviewContent; hasLooked: boolean };

function ToBeSigned({ council, content, hasLooked }: ToBeSignedProps) {
  const { snapshot, state: certainty, contentHash, gaps, sinceSeen } = content;
  return (
    <>
      {hasLooked && (
        <WarningText>
          Not signed yet, because the assessment changed after you opened it. Check what has changed, then
          sign.
        </WarningText>
      )}
      {sinceSeen && (
        <ChangedSince
          council={council}
          since={sinceSeen}
          heading={hasLooked ? 'Changed since you opened it' : 'Changed since it was sent for sign-off'}
          name={hasLooked ? 'When you opened it' : 'As sent'}
        />
      )}
      <Part heading="What you are signing">
        <ContentFacts snapshot={snapshot} state={certainty} contentHash={contentHash} />
        <div className="mt-8">
          <ScorePicture
            scores={snapshotScores(snapshot)}
            framework={frameworkOfSnapshot(snapshot).id}
            hrefFor={(statement) => routes.statement(council, statement)}
          />
        </div>
      </Part>
      <Part heading="Gaps">
        {gapCount(gaps) > 0 ? (
          <Details summary={formatCount(gapCount(gaps), 'gap')}>
            <GapsList council={council} gaps={gaps} flags={snapshot.result.flags} mayMend={false} />
          </Details>
        ) : (
          <GapsList council={council} gaps={gaps} flags={snapshot.result.flags} mayMend={false} />
        )}
      </Part>
    </>
  );
}

function Part({ heading, children }: { heading: string; children: ReactNode }) {
  return <Section heading={heading}>{children}</Section>;
}

const LEADS: Record<Decision, string> = {
  propose: 'Answers and evidence on statements are locked until a director signs or returns it.',
  withdraw: 'Answers can be changed again. What was sent stays on the record.',
  sign: 'What you sign is kept permanently, word for word. Later changes go into the next version.',
  return: 'Answers can be changed again. We will tell the assurance leads.',
  reopen: 'The signed version is kept. Changes go into the next version, which must be signed again.',
};

const BUTTONS: Record<Decision, (version: number) => string> = {
  propose: () => 'Send for sign-off',
  withdraw: () => 'Withdraw from sign-off',
  sign: (version) => `Sign version ${version}`,
  return: () => 'Return for changes',
  reopen: () => 'Reopen',
};

const EVERYBODY = 'Everyone who can see the assessment can read this, with your name.';

const REASONS = {
  propose: {
    label: 'What should the director know?',
    hint: EVERYBODY,
    optional: true,
    limit: DECISION_REASON_LIMIT,
  },
  withdraw: {
    label: 'Why are you withdrawing it?',
    hint: EVERYBODY,
    optional: true,
    limit: DECISION_REASON_LIMIT,
  },
  sign: null,
  return: { label: 'What needs to change?', hint: EVERYBODY, optional: false, limit: DECISION_REASON_LIMIT },
  reopen: {
    label: 'Why are you reopening it?',
    hint: EVERYBODY,
    optional: false,
    limit: DECISION_REASON_LIMIT,
  },
} as const satisfies Record<Decision, unknown>;

function confirmation(decision: Decision, gaps: number) {
  if (decision === 'sign') {
    return { label: 'Your signature', text: 'I have read this and sign it on behalf of the council' };
  }
  if (decision === 'propose' && gaps > 0) {
    return {
      label: 'Gaps',
      text: `I am sending it with ${formatCount(gaps, 'gap')}. The director will see them.`,
    };
  }
  return null;
}
