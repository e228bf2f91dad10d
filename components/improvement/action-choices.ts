import { frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { capitalise } from '#lib/kernel/format.ts';
import type { ActionToSave } from '#lib/pages/action.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/**
 * The statements that the form of an action offers, each with its scores: those of the framework, and those of another
 * that the action aims at already.
 */
export function actionChoices({
  action,
  prefill,
  framework,
  scores,
}: Pick<ActionToSave, 'action' | 'prefill' | 'framework' | 'scores'>) {
  const aimedAt = (action?.aims ?? prefill.aims).map(({ statement }) => statement);
  const others = aimedAt.filter((id) => !framework.statementIds.includes(id));
  const hintFor = (id: StatementId) => {
    if (others.includes(id)) return `Of another framework: ${frameworkOfStatement(id).name}`;
    return scores ? `Now: ${capitalise(formatStatementScore(scores[id] ?? null, id))}` : '';
  };
  return {
    statements: [...framework.statementIds, ...others].map((id) => ({
      ...{ id, name: knownStatement(id).name, hint: hintFor(id) },
      scale: frameworkOfStatement(id).scale.map(({ score, words }) => ({
        value: String(score),
        label: `${score}, ${words.toLowerCase()}`,
      })),
    })),
  };
}
