import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '#lib/kernel/colour.ts';

// WCAG 2.2, 1.4.3 and 1.4.11, for the tokens of app/globals.css in both colour schemes.

const SURFACES = ['paper', 'tint', 'field'];

/** Text, and each background that it is on. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ink: [...SURFACES, 'accent-tint', 'accent-soft', 'success-tint', 'warning-tint'],
  'ink-soft': [...SURFACES, 'accent-tint'],
  accent: [...SURFACES, 'accent-tint'],
  'accent-dark': [...SURFACES, 'accent-tint'],
  danger: SURFACES,
  success: [...SURFACES, 'success-tint'],
  warning: [...SURFACES, 'warning-tint'],
  'on-accent': ['accent', 'accent-dark', 'danger', 'danger-dark'],
  'on-focus': ['focus'],
};

/** Edges, fills and marks that mean something, and what they are seen against. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
  'rule-strong': SURFACES,
  ink: SURFACES,
  'ink-soft': SURFACES,
  accent: SURFACES,
  danger: SURFACES,
  success: SURFACES,
  warning: SURFACES,
};

/** White is for logos, and rules only separate. */
const APART = ['transparent', 'current', 'white', 'rule'];

const styles = readFileSync('app/globals.css', 'utf8');
const [, dark = ''] = /prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/.exec(styles) ?? [];
const [, light = ''] = /@theme \{([^}]*)\}/.exec(styles) ?? [];
const tokensIn = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6})\b/g)].map(([, name, value]) => [name, value]),
  );
const LIGHT = tokensIn(light);
const SCHEMES = { light: LIGHT, dark: { ...LIGHT, ...tokensIn(dark) } };

describe.each(Object.entries(SCHEMES))('in %s', (_, tokens) => {
  const lowest = (pairs: typeof TEXTS, ratio: number) =>
    Object.entries(pairs).flatMap(([front, backs]) =>
      backs
        .map((back) => ({ front, back, ratio: contrast(tokens[front] ?? '', tokens[back] ?? '') }))
        .filter((pair) => !(pair.ratio >= ratio)),
    );

  it('text can be read on each of its backgrounds', () => {
    expect(lowest(TEXTS, 4.5)).toEqual([]);
  });

  it('edges and marks can be seen', () => {
    expect(lowest(EDGES, 3)).toEqual([]);
  });

  // The ring is yellow and dark, so one of the two is seen on any background.
  it('the focus can be seen', () => {
    for (const surface of SURFACES) {
      const rings = [tokens.focus ?? '', tokens['on-focus'] ?? ''];
      expect(Math.max(...rings.map((ring) => contrast(ring, tokens[surface] ?? '')))).toBeGreaterThanOrEqual(
        3,
      );
    }
  });
});

describe('colour tokens', () => {
  it('are each measured, in both schemes', () => {
    const measured = new Set([TEXTS, EDGES].flatMap((pairs) => Object.entries(pairs).flat(2)));
    const all = [...light.matchAll(/--color-([a-z-]+):/g)].map(([, name = '']) => name);
    expect(all.filter((name) => !measured.has(name) && !APART.includes(name))).toEqual([]);
    expect(Object.keys(tokensIn(dark)).length).toBeGreaterThan(15);
  });

  it('are the only colours', () => {
    const rest = styles.replace(light, '').replace(dark, '');
    // Ink on paper in print.
    expect(rest.match(/#[0-9a-f]{3,8}\b/g)).toEqual(['#000000']);
    for (const file of globSync('app/*.css').filter((name) => name !== 'app/globals.css'))
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/#[0-9a-f]{3,8}\b/);
  });
});
