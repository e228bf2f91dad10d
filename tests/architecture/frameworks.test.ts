import { expect, it } from 'vitest';
import { isTest, matches, sourceFiles } from './source-files.ts';

// Nothing outside these knows which statements, scores or thresholds CQC's framework of 2023 has.
const KNOW = [
  'lib/frameworks/*.ts',
  'lib/scoring/*.ts',
  // Results and measures of the first round, and examples, in the framework of their time.
  'lib/record/results/*.ts',
  'lib/exchange/imports/published-results.ts',
  'prisma/seed/*.ts',
];
const all = sourceFiles();
const sources = all.filter(
  ({ file }) =>
    !isTest(file) && !/^tests\/|\/testing\//.test(file) && !KNOW.some((pattern) => matches(file, pattern)),
);

it('keeps the constants of CQC’s framework of 2023 out of the rest', () => {
  const constants =
    /\b(STATEMENTS|STATEMENT_IDS|THEMES|SCORES|SCORE_WORDS|NO_SCORES|(HIGHEST|LOWEST)_(SCORE|POINTS)|ALL_POINTS|THRESHOLD_SETS|THRESHOLD_SET_IDS|DEFAULT_THRESHOLDS|FRAMEWORK_VERSION)\b/;
  const broken = sources.filter(({ text }) => constants.test(text)).map(({ file }) => file);
  expect(broken).toEqual([]);
});

it('names no statement of a framework', () => {
  const code = (text: string) => text.replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/.*/g, '');
  const broken = sources.filter(({ text }) => /\bQS\d\b/.test(code(text))).map(({ file }) => file);
  expect(broken).toEqual([]);
});

it('gives every function of lib/scoring the framework at hand', () => {
  const functions = functionsWithDefault();
  expect(functions).toContain('overall');
  const broken = sources.flatMap(({ file, text }) => {
    const [, imported = ''] = /import \{([^}]*)\} from '#lib\/scoring\/index\.ts'/.exec(text) ?? [];
    const names = imported.split(',').flatMap((part) => {
      const [, name, alias] = /^\s*([a-z]\w*)(?: as (\w+))?\s*$/.exec(part) ?? [];
      return name && !name.startsWith('type') && functions.has(name) ? (alias ?? name) : [];
    });
    return names.flatMap((name) =>
      [...text.matchAll(new RegExp(`(?<![\\w.])${name}\\(`, 'g'))]
        .map(({ index }) => argumentsFrom(text, index + name.length))
        .filter((given) => !/framework/i.test(given))
        .map((given) => `${file}: ${name}${given}`),
    );
  });
  expect(broken).toEqual([]);
});

/** The functions that take CQC's framework of 2023 if none is given. */
function functionsWithDefault(): ReadonlySet<string> {
  const scoring = all.filter(({ file }) => matches(file, 'lib/scoring/*.ts')).map(({ text }) => text);
  const found = scoring.join('').matchAll(/^export function (\w+)\([^)]*Framework = CQC_2023/gm);
  return new Set([...found].map(([, name = '']) => name));
}

/** "(points, thresholds, framework)", from its first bracket. */
function argumentsFrom(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if ('([{'.includes(text[at] ?? '')) depth += 1;
    if (')]}'.includes(text[at] ?? '')) depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  return '';
}
