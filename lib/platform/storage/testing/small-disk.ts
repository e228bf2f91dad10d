import { execFileSync } from 'node:child_process';

/** Puts a disk of 4 MB in memory over a folder. Returns why not where this process may not mount one, else `null`. */
export function mountSmallDisk(folder: string): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').join(' ') : String(error);
  }
}
