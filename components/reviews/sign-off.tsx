import { Link } from '#components/ui/link.tsx';
import { standingInWords } from '#lib/assessments/rules.ts';
import { formatDateTime } from '#lib/format.ts';
import type { SignOffView } from '#lib/reviews/queries.ts';
import { routes } from '#lib/routes.ts';
import type { Overall } from '#lib/scoring/index.ts';

type SignOffProps = {
  council: string;
  signOff: SignOffView;
};

/** How far the assessment is signed, and what was signed last. */
export function SignOff({ council, signOff }: SignOffProps) {
  const { signed } = signOff;
  return (
    <section
      aria-labelledby="sign-off"
      className="mt-10 flex flex-wrap items-baseline gap-x-8 gap-y-1 border-y border-rule py-3"
    >
      <h2 id="sign-off" className="text-19 font-semibold">
        {standing(signOff)}
      </h2>
      {signed && (
        <p className="text-ink-soft">
          {signed.result && `Signed result: ${resultInWords(signed.result)}. `}Version {signed.version} was
          signed by {signed.by}, {formatDateTime(signed.at)}.
        </p>
      )}
      <p className="print:hidden">
        <Link href={routes.review(council)}>
          {signed?.isChanged ? 'See exactly what changed' : 'Review and sign-off'}
        </Link>
      </p>
    </section>
  );
}

function standing({ state, version, signed }: SignOffView): string {
  if (state === 'proposed') return `Version ${version} is proposed for sign-off`;
  if (signed?.isChanged) return `Changed since version ${signed.version} was signed`;
  if (state === 'signed') return `Version ${version} is signed`;
  if (!signed) return 'Not signed yet';
  return signed.isChanged === null
    ? `Reopened since version ${signed.version} was signed`
    : `Reopened, and nothing has changed since version ${signed.version} was signed`;
}

function resultInWords(overall: Overall): string {
  const words = standingInWords(overall);
  return overall.state === 'complete' ? `${overall.score} out of 100, ${words.toLowerCase()}` : words;
}
