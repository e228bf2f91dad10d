import { describe, expect, it } from 'vitest';
import {
  linkContext,
  memberContext,
  recordedActor,
  systemContext,
  withClock,
} from '#lib/platform/access/context.ts';

const contextOf = (isExample: boolean) =>
  memberContext(
    { council: { id: 'c', slug: 'c', name: 'C', isExample }, role: 'lead' },
    { id: 'p', name: 'P', email: 'p@c.example' },
    'test',
  );

describe('withClock', () => {
  const then = new Date('2025-03-21T10:00:00Z');

  it('tells the history of an example council at another time', () => {
    expect(withClock(contextOf(true), then).now()).toEqual(then);
  });

  it('refuses every other council, whose history is recorded when it happens', () => {
    expect(() => withClock(contextOf(false), then)).toThrow('Only the history of an example council');
    expect(Math.abs(contextOf(false).now().getTime() - Date.now())).toBeLessThan(60_000);
  });
});

it('names each actor in the audit chain as it always did', () => {
  const { council } = contextOf(false);
  expect(recordedActor(contextOf(false))).toEqual({ id: 'p', name: 'P', role: 'lead' });
  expect(recordedActor(systemContext(council, 'Due dates', 'test'))).toEqual({
    id: null,
    name: 'Due dates',
    role: 'system',
  });
  expect(recordedActor(linkContext(council, 'test'))).toEqual({
    id: null,
    name: 'Reader with a link',
    role: 'reader',
  });
});
