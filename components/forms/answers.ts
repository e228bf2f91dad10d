import { FORM_TOKEN_FIELD } from '#lib/platform/forms/form-state.ts';

// By token. Outlives the form, since the Back button may show an answered form again.
const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** The number of answers to forms with that token in this browser tab. */
export function answersTo(token: string): number {
  return counts.get(token) ?? 0;
}

/** Counts any answer. A form sent after it is a new one, not a duplicate. */
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
