import { describe, expect, it } from 'vitest';
import { measureSchema } from '#lib/record/measures/schema.ts';
import { exampleshireMeasures } from './exampleshire-measures.ts';
import { readPublishedMeasures, SHIPPED_MEASURES } from './measures.ts';

describe('shipped measures', () => {
  it('have unique keys and names, and are valid input for the form', () => {
    expect(new Set(SHIPPED_MEASURES.map(({ key }) => key)).size).toBe(SHIPPED_MEASURES.length);
    expect(new Set(SHIPPED_MEASURES.flatMap(({ names }) => names)).size).toBe(18);
    for (const { key, names, ...definition } of SHIPPED_MEASURES) {
      const name = names[0];
      const given = { ...definition, name, comparator: 'England' };
      expect(measureSchema.parse(given), key).toEqual(given);
    }
  });

  it('have units that match their names, including those of the examples', () => {
    const definitions = [
      ...SHIPPED_MEASURES.map(({ names: [name], unit }) => ({ name, unit })),
      ...exampleshireMeasures.flatMap((measure) => ('own' in measure && measure.own ? [measure.own] : [])),
    ];
    const unitIn = (name: string) =>
      /per 100,000/.test(name) ? 'rate' : /\bwait\b|days (a|each|per) /i.test(name) ? 'days' : null;
    for (const { name, unit } of definitions) {
      const named = unitIn(name);
      if (named) expect(unit, name).toBe(named);
      else expect(['percent', 'number', 'pounds'], name).toContain(unit);
    }
  });

  it('are those published for named councils, with two names of one measure under one key', () => {
    const rows = readPublishedMeasures();
    expect(rows).toHaveLength(18);
    // Nobody has published figures of these that were found.
    const unpublished = ['assessments-waiting', 'longest-assessment-wait', 'reviews-overdue'];
    expect(new Set([...rows.map(({ measureKey }) => measureKey), ...unpublished])).toEqual(
      new Set(SHIPPED_MEASURES.map(({ key }) => key)),
    );
    expect(rows.filter(({ measureKey }) => measureKey === 'at-home-after-reablement')).toEqual([
      expect.objectContaining({ council: 'Camden', value: '87.2', england: '83.7', period: '' }),
      expect.objectContaining({ council: 'Hounslow', value: '84', england: null }),
      expect.objectContaining({ council: 'West Berkshire', value: '89', england: '82' }),
    ]);
  });
});
