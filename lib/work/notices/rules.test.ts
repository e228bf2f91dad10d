import { describe, expect, it } from 'vitest';
import { keyOf } from '#lib/platform/audit/notices.ts';
import {
  cutOff,
  describeNotice,
  describeUnread,
  digestDay,
  lastMorning,
  mondayOf,
  type NoticeFacts,
  pageOf,
} from './rules.ts';

const facts: NoticeFacts = {
  kind: 'assigned',
  by: 'Sam Patel',
  assessmentName: 'CQC assessment 2026 to 2027',
  statement: 'QS1',
  reference: null,
  inspection: null,
  action: null,
  detail: 'owner',
  closedCycle: null,
  ...{ many: 0, unowned: false },
};

describe('describeNotice', () => {
  it.each<[Partial<NoticeFacts>, string]>([
    [{}, 'Sam Patel made you the owner of Assessing needs'],
    [{ detail: 'helper' }, 'Sam Patel asked you to help with Assessing needs'],
    [{ kind: 'mentioned', detail: '' }, 'Sam Patel mentioned you in a comment on Assessing needs'],
    [
      { kind: 'mentioned', statement: null, reference: 'E12', detail: '' },
      'Sam Patel mentioned you in a comment on evidence E12',
    ],
    [
      { kind: 'evidence_withdrawn', statement: null, reference: 'E12', detail: '' },
      'Sam Patel withdrew E12, which a statement of yours uses',
    ],
    [
      { kind: 'evidence_replaced', statement: null, reference: 'E12', detail: '' },
      'Sam Patel replaced the file of E12, which a statement of yours uses',
    ],
    [
      { kind: 'evidence_infected', by: null, statement: null, reference: 'E12', detail: '' },
      'The file of E12 contains a virus, so it cannot be opened',
    ],
    [
      { kind: 'evidence_due', by: null, statement: null, reference: 'E12', detail: '2026-12-14' },
      'E12 should be reviewed by 14 December 2026',
    ],
    [
      { kind: 'evidence_expired', by: null, statement: null, reference: 'E12', detail: '2026-12-14' },
      'E12 should have been reviewed by 14 December 2026',
    ],
    [
      { kind: 'evidence_withdrawn', statement: null, many: 12, detail: 'b1' },
      'Sam Patel withdrew 12 items of evidence that statements of yours use',
    ],
    [
      { kind: 'evidence_due', by: null, statement: null, many: 2, detail: '2026-12-14' },
      '2 items of evidence of yours should be reviewed, the first by 14 December 2026',
    ],
    [
      { kind: 'evidence_expired', by: null, statement: null, many: 3, unowned: true, detail: '2026-12-14' },
      '3 items of evidence that nobody owns should have been reviewed, the first by 14 December 2026',
    ],
    [{ kind: 'proposed', statement: null }, 'Sam Patel sent CQC assessment 2026 to 2027 for sign-off'],
    [
      { kind: 'returned', statement: null },
      'Sam Patel returned CQC assessment 2026 to 2027 and gave a reason',
    ],
    [{ kind: 'signed', statement: null }, 'Sam Patel signed CQC assessment 2026 to 2027'],
    [{ kind: 'reopened', statement: null }, 'Sam Patel reopened CQC assessment 2026 to 2027'],
    [
      { kind: 'closing_requested', statement: null },
      'Sam Patel asked for CQC assessment 2026 to 2027 to be closed',
    ],
    [
      { kind: 'closing_declined', statement: null },
      'Sam Patel declined to close CQC assessment 2026 to 2027 and gave a reason',
    ],
    [
      { kind: 'closed', statement: null },
      'Sam Patel closed CQC assessment 2026 to 2027 and started the next assessment',
    ],
    [
      { kind: 'closed', statement: null, detail: 'carried' },
      'Sam Patel closed CQC assessment 2026 to 2027 and started the next assessment, with its statements carried forward to be confirmed',
    ],
    [
      { kind: 'closing_undone', statement: null },
      'Sam Patel undid the closing of CQC assessment 2026 to 2027, which is open again',
    ],
    [{ kind: 'pack_made', by: null, statement: null, detail: '12' }, 'Evidence pack 12 is ready'],
    [{ kind: 'pack_failed', by: null, statement: null, detail: '12' }, 'Evidence pack 12 was not made'],
    [{ kind: 'due', by: null, detail: '2026-12-03' }, 'Assessing needs is due on 3 December 2026'],
    [
      { kind: 'overdue', by: null, detail: '2026-11-20' },
      'Assessing needs was due on 20 November 2026 and was not completed',
    ],
  ])('says %o', (given, words) => {
    expect(describeNotice({ ...facts, ...given })).toBe(words);
  });
});

describe('pageOf', () => {
  const on = (given: Partial<NoticeFacts>) => pageOf({ role: 'lead' }, 'northmere', { ...facts, ...given });

  it('is the statement, the comments or the review', () => {
    expect(on({})).toBe('/councils/northmere/assessment/QS1');
    expect(on({ kind: 'evidence_withdrawn', statement: null, reference: 'E12' })).toBe(
      '/councils/northmere/evidence/E12',
    );
    expect(on({ kind: 'evidence_withdrawn', many: 2, detail: 'b1' })).toBe(
      '/councils/northmere/evidence/many/b1',
    );
    expect(on({ kind: 'evidence_expired', many: 2 })).toBe(
      '/councils/northmere/evidence?state=current&owner=me&concern=expired&sort=review',
    );
    expect(on({ kind: 'evidence_due', many: 2, unowned: true })).toBe(
      '/councils/northmere/evidence?state=current&concern=unowned&sort=review',
    );
    expect(on({ kind: 'overdue' })).toBe('/councils/northmere/assessment/QS1');
    expect(on({ kind: 'mentioned' })).toBe('/councils/northmere/assessment/QS1/comments');
    expect(on({ kind: 'mentioned', statement: null, reference: 'E12' })).toBe(
      '/councils/northmere/evidence/E12/comments',
    );
    expect(on({ kind: 'signed', statement: null })).toBe('/councils/northmere/review');
    expect(on({ kind: 'closing_requested', statement: null })).toBe('/councils/northmere/cycles/closing');
    expect(on({ kind: 'closing_declined', statement: null })).toBe('/councils/northmere/cycles/start');
    expect(on({ kind: 'closing_undone', statement: null })).toBe('/councils/northmere/cycles');
    expect(on({ kind: 'pack_failed', statement: null, detail: '12' })).toBe('/councils/northmere/packs/12');
    const asked = { ...facts, kind: 'closing_requested', statement: null } as const;
    expect(pageOf({ role: 'reader' }, 'northmere', asked)).toBeNull();
  });

  it('is the closed cycle for a comment in it', () => {
    expect(on({ kind: 'mentioned', closedCycle: 2 })).toBe('/councils/northmere/cycles/2#comments-QS1');
    expect(
      pageOf({ role: 'admin' }, 'northmere', { ...facts, kind: 'mentioned', closedCycle: 2 }),
    ).toBeNull();
  });

  it('is null for a role that sees no comments', () => {
    expect(pageOf({ role: 'admin' }, 'northmere', { ...facts, kind: 'mentioned' })).toBeNull();
    expect(pageOf({ role: 'admin' }, 'northmere', facts)).not.toBeNull();
  });
});

describe('keyOf', () => {
  const at = { assessmentId: 'a', statement: 'QS1' } as const;

  it('is distinct for each due date, and for due and overdue', () => {
    const keys = (['due', 'overdue'] as const).flatMap((kind) =>
      (['2026-12-03', '2026-12-04'] as const).map((dueOn) => keyOf({ kind, dueOn, ...at })),
    );
    expect(new Set(keys).size).toBe(4);
  });

  it('is distinct for each comment, and null for events that may repeat', () => {
    expect(keyOf({ kind: 'mentioned', comment: 'c', on: at })).toBe('mentioned:c');
    expect(keyOf({ kind: 'assigned', part: 'owner', ...at })).toBeNull();
    expect(keyOf({ kind: 'returned', assessmentId: 'a' })).toBeNull();
  });
});

describe('cutOff', () => {
  it.each([
    ['2026-11-22', '2026-11-22T07:00:00Z'],
    ['2026-07-01', '2026-07-01T06:00:00Z'],
    // The clocks go forward on 29 March 2026 and back on 25 October 2026, both before 7am.
    ['2026-03-28', '2026-03-28T07:00:00Z'],
    ['2026-03-29', '2026-03-29T06:00:00Z'],
    ['2026-10-24', '2026-10-24T06:00:00Z'],
    ['2026-10-25', '2026-10-25T07:00:00Z'],
  ] as const)('of %s is %s', (day, instant) => {
    expect(cutOff(day)).toEqual(new Date(instant));
  });
});

describe('lastMorning', () => {
  it.each([
    ['2026-11-22T06:59:59Z', '2026-11-21'],
    ['2026-11-22T07:00:00Z', '2026-11-22'],
    ['2026-11-23T00:30:00Z', '2026-11-22'],
    ['2026-07-01T05:59:59Z', '2026-06-30'],
    ['2026-07-01T06:00:00Z', '2026-07-01'],
    ['2026-03-29T05:59:59Z', '2026-03-28'],
    ['2026-03-29T06:00:00Z', '2026-03-29'],
    ['2026-10-25T06:59:59Z', '2026-10-24'],
    ['2026-10-25T07:00:00Z', '2026-10-25'],
  ])('at %s is %s', (instant, day) => {
    expect(lastMorning(new Date(instant))).toBe(day);
  });
});

describe('digestDay', () => {
  it('is today or the Monday of this week', () => {
    expect(digestDay('daily', '2026-11-25')).toBe('2026-11-25');
    expect(digestDay('weekly', '2026-11-25')).toBe('2026-11-23');
  });

  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-11-30', '2026-11-30'],
    ['2027-01-01', '2026-12-28'],
    // The Sundays when the clocks change.
    ['2026-03-29', '2026-03-23'],
    ['2026-10-25', '2026-10-19'],
  ] as const)('the week of %s began on %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});

it('says how many are unread', () => {
  expect([0, 1, 2].map(describeUnread)).toEqual([
    'No unread notifications',
    '1 unread notification',
    '2 unread notifications',
  ]);
});
