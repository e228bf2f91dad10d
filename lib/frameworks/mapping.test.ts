import { afterEach, describe, expect, it } from 'vitest';
import { FICTIONAL, FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { CQC_2023 } from './cqc-2023.ts';
import { defineFramework } from './define-framework.ts';
import { differencesBetween } from './differences.ts';
import {
  addFramework,
  frameworkOf,
  frameworksToStartOn,
  isKnownStatement,
  knownFrameworks,
  knownStatement,
} from './known.ts';
import {
  continuedAs,
  continuedFrom,
  mappingBetween,
  sameStatements,
  statementIn,
  translatedScore,
} from './mapping.ts';

afterEach(removeAddedFrameworks);

describe('known frameworks', () => {
  it('are CQC’s of 2023 alone until others are added', () => {
    expect(knownFrameworks()).toEqual([CQC_2023]);
    expect(isKnownStatement('F1')).toBe(false);
    addFramework(FICTIONAL_FRAMEWORK);
    expect(knownFrameworks().map(({ id }) => id)).toEqual(['cqc-2023', 'fictional-2031']);
    expect(frameworkOf('fictional-2031')).toBe(FICTIONAL_FRAMEWORK);
    expect([isKnownStatement('F1'), isKnownStatement('QS1'), isKnownStatement('f1')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(knownStatement('F11').name).toBe('Data and records');
    expect(() => knownStatement('F12')).toThrow('F12');
    expect(() => frameworkOf('other')).toThrow('other');
  });

  it('have ids that no other has', () => {
    addFramework(FICTIONAL_FRAMEWORK);
    expect(() => addFramework(FICTIONAL_FRAMEWORK)).toThrow('repeats fictional-2031, F1');
  });

  it('continue only what is known', () => {
    const [mapping] = FICTIONAL.mappings;
    if (!mapping) throw new Error('The fictional framework has a mapping');
    const other = (changes: object) =>
      defineFramework({ ...FICTIONAL, mappings: [{ ...mapping, ...changes }] });
    expect(() => addFramework(other({ from: 'cqc-1999' }))).toThrow('cqc-1999');
    expect(() => addFramework(other({ statements: { ...mapping.statements, F3: 'QS10' } }))).toThrow('QS10');
    expect(() => other({ statements: { ...mapping.statements, F3: 'QS1' } })).toThrow('mapping');
    expect(() => other({ comparable: ['F3'] })).toThrow('mapping');
    expect(() => other({ scores: { 1: 6 } })).toThrow('mapping');
    expect(() => addFramework(other({ scores: { 1: 1, 2: 2 } }))).toThrow('scores of cqc-2023: 3, 4');
  });

  it('are offered for a cycle while in force, or while the last cycle is on them', () => {
    addFramework(defineFramework({ ...FICTIONAL, status: 'draft' }));
    expect(frameworksToStartOn(undefined)).toEqual([CQC_2023]);
    expect(frameworksToStartOn('fictional-2031').map(({ id }) => id)).toEqual(['fictional-2031', 'cqc-2023']);
  });
});

describe('a mapping', () => {
  const mapping = mappingBetween(CQC_2023, FICTIONAL_FRAMEWORK);
  if (!mapping) throw new Error('The fictional framework continues CQC’s of 2023');

  it('leads from a statement to what it continues, and back', () => {
    expect([continuedFrom(mapping, 'F7'), continuedFrom(mapping, 'F3')]).toEqual(['QS7', null]);
    expect([continuedAs(mapping, 'QS7'), continuedAs(mapping, 'QS3')]).toEqual(['F7', null]);
  });

  it('translates the scores of comparable statements', () => {
    expect([1, 2, 3, 4].map((score) => translatedScore(mapping, 'F7', score))).toEqual([1, 2, 4, 5]);
    expect([translatedScore(mapping, 'F7', null), translatedScore(mapping, 'F5', 3)]).toEqual([null, null]);
  });

  it('is each statement as itself inside one framework, and absent where nobody wrote one', () => {
    const same = mappingBetween(CQC_2023, CQC_2023);
    expect(same && [continuedFrom(same, 'QS3'), translatedScore(same, 'QS3', 2)]).toEqual(['QS3', 2]);
    expect(mappingBetween(FICTIONAL_FRAMEWORK, CQC_2023)).toBeNull();
  });

  it('says what differs, statement by statement', () => {
    expect(differencesBetween(CQC_2023, FICTIONAL_FRAMEWORK)?.statements.slice(1, 3)).toMatchObject([
      { statement: { id: 'F2' }, before: { id: 'QS2' }, isComparable: true },
      { statement: { id: 'F3' }, before: null, isComparable: false },
    ]);
  });
});

describe('a statement that was given under another framework', () => {
  it('is called what continues it, or what it continues, or is not there', () => {
    addFramework(FICTIONAL_FRAMEWORK);
    expect(['QS1', 'QS2', 'QS3', 'F1'].map((id) => statementIn(FICTIONAL_FRAMEWORK, id))).toEqual([
      'F1',
      'F2',
      null,
      'F1',
    ]);
    expect(['F1', 'F3', 'QS3'].map((id) => statementIn(CQC_2023, id))).toEqual(['QS1', null, 'QS3']);
  });

  it('is the same as those that continue it', () => {
    addFramework(FICTIONAL_FRAMEWORK);
    expect(sameStatements('F1')).toEqual(['QS1', 'F1']);
    expect(sameStatements('QS1')).toEqual(['QS1', 'F1']);
    expect(sameStatements('F3')).toEqual(['F3']);
    expect(sameStatements('QS3')).toEqual(['QS3']);
  });
});
