import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSource, FINDING_SOURCES, findingState, parseSource, sourceValue } from './rules.ts';
import { saveFindingSchema } from './schema.ts';

const action = (state: 'open' | 'done' | 'stopped') => ({
  ...{ number: 1, title: 'Shorter waits', isDone: state === 'done', isStopped: state === 'stopped' },
});

describe('findingState', () => {
  it.each([
    [[], 'open'],
    [[action('stopped')], 'open'],
    [[action('open')], 'in-plan'],
    [[action('open'), action('done')], 'in-plan'],
    [[action('done'), action('stopped')], 'done'],
    [[action('done')], 'done'],
  ] as const)('of a finding with %j is %s', (actions, state) => {
    expect(findingState({ closedOn: null, actions })).toBe(state);
    expect(findingState({ closedOn: '2026-06-12', actions })).toBe('closed');
  });
});

it('gives the source with its document and page', () => {
  expect(describeSource({ source: 'report', origin: '', page: 14 })).toBe('CQC report, p. 14');
  expect(describeSource({ source: 'peer_review', origin: 'Peer review 2025', page: 6 })).toBe(
    'Peer review 2025, p. 6',
  );
  expect(describeSource({ source: 'complaint', origin: 'C-102', page: null })).toBe('Complaint: C-102');
});

it('writes every source so that it is read again, and reads nothing else', () => {
  const sources = fc.oneof(
    fc.constantFrom(...FINDING_SOURCES).map((source) => ({ source, report: null })),
    fc.integer({ min: 1, max: 999_999 }).map((report) => ({ source: 'report' as const, report })),
  );
  fc.assert(
    fc.property(sources, (source) => {
      expect(parseSource(sourceValue(source))).toEqual(source);
    }),
  );
  for (const other of ['', 'report-0', 'audit-1', 'report-1000000', 1, null])
    expect(parseSource(other)).toBeUndefined();
});

describe('the form', () => {
  const SENT = {
    ...{ finding: '0', version: '0', found: 'People wait', findingSource: 'audit', foundOn: '2026-06-12' },
    severity: 'high',
  };
  const messages = (given: Record<string, string>) =>
    saveFindingSchema
      .safeParse({ ...SENT, ...given })
      .error?.issues.map(({ path, message }) => `${path}: ${message}`);

  it.each([
    [{ found: ' ' }, 'found: Enter what was found'],
    [{ findingSource: '' }, 'findingSource: Select a source'],
    [{ foundOn: '' }, 'foundOn: Enter the date it was found'],
    [{ severity: '' }, 'severity: Select a severity'],
    [{ reference: '12' }, 'reference: Enter the number of an item of evidence, like E12'],
    [{ closedOn: '2026-06-12' }, 'becameOfIt: Enter what became of it'],
    [{ closedOn: '2026-06-11', becameOfIt: 'Done' }, 'closedOn: It must not be closed before it was found'],
    [{ sourcePage: 'x' }, 'sourcePage: Page must be a whole number from 1 to 9999'],
  ])('of %j says %s', (given, message) => {
    expect(messages(given)).toEqual([message]);
  });

  it('takes what became of it before the day on which it is closed', () => {
    expect(messages({ becameOfIt: 'Asked the service' })).toBeUndefined();
    expect(messages({ becameOfIt: 'Asked the service', closedOn: '2026-06-12' })).toBeUndefined();
  });
});
