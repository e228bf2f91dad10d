import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import type { ClosingView } from '#lib/cycles/queries.ts';
import { formatCount } from '#lib/format.ts';
import { REVIEW_STATE_NAMES } from '#lib/reviews/rules.ts';
import { routes } from '#lib/routes.ts';

type WhatClosesProps = { council: string; closes: ClosingView };

/** What the lead has to know before the open cycle is closed for good. */
export function WhatCloses({ council, closes: { name, reviewState, signed, drafts } }: WhatClosesProps) {
  return (
    <div className="mb-10 max-w-text">
      <WarningText>Starting an assessment closes “{name}” for good</WarningText>
      <ul className="list-disc space-y-2 pl-5">
        <li>
          {signedInWords(reviewState, signed)}
          {reviewState !== 'signed' && (
            <>
              {' '}
              <Link href={routes.review(council)}>Review and sign it first</Link>
            </>
          )}
        </li>
        <li>
          Nobody can change it afterwards. It is kept as it stands now, and stays readable under{' '}
          <Link href={routes.cycles(council)}>Cycles</Link> for ever.
        </li>
        {drafts.length === 0 ? (
          <li>Nobody has typed anything there that is not saved.</li>
        ) : (
          <li>
            Not saved there, and not carried forward:
            <ul className="mt-1 list-disc pl-5">
              {drafts.map(({ id, by, count }) => (
                <li key={id}>
                  {formatCount(count, 'draft')} of {by}
                </li>
              ))}
            </ul>
            <p className="mt-1">Each person can still read their own, with the closed cycle.</p>
          </li>
        )}
      </ul>
    </div>
  );
}

function signedInWords(state: ClosingView['reviewState'], signed: number): string {
  if (state === 'signed') return `It is signed: version ${signed}.`;
  const now = `It is not signed as it stands now: ${REVIEW_STATE_NAMES[state].toLowerCase()}.`;
  return signed === 0 ? now : `${now} Version ${signed} was signed before.`;
}
