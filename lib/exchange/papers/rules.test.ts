import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dashboardRows } from '#lib/insight/dashboard/csv-rows.ts';
import { describeFigures, describeReview } from '#lib/insight/dashboard/dashboard-text.ts';
import { exampleDashboard } from '#lib/insight/dashboard/testing/fixtures.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';
import {
  hashDashboard,
  paperDocument,
  paperFileName,
  parseStoredDashboard,
  type ShownDashboard,
} from './rules.ts';

const marks = { contentHash: 'a'.repeat(64), audit: { seq: 9, hash: 'b'.repeat(64) } };

function dashboard(...changes: Parameters<typeof exampleDashboard>): ShownDashboard {
  const made = exampleDashboard(...changes);
  if (!made.figures) throw new Error('The figures are hidden');
  return { ...made, figures: made.figures };
}

describe('the paper of a dashboard', () => {
  const made = dashboard({
    QS1: { target: { score: 4, dueOn: '2027-03-31' }, earlier: [2], status: 'in-progress' },
    QS5: { score: 1, stale: [3], dueOn: '2026-11-01', status: 'in-progress', owner: null },
    QS7: { challenges: [2], unsupported: 'Scored 3 on 1 item (processes) from 2023' },
  });
  const paper = paperDocument(made, marks);

  it('has the same words as the page and the file', () => {
    expect(paper.standing.heading).toBe(describeReview(made.review));
    expect(paper.facts.map(({ text }) => text)).toEqual(
      describeFigures(made, made.figures).map(({ text }) => text),
    );
    const rows = new Map(dashboardRows(made).map((cells) => [cells[0], cells]));
    for (const line of paper.statements) {
      const [, name, score, target, challenge, before, trend, strength, , , owner, due, state, flags] =
        rows.get(line.id) ?? [];
      expect([line.name, line.target, line.challenge, line.lastCycle, line.trend]).toEqual([
        name,
        target,
        challenge,
        before,
        trend,
      ]);
      expect([line.strength, line.owner, line.due, line.state]).toEqual([strength, owner, due, state]);
      expect(String(score)).toContain(String(line.score));
      expect(line.flags.join('; ')).toBe(flags);
    }
  });

  it('lists each flagged statement once, by its most important flag, after a 1', () => {
    expect(paper.flags[0]).toBe(made.figures.result.flags[0]?.message);
    expect(paper.flags.slice(1).map((flag) => flag.split(': ')[0])).toEqual([
      'Partnerships and communities (QS5)',
      'Safeguarding (QS7)',
    ]);
    expect(paper.flags[1]).toBe(
      'Partnerships and communities (QS5): Overdue: was due on 1 November 2026. E3 is more than 2 years old',
    );
    expect(paper.flags[2]).toBe(
      'Safeguarding (QS7): Scored 3 on 1 item (processes) from 2023. Scores and challenge scores range from 2 to 3',
    );
    expect(paperDocument(dashboard(), marks).flags).toEqual([]);
  });

  it('needs only the kept content: read again, it makes the same paper', () => {
    const { content, contentHash } = hashDashboard(made);
    expect(contentHash).toBe(createHash('sha256').update(content).digest('hex'));
    expect(hashDashboard(parseStoredDashboard(content)).content).toBe(content);
    expect(paperDocument(parseStoredDashboard(content), marks)).toEqual(paper);
  });

  it('kept in the first format has the same states', () => {
    const carried = { status: 'not-confirmed', score: 3 } as const;
    const now = dashboard({ QS1: { status: 'in-progress' }, QS2: carried });
    const signed = dashboard({ QS1: { status: 'signed' } }, { review: { ...now.review, state: 'signed' } });
    // The first format had both as in progress, and had drafts whether signed or not.
    const first = (made: ShownDashboard) => {
      const { state: _, targets, ...figures } = made.figures;
      const statements = made.statements.map((line) => ({ ...line, status: 'in-progress' }));
      return JSON.stringify({
        ...made,
        format: 1,
        statements: statements.map((line, index) => (index < 2 ? line : { ...line, status: 'completed' })),
        figures: {
          ...figures,
          targets: targets && { overall: targets.state.overall },
          drafts: { statements: ['QS1'] },
        },
      });
    };
    expect(paperDocument(parseStoredDashboard(first(now)), marks)).toEqual(paperDocument(now, marks));
    const read = paperDocument(parseStoredDashboard(first(signed)), marks);
    expect(read.statements.map(({ state }) => state)).toEqual(read.statements.map(() => 'Signed'));
    expect(read).toMatchObject({ state: { isFinal: true, drafts: [] } });
    expect(JSON.stringify(read)).not.toContain('could end');
  });

  it('kept in the third format says nothing of the improvement plan', () => {
    const { plan: _, ...kept } = made;
    const { forecast: __, ...figures } = made.figures;
    const third = JSON.stringify({ ...kept, figures, format: 3 });
    expect(paperDocument(parseStoredDashboard(third), marks)).toEqual(paper);
  });

  it('says what the improvement plan would do in place of the targets', () => {
    const aims = [{ statement: 'QS1', score: 4 }] as const;
    const late = exampleAction({ aims, dueOn: '2026-11-21' });
    const planned = dashboard(
      { QS1: { target: { score: 4, dueOn: null } } },
      { actions: [late, exampleAction({ number: 2, aims, dueOn: '2027-06-30' })] },
    );
    const { facts } = paperDocument(planned, marks);
    expect(facts.length).toBeLessThanOrEqual(6);
    expect(facts.at(-1)).toEqual({
      name: 'Improvement plan',
      text: 'If both actions land: 78, good, by 30 June 2027. Now: 75, good. 2 open actions: 1 overdue.',
    });
  });

  it('has a file name with its council and time', () => {
    expect(paperFileName('exampleshire', made.asOf)).toBe(
      'exampleshire board paper 22 November 2026, 9.32am.pdf',
    );
  });
});
