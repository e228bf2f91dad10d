import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dashboardRows, describeFacts, describeReview } from '#lib/insight/dashboard/rules.ts';
import { exampleDashboard, EXAMPLE_NOW as NOW } from '#lib/insight/dashboard/testing/fixtures.ts';
import {
  describeLinkState,
  describeOpened,
  endOfLink,
  isLinkId,
  keptDashboard,
  lastDayOf,
  lastDayShown,
  linkState,
  paperDocument,
  paperFileName,
  type ShownDashboard,
  sealDashboard,
} from './rules.ts';

const DAY = 24 * 60 * 60_000;
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

  it('says what page and file say, word for word', () => {
    expect(paper.standing.heading).toBe(describeReview(made.review));
    expect(paper.facts.map(({ text }) => text)).toEqual(
      describeFacts(made, made.figures).map(({ text }) => text),
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

  it('lists the flags by weight, a 1 before all others, each with its statement', () => {
    expect(paper.flags[0]).toBe(made.figures.result.flags[0]?.message);
    expect(paper.flags.slice(1).map((flag) => flag.split(': ')[0])).toEqual([
      'Partnerships and communities (QS5)',
      'Safeguarding (QS7)',
      'Safeguarding (QS7)',
      'Partnerships and communities (QS5)',
    ]);
    expect(paperDocument(dashboard(), marks).flags).toEqual([]);
  });

  it('is of nothing but what can be kept: read again, it makes the same paper', () => {
    const { content, contentHash } = sealDashboard(made);
    expect(contentHash).toBe(createHash('sha256').update(content).digest('hex'));
    expect(sealDashboard(keptDashboard(content)).content).toBe(content);
    expect(paperDocument(keptDashboard(content), marks)).toEqual(paper);
  });

  it('kept in the first format is read by the same states', () => {
    const carried = { status: 'not-confirmed', score: 3 } as const;
    const now = dashboard({ QS1: { status: 'in-progress' }, QS2: carried });
    const signed = dashboard({ QS1: { status: 'signed' } }, { review: { ...now.review, state: 'signed' } });
    // It told of both as in progress, and of drafts whether it was signed or not.
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
    expect(paperDocument(keptDashboard(first(now)), marks)).toEqual(paperDocument(now, marks));
    const read = paperDocument(keptDashboard(first(signed)), marks);
    expect(read.statements.map(({ state }) => state)).toEqual(read.statements.map(() => 'Signed'));
    expect(read).toMatchObject({ state: { isFinal: true, drafts: [] } });
    expect(JSON.stringify(read)).not.toContain('could end');
  });

  it('is saved under a name of its council and moment', () => {
    expect(paperFileName('exampleshire', made.asOf)).toBe(
      'exampleshire board paper 22 November 2026, 9.32am.pdf',
    );
  });
});

describe('a link', () => {
  it.each([
    ['2026-11-22T09:00:00Z', 1, '2026-11-22'],
    ['2026-11-22T09:00:00Z', 14, '2026-12-05'],
    ['2026-11-22T09:00:00Z', 30, '2026-12-21'],
    // Half past midnight in London.
    ['2026-06-30T23:30:00Z', 1, '2026-07-01'],
    ['2027-02-20T12:00:00Z', 14, '2027-03-05'],
  ])('made at %s for %i days has its last day on %s', (at, days, last) => {
    expect(lastDayOf(days, new Date(at))).toBe(last);
  });

  it.each([
    ['2026-11-22T09:00:00Z', '2026-12-05', '2026-12-06T00:00:00.000Z'],
    ['2026-07-01T09:00:00Z', '2026-07-01', '2026-07-01T23:00:00.000Z'],
    // The clocks go back on 25 October, so that 30 days of London are an hour longer.
    ['2026-09-29T23:00:00Z', '2026-10-29', '2026-10-29T23:00:00.000Z'],
  ] as const)('made at %s until %s ends at %s', (at, day, end) => {
    const made = new Date(at);
    expect(endOfLink(day, made).toISOString()).toBe(end);
    expect(endOfLink(day, made).getTime() - made.getTime()).toBeLessThanOrEqual(30 * DAY);
  });

  it('works until the moment it ends, unless it is withdrawn', () => {
    const expiresAt = new Date('2026-12-06T00:00:00Z');
    const state = (at: string, withdrawnAt: Date | null = null) =>
      linkState({ expiresAt, withdrawnAt }, new Date(at));
    expect(state('2026-12-05T23:59:59.999Z')).toBe('works');
    expect(state('2026-12-06T00:00:00Z')).toBe('expired');
    expect(state('2026-12-01T00:00:00Z', NOW)).toBe('withdrawn');
    expect(lastDayShown(expiresAt)).toBe('2026-12-05');
  });

  it('says who withdrew it when, and how often it was opened', () => {
    expect(describeLinkState({ state: 'works', withdrawn: null })).toBe('Works');
    expect(describeLinkState({ state: 'withdrawn', withdrawn: { by: 'Robin Hale', at: NOW } })).toBe(
      'Withdrawn by Robin Hale, 22 November 2026, 9:32am',
    );
    expect(describeOpened({ opened: 0, lastOpenedAt: null })).toBe('Not yet');
    expect(describeOpened({ opened: 1, lastOpenedAt: NOW })).toBe('1 time, last 22 November 2026, 9:32am');
    expect(describeOpened({ opened: 3, lastOpenedAt: NOW })).toBe('3 times, last 22 November 2026, 9:32am');
  });

  it('is named by a UUID and nothing else', () => {
    expect(isLinkId('0198a5c0-0000-7000-8000-000000000000')).toBe(true);
    for (const id of [undefined, '', 'new', '0198a5c0-0000-7000-8000-00000000000x']) {
      expect(isLinkId(id)).toBe(false);
    }
  });
});
