import { Link } from '#components/ui/link.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { ROLE_NAMES, whoCan } from '#lib/platform/access/permissions.ts';
import type { LockView } from '#lib/record/assessments/review-state.ts';
import { type Decision, decisionsFor } from '#lib/work/reviews/rules.ts';

/** Says that answers and evidence are locked, by whom, and how to unlock them. */
export function LockNotice({ context, lock }: { context: CouncilContext; lock: LockView }) {
  const council = context.council.slug;
  const { state, version, by, role, at } = lock;
  const back = decisionsFor(context, state).find((decision) => BACK[decision] !== undefined);
  return (
    <section
      aria-labelledby="lock-heading"
      className="mb-10 border-l-8 border-ink bg-tint px-5 py-4 forced-colors:border"
    >
      <h2 id="lock-heading" className="heading-3">
        {state === 'signed'
          ? `Locked because version ${version} is signed`
          : `Locked because version ${version} has been sent for sign-off`}
      </h2>
      <p className="mt-1 max-w-text">
        <bdi>{by}</bdi> ({ROLE_NAMES[role].toLowerCase()}) {state === 'signed' ? 'signed it' : 'sent it'} on{' '}
        {formatDateTime(at)}.{' '}
        {state === 'signed'
          ? `${capitalise(whoCan('review:reopen'))} can reopen it.`
          : `${capitalise(whoCan('review:sign'))} can sign or return it, and ${whoCan('review:propose')} can withdraw it.`}
      </p>
      <p className="mt-2 print:hidden">
        <Link href={back ? routes.reviewDecision(council) : routes.review(council)}>
          {(back && BACK[back]) ?? 'Go to review and sign-off'}
        </Link>
      </p>
    </section>
  );
}

const BACK: Partial<Record<Decision, string>> = {
  withdraw: 'Withdraw from sign-off',
  reopen: 'Reopen the assessment',
};
