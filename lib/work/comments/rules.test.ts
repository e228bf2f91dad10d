import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growth } from '#tests/setup/cpu-time.ts';
import {
  describeCount,
  describeSubject,
  type MentionableMember,
  mentionsIn,
  NO_COMMENTS,
  nameOfSubject,
  subjectOf,
} from './rules.ts';

describe('subjectOf', () => {
  it.each(['QS1', 'QS9', 'E1', 'E123456789'])('parses %s and formats it the same', (name) => {
    const subject = subjectOf(name);
    expect(subject && nameOfSubject(subject)).toBe(name);
  });

  it.each(['', 'QS0', 'QS10', 'E0', 'E01', 'e1', 'E1 ', 'E1234567890', undefined])('rejects %j', (name) => {
    expect(subjectOf(name)).toBeNull();
  });
});

describe('describeSubject', () => {
  it('names a statement and an item', () => {
    expect(describeSubject('QS7')).toBe('Safeguarding');
    expect(describeSubject('E12')).toBe('evidence E12');
  });
});

describe('describeCount', () => {
  it('mentions only counts above zero', () => {
    expect(describeCount(NO_COMMENTS)).toBeNull();
    expect(describeCount({ open: 1, unread: 0 })).toBe('1 open comment');
    expect(describeCount({ open: 0, unread: 2 })).toBe('2 new comments');
    expect(describeCount({ open: 2, unread: 1 })).toBe('2 open comments, 1 new comment');
  });
});

describe('mentionsIn', () => {
  const member = (
    id: string,
    name: string,
    barred: MentionableMember['barred'] = null,
  ): MentionableMember => ({
    id,
    name,
    barred,
  });
  const MEMBERS = [
    member('priya', 'Priya Shah'),
    member('sam', 'Sam Patel'),
    member('samuel', 'Sam Patel-Jones'),
    member('zoe', 'Zoë O’Connor'),
    member('one', 'Alex Khan'),
    member('two', 'Alex Khan'),
    member('admin', 'Jo Administrator', 'sees no comments'),
    member('gone', 'Kim Left', 'disabled'),
    member('old', 'Lee Twice', 'disabled'),
    member('new', 'Lee Twice'),
  ];
  const people = (body: string, ticked: readonly string[] = []) => {
    const { people: named, problems } = mentionsIn(body, MEMBERS, ticked);
    expect(problems).toEqual([]);
    return named;
  };
  const problems = (body: string, ticked: readonly string[] = []) => {
    const found = mentionsIn(body, MEMBERS, ticked);
    return found.problems;
  };

  it.each([
    ['@Priya Shah, is it so?', ['priya']],
    ['Is it so,\n(@Priya Shah) or not?', ['priya']],
    ['@priya  shah’s figures and @SAM PATEL.', ['priya', 'sam']],
    ['@Sam Patel-Jones has them', ['samuel']],
    ['@Sam Patel has them', ['sam']],
    ["@Zoe O'Connor", ['zoe']],
    ['@Zoe\u0308 O’Connor\u200b', ['zoe']],
    ['@Priya Shah and again @Priya Shah', ['priya']],
    ['@Lee Twice', ['new']],
  ])('finds the people named in %j', (body, named) => {
    expect(people(body)).toEqual(named);
  });

  it.each([
    'Ask priya.shah@council.example, or priya@Priya Shah',
    'See https://social.example/@Priya Shah',
    'The meeting is @ 3pm, or @3pm',
    'Everybody at @council.example has it',
    '@',
    'a@b',
  ])('finds no name in %j', (body) => {
    expect(people(body)).toEqual([]);
  });

  it.each([
    ['@Priya, is it so?', 'No one is called “Priya”. To notify Priya Shah, enter the full name after the @'],
    [
      '@Priya Shaw, is it so?',
      'No one is called “Priya Shaw”. To notify Priya Shah, enter the full name after the @',
    ],
    [
      '@Somebody else',
      'No one is called “Somebody”. Enter the full name after the @, or put a space after it if you mean no one',
    ],
    ['@Alex Khan', '2 people are called Alex Khan. Select the one you mean from the list below'],
    [
      '@Jo Administrator',
      'Jo Administrator cannot be notified because administrators do not see comments. Remove the @',
    ],
    [
      '@Kim Left',
      'Kim Left cannot be notified because they no longer have access to this council. Remove the @',
    ],
  ])('explains why %j notifies no one', (body, problem) => {
    expect(problems(body)).toEqual([problem]);
  });

  it('lists three problems and counts the rest', () => {
    expect(problems('@A @B @C @D @E')).toEqual([
      ...['A', 'B', 'C'].map((name) => expect.stringContaining(`No one is called “${name}”`)),
      '2 more names are unclear',
    ]);
  });

  it('takes the selected one of two people with the same name', () => {
    expect(people('@Alex Khan', ['two'])).toEqual(['two']);
    expect(people('@Alex Khan', ['one', 'two', 'priya'])).toEqual(['one', 'two']);
  });

  it('finds everyone named and no one else, whatever the text in between', () => {
    const names = MEMBERS.slice(0, 4).map(({ name }) => name);
    const between = fc.constantFrom(' ', ', ', '.\n', ' (', ') ', ' – ', ' a@b.example ', '؟ ', ' 🙂 ');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), between), { maxLength: 8 }), (parts) => {
        const body = parts.map(([who, then]) => ` @${names[who]}${then}`).join('');
        const named = parts.map(([who]) => MEMBERS[who]?.id);
        expect(new Set(people(body))).toEqual(new Set(named));
      }),
    );
  });

  it('takes time in proportion to the text', async () => {
    const many = Array.from({ length: 200 }, (_, index) => member(`${index}`, `Person Number ${index}`));
    expect(
      await growth(200, (size) => {
        const body = '@Person Number 7 '.repeat(size);
        return () => mentionsIn(body, many, []);
      }),
    ).toBeLessThan(3);
    expect(
      await growth(200, (size) => {
        const body = Array.from({ length: size }, (_, index) => `@Unknown${index} `).join('');
        return () => mentionsIn(body, many, []);
      }),
    ).toBeLessThan(3);
  });
});
