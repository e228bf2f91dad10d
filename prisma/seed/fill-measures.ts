import type { CouncilContext } from '#lib/auth/context.ts';
import { type Figure, parseFigure } from '#lib/figures.ts';
import { addMeasure, saveValue, setTarget } from '#lib/measures/commands.ts';
import { getMeasure } from '#lib/measures/queries.ts';
import { isSamePeriod, type Period, parsePeriod } from '#lib/periods.ts';
import type { ExampleMeasure } from './example.ts';

/** Fills in an example council's measures as its lead would. What is there already stays as it is. */
export async function fillMeasures(lead: CouncilContext, measures: readonly ExampleMeasure[]): Promise<void> {
  for (const { source, values, target, ...which } of measures) {
    const key = 'own' in which ? (await addMeasure(lead, which.own)).key : which.measure;
    for (const [label, figure, comparator, comparatorLabel] of values) {
      await saveValue(lead, key, {
        id: null,
        version: 0,
        period: periodOf(label),
        value: figureOf(figure),
        source,
        comparator:
          comparator === undefined
            ? null
            : {
                value: figureOf(comparator),
                period: comparatorLabel === undefined ? null : periodOf(comparatorLabel),
              },
      });
    }
    if (!target) continue;
    const from = periodOf(target.baseline);
    const measure = await getMeasure(lead, key);
    const baseline = measure?.values.find(({ period }) => isSamePeriod(period, from));
    if (!baseline) throw new Error(`The example measure ${key} has no value for ${target.baseline}`);
    const { kind, amount, dueOn } = target;
    await setTarget(lead, key, {
      version: 0,
      baseline: baseline.id,
      kind,
      amount: figureOf(amount),
      dueOn,
    });
  }
}

function periodOf(text: string): Period {
  const period = parsePeriod(text);
  if (!period) throw new Error(`${text} is no period`);
  return period;
}

function figureOf(text: string): Figure {
  const figure = parseFigure(text);
  if (typeof figure === 'string') throw new Error(`${text} is no figure`);
  return figure;
}
