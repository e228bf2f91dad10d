import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Resident memory of this process and its worker processes together, in bytes. */
export async function memoryOfWorkers(): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,rss=,args='], {
    maxBuffer: 16 * 1024 ** 2,
  });
  const own = String(process.pid);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([pid, parent, , ...words]) =>
        pid === own || (parent === own && words.some((word) => word.endsWith('workers/child.ts'))),
    )
    .reduce((sum, [, , kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}
