import { describe, expect, it } from 'vitest';
import { pagesShown } from './pagination.tsx';

describe('pagesShown', () => {
  it('shows both ends and the neighbours, with gaps between', () => {
    expect(pagesShown(5, 12)).toEqual([1, null, 4, 5, 6, null, 12]);
  });

  it('shows a page in place of a gap of one', () => {
    expect(pagesShown(4, 12)).toEqual([1, 2, 3, 4, 5, null, 12]);
    expect(pagesShown(1, 3)).toEqual([1, 2, 3]);
  });

  it('shows a single page alone', () => {
    expect(pagesShown(1, 1)).toEqual([1]);
  });
});
