import { LIMITS } from './limits.ts';

type Facts = Readonly<Record<string, unknown>>;

/**
 * Writes at most so many lines a second for each kind of event, and after that second one that says how many more
 * there were: a flood must not fill the disk.
 *
 * @param write puts one line into the log
 */
export function limitedLog(
  write: (kind: string, facts: Facts) => void,
  most: number = LIMITS.logLinesPerSecond,
): (kind: string, facts: Facts) => void {
  const counts = new Map<string, number>();
  return (kind, facts) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= most) write(kind, facts);
    if (count > 1) return;
    setTimeout(() => {
      const more = (counts.get(kind) ?? 0) - most;
      counts.delete(kind);
      if (more > 0) write(kind, { more });
    }, 1_000).unref();
  };
}
