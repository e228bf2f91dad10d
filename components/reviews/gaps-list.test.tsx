import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Gap } from '#lib/work/reviews/rules.ts';
import { GapsList } from './gaps-list.tsx';

const LOWEST: Gap = {
  statement: 'QS7',
  kind: 'significant-shortfalls',
  text: 'Scored 1, significant shortfalls',
  isWarning: true,
};
const UNSCORED: Gap = { statement: 'QS1', kind: 'unscored', text: 'Not scored', isWarning: false };

const list = (gaps: readonly Gap[]) =>
  renderToStaticMarkup(<GapsList council="exampleshire" gaps={gaps} flags={[]} mayMend maySign={false} />);

describe('GapsList', () => {
  it('names a 1 after the gaps, with its statement, and counts it as none', () => {
    const page = list([UNSCORED, LOWEST]);
    expect(page).toMatch(
      /Assessing needs:<.*Not scored.*Check before signing.*Safeguarding<\/a>: Scored 1, significant/s,
    );
  });

  it('lists the statements without anything in one line', () => {
    const untouched = (['QS2', 'QS3'] as const).flatMap((statement) =>
      (['unscored', 'no-reason', 'no-evidence', 'not-completed'] as const).map(
        (kind): Gap => ({ statement, kind, text: `No ${kind}`, isWarning: false }),
      ),
    );
    const page = list([UNSCORED, ...untouched]);
    expect(page).toMatch(/Not scored.*No score, text or evidence yet:.*Supporting people.*, .*Equity in/s);
    expect(page).not.toContain('No not-completed');
  });

  it('names it where nothing is missing, and says nothing where there is none', () => {
    expect(list([LOWEST])).toMatch(/Every statement is scored.*Scored 1, significant shortfalls/s);
    expect(list([UNSCORED])).not.toContain('Check before signing');
  });
});
