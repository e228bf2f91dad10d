import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { storageRoot } from '#lib/platform/storage/location.ts';

/** Runs part of a test with 4 MB of space for stored files. Skips the test if this process may not mount a disk. */
export async function onSmallDisk(skip: (reason: string) => void, run: () => Promise<void>): Promise<void> {
  await mkdir(storageRoot(), { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', storageRoot()], { stdio: 'pipe' });
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error)
      .split('\n')
      .join(' ');
    console.info(`skipped the test of a full disk: ${reason}`);
    return skip(reason);
  }
  try {
    await run();
  } finally {
    execFileSync('umount', [storageRoot()]);
  }
}
