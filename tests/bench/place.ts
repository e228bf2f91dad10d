import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from '#lib/tasks/application-build.ts';

// The bench builds a copy of the sources with an extra minimal page, which no other build contains. The copy is inside
// the repository, to find the packages and use the same disk.

const COPIED = ['app', 'components', 'lib', 'prisma', 'public', 'tests', 'package.json', 'package-lock.json'];
const COPIED_CONFIGURATION = ['next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'proxy.ts'];

export type BenchPlace = { readonly dataDir: string; readonly demoDataDir: string };

/** Copies and builds the sources, and makes the copy the working directory. Its clean-up removes everything. */
export async function preparePlace(cleanUps: (() => unknown)[]): Promise<BenchPlace> {
  const root = process.cwd();
  const folder = path.join(root, '.bench');
  const tree = path.join(folder, 'tree');
  const remove = () => rm(folder, { recursive: true, force: true });
  await remove();
  cleanUps.push(() => {
    process.chdir(root);
    return remove();
  });
  await mkdir(tree, { recursive: true });
  for (const entry of [...COPIED, ...COPIED_CONFIGURATION]) {
    await cp(path.join(root, entry), path.join(tree, entry), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  await mkdir(path.join(tree, 'app/bench'));
  await writeFile(
    path.join(tree, 'app/bench/page.tsx'),
    "export { MinimalPage as default } from '#tests/bench/minimal-page.tsx';\n",
  );
  await widenRoot(path.join(tree, 'next.config.ts'), root);
  process.chdir(tree);
  if (!(await build())) throw new Error('The build failed.');
  return { dataDir: path.join(folder, 'data'), demoDataDir: path.join(folder, 'demo-data') };
}

// The linked packages are outside the copy.
async function widenRoot(file: string, root: string): Promise<void> {
  const config = await readFile(file, 'utf8');
  const narrow = 'turbopack: { root: import.meta.dirname }';
  if (!config.includes(narrow)) throw new Error(`next.config.ts has no "${narrow}" to widen`);
  await writeFile(file, config.replace(narrow, `turbopack: { root: ${JSON.stringify(root)} }`));
}
