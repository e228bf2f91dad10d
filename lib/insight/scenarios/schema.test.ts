import { describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { fieldErrors } from '#lib/platform/forms/read-form.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import {
  describeScenarioFields,
  describeScenarioSchema,
  saveScenarioSchema,
  setTargetsSchema,
  targetsFields,
} from './schema.ts';

const assessment = '0198a5c0-0000-7000-8000-000000000000';

describe('saveScenarioSchema', () => {
  it('takes a one-line name and valid scores', () => {
    const scores = { QS1: '3', QS2: '', QS3: '5', QS10: '1', other: '2' };
    expect(saveScenarioSchema.parse({ assessment, name: ' Good \n by June ', scores })).toEqual({
      assessment,
      name: 'Good by June',
      scores: { QS1: 3 },
    });
  });

  it.each([
    ['', 'Enter a name for the scenario'],
    [' \n', 'Enter a name for the scenario'],
    ['x'.repeat(101), 'Name must be 100 characters or less'],
    ['Good\u202eby June', 'Name contains hidden characters. Type it again'],
    ['\u200b', 'Enter a name for the scenario'],
  ])('refuses %j', (name, message) => {
    const parsed = saveScenarioSchema.safeParse({ assessment, name, scores: {} });
    expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});

describe('describeScenarioSchema', () => {
  const given = { assessment, number: '2', version: '3', name: 'Good' };

  it('ignores fields the form does not have', () => {
    expect(describeScenarioSchema(['QS7']).parse({ ...given, 'needs-QS7': ' More time\n' })).toEqual({
      assessment,
      number: 2,
      version: 3,
      name: 'Good',
      'needs-QS7': 'More time',
    });
  });

  it('allows texts up to the limit', () => {
    const errors = (characters: number) => {
      const parsed = describeScenarioSchema(['QS7']).safeParse({
        ...given,
        'needs-QS7': 'x'.repeat(characters),
      });
      return parsed.success ? [] : fieldErrors(parsed.error, describeScenarioFields(['QS7']));
    };
    expect(errors(2_000)).toEqual([]);
    expect(errors(2_001)).toEqual([
      {
        field: 'needs-QS7',
        message: 'What it would take for Safeguarding must be 2,000 characters or less. It is 2,001 now',
      },
    ]);
  });
});

describe('setTargetsSchema', () => {
  const versions = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`version-QS${n}`, '0']));
  const errors = (typed: Record<string, string>) => {
    const parsed = setTargetsSchema.safeParse({ assessment, ...versions, ...typed });
    return parsed.success ? [] : fieldErrors(parsed.error, targetsFields(STATEMENT_IDS));
  };

  it('reads nine targets', () => {
    const typed = { 'target-QS1': '3', 'by-QS1': '2027-03-31', 'version-QS1': '4', 'target-QS2': '4' };
    const { targets } = setTargetsSchema.parse({ assessment, ...versions, ...typed });
    expect(targets).toHaveLength(9);
    expect(targets.slice(0, 3)).toEqual([
      { statement: 'QS1', score: 3, dueOn: '2027-03-31', version: 4 },
      { statement: 'QS2', score: 4, dueOn: null, version: 0 },
      { statement: 'QS3', score: null, dueOn: null, version: 0 },
    ]);
  });

  it('gives the date for new targets to scores chosen now without a date, and to no other target', () => {
    const typed = {
      by: '2027-03-31',
      ...{ 'target-QS1': '3', 'by-QS1': '2027-01-29', 'opened-QS1': '3/2027-01-29' },
      ...{ 'target-QS2': '4', 'opened-QS2': '4/' },
      ...{ 'target-QS3': '4', 'opened-QS3': '/' },
      ...{ 'target-QS4': '4', 'opened-QS4': '3/' },
      ...{ 'target-QS5': '4', 'by-QS5': '2027-01-29', 'opened-QS5': '/' },
      ...Object.fromEntries([6, 7, 8, 9].map((n) => [`opened-QS${n}`, '/'])),
    };
    expect(setTargetsSchema.parse({ assessment, ...versions, ...typed }).targets).toEqual([
      { statement: 'QS3', score: 4, dueOn: '2027-03-31', version: 0 },
      { statement: 'QS4', score: 4, dueOn: '2027-03-31', version: 0 },
      { statement: 'QS5', score: 4, dueOn: '2027-01-29', version: 0 },
    ]);
    expect(errors({ ...typed, by: '2027-02-31' })).toEqual([
      { field: 'by', message: 'The date for new targets must be a real date, like 31 3 2027' },
    ]);
  });

  it('reads those of the framework in the form, on its scale', () => {
    addFramework(FICTIONAL_FRAMEWORK);
    const form = { assessment, 'target-F10': '5', 'version-F10': '0' };
    const { targets } = setTargetsSchema.parse(form);
    removeAddedFrameworks();
    expect(targets).toEqual([{ statement: 'F10', score: 5, dueOn: null, version: 0 }]);
    expect(setTargetsSchema.parse(form).targets).toEqual([]);
  });

  it('leaves out targets that are unchanged since the form was opened', () => {
    const typed = {
      ...{ 'target-QS1': '3', 'by-QS1': '2027-03-31', 'opened-QS1': '3/2027-03-31' },
      ...{ 'target-QS2': '3', 'by-QS2': '2027-03-31', 'opened-QS2': '3/' },
      ...Object.fromEntries([3, 4, 5, 6, 7, 8].map((n) => [`opened-QS${n}`, '/'])),
      'opened-QS9': '4/',
    };
    expect(setTargetsSchema.parse({ assessment, ...versions, ...typed }).targets).toEqual([
      { statement: 'QS2', score: 3, dueOn: '2027-03-31', version: 0 },
      { statement: 'QS9', score: null, dueOn: null, version: 0 },
    ]);
  });

  it.each([
    [{ 'by-QS1': '2027-03-31' }, 'target-QS1', 'Select a target for Assessing needs, or delete its date'],
    [{ 'target-QS1': '5' }, 'target-QS1', 'Select a target for Assessing needs from the list'],
    [
      { 'target-QS1': '3', 'by-QS1': '31/2/2027' },
      'by-QS1',
      'The date for Assessing needs must be a real date, like 31 3 2027',
    ],
    [
      { 'target-QS1': '3', 'by-QS1': '1999-12-31' },
      'by-QS1',
      'The date for Assessing needs must be 1 January 2000 or later',
    ],
    [{ 'version-QS1': 'x' }, '', 'Open this page again from “What if”'],
    [{ assessment: 'x' }, '', 'Open this page again from “What if”'],
  ])('refuses %o', (typed, field, message) => {
    expect(errors(typed)).toEqual([{ field, message }]);
  });
});
