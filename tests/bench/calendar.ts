import { randomUUID } from 'node:crypto';
import { londonDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import { startInspection } from '#lib/record/inspections/commands.ts';
import { noteHeard } from '#lib/record/visits/commands.ts';
import { monthOf } from '#lib/work/calendar/rules.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';
import { timeOf } from './pages.ts';

const ROUNDS = 20;

/** The calendar of a month after a change, so that nothing of it is cached: with much evidence to review and with little. */
export async function benchCalendar(
  origin: string,
  { few, many }: { readonly few: BenchCouncil; readonly many: BenchCouncil },
): Promise<Row[]> {
  const month = monthOf(londonDay(new Date()));
  const after = async ({ slug, cookie, lead }: BenchCouncil, inspection: number) => {
    const note = { inspection, capture: randomUUID(), theme: null, visitSession: null };
    await noteHeard(lead, { ...note, heard: 'How long do people wait?' });
    return timeOf(origin, { path: routes.calendar(slug, { month }), cookie });
  };
  const inspections = await Promise.all(
    [many, few].map(({ lead }) =>
      startInspection(lead, {
        ...{ kind: 'full', name: 'CQC assessment', rehearsal: false },
        noticeOn: londonDay(new Date()),
      }),
    ),
  );
  const [ofMany = 0, ofFew = 0] = inspections.map(({ number }) => number);
  for (const [council, number] of [
    [many, ofMany],
    [few, ofFew],
  ] as const)
    await after(council, number);
  const pairs = await inRounds(ROUNDS, {
    measured: () => after(many, ofMany),
    baseline: () => after(few, ofFew),
  });
  return [
    compared('Calendar after a change, 5,000 items of evidence, and with 50', pairs, {
      format: (value) => `${value.toFixed(0)} ms`,
      limit: { atMost: 2 },
    }),
  ];
}
