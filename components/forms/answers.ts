import { SEAL_FIELD } from '#lib/platform/forms/form-state.ts';

// By seal. It outlives the form: the browser's Back button may show one again that was answered.
const counts = new Map<string, number>();
const listeners = new Set<() => void>();

/** How many answers the forms of that seal have had in this browser tab. */
export function answersTo(seal: string): number {
  return counts.get(seal) ?? 0;
}

/** Notes that an answer came, whatever it says. What is sent from now on is meant anew. */
export function noteAnswer(form: FormData): void {
  const seal = form.get(SEAL_FIELD);
  if (typeof seal !== 'string') return;
  counts.set(seal, answersTo(seal) + 1);
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function onAnswer(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
