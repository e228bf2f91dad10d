import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { checkContent } from '#lib/platform/storage/checks/content.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';

let made = 0;

/** Checks content as files in a folder for this test file, which is removed at the end. */
export function checker(): {
  readonly check: (extension: string, content: Buffer | string) => Promise<UploadRefusal | null>;
  readonly folder: () => string;
} {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  return {
    folder: () => folder,
    async check(extension, content) {
      const type = allowedTypeOf(`x.${extension}`);
      if (!type) throw new Error(`${extension} is not allowed`);
      made += 1;
      const path = join(folder, String(made));
      await writeFile(path, content);
      return checkContent(path, type);
    },
  };
}
