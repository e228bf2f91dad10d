import { EDGE_LIMITS } from './limits.ts';

type Facts = Readonly<Record<string, unknown>>;

/**
 * Writes a limited number of lines a second for each event and reason, then one with the number left out, so that a
 * flood cannot fill the disk.
 *
 * @param write adds one line to the log
 */
export function limitedLog(
  write: (event: string, facts: Facts) => void,
  most: number = EDGE_LIMITS.logLinesPerSecond,
): (event: string, facts: Facts) => void {
  const counts = new Map<string, number>();
  return (event, facts) => {
    const { reason } = facts;
    const kind = `${event} ${String(reason)}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count <= most) write(event, facts);
    if (count > 1) return;
    setTimeout(() => {
      const more = (counts.get(kind) ?? 0) - most;
      counts.delete(kind);
      if (more > 0) write(event, { reason, more });
    }, 1_000).unref();
  };
}
