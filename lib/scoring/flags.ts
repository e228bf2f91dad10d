import { checkScores } from './check.ts';
import { SCORE_WORDS, type Scores, STATEMENTS, type StatementId } from './framework.ts';

/** Something that leadership should know about the scores, whatever the band. */
export interface Flag {
  readonly kind: 'section-50';
  /** The statements that raise it, in framework order; at least one. */
  readonly statements: readonly StatementId[];
  /** Plain sentences to show to people. */
  readonly message: string;
}

/**
 * Flags that the scores raise. There is one kind: any statement scored 1 raises `section-50`. A flag never changes
 * points, score or band. Scores need not be complete.
 *
 * Source: section 50 of the Health and Social Care Act 2008 has CQC tell the Secretary of State about a council that
 * is failing in its adult social services functions. Two 1s at Hull led CQC to do so, though its band was decided by
 * the plain ranges, as was York's with four 1s.
 *
 * @returns no flags, or one
 * @throws {ScoringError} for scores that are not well formed, see `toScores`
 *
 * @example
 * ```ts
 * flags({ ...NO_SCORES, QS7: 1 });
 * // [{ kind: 'section-50', statements: ['QS7'],
 * //    message: 'Scored 1 (significant shortfalls): Safeguarding. A 1 does not cap the band, but …' }]
 * ```
 */
export function flags(scores: Scores): readonly Flag[] {
  checkScores(scores);
  const lowest = STATEMENTS.filter(({ id }) => scores[id] === 1);
  if (lowest.length === 0) return [];
  const names = lowest.map(({ name }) => name).join('; ');
  const message =
    `Scored 1 (${SCORE_WORDS[1].toLowerCase()}): ${names}. A 1 does not cap the band, but two 1s at Hull led CQC to ` +
    'notify the Department of Health and Social Care under section 50 of the Health and Social Care Act 2008.';
  return [{ kind: 'section-50', statements: lowest.map(({ id }) => id), message }];
}
