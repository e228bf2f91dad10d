import { ButtonLink } from '#components/ui/button.tsx';
import { frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatInWords } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type { NextStep } from '#lib/work/todos/next-step.ts';

/** The one primary button of the summary. Work on statements starts at the first of them. */
export function NextStepButton({ council, step }: { council: string; step: NextStep }) {
  const { text, href } = linkOf(council, step);
  return <ButtonLink href={href}>{text}</ButtonLink>;
}

function linkOf(council: string, step: NextStep): { readonly text: string; readonly href: string } {
  switch (step.kind) {
    case 'challenge': {
      const { length } = step.statements;
      return {
        text: length === 1 ? 'Give your challenge score' : `Give ${length} challenge scores`,
        href: routes.challenge(council, first(step.statements)),
      };
    }
    case 'score':
    case 'confirm':
    case 'complete':
      return {
        text: `${VERBS[step.kind]} ${counted(step.statements)}`,
        href: routes.statement(council, first(step.statements)),
      };
    case 'sign':
      return { text: `Review and sign version ${step.version}`, href: routes.review(council) };
    case 'send':
      return { text: `Send version ${step.version} for sign-off`, href: routes.review(council) };
    case 'see-returned':
      return { text: `See why version ${step.version} was returned`, href: routes.review(council) };
    case 'see-changes':
      return {
        text: `Review ${step.changed > 0 ? formatCount(step.changed, 'change') : 'changes'} since version ${step.version}`,
        href: routes.review(council),
      };
    case 'answer-closing':
      return { text: 'Confirm or decline to close the assessment', href: routes.closing(council) };
    case 'make-pack':
      return { text: 'Download evidence pack (PDF)', href: routes.currentPack(council) };
  }
}

const VERBS = { score: 'Score', confirm: 'Confirm', complete: 'Complete' } as const;

function first([statement]: readonly StatementId[]): StatementId {
  if (statement === undefined) throw new Error('A next step without a statement');
  return statement;
}

/** "Safeguarding", "2 statements", "the nine quality statements". */
function counted(statements: readonly StatementId[]): string {
  const one = first(statements);
  const { length: all } = frameworkOfStatement(one).statementIds;
  if (statements.length === 1) return `“${knownStatement(one).name}”`;
  return statements.length === all
    ? `the ${formatInWords(all)} quality statements`
    : `${statements.length} statements`;
}
