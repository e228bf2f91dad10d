import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { NO_SCORES, noScores, type Scores, STATEMENTS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { ScorePicture, ScorePictureSmall } from './score-picture.tsx';
import { describeScores } from './scores-in-words.ts';

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

describe('ScorePicture', () => {
  const markup = renderToStaticMarkup(
    <ScorePicture scores={SCORES} framework={CQC_2023.id} hrefFor={(id) => `/assessment/${id}`} />,
  );

  it('is an image whose text holds every score', () => {
    const [, labels = ''] = /role="img" aria-labelledby="([^"]+)"/.exec(markup) ?? [];
    for (const id of labels.split(' ')) expect(markup).toContain(`id="${id}"`);
    expect(markup).toContain(`>${describeScores(SCORES, CQC_2023)}</desc>`);
  });

  it('fills one block for each point, in the columns and in the rows', () => {
    expect(blocks(markup, 'filled')).toBe(2 * 22);
    expect(blocks(markup, 'missing')).toBe(2 * 4);
    expect(blocks(markup, 'empty')).toBe(2 * (8 * 4 - 22));
  });

  it('draws only the columns beside a table that names the statements', () => {
    const beside = renderToStaticMarkup(<ScorePicture scores={SCORES} framework={CQC_2023.id} hasTable />);
    expect(blocks(beside, 'filled')).toBe(22);
    expect(beside).toContain(`>${describeScores(SCORES, CQC_2023)}</desc>`);
    expect(count(beside, '<ul')).toBe(count(beside, '<div class="hidden first-of-type'));
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
    expect(count(hidden, 'class="mark-hidden"')).toBe(2);
    expect(count(hidden, 'Not scored')).toBe(0);
    expect(hidden).toContain('transitions: hidden until you give your challenge score.');
    expect(count(hidden, '>Hidden</span>')).toBe(1);
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
    // All in the columns, and each in its row.
    expect(lozenges).toEqual([3, 2, 1]);
    expect(marked).toContain('Challenge scores 2, 2 and 4</p>');
    expect(count(markup, 'mark-challenge')).toBe(0);
  });

  it('has a column for each statement of another framework, and a block for each of its scores', () => {
    const { id: framework, themes } = FICTIONAL_FRAMEWORK;
    const scores = { ...noScores(FICTIONAL_FRAMEWORK), F7: 5, F10: 2 };
    const other = renderToStaticMarkup(<ScorePicture scores={scores} framework={framework} />);
    expect(other).toContain('>Scores for the 11 quality statements</title>');
    for (const { name } of themes) expect(other).toContain(`>${name}</h3>`);
    expect(blocks(other, 'filled')).toBe(2 * 7);
    expect(blocks(other, 'empty')).toBe(2 * 3);
    expect(blocks(other, 'missing')).toBe(2 * 9 * 5);
    expect(other).toContain('Far above</span>');
    const small = renderToStaticMarkup(<ScorePictureSmall scores={scores} framework={framework} />);
    expect(small).toContain('>Of 11 statements: 1 scored 5, 1 scored 2, 9 not scored</title>');
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
      'Exampleshire. Of nine statements: 2 scored 4, 3 scored 3, 2 scored 2, 1 scored 1, 1 not scored</title>',
    );
    expect(blocks(markup, 'filled')).toBe(22);
  });

  it('draws one outline for each statement that is not scored', () => {
    const markup = renderToStaticMarkup(<ScorePictureSmall scores={NO_SCORES} framework={CQC_2023.id} />);
    expect(count(markup, 'mark-missing')).toBe(9);
    expect(markup).toContain('None of nine statements scored</title>');
  });
});
