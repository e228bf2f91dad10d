/** Calls `ask` at most once in `forMs` milliseconds, and shares the answer, so that a flood of calls costs one. */
export function cacheFor<T>(ask: () => Promise<T>, forMs: number): () => Promise<T> {
  let asked: { readonly at: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (!asked || performance.now() - asked.at >= forMs) asked = { at: performance.now(), answer: ask() };
    return asked.answer;
  };
}
