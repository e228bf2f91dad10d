import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import type { Duty } from '#lib/work/duties/rules.ts';
import { type TodoFacts, todosFor } from './rules.ts';

const TODAY = '2026-11-22';

type Statement = TodoFacts['statements'][number];

function facts(
  changed: Partial<Record<StatementId, Partial<Statement>>> = {},
  review: Partial<Omit<TodoFacts, 'statements'>> = {},
): TodoFacts {
  const calm = {
    score: 3,
    challenges: [],
    status: 'completed',
    dueOn: null,
    isMine: false,
    isTaken: true,
    stale: [],
  } as const;
  const statements = STATEMENT_IDS.map((id) => ({ id, ...calm, ...changed[id] }));
  return {
    reviewState: 'preparing',
    ...{ duties: [], me: 'me' },
    lastStep: null,
    lastClosingStep: null,
    erasures: [],
    ...review,
    statements,
  };
}
const todoKinds = (given: TodoFacts, role: Parameters<typeof todosFor>[1]['role']) =>
  todosFor(given, { role }, TODAY).map(({ kind, statement, text }) => [kind, statement, text]);

describe('what is to be done in inspections', () => {
  const duty = (owner: { id: string; name: string } | null, dueOn: CalendarDate | null): Duty => ({
    ...{ kind: 'step', inspection: { number: 1, name: 'CQC assessment' }, key: 'return', name: 'Return' },
    ...{ owner, dueOn },
  });
  const me = { id: 'me', name: 'Sam Patel' };
  const other = { id: 'other', name: 'Robin Hale' };
  const duties = [
    duty(me, '2026-11-20'),
    duty(other, '2026-11-25'),
    duty(null, '2026-11-22'),
    duty(me, '2026-12-31'),
    duty(me, null),
  ];
  const told = (role: Parameters<typeof todosFor>[1]['role']) =>
    todosFor(facts({}, { duties }), { role }, TODAY).map(({ kind, text, isMine }) => [kind, text, isMine]);

  it('is told within a week and when it is late, of others to those who see all', () => {
    const own = ['duty-overdue', 'Return: was due on 20 November 2026', true];
    expect(told('contributor')).toEqual([own]);
    expect(told('lead')).toEqual([
      own,
      ['duty-due', 'Return: due on 25 November 2026, in 3 days', false],
      ['duty-due', 'Return: due today', false],
    ]);
  });
});

describe('todosFor', () => {
  it('is empty if nothing is to be done', () => {
    for (const role of ['lead', 'director', 'contributor', 'reader', 'admin'] as const) {
      expect(todoKinds(facts(), role)).toEqual([]);
    }
  });

  it('asks only the director to sign, and only the lead to correct a returned version', () => {
    const proposed = facts({}, { reviewState: 'proposed', lastStep: { kind: 'proposed', version: 2 } });
    expect(todoKinds(proposed, 'director')).toEqual([
      ['signature', null, 'Version 2 is ready for you to sign'],
    ]);
    expect(todoKinds(proposed, 'lead')).toEqual([]);
    const returned = facts({}, { lastStep: { kind: 'returned', version: 2 } });
    expect(todoKinds(returned, 'lead')).toEqual([
      ['returned', null, 'The director returned the assessment with a reason'],
    ]);
    expect(todoKinds(returned, 'director')).toEqual([]);
  });

  it('asks only the director to close, and tells only the lead that closing was declined', () => {
    const asked = facts({}, { lastClosingStep: 'requested' });
    const text = 'Confirm or decline to close the assessment';
    expect(todoKinds(asked, 'director')).toEqual([['closing', null, text]]);
    expect(todoKinds(asked, 'lead')).toEqual([]);
    const declined = facts({}, { lastClosingStep: 'declined' });
    expect(todoKinds(declined, 'lead')).toEqual([
      ['closing-declined', null, 'A director declined to close the assessment'],
    ]);
    expect(todoKinds(declined, 'director')).toEqual([]);
  });

  it('asks writers to confirm statements carried forward, unless locked', () => {
    const status = 'not-confirmed' as const;
    const carried = Object.fromEntries(STATEMENT_IDS.map((id) => [id, { status, isMine: id === 'QS2' }]));
    const asked = STATEMENT_IDS.map((id) => ['confirm', id, 'Carried forward: confirm or change it']);
    expect(todoKinds(facts(carried), 'lead')).toEqual(asked);
    expect(todoKinds(facts(carried), 'contributor')).toEqual(asked.slice(1, 2));
    for (const role of ['director', 'reader', 'admin'] as const)
      expect(todoKinds(facts(carried), role)).toEqual([]);
    expect(todoKinds(facts(carried, { reviewState: 'proposed' }), 'lead')).toEqual([]);
  });

  it('lists statements due or overdue and not completed, to the day', () => {
    const open = { status: 'in-progress', isMine: true } as const;
    const given = facts({
      QS1: { ...open, dueOn: '2026-11-21' },
      QS2: { ...open, dueOn: '2026-11-22' },
      QS3: { ...open, dueOn: '2026-11-29' },
      QS4: { ...open, dueOn: '2026-11-30' },
      QS5: { status: 'completed', isMine: true, dueOn: '2026-11-01' },
      QS6: { status: 'signed', isMine: true, dueOn: '2026-11-01' },
    });
    expect(todoKinds(given, 'contributor')).toEqual([
      ['overdue', 'QS1', 'Was due on 21 November 2026'],
      ['due', 'QS2', 'Due today'],
      ['due', 'QS3', 'Due on 29 November 2026, in 7 days'],
    ]);
  });

  it('gives contributors their own statements, and leads and directors all of them', () => {
    const given = facts({ QS1: { stale: [6], isMine: true }, QS2: { stale: [1, 2, 3, 4, 5, 6] } });
    const own = ['stale-evidence', 'QS1', 'E6 is more than 2 years old'];
    const other = ['stale-evidence', 'QS2', '6 evidence items are more than 2 years old'];
    expect(todoKinds(given, 'contributor')).toEqual([own]);
    expect(todoKinds(given, 'lead')).toEqual([own, other]);
    expect(todoKinds(given, 'director')).toEqual([own, other]);
    expect(todoKinds(given, 'reader')).toEqual([own]);
    expect(todosFor(given, { role: 'director' }, TODAY).map(({ isMine }) => isMine)).toEqual([true, false]);
  });

  it('lists a score of 1 and a challenge that differs, but not one that agrees', () => {
    const given = facts({ QS1: { score: 1 }, QS2: { challenges: [2] }, QS3: { challenges: [3] } });
    expect(todoKinds(given, 'director')).toEqual([
      ['significant-shortfalls', 'QS1', 'Scored 1, significant shortfalls'],
      ['challenge-gap', 'QS2', 'Scores and challenge scores range from 2 to 3.'],
    ]);
  });

  it('asks for challenge scores while the council’s are hidden, and reveals none', () => {
    const given = facts({ QS9: { score: 'hidden', challenges: [] } });
    expect(todoKinds(given, 'reader')).toEqual([['challenge-score', 'QS9', 'Give your challenge score']]);
  });
});
