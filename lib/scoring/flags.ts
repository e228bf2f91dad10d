import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import { checkScores } from './check.ts';
import { type Scores, type StatementId, scoreWords } from './framework.ts';

/** Something that leadership should know about the scores, whatever the band. */
export interface Flag {
  readonly kind: 'section-50';
  /** The statements that raise it, in framework order; at least one. */
  readonly statements: readonly StatementId[];
  /** Plain sentences to show to people. */
  readonly message: string;
}

/**
 * Flags that the scores raise. There is one kind: any statement with the score that the framework says to notice (1 in
 * CQC's of 2023) raises `section-50`. A flag never changes points, score or band. Scores need not be complete.
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
export function flags(scores: Scores, framework: Framework = CQC_2023): readonly Flag[] {
  checkScores(scores, framework);
  const { notice, statements } = framework;
  const lowest = statements.filter(({ id }) => scores[id] === notice?.score);
  if (!notice || lowest.length === 0) return [];
  const names = lowest.map(({ name }) => name).join('; ');
  const words = scoreWords(notice.score, framework).toLowerCase();
  const message = `Scored ${notice.score} (${words}): ${names}. ${notice.why}`;
  return [{ kind: 'section-50', statements: lowest.map(({ id }) => id), message }];
}
