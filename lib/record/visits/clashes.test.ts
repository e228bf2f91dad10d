import { describe, expect, it } from 'vitest';
import { clashesOf, describeClash } from './clashes.ts';
import type { SessionPerson, VisitSession } from './rules.ts';

const person = (name: string, personId: string | null = null): SessionPerson => ({ personId, name, job: '' });

function session(number: number, from: string, to: string, given: Partial<VisitSession> = {}): VisitSession {
  return {
    ...{ number, kind: 'interview', title: `Interview ${number}`, room: '', brief: '', statements: [] },
    ...{ startsAt: new Date(`2027-01-11T${from}Z`), endsAt: new Date(`2027-01-11T${to}Z`) },
    ...{ state: 'planned', people: [], version: 1, changed: { by: 'Lead', at: new Date(0) } },
    ...given,
  };
}

describe('clashes', () => {
  it('are the same person or room in two sessions at once, told from both', () => {
    const clashes = clashesOf([
      session(1, '09:00', '10:00', { people: [person('Jo Smith')], room: 'Room 1' }),
      session(2, '09:59', '11:00', { people: [person('JO  smith'), person('Ann')], room: 'room 1' }),
    ]);
    expect(clashes.map((clash) => [clash.session, describeClash(clash)])).toEqual([
      [1, 'Jo Smith is also in Interview 2, 9:59am to 11am on 11 January 2027'],
      [1, 'Room 1 is also used for Interview 2, 9:59am to 11am on 11 January 2027'],
      [2, 'JO  smith is also in Interview 1, 9am to 10am on 11 January 2027'],
      [2, 'room 1 is also used for Interview 1, 9am to 10am on 11 January 2027'],
    ]);
  });

  it('are none for one session after the other, for one that is cancelled, and without a room', () => {
    const people = [person('Jo Smith')];
    expect(
      clashesOf([session(1, '09:00', '10:00', { people }), session(2, '10:00', '11:00', { people })]),
    ).toEqual([]);
    expect(
      clashesOf([
        session(1, '09:00', '10:00', { people }),
        session(2, '09:00', '10:00', { people, state: 'cancelled' }),
      ]),
    ).toEqual([]);
    expect(clashesOf([session(1, '09:00', '10:00'), session(2, '09:00', '10:00')])).toEqual([]);
  });

  it('name somebody once who is in a session twice', () => {
    const twice = { people: [person('Jo Smith'), person('JO SMITH')] };
    const once = { people: [person('Jo Smith')] };
    const clashes = clashesOf([session(1, '09:00', '10:00', twice), session(2, '09:00', '10:00', once)]);
    expect(clashes.map((clash) => clash.session)).toEqual([1, 2]);
  });

  it('tell members of one name apart, and find a member under two names', () => {
    const at = ['09:00', '10:00'] as const;
    expect(
      clashesOf([
        session(1, ...at, { people: [person('Jo Smith', 'a')] }),
        session(2, ...at, { people: [person('Jo Smith', 'b')] }),
      ]),
    ).toEqual([]);
    expect(
      clashesOf([
        session(1, ...at, { people: [person('Jo Smith', 'a')] }),
        session(2, ...at, { people: [person('Joanna Smith', 'a')] }),
      ]),
    ).toHaveLength(2);
  });
});
