import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HelpTopic } from './topic.ts';
import { helpOf, TOPICS } from './topics.ts';
import { WORDS } from './words.ts';

const topics: readonly (readonly [string, HelpTopic])[] = Object.entries(TOPICS);

/** What the pages say, without the code that help itself is made of. */
const code = globSync('{app,components,lib}/**/*.{ts,tsx}')
  .filter((file) => !/^lib\/(?:help|platform\/db\/generated|tasks)\/|\.test\.|\/testing\//.test(file))
  .map((file) => readFileSync(file, 'utf8').replaceAll(/\s+/g, ' '))
  .join('\n');

const sentencesOf = ({ parts }: HelpTopic) =>
  parts.flatMap(({ steps = [], text = [] }) => [...steps, ...text]);

/** Whether a page shows these words by themselves: as a whole string, or between tags. */
function isShown(words: string): boolean {
  const plain = words.replaceAll(/[.*+?()]/g, '\\$&').replaceAll('’', "['’]");
  return new RegExp(`[>\`'"}] ?${plain}(?: ?[<\`'"{]|\\.<)`).test(code);
}

describe('help', () => {
  it.each([
    ...topics.map(([id, topic]) => [id, sentencesOf(topic)] as const),
    ['words', WORDS.map(({ value }) => value)] as const,
  ])('%s names only what the pages show', (_, sentences) => {
    for (const sentence of sentences) expect(sentence.split('**').length % 2, sentence).toBe(1);
    const names = sentences.flatMap((sentence) => sentence.split('**').filter((_words, at) => at % 2 === 1));
    expect(names.filter((name) => !isShown(name))).toEqual([]);
  });

  it('finds words that no page shows', () => {
    expect(isShown('Save and continue')).toBe(true);
    expect(isShown('Save and contin')).toBe(false);
    expect(isShown('Store and continue')).toBe(false);
  });

  it('has steps for every task', () => {
    for (const [id, { parts }] of topics)
      expect(
        parts.some(({ steps }) => steps),
        id,
      ).toBe(true);
  });

  it('is that of the person’s own task', () => {
    expect(helpOf('review', { role: 'lead' })).toBe('send-for-sign-off');
    expect(helpOf('review', { role: 'director' })).toBe('review-and-sign');
    expect(helpOf('evidence', { role: 'lead' })).toBe('add-evidence');
  });

  it('is short: a step is one or two sentences', () => {
    for (const [, { parts }] of topics) {
      for (const step of parts.flatMap(({ steps = [] }) => steps))
        expect(step.length, step).toBeLessThan(240);
    }
  });
});
