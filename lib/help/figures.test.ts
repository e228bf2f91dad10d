import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { FICTIONAL_FRAMEWORK } from '#tests/setup/fictional-framework.ts';
import { FIGURE_TITLES } from './figure-titles.ts';
import { figureHelp } from './figures.ts';

const wordsOf = (framework = CQC_2023) =>
  Object.values(figureHelp(framework))
    .flatMap(({ text, rules = [] }) => [...text, ...rules.flat()])
    .join('\n');

describe('how figures are worked out', () => {
  it('has the numbers of the framework', () => {
    expect(wordsOf()).toContain('to a maximum of 36 points');
    for (const { name, bands } of CQC_2023.thresholdSets) {
      expect(wordsOf()).toContain(name);
      for (const { stated } of bands) expect(wordsOf()).toContain(stated);
    }
    const other = wordsOf(FICTIONAL_FRAMEWORK);
    expect(other).toContain(`to a maximum of ${FICTIONAL_FRAMEWORK.highestPoints} points`);
    expect(other).not.toContain('36 points');
  });

  it('has no empty part', () => {
    for (const { text, rules = [] } of Object.values(figureHelp(CQC_2023)))
      for (const words of [...text, ...rules.flat()]) expect(words).not.toBe('');
  });

  it('retypes no threshold', () => {
    // The digits in the file itself are those of examples, and of the step that a key is made of.
    const [file = ''] = globSync('lib/help/figures.ts');
    const numbers = readFileSync(file, 'utf8').match(/(?<![\w${.])\d+(?![\w}])/g);
    expect(numbers).toEqual(['28', '44']);
  });

  it('is linked from the pages that show it', () => {
    const pages = globSync('{app,components}/**/*.tsx').map((file) => readFileSync(file, 'utf8'));
    const linked = Object.keys(FIGURE_TITLES).filter((id) =>
      pages.some((text) => text.includes(`figure="${id}"`)),
    );
    expect(linked).toEqual(Object.keys(FIGURE_TITLES));
  });
});
