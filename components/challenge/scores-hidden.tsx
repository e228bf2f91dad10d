import type { ReactNode } from 'react';
import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ScoresHiddenProps = {
  council: string;
  /** Statements that this person must still challenge: at least one. */
  hidden: readonly StatementId[];
  /** What else they can then open, such as "the evidence pack". */
  also: readonly string[];
  /** The button that leads to the next of them. */
  button?: ReactNode | undefined;
};

/** Replaces figures for a person who must first give their challenge scores. */
export function ScoresHidden({ council, hidden, also, button }: ScoresHiddenProps) {
  const [first] = hidden;
  if (first === undefined) return null;
  const { statements } = frameworkOfStatement(first);
  return (
    <Section heading="Scores are hidden until you give yours">
      <p className="max-w-text">
        You will see the council’s score for a statement, and other challenge scores, after you give yours.
        You have given {statements.length - hidden.length} of {statements.length}.{' '}
        {`After the last one you will see ${formatList(['the overall score', ...also])}.`}
      </p>
      {button && <div className="mt-5">{button}</div>}
      <p className="mt-5 mb-2">Still to give:</p>
      <ul className="max-w-text list-disc space-y-1 pl-5">
        {statements
          .filter(({ id }) => hidden.includes(id))
          .map(({ id, name }) => (
            <li key={id}>
              <Link href={routes.challenge(council, id)}>{name}</Link>
            </li>
          ))}
      </ul>
    </Section>
  );
}
