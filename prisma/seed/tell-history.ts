import { Readable } from 'node:stream';
import { v5 as uuidv5 } from 'uuid';
import { markSeen } from '#lib/history/activity/commands.ts';
import { startAssessment } from '#lib/history/closings/commands.ts';
import { describeScenario, saveScenario, setTargets } from '#lib/insight/scenarios/commands.ts';
import { needsField } from '#lib/insight/scenarios/rules.ts';
import { agreeToShare } from '#lib/insight/sharing/commands.ts';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { isSamePeriod } from '#lib/kernel/periods.ts';
import { type CouncilContext, memberContext, withClock } from '#lib/platform/access/context.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { receiveFile } from '#lib/platform/storage/receive.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { addFile, addLink, attachEvidence } from '#lib/record/evidence/commands.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { addMeasure, saveValue, setTarget } from '#lib/record/measures/commands.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { listMembers } from '#lib/record/members/queries.ts';
import { assignStatement } from '#lib/work/assignments/commands.ts';
import { addComment, setResolved } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import { markAllNoticesRead } from '#lib/work/notices/commands.ts';
import {
  proposeAssessment,
  reopenAssessment,
  returnProposal,
  signAssessment,
} from '#lib/work/reviews/commands.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import { gapCount } from '#lib/work/reviews/rules.ts';
import type { ExampleCouncil, ExampleLink, ExampleReviewStep } from './example.ts';
import { type Happening, historyOf, periodOf, type What } from './history.ts';

/** The time to record for an event of the story: never later than the load. */
export function storyTime(at: Date, loadedAt: Date): Date {
  return at < loadedAt ? at : loadedAt;
}

/** Outcomes of commands that are successes, the first time or repeated. */
const FINE = [
  'started',
  'already started',
  'added',
  'already added',
  'saved',
  'already saved',
  'done',
  'already done',
  'given',
  'set',
  'changed',
  'unchanged',
];

/**
 * Performs an example council's history with the usual commands, at the times it gives. Continues from the end of the
 * council's chain after an interrupted load.
 */
export async function tellHistory(
  lead: CouncilContext,
  example: ExampleCouncil,
  loadedAt: Date,
): Promise<void> {
  const people = await peopleOf(lead);
  const told = await eventsOf(lead);
  // The council itself and its people.
  let events = 1 + example.people.length;
  let open: Stage['open'] = null;
  for (const happening of historyOf(example)) {
    events += happening.events;
    if (events <= told) continue;
    const context = withClock(people.get(happening.by) ?? lead, storyTime(happening.at, loadedAt));
    open ??= await openAssessment(lead);
    const outcome = await applyEvent(context, happening, { people, open, loadedAt });
    if (happening.what.kind === 'start') open = null;
    if (!FINE.includes(outcome)) {
      throw new Error(
        `${example.name}, ${happening.at.toISOString()}, ${happening.what.kind}: it is ${outcome}`,
      );
    }
  }
  if ((await eventsOf(lead)) !== events) throw new Error(`${example.name} did not come to ${events} events`);
  for (const { email, lookedAt } of example.people) {
    const context = people.get(email);
    if (context && lookedAt) await look(withClock(context, storyTime(new Date(lookedAt), loadedAt)));
  }
}

type People = ReadonlyMap<string, CouncilContext>;

async function peopleOf(lead: CouncilContext): Promise<People> {
  const members = await listMembers(lead);
  return new Map(
    members.map((member) => [
      member.email,
      memberContext({ council: lead.council, role: member.role }, member, 'example data'),
    ]),
  );
}

function eventsOf({ council }: CouncilContext): Promise<number> {
  return inCouncil(council.id, (tx) => tx.auditEvent.count({ where: { councilId: council.id } }));
}

/** The state that an event applies to: people by email address, and the open assessment, if any. */
type Stage = {
  readonly people: People;
  readonly open: { readonly id: string; readonly name: string } | null;
  readonly loadedAt: Date;
};

/** Returns the command's outcome. */
async function applyEvent(
  context: CouncilContext,
  { what }: Happening,
  { people, open, loadedAt }: Stage,
): Promise<string> {
  const idOf = (email: string) => people.get(email)?.person.id ?? '';
  const assessment = open?.id ?? '';
  switch (what.kind) {
    case 'start': {
      const { name, startsOn, endsOn, content } = what.assessment;
      if (open?.name === name) return 'already started';
      // Every cycle closed in the story was signed.
      const input = { name, startsOn, endsOn, content, closes: open?.id ?? null, asks: false };
      return (await startAssessment(context, input)).outcome;
    }
    case 'measure':
      return (await addMeasure(context, what.measure)).outcome;
    case 'value':
      return addValue(context, what);
    case 'target':
      return aim(context, what);
    case 'agree': {
      const { shared, reason } = what.agreement;
      return (await agreeToShare(context, { shared, reason, version: what.version })).outcome;
    }
    case 'evidence':
      return addEvidence(context, assessment, what.item, what.use);
    case 'attach': {
      const { statement, ...use } = what.use;
      const given = { ...use, assessment };
      return (await attachEvidence(context, [referenceOf(what.number)], statement, given)).outcome;
    }
    case 'work': {
      const { statement, owner, helpers, dueInDays } = what.work;
      const result = await assignStatement(context, statement, {
        assessment,
        owner: idOf(owner),
        helpers: helpers.map(idOf),
        dueOn: dueInDays === null ? null : dueOn(context.now(), loadedAt, dueInDays),
      });
      return result.outcome;
    }
    case 'save': {
      const { statement, version, answers, scoreReason } = what;
      const given = { ...answers, scoreReason, assessment, version };
      return (await saveStatement(context, statement, given)).outcome;
    }
    case 'challenge': {
      const { statement, score, reason } = what.challenge;
      const given = { assessment, score, reason, version: 0, ownHidden: false };
      return (await giveChallenge(context, statement, given)).outcome;
    }
    case 'comment': {
      const { statement, answers, body, mention } = what;
      const thread = answers === null ? null : await threadOf(context, statement, answers);
      const result = await addComment(
        context,
        { kind: 'statement', statement },
        {
          body,
          thread,
          assessment,
          mention: mention.map(idOf),
        },
      );
      return result.outcome;
    }
    case 'resolve': {
      const thread = await threadOf(context, what.statement, what.thread);
      const subject = { kind: 'statement', statement: what.statement } as const;
      return (await setResolved(context, subject, thread, true)).outcome;
    }
    case 'scenario': {
      const { name, scores } = what.scenario;
      return (await saveScenario(context, { assessment, name, scores })).outcome;
    }
    case 'describe': {
      const { number, scenario } = what;
      const needs = Object.entries(scenario.needs).map(([id, text]) => [needsField(id), text]);
      const described = { assessment, number, version: 1, name: scenario.name, ...Object.fromEntries(needs) };
      return (await describeScenario(context, described)).outcome;
    }
    case 'targets': {
      const targets = Object.entries(what.targets).map(([id, target]) => ({
        ...target,
        statement: id,
        version: 0,
      }));
      return (await setTargets(context, { assessment, targets })).outcome;
    }
    case 'review':
      return review(context, assessment, what.step, what.review);
  }
}

/** That many days after loading, so that the demonstration always has something due, and never before now. */
function dueOn(now: Date, loadedAt: Date, days: number): CalendarDate {
  const [today, due] = [londonDay(now), addDays(londonDay(loadedAt), days)];
  if (due < today) return today;
  return due;
}

function openAssessment({ council }: CouncilContext): Promise<Stage['open']> {
  return inCouncil(council.id, (tx) =>
    tx.assessment.findFirst({
      where: { councilId: council.id, status: 'open' },
      select: { id: true, name: true },
    }),
  );
}

async function addEvidence(
  context: CouncilContext,
  assessment: string,
  {
    number,
    title,
    category,
    datedOn,
    owner,
    marking,
    containsPersonalData,
    source,
  }: ExampleCouncil['evidence'][number],
  use: ExampleLink | null,
): Promise<string> {
  const details = {
    title,
    category,
    datedOn,
    owner,
    marking,
    containsPersonalData,
    ...(use ?? { statement: null, shows: '', location: '' }),
    assessment,
    // The same on every load, so that an item added just before an interruption is recognised.
    submission: uuidv5(referenceOf(number), context.council.id),
  };
  if (source.kind === 'link') return (await addLink(context, { ...details, url: source.url })).outcome;
  const received = await receiveFile(Readable.from([await source.build()]), {
    councilId: context.council.id,
    personId: context.person.id,
    name: source.name,
    maxBytes: 1024 ** 3,
  });
  if (!received.ok) throw new Error(`The example file ${source.name} was refused: ${received.reason}`);
  return (await addFile(context, details, received.file)).outcome;
}

async function addValue(
  context: CouncilContext,
  { measure, source, value }: Extract<What, { kind: 'value' }>,
): Promise<string> {
  const [label, figure, comparator, comparatorLabel] = value;
  const beside = comparator !== undefined && {
    value: figureOf(comparator),
    period: comparatorLabel === undefined ? null : periodOf(comparatorLabel),
  };
  const given = {
    id: null,
    version: 0,
    source,
    period: periodOf(label),
    value: figureOf(figure),
    comparator: beside || null,
  };
  return (await saveValue(context, measure, given)).outcome;
}

async function aim(
  context: CouncilContext,
  { measure, target: { baseline, kind, amount, dueOn } }: Extract<What, { kind: 'target' }>,
): Promise<string> {
  const values = (await getMeasure(context, measure))?.values ?? [];
  const from = values.find(({ period }) => isSamePeriod(period, periodOf(baseline)));
  const given = { version: 0, baseline: from?.id ?? '', kind, amount: figureOf(amount), dueOn };
  return (await setTarget(context, measure, given)).outcome;
}

function figureOf(text: string): Figure {
  const figure = parseFigure(text);
  if (typeof figure === 'string') throw new Error(`${text} is no figure`);
  return figure;
}

async function threadOf(
  context: CouncilContext,
  statement: ExampleLink['statement'],
  first: string,
): Promise<string> {
  const { threads = [] } = (await listThreads(context, { kind: 'statement', statement })) ?? {};
  return threads.find(({ comments }) => comments[0]?.body === first)?.id ?? '';
}

async function review(
  context: CouncilContext,
  assessment: string,
  step: number,
  { kind, reason }: ExampleReviewStep,
): Promise<string> {
  const place = { assessment, step };
  if (kind === 'returned') return (await returnProposal(context, { ...place, reason })).outcome;
  if (kind === 'reopened') return (await reopenAssessment(context, { ...place, reason })).outcome;
  const content = (await getReview(context, context.now()))?.content;
  if (!content) return 'not open';
  if (kind === 'signed') {
    return (await signAssessment(context, { ...place, content: content.contentHash, reason })).outcome;
  }
  const confirmed = 'yes' as const;
  const { gaps, gapsHash, contentHash } = content;
  const seen = { gaps: gapCount(gaps), gapsHash, content: contentHash };
  return (await proposeAssessment(context, { ...place, reason, confirmed, ...seen })).outcome;
}

/** Marks the history and notices as seen by the person. */
async function look(context: CouncilContext): Promise<void> {
  const councilId = context.council.id;
  const [event, notice] = await inCouncil(councilId, async (tx) => [
    await tx.auditEvent.findFirst({
      where: { councilId, at: { lte: context.now() } },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    }),
    await tx.notice.findFirst({
      where: { councilId, personId: context.person.id, createdAt: { lte: context.now() } },
      orderBy: { createdAt: 'desc' },
      select: { id: true },
    }),
  ]);
  if (event) await markSeen(context, event.seq);
  if (notice) await markAllNoticesRead(context, notice.id);
}
