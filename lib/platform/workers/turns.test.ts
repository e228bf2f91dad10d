import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

type Job = { readonly council: string; readonly person: string };
const LIMITS = { person: 2, council: 3, waiting: 6 };
const job = (council: string, person: string = council): Job => ({ council, person });

describe('turns', () => {
  it('go from council to council, however many jobs one has', () => {
    const turns = createTurns<Job>({ person: 9, council: 9, waiting: 30 });
    for (const council of ['a', 'a', 'a', 'a', 'b', 'b', 'c']) turns.add(job(council));
    expect(Array.from({ length: 7 }, () => turns.next()?.council).join('')).toBe('abcabaa');
    expect(turns.next()).toBeUndefined();
  });

  it('come next to a council that was not served while others were', () => {
    const turns = createTurns<Job>({ person: 9, council: 9, waiting: 30 });
    for (let n = 0; n < 5; n += 1) turns.add(job('a'));
    expect([turns.next(), turns.next()].map((next) => next?.council)).toEqual(['a', 'a']);
    turns.add(job('b'));
    expect(turns.next()?.council).toBe('b');
  });

  it('are refused to a person with two jobs until one is over', () => {
    const turns = createTurns<Job>(LIMITS);
    const [first, second] = [job('a', 'p'), job('b', 'p')];
    expect([turns.add(first), turns.next(), turns.add(second)]).toEqual([true, first, true]);
    expect(turns.add(job('a', 'p'))).toBe(false);
    expect(turns.add(job('a', 'q'))).toBe(true);
    expect([turns.remove(first), turns.remove(first)]).toEqual([true, false]);
    expect(turns.add(job('a', 'p'))).toBe(true);
  });

  it('are refused to a council that fills its part of the queue, but not to others', () => {
    const turns = createTurns<Job>(LIMITS);
    expect(['p', 'q', 'r', 's'].map((person) => turns.add(job('a', person)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(turns.add(job('b'))).toBe(true);
  });

  it('are refused to all when the queue is full', () => {
    const turns = createTurns<Job>(LIMITS);
    expect('abcdefg'.split('').map((council) => turns.add(job(council)))).toEqual([
      ...Array(6).fill(true),
      false,
    ]);
  });

  it('never keep a council waiting while another is served twice, and lose no job', () => {
    const councils = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
    fc.assert(
      fc.property(councils, (names) => {
        const turns = createTurns<Job>({ person: 99, council: 99, waiting: 99 });
        for (const name of names) turns.add(job(name));
        const left: string[] = names.toSorted();
        for (let before: string[] = []; left.length > 0; ) {
          const next = turns.next()?.council ?? '';
          const waiting = new Set(left);
          // Since it was last served, every other council that still waits was served.
          const since = before.slice(before.lastIndexOf(next) + 1);
          if (before.includes(next))
            for (const other of waiting) if (other !== next) expect(since).toContain(other);
          before = [...before, next];
          left.splice(left.indexOf(next), 1);
        }
        expect(turns.next()).toBeUndefined();
      }),
    );
  });
});
