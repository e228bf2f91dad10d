import { ScoresHidden } from '#components/challenge/scores-hidden.tsx';
import { Markup } from '#components/layout/markup.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Fold } from '#components/ui/fold.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import type { ReviewView as Review, ReviewContent } from '#lib/work/reviews/queries.ts';
import { DECISION_REASON_LIMIT, decisionsFor, gapCount } from '#lib/work/reviews/rules.ts';
import { ChangedSince } from './changed-since.tsx';
import { ContentFacts } from './content-facts.tsx';
import { FORM_HEADINGS, type ReviewFormKind } from './form-headings.ts';
import { GapsList } from './gaps-list.tsx';
import { ReviewForm } from './review-form.tsx';
import { ReviewStatus } from './review-status.tsx';
import { ReviewSteps } from './review-steps.tsx';
import { SignedVersions } from './signed-versions.tsx';

type ReviewViewProps = { context: CouncilContext; review: Review };

/** The review of the open assessment: what changed, its gaps, and the form of the next step. */
export function ReviewView({ context, review }: ReviewViewProps) {
  const council = context.council.slug;
  const { assessment, steps, version, hidden, content } = review;
  const form = formFor(context, review);
  return (
    <ReviewForm
      council={council}
      councilName={context.council.name}
      version={version}
      available={form}
      maySign={content !== null}
      gaps={content ? gapCount(content.gaps) : 0}
      reasonLimit={DECISION_REASON_LIMIT}
      marks={{
        assessment: assessment.id,
        step: steps[0]?.step ?? 0,
        ...(content && { gapsHash: content.gapsHash, content: content.contentHash }),
      }}
    >
      <PageHeading caption={assessment.name}>Review and sign-off</PageHeading>
      <ReviewStatus
        review={review}
        action={
          form && (
            <span className="text-19 print:hidden">
              <Link href="#decide">{FORM_HEADINGS[form](version)}</Link>
            </span>
          )
        }
      />
      {hidden.length > 0 && (
        <div className="mt-10">
          <ScoresHidden council={council} hidden={hidden} also={['the gaps and what would be signed']} />
        </div>
      )}
      <Markup
        name="review"
        of={[context.council.id, review.head, context.role, review.day, hidden.length > 0]}
      >
        {() => (
          <>
            {content && <Changes council={council} content={content} />}
            {content && <Content context={context} content={content} review={review} />}
            <Record context={context} review={review} />
          </>
        )}
      </Markup>
    </ReviewForm>
  );
}

/** The form of the step that this person can take now. */
function formFor(context: CouncilContext, { state, content }: Review): ReviewFormKind | null {
  const [decision] = decisionsFor(context, state);
  if (decision === undefined || (decision === 'propose' && content === null)) return null;
  return decision === 'sign' || decision === 'return' ? 'decide' : decision;
}

type ChangesProps = { council: string; content: ReviewContent };

function Changes({ council, content: { statements, sinceSent, sinceSigned, sinceProposed } }: ChangesProps) {
  return (
    <>
      {sinceSent && (
        <ChangedSince council={council} id="sent" since={sinceSent} then="it was sent for sign-off" open />
      )}
      {sinceSigned ? (
        <ChangedSince
          council={council}
          id="signed"
          since={sinceSigned}
          then={`version ${sinceSigned.version} was signed`}
          open
        />
      ) : (
        <Section heading="No version has been signed yet" message="There is nothing to compare it with yet">
          {statements.some(({ score }) => score !== null) && (
            <ul className="gap-x-10 lg:columns-2">
              {statements.map(({ id, name, score }) => (
                <li key={id}>
                  <Link href={`${routes.reviewContent(council)}#${id}`}>{name}</Link>: {score ?? 'not scored'}
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {sinceProposed && (
        <ChangedSince
          council={council}
          id="last-sent"
          since={sinceProposed}
          then="it was last sent for sign-off"
          open={sinceSigned === null}
        />
      )}
    </>
  );
}

type ContentProps = ReviewViewProps & { content: ReviewContent };

function Content({ context, content, review: { state, version } }: ContentProps) {
  const council = context.council.slug;
  const { gaps } = content;
  return (
    <div className="grid grid-cols-1 gap-x-16 lg:grid-cols-2">
      {state !== 'signed' && (
        <Section heading={gapCount(gaps) === 0 ? 'No gaps' : formatCount(gapCount(gaps), 'gap')}>
          <GapsList
            council={council}
            gaps={gaps}
            flags={content.flags}
            mayMend={state === 'preparing' && can(context, 'statement:save')}
            maySign={can(context, 'review:sign')}
          />
        </Section>
      )}
      <Section
        heading={state === 'proposed' ? `Version ${version}, to be signed` : `Summary of version ${version}`}
        action={<Link href={routes.reviewContent(council)}>Read it in full</Link>}
      >
        <ContentFacts content={content} />
      </Section>
    </div>
  );
}

function Record({ context, review: { assessment, state, steps } }: ReviewViewProps) {
  if (steps.length === 0) return null;
  const [last, ...earlier] = steps.filter(({ kind }) => kind === 'signed');
  return (
    <div className="folds mt-6">
      {last && (
        <Fold
          heading="Signed versions"
          note={`${formatCount(earlier.length + 1, 'version')}, the last on ${formatDate(last.at)}`}
          open={state === 'signed'}
        >
          <SignedVersions
            council={context.council.slug}
            cycle={assessment.number}
            steps={steps}
            mayExport={can(context, 'pack:export')}
          />
        </Fold>
      )}
      <Fold heading="History" note={formatCount(steps.length, 'step')}>
        <ReviewSteps steps={steps} />
      </Fold>
    </div>
  );
}
