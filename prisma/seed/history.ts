import type { CalendarDate } from '#lib/kernel/dates.ts';
import { type Period, parsePeriod } from '#lib/kernel/periods.ts';
import type { CaseFacts } from '#lib/record/cases/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import type {
  ExampleAction,
  ExampleAgreement,
  ExampleAssessment,
  ExampleCases,
  ExampleChallenge,
  ExampleCouncil,
  ExampleCycle,
  ExampleCycleBefore,
  ExampleEvidence,
  ExampleFinding,
  ExampleInspection,
  ExampleLink,
  ExampleMeasure,
  ExamplePoint,
  ExamplePublication,
  ExampleReport,
  ExampleReturn,
  ExampleReviewStep,
  ExampleScenario,
  ExampleStage,
  ExampleStatement,
  ExampleTargets,
  ExampleTopic,
  ExampleVisit,
  ExampleWork,
} from './example.ts';

/**
 * One action by a person of an example council: one call of one command. `events`: how many it adds to the council's
 * chain, which shows how far an interrupted load got.
 */
export type Happening = {
  readonly at: Date;
  readonly by: string;
  readonly events: number;
  readonly what: What;
};

/** A list of an inspection, by number. */
type OfList = { readonly inspection: number; readonly list: number };

export type What =
  | { readonly kind: 'start'; readonly assessment: ExampleAssessment }
  | { readonly kind: 'evidence'; readonly item: ExampleEvidence; readonly use: ExampleLink | null }
  | {
      readonly kind: 'replace';
      readonly number: number;
      readonly name: string;
      readonly replaced: NonNullable<ExampleEvidence['replaced']>;
    }
  | { readonly kind: 'attach'; readonly number: number; readonly use: ExampleLink }
  | { readonly kind: 'agree'; readonly version: number; readonly agreement: ExampleAgreement }
  | { readonly kind: 'stage'; readonly stage: ExampleStage }
  | { readonly kind: 'topic'; readonly topic: ExampleTopic['topic'] }
  | { readonly kind: 'report'; readonly report: ExampleReport['report'] }
  | { readonly kind: 'finding'; readonly finding: ExampleFinding['finding'] }
  | { readonly kind: 'inspect'; readonly start: ExampleInspection['start'] }
  | {
      readonly kind: 'step';
      readonly inspection: number;
      readonly step: ExampleInspection['steps'][number];
    }
  | {
      readonly kind: 'draft';
      readonly inspection: number;
      readonly draft: NonNullable<ExampleInspection['draft']>;
    }
  | { readonly kind: 'point'; readonly inspection: number; readonly point: ExamplePoint }
  | { readonly kind: 'visit'; readonly inspection: number; readonly visit: ExampleVisit }
  | {
      readonly kind: 'inspected';
      readonly inspection: number;
      readonly ended: NonNullable<ExampleInspection['ended']>;
    }
  | { readonly kind: 'action'; readonly action: ExampleAction['action'] }
  | { readonly kind: 'publish'; readonly choice: ExamplePublication['choice'] }
  | {
      readonly kind: 'progress';
      readonly action: number;
      readonly progress: NonNullable<ExampleAction['progress']>[number];
    }
  /** `reachedOn` null: it is added. */
  | {
      readonly kind: 'milestone';
      readonly action: number;
      readonly key: number;
      readonly milestone: NonNullable<ExampleAction['milestones']>[number];
      readonly reachedOn: CalendarDate | null;
    }
  | { readonly kind: 'list'; readonly inspection: number; readonly start: ExampleReturn['start'] }
  | ({ readonly kind: 'list assigned'; readonly given: ExampleReturn['assigned'][number] } & OfList)
  | ({ readonly kind: 'list answered'; readonly given: ExampleReturn['answers'][number] } & OfList)
  | ({ readonly kind: 'list signed'; readonly given: ExampleReturn['signed'][number] } & OfList)
  | { readonly kind: 'named'; readonly inspection: number; readonly named: ExampleCases['named'][number] }
  | { readonly kind: 'register'; readonly inspection: number; readonly register: ExampleCases['register'] }
  | { readonly kind: 'drawn'; readonly inspection: number; readonly draw: ExampleCases['draw'] }
  /** `number` 0: a new one. */
  | {
      readonly kind: 'tracked';
      readonly inspection: number;
      readonly number: number;
      readonly facts: Partial<CaseFacts>;
    }
  | { readonly kind: 'log'; readonly inspection: number; readonly log: ExampleCases['logs'][number] }
  | {
      readonly kind: 'log reviewed';
      readonly inspection: number;
      readonly log: number;
      readonly review: string;
    }
  | { readonly kind: 'measure'; readonly measure: Extract<ExampleMeasure, { own: unknown }>['own'] }
  | {
      readonly kind: 'value';
      readonly measure: string;
      readonly source: string;
      readonly value: ExampleMeasure['values'][number];
    }
  | {
      readonly kind: 'target';
      readonly measure: string;
      readonly target: NonNullable<ExampleMeasure['target']>;
    }
  | { readonly kind: 'work'; readonly work: ExampleWork }
  | {
      readonly kind: 'save';
      readonly statement: StatementId;
      readonly version: number;
      readonly answers: ExampleStatement;
      readonly scoreReason: string | undefined;
    }
  | { readonly kind: 'challenge'; readonly challenge: ExampleChallenge }
  | {
      readonly kind: 'comment';
      readonly statement: StatementId;
      /** The first comment of its thread. Null: this is the first. */
      readonly answers: string | null;
      readonly body: string;
      readonly mention: readonly string[];
    }
  | { readonly kind: 'resolve'; readonly statement: StatementId; readonly thread: string }
  | { readonly kind: 'scenario'; readonly scenario: ExampleScenario }
  | { readonly kind: 'describe'; readonly number: number; readonly scenario: ExampleScenario }
  | { readonly kind: 'targets'; readonly targets: ExampleTargets['targets'] }
  | { readonly kind: 'review'; readonly step: number; readonly review: ExampleReviewStep };

const DAY = 24 * 60 * 60 * 1_000;
const MINUTE = 60 * 1_000;

/** Everything that happens in an example council after its people are added, in order of time. */
export function historyOf(council: ExampleCouncil): readonly Happening[] {
  const cycles = [...council.before, council];
  return [
    ...cycles.flatMap((cycle, index) => startOf(council, cycle, index)),
    ...council.evidence.flatMap((item) => comingOf(council, item)),
    ...cycles.slice(1).flatMap((cycle) => takenUp(council, cycle)),
    ...measuresOf(council),
    ...council.topics.map(({ at, by, topic }) => ({
      ...{ at: new Date(at), by, events: 1, what: { kind: 'topic' as const, topic } },
    })),
    ...(council.reports ?? []).map(({ at, by, report }) => ({
      ...{ at: new Date(at), by, events: 1, what: { kind: 'report' as const, report } },
    })),
    ...(council.findings ?? []).map(({ at, by, finding }) => ({
      ...{ at: new Date(at), by, events: 1, what: { kind: 'finding' as const, finding } },
    })),
    ...(council.stages ?? []).map((stage) => ({
      ...{ at: new Date(stage.at), by: stage.by, events: 1, what: { kind: 'stage' as const, stage } },
    })),
    ...(council.inspections ?? []).flatMap((inspection, index) =>
      inspectionOf(leadOf(council), inspection, index + 1),
    ),
    ...(council.actions ?? []).flatMap((action, index) => actionOf(leadOf(council), action, index + 1)),
    ...(council.publications ?? []).map(({ at, by, choice }) => ({
      ...{ at: new Date(at), by, events: 1, what: { kind: 'publish' as const, choice } },
    })),
    ...council.agreements.map((agreement, version) => ({
      at: new Date(agreement.at),
      by: agreement.by,
      events: 1,
      what: { kind: 'agree' as const, version, agreement },
    })),
    ...cycles.flatMap((cycle, index) => savesIn(council, cycle, index)),
    ...cycles.flatMap((cycle) => talkIn(leadOf(council), cycle)),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function actionOf(
  lead: string,
  { at, action, milestones = [], progress = [] }: ExampleAction,
  number: number,
): readonly Happening[] {
  const one = (when: string, by: string, what: What) => ({ at: new Date(when), by, events: 1, what });
  return [
    one(at, lead, { kind: 'action', action }),
    ...milestones.flatMap((milestone, index) => {
      const of = { kind: 'milestone' as const, action: number, key: index + 1, milestone };
      const { reached } = milestone;
      return [
        one(milestone.at, milestone.by, { ...of, reachedOn: null }),
        ...(reached ? [one(reached.at, milestone.by, { ...of, reachedOn: reached.on })] : []),
      ];
    }),
    ...progress.map((each) => one(each.at, each.by, { kind: 'progress', action: number, progress: each })),
  ];
}

function inspectionOf(
  by: string,
  { at, start, steps, ended, returns = [], visit = [], cases, named = [], draft }: ExampleInspection,
  inspection: number,
): readonly Happening[] {
  const one = (when: string, what: What) => ({ at: new Date(when), by, events: 1, what });
  return [
    one(at, { kind: 'inspect', start }),
    ...steps.map((step) => one(step.at, { kind: 'step', inspection, step })),
    ...returns.flatMap((list, index) => returnOf(by, list, { inspection, list: index + 1 })),
    ...named.map((one) => ({
      ...{ at: new Date(one.at), by: one.by, events: 1 },
      what: { kind: 'named' as const, inspection, named: one },
    })),
    ...(draft ? [one(draft.at, { kind: 'draft', inspection, draft })] : []),
    ...(draft?.points ?? []).map(({ at: when, point }) => one(when, { kind: 'point', inspection, point })),
    ...visit.map((of) => ({
      ...one(of.at, { kind: 'visit', inspection, visit: of }),
      ...(of.by === undefined ? {} : { by: of.by }),
    })),
    ...(cases ? casesOf(by, cases, inspection) : []),
    ...(ended ? [one(ended.at, { kind: 'inspected', inspection, ended })] : []),
  ];
}

function casesOf(
  lead: string,
  { named, register, draw, added, changed, logs }: ExampleCases,
  inspection: number,
): readonly Happening[] {
  const one = (at: string, what: What, by = lead, events = 1) => ({ at: new Date(at), by, events, what });
  return [
    ...named.map((each) => one(each.at, { kind: 'named', inspection, named: each })),
    one(register.at, { kind: 'register', inspection, register }),
    one(draw.at, { kind: 'drawn', inspection, draw }),
    ...added.map(({ at, facts }) => one(at, { kind: 'tracked', inspection, number: 0, facts })),
    ...changed.map(({ at, case: number, facts }) => one(at, { kind: 'tracked', inspection, number, facts })),
    ...logs.flatMap((log, index) => [
      // Sending it is an event of its own.
      one(log.at, { kind: 'log', inspection, log }, log.by, log.sent ? 2 : 1),
      ...(log.review
        ? [one(log.review.at, { kind: 'log reviewed', inspection, log: index + 1, review: log.review.text })]
        : []),
    ]),
  ];
}

function returnOf(lead: string, list: ExampleReturn, of: OfList): readonly Happening[] {
  const { at, start, assigned, answers, signed } = list;
  const one = (when: string, what: What, events = 1, by = lead) => ({ at: new Date(when), by, events, what });
  return [
    one(at, { kind: 'list', inspection: of.inspection, start }, start.origin === 'checklist' ? 2 : 1),
    ...assigned.map((given) => one(given.at, { kind: 'list assigned', given, ...of })),
    ...answers.map((given) =>
      one(given.at, { kind: 'list answered', given, ...of }, given.ready ? 2 : 1, given.by),
    ),
    ...signed.map((given) => one(given.at, { kind: 'list signed', given, ...of }, 1, given.by)),
  ];
}

function leadOf({ people }: ExampleCouncil): string {
  return people.find(({ role }) => role === 'lead')?.email ?? '';
}

function startOf(council: ExampleCouncil, { assessment }: ExampleCycle, index: number): readonly Happening[] {
  const at = new Date(assessment.startedAt);
  // Closing the previous cycle is an event of its own.
  return [{ at, by: leadOf(council), events: index > 0 ? 2 : 1, what: { kind: 'start', assessment } }];
}

/** Adds an item, with its links in the cycle of that day. */
function comingOf(council: ExampleCouncil, item: ExampleEvidence): readonly Happening[] {
  const at = addedAt(council, item);
  const cycle = [...council.before, council].findLast(
    ({ assessment }) => new Date(assessment.startedAt) <= at,
  );
  const [first, ...others] = cycle ? usesIn(cycle, item) : [];
  const writers = council.people.filter(({ role }) => role === 'lead' || role === 'contributor');
  const by = writers[item.number % writers.length]?.email ?? '';
  return [
    { at, by, events: 1, what: { kind: 'evidence', item, use: first ?? null } },
    ...others.map((use, index) => ({
      at: new Date(at.getTime() + (index + 1) * 2 * MINUTE),
      by,
      events: 1,
      what: { kind: 'attach', number: item.number, use } as const,
    })),
    ...replacementOf(item),
  ];
}

function replacementOf({ number, source, replaced }: ExampleEvidence): readonly Happening[] {
  if (!replaced || source.kind !== 'file') return [];
  const { at, by } = replaced;
  return [
    { at: new Date(at), by, events: 1, what: { kind: 'replace', number, name: source.name, replaced } },
  ];
}

function isBefore(cycle: ExampleCycle): cycle is ExampleCycleBefore {
  return 'onlyThen' in cycle;
}

/** The links of an item in a cycle. */
export function usesIn(cycle: ExampleCycle, { number, links }: ExampleEvidence): readonly ExampleLink[] {
  if (!isBefore(cycle)) return links;
  if (cycle.evidence.includes(number)) return links;
  return cycle.onlyThen.find((one) => one.number === number)?.links ?? [];
}

/**
 * When an item was added: within a week of its date, but not before the council joined, nor while its assessment was
 * locked by a proposal or signature.
 */
export function addedAt(council: ExampleCouncil, { datedOn, number }: ExampleEvidence): Date {
  const firstStart = new Date(council.before[0]?.assessment.startedAt ?? council.assessment.startedAt);
  const day = new Date(Math.max(new Date(`${datedOn}T09:00:00Z`).getTime(), firstStart.getTime()) + DAY);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  // Keeps items in order of number when a weekend or lock moves several to the same day.
  const at = new Date(day.getTime() + number * 7 * MINUTE);
  const locked = lockedTimes(council).find(({ from, until }) => at >= from && at < until);
  return locked ? new Date(locked.until.getTime() + number * 7 * MINUTE) : at;
}

function lockedTimes({ before, ...council }: ExampleCouncil): readonly { from: Date; until: Date }[] {
  const cycles = [...before, council];
  return cycles.flatMap(({ review }, index) =>
    review.flatMap(({ kind, at }, step) => {
      if (kind !== 'proposed' && kind !== 'signed') return [];
      const until = review[step + 1]?.at ?? cycles[index + 1]?.assessment.startedAt;
      return until ? [{ from: new Date(at), until: new Date(until) }] : [];
    }),
  );
}

/** Links earlier evidence again in a cycle that starts empty. */
function takenUp(council: ExampleCouncil, cycle: ExampleCycle): readonly Happening[] {
  if (cycle.assessment.content === 'carried') return [];
  const start = new Date(cycle.assessment.startedAt);
  return council.evidence
    .filter((item) => addedAt(council, item) < start)
    .flatMap((item) => usesIn(cycle, item).map((use) => ({ number: item.number, use })))
    .map(({ number, use }, index) => ({
      at: new Date(start.getTime() + DAY + index * 3 * MINUTE),
      by: leadOf(council),
      events: 1,
      what: { kind: 'attach', number, use },
    }));
}

/** Figures arrive one morning three weeks after their period ends, those from before the council joined all at once. */
function measuresOf(council: ExampleCouncil): readonly Happening[] {
  const joined = new Date(new Date(council.joinedAt).getTime() + DAY);
  let own = 0;
  return council.measures.flatMap(({ source, values, target, ...which }, index) => {
    const base = new Date(joined.getTime() + index * 5 * MINUTE);
    const [key, added] =
      'own' in which
        ? [`own-${++own}`, [{ at: base, what: { kind: 'measure', measure: which.own } } as const]]
        : [which.measure, []];
    const came = values.map((value, place) => {
      const published = new Date(`${periodOf(value[0]).endsOn}T09:30:00Z`).getTime() + 21 * DAY;
      return {
        at: new Date(Math.max(published + index * 5 * MINUTE, base.getTime() + (place + 1) * MINUTE)),
        what: { kind: 'value', measure: key, source, value } as const,
      };
    });
    const baseline = came.find(({ what }) => what.value[0] === target?.baseline);
    const aims =
      target && baseline
        ? [
            {
              at: new Date(baseline.at.getTime() + DAY),
              what: { kind: 'target', measure: key, target } as const,
            },
          ]
        : [];
    return [...added, ...came, ...aims].map((one) => ({ ...one, by: leadOf(council), events: 1 }));
  });
}

export function periodOf(text: string): Period {
  const period = parsePeriod(text);
  if (!period) throw new Error(`${text} is no period`);
  return period;
}

function savesIn(council: ExampleCouncil, cycle: ExampleCycle, index: number): readonly Happening[] {
  const { content } = cycle.assessment;
  const carried = content === 'carried' ? (council.before[index - 1]?.statements ?? {}) : {};
  return cycle.saves.map((save, place) => {
    const { statement, by } = save;
    const at = new Date(save.at);
    const end = cycle.statements[statement];
    if (!end) throw new Error(`${statement} is saved and says nothing in the end`);
    const { score = end.score, completed = end.completed } = save;
    const earlier = cycle.saves.slice(0, place).filter((one) => one.statement === statement).length;
    const later = council.evidence.filter((item) => addedAt(council, item) > at).map(({ number }) => number);
    return {
      at,
      by,
      events: 1,
      what: {
        kind: 'save',
        statement,
        version: earlier + (carried[statement] ? 1 : 0),
        scoreReason: save.reason,
        answers: {
          score,
          completed,
          strengths: withoutCitations(end.strengths, later),
          improvements: withoutCitations(end.improvements, later),
          impact: withoutCitations(end.impact, later),
        },
      },
    };
  });
}

/** A narrative without the sentences that cite any of these items. */
export function withoutCitations(text: string, numbers: readonly number[]): string {
  return text
    .split('\n\n')
    .map((paragraph) =>
      paragraph
        .split(/(?<=[.!?]["”]?) (?=[A-Z"“])/)
        .filter((sentence) => !numbers.some((number) => new RegExp(`\\bE${number}\\b`).test(sentence)))
        .join(' '),
    )
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Assignments, challenges, comments, scenarios, targets and the steps to a signature. */
function talkIn(
  lead: string,
  { work, challenges, threads, review, scenarios, targets }: ExampleCycle,
): readonly Happening[] {
  const one = (at: string, by: string, what: What) => ({ at: new Date(at), by, events: 1, what });
  return [
    ...work.map((given) => one(given.at, lead, { kind: 'work', work: given })),
    ...challenges.map((challenge) => one(challenge.at, challenge.by, { kind: 'challenge', challenge })),
    ...threads.flatMap(({ statement, comments, resolved }) => {
      const thread = comments[0]?.body ?? '';
      return [
        ...comments.map(({ at, by, body, mention }, index) =>
          one(at, by, { kind: 'comment', statement, answers: index === 0 ? null : thread, body, mention }),
        ),
        ...(resolved ? [one(resolved.at, resolved.by, { kind: 'resolve', statement, thread })] : []),
      ];
    }),
    ...scenarios.flatMap((scenario, index) => [
      one(scenario.at, scenario.by, { kind: 'scenario', scenario }),
      one(later(scenario.at, 6), scenario.by, { kind: 'describe', number: index + 1, scenario }),
    ]),
    ...targets.map(({ at, by, targets: set }) => ({
      ...one(at, by, { kind: 'targets', targets: set }),
      events: Object.keys(set).length,
    })),
    ...review.map((step, index) => one(step.at, step.by, { kind: 'review', step: index, review: step })),
  ];
}

function later(at: string, minutes: number): string {
  return new Date(new Date(at).getTime() + minutes * MINUTE).toISOString();
}
