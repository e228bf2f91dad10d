/**
 * `ask`, at most once in `forMs` milliseconds for everybody together: whoever asks meanwhile is given the same answer.
 * A flood of questions costs no more than one.
 */
export function cacheFor<T>(ask: () => Promise<T>, forMs: number): () => Promise<T> {
  let asked: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (!asked || performance.now() - asked.at >= forMs) asked = { at: performance.now(), answer: ask() };
    return asked.answer;
  };
}
