import { ScoringError, type ScoringErrorKind } from '#lib/scoring/errors.ts';

/** The kind of the scoring error that a call throws. Throws if the call returns or throws anything else. */
export function thrownKind(call: () => unknown): ScoringErrorKind {
  try {
    call();
  } catch (error) {
    if (error instanceof ScoringError) return error.kind;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
