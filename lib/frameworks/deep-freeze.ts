/**
 * Freezes a plain value and everything inside it, and returns it. Results are built once and shared by all callers, so
 * they must not be changed.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
