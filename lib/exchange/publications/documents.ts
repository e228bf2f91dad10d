import { createHash } from 'node:crypto';
import type { PlanDocument, PlanPart, PlanSection } from '#lib/exchange/pdf/plan-document.ts';
import {
  type ActionFact,
  allFactsOf,
  byPriority,
  describeStage,
  factsOf,
  type KeptPublication,
  type PlanNow,
  publishable,
} from '#lib/exchange/publications/rules.ts';
import { PLAN_NAMES } from '#lib/insight/plan/rules.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { describePlan } from '#lib/record/improvement/view.ts';

const TITLE = 'Improvement plan';

/** The PDF of a publication: what its page says. */
export function publicationDocument({
  publication,
  contentHash,
  at,
}: Pick<KeptPublication, 'publication' | 'contentHash' | 'at'>): PlanDocument {
  const { council, actions } = publication;
  return {
    ...{ council, contentHash, title: TITLE, madeAt: at.toISOString() },
    facts: `Published on ${formatDate(londonDay(at))}. ${formatCount(actions.length, 'action')}.`,
    sections: [
      ...saidOf(publication),
      ...byPriority(actions).map(({ heading, actions: group }) => ({
        ...{ heading, blocks: [] },
        parts: group.map((action) => partOf(action, factsOf(action))),
      })),
    ],
  };
}

/** The PDF of the plan as it is now: everything, and of the notes the latest of each action. */
export function planDocument(plan: PlanNow, asOf: Date): PlanDocument {
  const { council, actions, measures, details } = plan;
  const today = londonDay(asOf);
  const parts = (of: typeof actions) =>
    of.map((action) => {
      const [latest] = action.updates;
      const note = latest ? [{ name: 'Latest progress note', lines: [latest.note] }] : [];
      return partOf(action, [...allFactsOf(action, measures), ...note]);
    });
  const stopped = actions.filter(({ state }) => state === 'stopped');
  const sections: readonly PlanSection[] = [
    ...saidOf(plan),
    ...sectionOf(PLAN_NAMES.chair, details.chair),
    ...byPriority(publishable(actions)).map(({ heading, actions: group }) => ({
      ...{ heading, blocks: [] },
      parts: parts(group),
    })),
    ...(stopped.length > 0 ? [{ heading: 'Stopped', blocks: [], parts: parts(stopped) }] : []),
  ];
  return {
    ...{ council, title: TITLE, madeAt: asOf.toISOString(), sections },
    facts: `As at ${formatDate(today)}. ${describePlan(actions, today)}`,
    contentHash: createHash('sha256').update(JSON.stringify(sections)).digest('hex'),
  };
}

export function planFileName(council: string, at: Date): string {
  return `${council} improvement plan ${formatDate(londonDay(at))}.pdf`;
}

type Said = {
  readonly details: { readonly introduction: string; readonly monitoring: string; readonly scrutiny: string };
  readonly stage: Parameters<typeof describeStage>[0] | null;
};

/** What is said of the plan as a whole. */
function saidOf({ details, stage }: Said): readonly PlanSection[] {
  return [
    ...sectionOf(PLAN_NAMES.introduction, details.introduction),
    ...sectionOf('Stage of support', stage ? describeStage(stage) : ''),
    ...sectionOf(PLAN_NAMES.monitoring, details.monitoring),
    ...sectionOf(PLAN_NAMES.scrutiny, details.scrutiny),
  ];
}

function sectionOf(heading: string, text: string): readonly PlanSection[] {
  return text === '' ? [] : [{ heading, blocks: [{ text }] }];
}

function partOf(
  { number, title }: { readonly number: number; readonly title: string },
  facts: readonly ActionFact[],
): PlanPart {
  return {
    heading: `${number}. ${title}`,
    blocks: [
      {
        ...{ columns: ['Topic', 'Detail'], widths: [1, 3] },
        rows: facts.map(({ name, lines }) => [name, lines.join('\n')]),
      },
    ],
  };
}
