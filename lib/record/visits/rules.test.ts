import { expect, it } from 'vitest';
import { byTheme, type Heard, peopleIn, peopleText, sessionNow } from './rules.ts';

it('reads people from lines, and writes them again', () => {
  const text = 'Jo Smith, team manager, north\n\n  Ann O’Neill \n,director';
  const people = peopleIn(text);
  expect(people).toEqual([
    { name: 'Jo Smith', job: 'team manager, north' },
    { name: 'Ann O’Neill', job: '' },
  ]);
  expect(peopleIn(peopleText(people))).toEqual(people);
});

it('groups what was heard by theme, the most frequent first and those without one last', () => {
  const heard = (id: string, theme: string | null, at: number): Heard => ({
    ...{ id, heard: id, theme: theme as Heard['theme'], session: null },
    ...{ by: { id: 'a', name: 'A' }, at: new Date(at) },
  });
  const groups = byTheme([
    heard('1', null, 1),
    heard('2', null, 2),
    heard('3', 'carers', 3),
    heard('4', 'waiting', 4),
    heard('5', 'waiting', 5),
  ]);
  expect(groups.map(({ theme, heard: of }) => [theme, of.map(({ id }) => id)])).toEqual([
    ['waiting', ['5', '4']],
    ['carers', ['3']],
    [null, ['2', '1']],
  ]);
});

it('finds the session that goes on, until half an hour after it', () => {
  const session = (number: number, from: string, to: string) => ({
    ...{ number, state: 'planned' as const },
    ...{ startsAt: new Date(`2027-01-11T${from}Z`), endsAt: new Date(`2027-01-11T${to}Z`) },
  });
  const sessions = [session(1, '09:00', '10:00'), session(2, '10:15', '11:00')];
  const at = (time: string) => sessionNow(sessions, new Date(`2027-01-11T${time}Z`));
  expect(['08:59', '09:00', '10:14', '10:15', '11:29', '11:30'].map(at)).toEqual([null, 1, 1, 2, 2, null]);
});
