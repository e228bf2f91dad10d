import { readdirSync, readFileSync } from 'node:fs';

// Resources of a process and its descendants, read from /proc.

const TICKS_PER_SECOND = 100;
const KILOBYTES_PER_MEGABYTE = 1024;
/** Established, and closed by the client only. */
const OPEN_STATES = new Set(['01', '08']);

/** Processor time since the start, including ended children, in milliseconds. Accurate to 10. */
export function cpuMs(pid: number): number {
  // The process's own time and that of children it waited for, which includes killed workers.
  const ticks = treeOf(pid).flatMap(({ fields }) => fields.slice(11, 15).map(Number));
  return (sum(ticks) / TICKS_PER_SECOND) * 1_000;
}

const WORKER = 'lib/platform/workers/child.ts';

/** Resident memory in megabytes. `withoutWorkers`: leaves out jobs, which may begin at any time. */
export function memoryMb(pid: number, { withoutWorkers = false } = {}): number {
  const kilobytes = treeOf(pid).map(({ id }) => {
    if (withoutWorkers && readOr('', `/proc/${id}/cmdline`).includes(WORKER)) return 0;
    const status = readOr('', `/proc/${id}/status`);
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  });
  return sum(kilobytes) / KILOBYTES_PER_MEGABYTE;
}

/** Connections to a port that the listening process has not closed, whether or not the clients have gone. */
export function connectionCount(port: number): number {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['tcp', 'tcp6']
    .flatMap((family) => readOr('', `/proc/net/${family}`).split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, address, , state]) => address?.endsWith(local) && OPEN_STATES.has(state ?? '')).length;
}

type Process = { readonly id: number; readonly parent: number; readonly fields: readonly string[] };

function treeOf(pid: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf);
  const found = all.filter(({ id }) => id === pid);
  for (const { id } of found) found.push(...all.filter(({ parent }) => parent === id));
  return found;
}

/**
 * The fields of a process after its name, which may contain any characters. The first is the state, the second the
 * parent.
 */
function statOf(name: string): Process[] {
  const stat = readOr('', `/proc/${name}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' ? [] : [{ id: Number(name), parent: Number(fields[1]), fields }];
}

/** A process may end while it is being read. */
function readOr(otherwise: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
