import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import type { Aim } from '#lib/record/improvement/rules.ts';

/** "Assessing needs to 3 and Safeguarding". */
export function describeAims(aims: readonly Aim[]): string {
  return formatList(
    aims.map(({ statement, score }) => {
      const { name } = knownStatement(statement);
      return score === null ? name : `${name} to ${score}`;
    }),
  );
}
