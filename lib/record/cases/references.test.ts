import { describe, expect, it } from 'vitest';
import { readCandidates } from './candidates.ts';
import { NO_QUOTAS } from './draw.ts';
import { groupsOf, quotaProblems } from './quotas.ts';
import { exampleProblem, referenceProblem } from './references.ts';

describe('references', () => {
  it('are like the example, with digits for its digits', () => {
    expect(referenceProblem('EXA-000001', 'exa-123456')).toBeNull();
    expect(referenceProblem('exa-000001', 'EXA-999999')).toBeNull();
    for (const other of ['EXA-12345', 'EXB-123456', 'EXA123456', 'EXA-12345X', 'Ann Smith', '01/02/1940']) {
      expect(referenceProblem('EXA-000001', other), other).toContain('must be like EXA-000001');
    }
  });

  it.each(['943 476 5919', '9434765919', '943-476-5919', 'LAS 9434765919', '123 456 7890'])(
    'are no NHS number, nor ten digits that look like one: %s',
    (reference) => {
      // Also where the example is one, which no example may be.
      expect(referenceProblem(reference, reference)).toContain('NHS number');
      expect(exampleProblem(reference)).toContain('NHS number');
    },
  );

  it.each(['SW1A 1AA', 'b33 8th'])('are no postcode: %s', (reference) => {
    expect(referenceProblem(reference, reference)).toContain('postcode');
    expect(exampleProblem(reference)).toContain('postcode');
  });

  it('have an example with a digit, of nine or eleven too', () => {
    expect(exampleProblem('CASE')).toContain('digit');
    for (const example of ['EXA-000001', '123456789', '12345678901', 'P/4-77']) {
      expect(exampleProblem(example), example).toBeNull();
    }
  });
});

const rowsOf = (...rows: readonly (readonly [string, string?, string?])[]) =>
  rows.map(([Reference, Cohort = '', Team = null as string | null], at) => ({
    line: at + 2,
    cells: { Reference, Cohort, Team },
  }));

describe('candidates', () => {
  it('are read by reference, with groups written as the file has them first', () => {
    const read = readCandidates(
      rowsOf(['exa-2', ' Older  people ', 'North'], ['EXA-1', 'OLDER PEOPLE', 'north']),
      'EXA-0',
    );
    expect(read).toEqual({
      problems: [],
      candidates: [
        { reference: 'EXA-1', cohort: 'Older people', team: 'North' },
        { reference: 'EXA-2', cohort: 'Older people', team: 'North' },
      ],
    });
    expect(groupsOf(read.candidates, 'team')).toEqual([{ name: 'North', count: 2 }]);
  });

  it('are refused with every problem and its line', () => {
    const { problems } = readCandidates(
      rowsOf(
        ['EXA-1'],
        ['exa-1'],
        ['943 476 5919'],
        [''],
        ['EXA-2', 'x'.repeat(61)],
        ['EXA-3', 'Carers', 'Team of M1 1AE'],
      ),
      'EXA-0',
    );
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'Reference'],
      [4, 'Reference'],
      [5, 'Reference'],
      [6, 'Cohort'],
      [7, 'Team'],
    ]);
  });
});

describe('quotas', () => {
  const { candidates } = readCandidates(
    rowsOf(
      ['A1', 'Older', 'North'],
      ['A2', 'Older', 'North'],
      ['A3', 'Carers', 'South'],
      ['A4', '', 'South'],
    ),
    null,
  );
  const quotas = (cohorts: [string, number][], teams: [string, number][] = []) => ({
    cohorts: new Map(cohorts),
    teams: new Map(teams),
  });

  it('that can be met have no problem', () => {
    expect(quotaProblems(candidates, 4, NO_QUOTAS)).toEqual([]);
    expect(quotaProblems(candidates, 3, quotas([['older', 2]], [['South', 1]]))).toEqual([]);
  });

  it.each([
    ['too few in the file', 5, quotas([]), 'The file has 4 references, so 5 cannot be drawn'],
    ['too few of a group', 2, quotas([['Carers', 2]]), 'Carers: the file has 1, so 2 cannot be drawn'],
    ['a group the file lacks', 2, quotas([['Young', 1]]), 'Young: the file has 0, so 1 cannot be drawn'],
    [
      'too many in all',
      2,
      quotas([
        ['Older', 2],
        ['Carers', 1],
      ]),
      'come to 3, but 2 are drawn',
    ],
    ['too few left', 4, quotas([['Older', 1]]), 'leave 3 to draw from the others, which have 2'],
    ['no such pairs', 2, quotas([['Carers', 1]], [['North', 2]]), 'cannot all be met together'],
  ])('say what cannot be met: %s', (_, size, wanted, message) => {
    expect(quotaProblems(candidates, size, wanted)).toEqual([expect.stringContaining(message)]);
  });
});
