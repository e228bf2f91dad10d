import { globSync } from 'node:fs';
import path from 'node:path';
import type { FormPage, NounPages } from './noun-pages.ts';

const NOUNS = await Promise.all(
  globSync('lib/**/testing/pages.ts')
    .toSorted()
    .map(async (file): Promise<NounPages> => (await import(path.resolve(file))).PAGES),
);

/** Pages of Exampleshire, below its address. */
export const PAGES: readonly string[] = NOUNS.flatMap(({ pages = [] }) => pages);

/** Components with fields, by file, each with a page that shows it. */
export const FORM_PAGES: Readonly<Record<string, FormPage>> = Object.fromEntries(
  NOUNS.flatMap(({ forms = {} }) => Object.entries(forms)).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  ),
);
