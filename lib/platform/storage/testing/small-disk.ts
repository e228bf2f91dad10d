import { execFileSync } from 'node:child_process';

/** Mounts a 4 MB memory disk over a folder. Returns the reason if this process may not mount one, else `null`. */
export function mountSmallDisk(folder: string): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n').join(' ') : String(error);
  }
}
