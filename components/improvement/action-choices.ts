import { capitalise } from '#lib/kernel/format.ts';
import type { ActionToSave } from '#lib/pages/action.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';

/** The statements and scores that the form of an action offers. */
export function actionChoices({ framework, scores }: Pick<ActionToSave, 'framework' | 'scores'>) {
  return {
    statements: framework.statements.map(({ id, name }) => ({
      ...{ id, name },
      now: scores ? `Now: ${capitalise(formatStatementScore(scores[id] ?? null, id))}` : '',
    })),
    scale: framework.scale.map(({ score, words }) => ({
      value: String(score),
      label: `${score}, ${words.toLowerCase()}`,
    })),
  };
}
