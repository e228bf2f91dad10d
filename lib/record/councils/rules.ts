import { contrast, mix, shadeWith } from '#lib/kernel/colour.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { href } from '#lib/kernel/href.ts';

/** Characters. */
export const COUNCIL_NAME_LIMIT = 120;
export const CONTACT_NAME_LIMIT = 120;
export const PHONE_LIMIT = 40;

export const LOGO_LIMITS = { bytes: 200 * 1024, side: 2_000 } as const;

/** Years for which evidence can be kept. */
export const MAX_KEEP_YEARS = 50;

/** "For 6 years after the assessment closed". */
export function describeRetention(years: number | null): string {
  if (years === null) return 'Not set';
  return `For ${formatCount(years, 'year')} after the assessment closed`;
}

/** Who helps the people of a council, and how to reach them. */
export type Contact = { readonly name: string; readonly email: string; readonly phone: string };

export const NO_CONTACT: Contact = { name: '', email: '', phone: '' };

/** A council's name as shown, its colour and its logo, by the SHA-256 of its file. '' for none of its own. */
export type Look = { readonly name: string; readonly colour: string; readonly logo: string };

/** A look, and a contact, as its form was opened with. */
export const lookAsSeen = ({ name, colour, logo }: Look) => JSON.stringify([name, colour, logo]);
export const contactAsSeen = ({ name, email, phone }: Contact) => JSON.stringify([name, email, phone]);

export const changeLook = (council: string) => href('/councils/[council]/settings/look', { council });
export const changeRetention = (council: string) =>
  href('/councils/[council]/settings/retention', { council });
export const changeContact = (council: string) => href('/councils/[council]/settings/contact', { council });

/** Text in the council's colour is on these, and white is the text on its buttons. Tokens of app/globals.css. */
export const BACKGROUNDS = ['#ffffff', '#fbfcfc', '#eef2f5'] as const;

/** WCAG 2.2, 1.4.3: text needs 4.5 to 1. Rules and borders need 3 (1.4.11), which follows. */
const LEAST_CONTRAST = 4.5;

/** Why a colour cannot be used on pages, with the nearest shade that can. Null if it can. */
export function colourProblem(colour: string): string | null {
  const lowest = Math.min(...BACKGROUNDS.map((background) => contrast(colour, background)));
  if (lowest >= LEAST_CONTRAST) return null;
  const shade = shadeWith(colour, { towards: '#000000', ratio: LEAST_CONTRAST, on: BACKGROUNDS });
  // Down, so that 4.49 is not called 4.5.
  const measured = (Math.floor(lowest * 10) / 10).toFixed(1);
  return `Colour must be darker. Its contrast with the background is ${measured} to 1, and text needs ${LEAST_CONTRAST} to 1. The nearest shade you can use is ${shade}`;
}

/** "Assurance team, assurance@example.gov.uk, 01632 960 001". '' if nobody is named. */
export function describeContact({ name, email, phone }: Contact): string {
  return [name, email, phone].filter(Boolean).join(', ');
}

/** The same in dark mode, with the text on buttons and the text on shades of the colour. */
export const DARK = {
  backgrounds: ['#0a1117', '#111a21', '#1b2730'],
  onAccent: '#0a1a28',
  paper: '#111a21',
  ink: '#eef3f6',
} as const;

const INK = '#12202b';
/** More than is needed, so that it is left on a tint of the colour itself. */
const DARK_CONTRAST = 7;

/** The tokens of app/globals.css that follow a council's colour, on light and on dark screens. */
export function brandTokens(colour: string) {
  const fade = (from: string, percent: number, to: string, text: string) =>
    shadeWith(mix(from, to, percent), { towards: to, ratio: LEAST_CONTRAST, on: [text] });
  const light = shadeWith(colour, {
    towards: '#ffffff',
    ratio: DARK_CONTRAST,
    on: [...DARK.backgrounds, DARK.onAccent],
  });
  return {
    light: {
      accent: colour,
      'accent-dark': mix(colour, '#000000', 35),
      // Text in ink is on the first, and text in the colour itself on the second.
      'accent-soft': fade(colour, 60, '#ffffff', INK),
      'accent-tint': fade(colour, 86, '#ffffff', colour),
    },
    dark: {
      accent: light,
      'accent-dark': mix(light, '#ffffff', 45),
      'accent-soft': fade(light, 55, DARK.paper, DARK.ink),
      'accent-tint': fade(light, 80, DARK.paper, light),
    },
  } as const;
}
