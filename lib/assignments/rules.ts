import { can, ROLES } from '#lib/auth/permissions.ts';
import type { Score } from '#lib/scoring/index.ts';

/** Roles whose people can own or help with a statement: those who may write it. */
export const ASSIGNABLE_ROLES = ROLES.filter((role) => can({ role }, 'statement:save'));

/** What a statement that is not completed still lacks, in plain words, in the order of its page. */
export function stillMissing(statement: {
  readonly score: Score | null;
  readonly hasNarrative: boolean;
  readonly evidenceCount: number;
}): readonly string[] {
  return [
    ...(statement.score === null ? ['a score'] : []),
    ...(statement.hasNarrative ? [] : ['reasons']),
    ...(statement.evidenceCount === 0 ? ['evidence'] : []),
  ];
}
