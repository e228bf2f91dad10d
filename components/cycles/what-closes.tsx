import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { ClosingView } from '#lib/history/closings/queries.ts';
import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { lastDayOfLink } from '#lib/record/links/rules.ts';

type WhatClosesProps = {
  council: string;
  closes: ClosingView;
  /** Whether the next cycle gets this one's answers. Null: not yet chosen. */
  carries: boolean | null;
  /** What the next cycle's framework changes. Absent: it keeps the framework, or it is not yet chosen. */
  framework?: string | undefined;
};

/** Everything that will end when the open cycle closes. */
export function WhatCloses({ council, closes, carries, framework }: WhatClosesProps) {
  const { name, unsigned, drafts, openThreads, challenges, targets, scenarios, paperLinks } = closes;
  const plans = [
    challenges > 0 ? formatCount(challenges, 'challenge score') : [],
    targets > 0 ? formatCount(targets, 'target') : [],
    scenarios > 0 ? formatCount(scenarios, 'scenario') : [],
  ].flat();
  return (
    <div className="mb-10 max-w-text">
      <WarningText>
        Starting the next assessment closes “<bdi>{name}</bdi>”
      </WarningText>
      <h2 className="heading-3 mb-2">What will change</h2>
      <ul className="list-disc space-y-2 pl-5">
        <li>You can still read the assessment and download its pack, but not change it.</li>
        <li>
          <Signature closes={closes} />
          {unsigned?.isAny && (
            <>
              {' '}
              <Link href={routes.review(council)}>See the review</Link>
            </>
          )}
        </li>
        {drafts.length === 0 ? (
          <li>There are no unsaved drafts.</li>
        ) : (
          <li>
            Unsaved drafts are not carried forward:
            <ul className="mt-1 list-disc pl-5">
              {drafts.map(({ id, by, count }) => (
                <li key={id}>
                  {formatCount(count, 'draft')} by <bdi>{by}</bdi>
                </li>
              ))}
            </ul>
            <p className="mt-1">People can still read their own drafts in the closed assessment.</p>
          </li>
        )}
        <li>
          {openThreads === 0
            ? 'No comments are open.'
            : `${formatCount(openThreads, 'open comment')} can still be read, but not replied to.`}
        </li>
        <li>
          {plans.length === 0
            ? 'There are no challenge scores, targets or scenarios.'
            : `${formatList(plans)} ${challenges + targets + scenarios === 1 ? 'is' : 'are'} not copied to the next assessment.`}
        </li>
      </ul>
      <h2 className="heading-3 mt-6 mb-2">What happens next</h2>
      <ul className="list-disc space-y-2 pl-5">
        <li>{describeCarried(carries)}</li>
        {framework && <li>{framework}</li>}
        <li>Your evidence list, measures and comments on evidence stay as they are.</li>
        {paperLinks.count > 0 && paperLinks.until && (
          <li>
            {formatCount(paperLinks.count, 'link')} to board papers{' '}
            {paperLinks.count === 1 ? 'keeps' : 'keep'} working, the last until the end of{' '}
            {formatDate(lastDayOfLink(paperLinks.until))}.
          </li>
        )}
        <li>
          {capitalise(whoCan('closing:decide'))} can undo the closing until someone changes the next
          assessment.
        </li>
      </ul>
    </div>
  );
}

function describeCarried(carries: boolean | null): string {
  const copied =
    'scores, texts, evidence, owners and helpers. Due dates are not copied, and no statement is marked complete';
  if (carries === null) return `If you choose to copy it, the next assessment starts with its ${copied}.`;
  return carries
    ? `The next assessment starts with its ${copied}.`
    : 'Nothing is copied. The next assessment starts blank.';
}

function Signature({ closes: { reviewState, signed, unsigned } }: { closes: ClosingView }) {
  const proposal =
    reviewState === 'proposed'
      ? ' A version is waiting for a signature. It cannot be signed once the assessment is closed.'
      : '';
  if (!signed) return `No version has been signed.${proposal}`;
  const version = `Version ${signed.version} was signed by ${signed.by}, ${formatDateTime(signed.at)}.`;
  if (!unsigned) return version;
  if (!unsigned.isAny) return `${version} Nothing has changed since.`;
  const { statements } = unsigned;
  return (
    <>
      {version}{' '}
      {statements.length === 0 ? (
        'Details of evidence have changed since, and the changes are not signed.'
      ) : (
        <>
          {formatCount(statements.length, 'statement has', 'statements have')} changed since, and the changes
          are not signed: {formatList(statements.map((id) => knownStatement(id).name))}.
        </>
      )}
      {proposal}
    </>
  );
}
