import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';

// By token. It outlives the form: the browser's Back button may show one again that was answered.
const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** How many answers the forms of that token have had in this browser tab. */
export function answersTo(token: string): number {
  return counts.get(token) ?? 0;
}

/** Notes that an answer came, whatever it says. What is sent from now on is meant anew. */
export function noteAnswer(form: FormData): void {
  const token = form.get(FORM_TOKEN_FIELD);
  if (typeof token !== 'string') return;
  counts.set(token, answersTo(token) + 1);
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function onAnswer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
