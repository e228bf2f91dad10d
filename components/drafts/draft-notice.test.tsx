import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DraftNotice } from './draft-notice.tsx';

const TYPED = { score: '', scoreReason: '', strengths: 'Typed', improvements: '', impact: '', completed: '' };
const draft = (page: string, at: string) => ({ page, edit: 1, version: 0, typed: TYPED, at: new Date(at) });

function shown(at: string, asOf: string): string {
  const drafts = [draft('a', at)];
  const html = renderToStaticMarkup(
    <DraftNotice
      council="exampleshire"
      statement="QS1"
      page="b"
      drafts={drafts}
      open={drafts[0] ?? null}
      asOf={new Date(asOf)}
    />,
  );
  return /You have an unsaved draft from (.*?)</.exec(html)?.[1] ?? 'nothing';
}

describe('the time of a draft', () => {
  it.each([
    ['2026-11-21T09:32:00Z', '2026-11-21T12:00:00Z', '9:32am'],
    ['2026-11-20T09:32:00Z', '2026-11-21T12:00:00Z', '20 November 2026, 9:32am'],
    // The day is London's: half past midnight there is still the day before in UTC.
    ['2026-06-20T23:30:00Z', '2026-06-21T08:00:00Z', '12:30am'],
    ['2026-06-20T22:30:00Z', '2026-06-21T08:00:00Z', '20 June 2026, 11:30pm'],
  ])('typed at %s and seen at %s is %s', (at, asOf, told) => {
    expect(shown(at, asOf)).toBe(told);
  });

  it('follows the clocks forward on 29 March and back on 25 October 2026', () => {
    const seen = ['2026-03-29T12:00:00Z', '2026-10-25T12:00:00Z'] as const;
    expect(shown('2026-03-29T00:59:00Z', seen[0])).toBe('12:59am');
    expect(shown('2026-03-29T01:01:00Z', seen[0])).toBe('2:01am');
    expect(shown('2026-10-25T00:59:00Z', seen[1])).toBe('1:59am');
    expect(shown('2026-10-25T01:01:00Z', seen[1])).toBe('1:01am');
  });
});

it('lists every other draft, each with a way to open and to discard it', () => {
  const drafts = [
    draft('newest', '2026-11-21T09:32:00Z'),
    draft('older', '2026-11-21T08:05:00Z'),
    draft('oldest', '2026-11-20T17:00:00Z'),
  ];
  const html = renderToStaticMarkup(
    <DraftNotice
      council="exampleshire"
      statement="QS1"
      page="now"
      drafts={drafts}
      open={null}
      asOf={new Date('2026-11-21T12:00:00Z')}
    />,
  );
  for (const { page } of drafts) {
    expect(html).toContain(`href="/councils/exampleshire/assessment/QS1?draft=${page}"`);
    expect(html).toContain(`name="page" value="${page}"`);
  }
  // What is typed on this page has nothing to do with those drafts, so discarding them leaves it.
  expect(html).not.toContain('value="now"');
  expect(html).toContain('Discard the draft from 20 November 2026, 5pm');
});
