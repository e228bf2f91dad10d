import { createHash } from 'node:crypto';

/** The first difference of a recipe from the recorded one, as a sentence. Null: they are the same, byte for byte. */
export function compareRecipes(recipe: string, recorded: string): string | null {
  if (recipe === recorded) return null;
  const fingerprint = createHash('sha256').update(recipe).digest('hex');
  const start = `It was made by another recipe than this one, whose fingerprint is ${fingerprint}`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(recipe);
  } catch {
    return `${start}: this one is not JSON.`;
  }
  const found = differenceOf(parsed, JSON.parse(recorded), []);
  if (!found) return `${start}: it says the same, written in another way.`;
  const { at, now, before } = found;
  return `${start}. The first difference is in ${at.join('.') || 'the whole'}: ${shown(now)} instead of ${shown(before)}.`;
}

type Difference = { readonly at: readonly string[]; readonly now: unknown; readonly before: unknown };

function differenceOf(now: unknown, before: unknown, at: readonly string[]): Difference | null {
  if (!isObject(now) || !isObject(before)) return Object.is(now, before) ? null : { at, now, before };
  for (const key of [...new Set([...Object.keys(before), ...Object.keys(now)])].toSorted()) {
    const found = differenceOf(now[key], before[key], [...at, key]);
    if (found) return found;
  }
  return null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
