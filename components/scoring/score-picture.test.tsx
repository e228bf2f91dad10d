import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { NO_SCORES, noScores, type Scores, STATEMENTS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { ScorePicture, ScorePictureSmall } from './score-picture.tsx';

const SCORES: Scores = { QS1: 1, QS2: 2, QS3: 3, QS4: 4, QS5: 3, QS6: null, QS7: 2, QS8: 3, QS9: 4 };

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

/** Blocks of one kind: each is a part of a path. */
function blocks(markup: string, kind: 'filled' | 'empty' | 'missing'): number {
  const paths = markup.matchAll(new RegExp(`<path d="([^"]*)" class="mark-${kind}"`, 'g'));
  return [...paths].reduce((sum, [, path = '']) => sum + count(path, 'M'), 0);
}

function count(markup: string, part: string): number {
  return markup.split(part).length - 1;
}

/** The text of each statement in the list. */
function itemsOf(markup: string): readonly string[] {
  return [...markup.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item = '']) =>
    item
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
}

describe('ScorePicture', () => {
  const markup = renderToStaticMarkup(
    <ScorePicture scores={SCORES} framework={CQC_2023.id} hrefFor={(id) => `/assessment/${id}`} />,
  );

  it('says each score once, in a list under its theme, and hides the blocks from screen readers', () => {
    const items = itemsOf(markup);
    expect(items).toHaveLength(9);
    expect(items[0]).toBe('Assessing needs 1 Significant shortfalls');
    expect(items[4]).toBe('Partnerships and communities 3 Good standard');
    expect(items[5]).toBe('Safe systems, pathways and transitions Not scored');
    expect(count(markup, '<svg aria-hidden="true"')).toBe(9);
    expect(count(markup, '<svg')).toBe(9);
  });

  it('fills one block for each point', () => {
    expect(blocks(markup, 'filled')).toBe(22);
    expect(blocks(markup, 'missing')).toBe(4);
    expect(blocks(markup, 'empty')).toBe(8 * 4 - 22);
  });

  it('links each statement, and gives its score as a number and a word', () => {
    for (const { id } of STATEMENTS) expect(markup).toContain(`href="/assessment/${id}"`);
    expect(count(markup, 'Not scored')).toBe(1);
    expect(count(markup, 'Good standard')).toBe(3);
  });

  it('draws a blind for a hidden score, and says that it is hidden', () => {
    const hidden = renderToStaticMarkup(
      <ScorePicture scores={{ ...SCORES, QS6: 'hidden' }} framework={CQC_2023.id} />,
    );
    expect(blocks(hidden, 'missing')).toBe(0);
    expect(count(hidden, 'class="mark-hidden"')).toBe(1);
    expect(count(hidden, 'Not scored')).toBe(0);
    expect(itemsOf(hidden)[5]).toBe('Safe systems, pathways and transitions Hidden');
    const small = renderToStaticMarkup(
      <ScorePictureSmall scores={{ ...SCORES, QS6: 'hidden' }} framework={CQC_2023.id} />,
    );
    expect([count(small, 'mark-hidden'), count(small, 'mark-missing')]).toEqual([1, 0]);
  });

  it('marks each challenge score, and lists the scores', () => {
    const challenges = { QS1: [2, 2, 4], QS6: [3] } as const;
    const marked = renderToStaticMarkup(
      <ScorePicture scores={SCORES} framework={CQC_2023.id} challenges={challenges} />,
    );
    const lozenges = [...marked.matchAll(/<path d="([^"]*)" class="mark-challenge"/g)].map(([, path = '']) =>
      count(path, 'M'),
    );
    expect(lozenges).toEqual([2, 1]);
    expect(itemsOf(marked)[0]).toBe('Assessing needs 1 Significant shortfalls Challenge scores 2, 2 and 4');
    expect(count(markup, 'mark-challenge')).toBe(0);
  });

  it('adds what to know about a statement', () => {
    const noted = renderToStaticMarkup(
      <ScorePicture
        scores={SCORES}
        framework={CQC_2023.id}
        notes={{ QS7: [{ text: 'Overdue', tone: 'warning' }] }}
      />,
    );
    expect(itemsOf(noted)[6]).toBe('Safeguarding 2 Some shortfalls Overdue');
    expect(count(noted, 'bg-warning-tint')).toBe(1);
  });

  it('has a column for each statement of another framework, and a block for each of its scores', () => {
    const { id: framework, themes } = FICTIONAL_FRAMEWORK;
    const scores = { ...noScores(FICTIONAL_FRAMEWORK), F7: 5, F10: 2 };
    const other = renderToStaticMarkup(<ScorePicture scores={scores} framework={framework} />);
    expect(itemsOf(other)).toHaveLength(11);
    for (const { name } of themes) expect(other).toContain(`>${name}</h3>`);
    expect(blocks(other, 'filled')).toBe(7);
    expect(blocks(other, 'empty')).toBe(3);
    expect(blocks(other, 'missing')).toBe(9 * 5);
    expect(itemsOf(other).join()).toContain('5 Far above');
    const small = renderToStaticMarkup(<ScorePictureSmall scores={scores} framework={framework} />);
    expect(small).toContain('"Of 11 statements: 1 scored 5, 1 scored 2, 9 not scored"');
    expect(count(small, 'mark-missing')).toBe(9);
  });

  it('has no inline style, which the content policy would refuse', () => {
    expect(markup).not.toContain('style=');
  });
});

describe('ScorePictureSmall', () => {
  it('says whose scores they are and how many of each', () => {
    const markup = renderToStaticMarkup(
      <ScorePictureSmall scores={SCORES} framework={CQC_2023.id} name="Exampleshire" />,
    );
    expect(markup).toContain(
      'Exampleshire. Of nine statements: 2 scored 4, 3 scored 3, 2 scored 2, 1 scored 1, 1 not scored"',
    );
    expect(blocks(markup, 'filled')).toBe(22);
  });

  it('draws one outline for each statement that is not scored', () => {
    const markup = renderToStaticMarkup(<ScorePictureSmall scores={NO_SCORES} framework={CQC_2023.id} />);
    expect(count(markup, 'mark-missing')).toBe(9);
    expect(markup).toContain('None of nine statements scored"');
  });
});
