import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Definition } from '#lib/record/measures/rules.ts';

/** A measure that every council has from the start. `names`: its names in measures.csv, its own first. */
export type ShippedMeasure = Omit<Definition, 'name' | 'comparator'> & {
  readonly key: string;
  readonly names: readonly [string, ...string[]];
};

const ASCOF = 'Adult Social Care Outcomes Framework';
const CARERS = 'Survey of Adult Carers in England';
const WORKFORCE = 'Skills for Care, adult social care workforce data set';
const OWN = 'The council’s own records';

export const SHIPPED_MEASURES: readonly ShippedMeasure[] = [
  {
    key: 'reablement-after-hospital',
    names: ['Older people discharged from hospital who received reablement'],
    unit: 'percent',
    better: 'higher',
    statement: 'QS2',
    source: ASCOF,
    topics: ['discharge', 'older'],
  },
  {
    key: 'at-home-after-reablement',
    names: [
      'Older people still at home 91 days after discharge to reablement',
      'Older people still at home three months after discharge to reablement',
    ],
    unit: 'percent',
    better: 'higher',
    statement: 'QS2',
    source: ASCOF,
    topics: ['discharge', 'older'],
  },
  {
    key: 'no-ongoing-support',
    names: ['People not needing ongoing support after a short-term service'],
    unit: 'percent',
    better: 'higher',
    statement: 'QS2',
    source: ASCOF,
    topics: [],
  },
  {
    key: 'direct-payments',
    names: ['Direct payment uptake'],
    unit: 'percent',
    better: 'higher',
    statement: 'QS2',
    source: ASCOF,
    topics: [],
  },
  {
    key: 'vacancy-rate',
    names: ['Adult social care vacancy rate'],
    unit: 'percent',
    better: 'lower',
    statement: 'QS4',
    source: WORKFORCE,
    topics: ['workforce'],
  },
  {
    key: 'turnover-rate',
    names: ['Adult social care turnover rate'],
    unit: 'percent',
    better: 'lower',
    statement: 'QS4',
    source: WORKFORCE,
    topics: ['workforce'],
  },
  {
    key: 'home-care-wait',
    names: ['Average wait for home care'],
    unit: 'days',
    better: 'lower',
    statement: 'QS4',
    source: OWN,
    topics: ['waiting', 'discharge'],
  },
  {
    key: 'assessment-wait',
    names: ['Average wait for an initial care assessment'],
    unit: 'days',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['waiting'],
  },
  {
    key: 'occupational-therapy-wait',
    names: ['Average wait for an occupational therapy assessment'],
    unit: 'days',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['waiting'],
  },
  {
    key: 'carers-assessment-wait',
    names: ["Average wait for a carer's assessment"],
    unit: 'days',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['carers', 'waiting'],
  },
  {
    key: 'carers-breaks',
    names: ['Carers able to take a break of 1 to 24 hours'],
    unit: 'percent',
    better: 'higher',
    statement: 'QS1',
    source: CARERS,
    topics: ['carers'],
  },
  {
    key: 'carers-encouraged',
    names: ['Carers who felt they had encouragement and support'],
    unit: 'percent',
    better: 'higher',
    statement: 'QS1',
    source: CARERS,
    topics: ['carers'],
  },
  {
    key: 'carers-not-in-work',
    names: ['Carers not in paid employment because of caring'],
    unit: 'percent',
    better: 'lower',
    statement: 'QS1',
    source: CARERS,
    topics: ['carers'],
  },
  {
    key: 'carers-supported',
    names: ["Carers receiving support (carers' survey)"],
    unit: 'percent',
    better: 'higher',
    statement: 'QS1',
    source: CARERS,
    topics: ['carers'],
  },
  {
    key: 'assessments-waiting',
    names: ['People waiting for an initial care assessment'],
    unit: 'number',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['waiting'],
  },
  {
    key: 'longest-assessment-wait',
    names: ['Longest wait for an initial care assessment'],
    unit: 'days',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['waiting'],
  },
  {
    key: 'reviews-overdue',
    names: ['People not reviewed for more than 12 months'],
    unit: 'number',
    better: 'lower',
    statement: 'QS1',
    source: OWN,
    topics: ['waiting'],
  },
];

const decimal = z.string().regex(/^\d+(\.\d{1,4})?$/);
const rowSchema = z.object({
  measure: z.string().min(1),
  unit: z.enum(['%', 'days']),
  better: z.enum(['higher', 'lower']),
  statement: z.string().regex(/^QS[1-9]$/),
  council: z.string().min(1),
  council_value: decimal,
  england_value: z.union([z.literal(''), decimal]),
  period: z.string(),
  source: z.string().min(1),
});

/** A published figure of a named council, by the key of its measure. */
export type PublishedMeasureRow = {
  readonly measureKey: string;
  readonly council: string;
  readonly value: string;
  readonly england: string | null;
  readonly period: string;
  readonly source: string;
};

/**
 * Reads published figures of named councils. Throws if a row names no shipped measure, contradicts its unit, direction
 * or statement, or is repeated.
 */
export function readPublishedMeasures(): readonly PublishedMeasureRow[] {
  const text = readFileSync(new URL('./data/measures.csv', import.meta.url), 'utf8');
  const rows = rowSchema.array().parse(parse(text, { columns: true, bom: true, skip_empty_lines: true }));
  const published = rows.map((row): PublishedMeasureRow => {
    const measure = SHIPPED_MEASURES.find(({ names }) => names.includes(row.measure));
    if (
      measure?.unit !== (row.unit === '%' ? 'percent' : 'days') ||
      measure.better !== row.better ||
      measure.statement !== row.statement
    ) {
      throw new Error(`measures.csv: “${row.measure}” is not as the measure of that name is defined`);
    }
    const { council, council_value: value, england_value, period, source } = row;
    return { measureKey: measure.key, council, value, england: england_value || null, period, source };
  });
  const places = new Set(published.map(({ measureKey, council }) => `${measureKey} ${council}`));
  if (places.size !== published.length) throw new Error('measures.csv has a measure of a council twice');
  return published;
}
