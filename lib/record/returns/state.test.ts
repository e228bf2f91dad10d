import { describe, expect, it } from 'vitest';
import {
  answeredKeys,
  isCircle,
  type Move,
  nextItem,
  refusalOf,
  standings,
} from '#lib/record/returns/state.ts';
import { evidenceAnswer, openList, returnItem, storedAnswer } from '#lib/record/returns/testing/items.ts';

const TODAY = '2026-12-07' as const;
const see = (key: number) => storedAnswer({ kind: 'see', see: key });
const standing = (item: Parameters<typeof returnItem>[0], today = TODAY) =>
  standings(openList([returnItem(item)]), today).get(item.key);

describe('an item of a return', () => {
  it('is answered by evidence only while that counts', () => {
    expect(standing({ key: 1 })).toMatchObject({ status: 'none', isAnswered: false });
    expect(standing({ key: 1, answers: [evidenceAnswer()] })).toMatchObject({
      status: 'answered',
      faults: [],
    });
    for (const [given, fault] of [
      [{ state: 'withdrawn' }, 'E12 was withdrawn'],
      [{ state: 'erased' }, 'E12 was erased'],
      [{ needsRedaction: true }, 'E12 needs redaction'],
      [{ scan: 'infected' }, 'E12 cannot be opened'],
      [{ scan: 'waiting' }, 'E12 is not checked for viruses yet'],
    ] as const)
      expect(standing({ key: 1, answers: [evidenceAnswer(given)] })).toMatchObject({
        status: 'begun',
        isAnswered: false,
        faults: [fault],
      });
  });

  it('that is to follow counts up to its day', () => {
    const follows = (followsOn: `${number}-${number}-${number}`) =>
      standing({ key: 1, answers: [storedAnswer({ kind: 'follows', followsOn })] });
    expect(follows('2026-12-07')).toMatchObject({ isAnswered: true, faults: [] });
    expect(follows('2026-12-06')).toMatchObject({
      isAnswered: false,
      faults: ['the date to follow has passed'],
    });
  });

  it('that refers to others is answered if one of them is, through any number of them', () => {
    const items = [
      returnItem({ key: 1, answers: [see(2)] }),
      returnItem({ key: 2, answers: [see(3)] }),
      returnItem({ key: 3, answers: [storedAnswer({ reason: 'Not kept' })] }),
      returnItem({ key: 4, answers: [see(5)] }),
      returnItem({ key: 5, answers: [see(4)] }),
    ];
    expect([...answeredKeys(items, TODAY)].toSorted()).toEqual([1, 2, 3]);
    expect(isCircle(items, 3, 1)).toBe(true);
    expect(isCircle(items, 1, 3)).toBe(false);
  });

  it('is late from the day after it was due, until it is ready, or its list sent or over', () => {
    expect(standing({ key: 1, dueOn: TODAY })?.isLate).toBe(false);
    expect(standing({ key: 1, dueOn: '2026-12-06' })?.isLate).toBe(true);
    expect(standing({ key: 1, dueOn: '2026-12-06', state: 'ready' })?.isLate).toBe(false);
    const late = [returnItem({ key: 1, dueOn: '2026-12-06' })];
    const ended = { ...openList(late).inspection, isOpen: false };
    for (const over of [{ sent: { on: TODAY, pack: null } }, { inspection: ended }])
      expect(standings(openList(late, over), TODAY).get(1)?.isLate).toBe(false);
  });

  it('is signed off only when it is ready and whole, and not by its owner', () => {
    const whole = { isAnswered: true, faults: [] };
    const owner = { id: 'ann', name: 'Ann' };
    const refusal = (state: 'open' | 'ready' | 'signed_off', move: Move, by = 'bob') =>
      refusalOf({ state, owner }, whole, move, by);
    expect(refusal('open', 'sign')).toBe('not ready');
    expect(refusal('ready', 'sign')).toBeNull();
    expect(refusal('ready', 'sign', 'ann')).toBe('own item');
    expect(refusal('open', 'ready', 'ann')).toBeNull();
    expect(refusal('signed_off', 'ready')).toBe('already');
    expect((['open', 'ready', 'signed_off'] as const).map((state) => refusal(state, 'unready'))).toEqual([
      ...['already', null, 'already'],
    ]);
    expect((['open', 'ready', 'signed_off'] as const).map((state) => refusal(state, 'reopen'))).toEqual([
      ...['already', null, null],
    ]);
    const none = { isAnswered: false, faults: [] };
    expect(refusalOf({ state: 'open', owner }, none, 'ready', 'bob')).toBe('no answer');
    const faulty = { isAnswered: true, faults: ['E12 was withdrawn'] };
    expect(refusalOf({ state: 'ready', owner }, faulty, 'sign', 'bob')).toBe('fault');
  });
});

describe('the next item', () => {
  const answers = [storedAnswer({ reason: 'Not kept' })];
  const items = [
    returnItem({ key: 1 }),
    returnItem({ key: 2, answers }),
    returnItem({ key: 3, owner: { id: 'ann', name: 'Ann' } }),
    returnItem({ key: 4, state: 'signed_off', answers: [evidenceAnswer({ state: 'withdrawn' })] }),
    returnItem({ key: 5 }),
  ];
  const next = (after: number | null, person = 'bob') => nextItem({ items }, after, { person, today: TODAY });

  it('is the next without an answer that can be given, from the end back to the start', () => {
    expect([null, 1, 3, 5].map((after) => next(after))).toEqual([1, 3, 5, 1]);
    expect(
      nextItem({ items: [items[1] ?? returnItem({ key: 1 })] }, 2, { person: 'bob', today: TODAY }),
    ).toBeNull();
  });

  it('is one of the person’s own first', () => {
    expect(next(null, 'ann')).toBe(3);
    expect(next(3, 'ann')).toBe(5);
  });
});
