import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { frameworkOf, knownFrameworks } from '#lib/frameworks/known.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { FICTIONAL, FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'frameworks-'));
});
afterEach(() => {
  removeAddedFrameworks();
  rmSync(folder, { recursive: true });
});

const write = (name: string, content: unknown) =>
  writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));

it('adds every framework of a folder, as it is in its file', () => {
  write('fictional.json', FICTIONAL);
  write('notes.txt', 'Not a framework');
  addFrameworksFrom(folder);
  expect(frameworkOf('fictional-2031')).toEqual(FICTIONAL_FRAMEWORK);
});

it('adds none without a folder', () => {
  addFrameworksFrom(undefined);
  expect(knownFrameworks()).toHaveLength(1);
});

it.each([
  ['text', 'No framework', 'FRAMEWORKS_DIR: draft.json is no framework: Unexpected token'],
  ['a missing part', { ...FICTIONAL, scale: undefined }, 'draft.json is no framework: scale: '],
  [
    'an unknown part',
    { ...FICTIONAL, colour: 'red' },
    'draft.json is no framework: : Unrecognized key: "colour"',
  ],
  [
    'a fault of content',
    { ...FICTIONAL, defaultThresholds: 'other' },
    'its default thresholds are not among its sets',
  ],
  [
    'many faults',
    { ...FICTIONAL, statements: FICTIONAL.statements.map(({ weight, ...rest }) => rest) },
    'statements.4.weight: Invalid input: expected number, received undefined; and 6 more',
  ],
  [
    'too much in it',
    { ...FICTIONAL, note: 'x'.repeat(1_000_000) },
    'draft.json is no framework: it is larger',
  ],
  ['the id of another', { ...FICTIONAL, id: 'cqc-2023', mappings: [] }, 'repeats cqc-2023'],
])('refuses a file with %s in one line', (_, content, message) => {
  write('draft.json', content);
  expect(() => addFrameworksFrom(folder)).toThrow(message);
  expect(knownFrameworks()).toHaveLength(1);
});

it('says which folder is not there', () => {
  const none = path.join(folder, 'none');
  expect(() => addFrameworksFrom(none)).toThrow(`FRAMEWORKS_DIR: the folder ${none} cannot be read (ENOENT)`);
});
