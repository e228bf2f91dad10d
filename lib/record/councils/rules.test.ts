import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '#lib/kernel/colour.ts';
import { BACKGROUNDS, brandTokens, colourProblem, DARK, describeContact } from './rules.ts';
import { contactSchema, lookSchema } from './schema.ts';

describe('a council’s colour', () => {
  it('is checked against the backgrounds of pages', () => {
    const [light = '', dark = ''] = readFileSync('app/globals.css', 'utf8').split(
      'prefers-color-scheme: dark',
    );
    const token = (block: string, name: string) =>
      new RegExp(`--color-${name}: (#[0-9a-f]{6});`).exec(block)?.[1];
    expect(BACKGROUNDS).toEqual(['field', 'paper', 'tint'].map((name) => token(light, name)));
    expect(DARK).toEqual({
      backgrounds: ['field', 'paper', 'tint'].map((name) => token(dark, name)),
      onAccent: token(dark, 'on-accent'),
      paper: token(dark, 'paper'),
      ink: token(dark, 'ink'),
    });
  });

  it.each(['#12436d', '#0b5f46', '#7a1f5c', '#000000'])('can be %s', (colour) => {
    expect(colourProblem(colour)).toBeNull();
  });

  it('is refused with its contrast and the nearest shade that is dark enough', () => {
    expect(colourProblem('#ffcc00')).toBe(
      'Colour must be darker. Its contrast with the background is 1.3 to 1, and text needs 4.5 to 1. The nearest shade you can use is #856a00',
    );
    const [shade = ''] = /#[0-9a-f]{6}$/.exec(colourProblem('#ffcc00') ?? '') ?? [];
    expect(colourProblem(shade)).toBeNull();
    for (const background of BACKGROUNDS) expect(contrast(shade, background)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('the tokens of a colour', () => {
  const levels = ['00', '33', '66', '99', 'cc', 'ff'];
  const colours = levels.flatMap((red) =>
    levels.flatMap((green) => levels.map((blue) => `#${red}${green}${blue}`)),
  );

  it('can be read, whatever colour is allowed', () => {
    const allowed = colours.filter((colour) => colourProblem(colour) === null);
    expect(allowed.length).toBeGreaterThan(60);
    for (const colour of allowed) {
      const { light, dark } = brandTokens(colour);
      const atLeast = (one: string, other: string) =>
        expect(contrast(one, other), `${colour}: ${one} on ${other}`).toBeGreaterThanOrEqual(4.5);
      for (const strong of [light.accent, light['accent-dark']]) {
        for (const background of [...BACKGROUNDS, light['accent-tint']]) atLeast(strong, background);
      }
      atLeast('#12202b', light['accent-soft']);
      for (const strong of [dark.accent, dark['accent-dark']]) {
        for (const background of [...DARK.backgrounds, DARK.onAccent, dark['accent-tint']])
          atLeast(strong, background);
      }
      atLeast(DARK.ink, dark['accent-soft']);
    }
  });
});

describe('the form of the look', () => {
  const read = (given: object) => lookSchema.safeParse({ name: '', colour: '', seen: '', ...given });
  const messages = (given: object) => read(given).error?.issues.map(({ message }) => message) ?? [];

  it.each([
    ['#0B5F46', '#0b5f46'],
    ['0b5f46', '#0b5f46'],
    [' #0b5f46 ', '#0b5f46'],
    ['', ''],
  ])('reads the colour %j', (colour, expected) => {
    expect(read({ colour }).data?.colour).toBe(expected);
  });

  it.each(['blue', '#0b5', '#0b5f4', '#0b5f46ff', 'rgb(0 0 0)', '##0b5f46'])(
    'refuses the colour %s',
    (colour) => {
      expect(messages({ colour })).toEqual(['Colour must be a # and six letters or digits, like #12436d']);
    },
  );

  it('limits the name', () => {
    expect(messages({ name: 'x'.repeat(120) })).toEqual([]);
    expect(messages({ name: 'x'.repeat(121) })).toEqual(['Name must be 120 characters or less']);
  });
});

describe('the form of the contact', () => {
  const messages = (given: object) =>
    contactSchema
      .safeParse({ name: '', email: '', phone: '', seen: '', ...given })
      .error?.issues.map(({ path, message }) => [path[0], message]) ?? [];

  it('takes a name with an address, a number or both, or nothing', () => {
    for (const given of [
      {},
      { name: 'Assurance team', email: 'team@example.gov.uk' },
      { name: 'Assurance team', phone: '01632 960 001' },
      { name: 'Assurance team', email: 'team@example.gov.uk', phone: '01632 960 001' },
    ])
      expect(messages(given)).toEqual([]);
  });

  it('asks for what is missing', () => {
    expect(messages({ name: 'Assurance team' })).toEqual([
      ['email', 'Enter an email address or a phone number'],
    ]);
    expect(messages({ phone: '01632 960 001' })).toEqual([['name', 'Enter the name of a person or team']]);
    expect(messages({ name: 'Team', email: 'team' })).toEqual([
      ['email', 'Enter an email address in the correct format, like name@example.gov.uk'],
    ]);
  });

  it('is described in one line', () => {
    expect(describeContact({ name: 'Team', email: '', phone: '01632 960 001' })).toBe('Team, 01632 960 001');
    expect(describeContact({ name: '', email: '', phone: '' })).toBe('');
  });
});
