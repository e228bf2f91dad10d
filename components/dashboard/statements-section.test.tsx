import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { exampleDashboard } from '#lib/insight/dashboard/testing/fixtures.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { StatementsSection } from './statements-section.tsx';

function textOf(...given: Parameters<typeof exampleDashboard>): string {
  const markup = renderToStaticMarkup(
    <StatementsSection council="a" dashboard={exampleDashboard(...given)} />,
  );
  return markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}
const all = (changed: object) => Object.fromEntries(STATEMENT_IDS.map((id) => [id, changed]));

describe('the notes on statements', () => {
  it('are on the few that they distinguish', () => {
    const text = textOf({
      QS1: { owner: null },
      QS5: { status: 'in-progress', dueOn: '2026-11-01' },
      QS7: { status: 'not-confirmed', score: 2 },
    });
    expect(text).toContain('Assessing needs 3 Good standard No owner');
    expect(text).toContain('Partnerships and communities 3 Good standard Overdue Not complete');
    expect(text).toContain('Safeguarding 2 Some shortfalls Not confirmed');
    expect(text).toContain('Nine quality statements Safeguarding is lowest, at 2');
  });

  it('are in the sentences beside the picture where most statements share them, except what is overdue', () => {
    const text = textOf(all({ owner: null, status: 'in-progress', dueOn: '2026-11-01' }));
    expect(text).not.toMatch(/Not complete|no owner/i);
    expect(text.match(/Overdue/g)).toHaveLength(9);
    expect(textOf({ ...all({ owner: null }), QS1: { score: 1 } })).toContain(
      'Assessing needs is lowest, at 1; 8 have no owner',
    );
  });
});
