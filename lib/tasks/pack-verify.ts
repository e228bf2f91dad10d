import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount } from '#lib/kernel/format.ts';
import { dataDir, exitWithError, TaskError } from './databases.ts';
import { readPackFile } from './pack-file.ts';
import { verifyRecorded } from './recorded-packs.ts';
import { withFiles } from './with-files.ts';

// npm run pack:verify -- FILE [--recipe FILE]: compares the files in a ZIP of evidence with the fingerprints in it and, where
// the service's database is, any pack with its rows, its recipe and the history. Names the first difference and exits with 1.

const USE = 'Name one file: npm run pack:verify -- FILE [--recipe FILE]';

try {
  const { file, recipe } = readArguments();
  for (const each of [file, recipe])
    if (each !== undefined && !(await stat(each).catch(() => null))?.isFile())
      throw new TaskError(`${each} is not a file.`);
  const isSame = await verifyPack(file, recipe === undefined ? null : await readFile(recipe, 'utf8'));
  process.exitCode = isSame ? 0 : 1;
} catch (error) {
  exitWithError(error);
}

function readArguments(): { readonly file: string; readonly recipe: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { recipe: { type: 'string' } },
      allowPositionals: true,
    });
    const [file, ...others] = positionals;
    if (file !== undefined && others.length === 0) return { file, recipe: values.recipe };
  } catch {
    // An option that there is not.
  }
  throw new TaskError(USE);
}

async function verifyPack(file: string, recipe: string | null): Promise<boolean> {
  const sha256 = await hashOf(file);
  console.log(`${path.basename(file)} has the fingerprint (SHA-256) ${sha256}.`);
  const { zip, packId, recipeHash } = await readPackFile(file);
  if (zip)
    console.log(
      zip.difference ??
        `${formatCount(zip.files, 'file agrees', 'files agree')} with its list of fingerprints.`,
    );
  const isWhole = zip === null || zip.difference === null;
  if (process.env.DATABASE_URL || existsSync(path.join(dataDir, 'postgres'))) {
    const recorded = await withFiles(() =>
      verifyRecorded({ path: file, sha256, packId, recipeHash }, recipe),
    );
    for (const line of recorded.lines) console.log(line);
    return isWhole && recorded.isSame;
  }
  console.log('Not compared with the history: the database of the service is not here.');
  if (recipe !== null) return isOwnRecipe(recipe, { packId, recipeHash }) && isWhole;
  if (zip === null)
    throw new TaskError(
      'Only a ZIP can be checked without it. Compare the fingerprint with the one that the pack’s page shows.',
    );
  return isWhole;
}

type Said = { readonly packId: string | null; readonly recipeHash: string | null };

/** Whether a pack says itself that it was made by a recipe. */
function isOwnRecipe(recipe: string, { packId, recipeHash }: Said): boolean {
  const isSame =
    recipeHash === null
      ? packId !== null && recipe.includes(packId)
      : recipeHash === createHash('sha256').update(recipe).digest('hex');
  console.log(isSame ? 'The recipe is of this pack.' : 'The recipe is not of this pack.');
  return isSame;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}
