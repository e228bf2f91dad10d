import { Link } from '#components/ui/link.tsx';
import { frameworkOfStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';

type ChallengeNoteProps = {
  council: string;
  /** Statements that this person must challenge before they see the scores. */
  hidden: readonly StatementId[];
  maySet: boolean;
};

/** Above the list of statements: the challenge scores still to give, or a link to the settings. */
export function ChallengeNote({ council, hidden, maySet }: ChallengeNoteProps) {
  if (maySet) {
    return (
      <p className="mb-8 print:hidden">
        <Link href={routes.challengeSettings(council)}>Challenge settings</Link>
      </p>
    );
  }
  const [first] = hidden;
  if (first === undefined) return null;
  const { length } = frameworkOfStatement(first).statements;
  return (
    <p className="mb-8 max-w-text border-l-4 border-rule-strong py-2 pl-4">
      Challenge scores are given blind. You have given {length - hidden.length} of {length}. Open a statement
      to give yours.
    </p>
  );
}
