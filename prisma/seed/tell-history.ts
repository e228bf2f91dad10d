import { Readable } from 'node:stream';
import { v5 as uuidv5 } from 'uuid';
import { publishPlan } from '#lib/exchange/publications/commands.ts';
import { getPlanToPublish } from '#lib/exchange/publications/queries.ts';
import { hashPublication, publicationOf } from '#lib/exchange/publications/rules.ts';
import { markSeen } from '#lib/history/activity/commands.ts';
import { startAssessment } from '#lib/history/closings/commands.ts';
import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { describeScenario, saveScenario, setTargets } from '#lib/insight/scenarios/commands.ts';
import { needsField } from '#lib/insight/scenarios/rules.ts';
import { agreeToShare } from '#lib/insight/sharing/commands.ts';
import { addDays, type CalendarDate } from '#lib/kernel/dates.ts';
import { type Figure, parseFigure } from '#lib/kernel/figures.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { isSamePeriod } from '#lib/kernel/periods.ts';
import { type CouncilContext, memberContext, withClock } from '#lib/platform/access/context.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { type ReceivedFile, receiveFile } from '#lib/platform/storage/receive.ts';
import { savePoint, uploadDraft } from '#lib/record/accuracy/commands.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { reviewLog, saveLog } from '#lib/record/case-logs/commands.ts';
import { getLog } from '#lib/record/case-logs/queries.ts';
import { drawCases, saveCase, saveRegister } from '#lib/record/cases/commands.ts';
import { getCase } from '#lib/record/cases/queries.ts';
import { factsOf, NEW_CASE } from '#lib/record/cases/rules.ts';
import { giveChallenge } from '#lib/record/challenge/commands.ts';
import { addFile, addLink, attachEvidence, replaceFile } from '#lib/record/evidence/commands.ts';
import { NO_FURTHER_DETAILS, parseReference, referenceOf } from '#lib/record/evidence/rules.ts';
import { saveFinding } from '#lib/record/findings/commands.ts';
import { saveAction, saveMilestone, updateAction } from '#lib/record/improvement/commands.ts';
import { getActionToUpdate } from '#lib/record/improvement/queries.ts';
import { endInspection, namePerson, saveStep, startInspection } from '#lib/record/inspections/commands.ts';
import { getInspection } from '#lib/record/inspections/queries.ts';
import { addMeasure, saveValue, setTarget } from '#lib/record/measures/commands.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import { listMembers } from '#lib/record/members/queries.ts';
import { saveReport } from '#lib/record/published-reports/commands.ts';
import { answerItem, assignItems, signItems, startReturn } from '#lib/record/returns/commands.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { saveLetter, saveStage } from '#lib/record/support-stages/commands.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import { noteHeard, saveRequest, saveSession } from '#lib/record/visits/commands.ts';
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
import type { ExampleCouncil, ExampleLink, ExampleReviewStep, ExampleStage, Replacement } from './example.ts';
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
  'replaced',
  'ended',
  'assigned',
  'answered',
  'moved',
  'uploaded',
  'noted',
  'already noted',
  'named',
  'opened',
  'drawn',
  'sent',
  'reviewed',
  'published',
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
    case 'stage':
      return tellStage(context, what.stage);
    case 'topic':
      return (await saveTopic(context, null, { ...what.topic, retired: false, version: 0 })).outcome;
    case 'report':
      return (await saveReport(context, { ...what.report, report: 0, version: 0 })).outcome;
    case 'finding': {
      const version = what.finding.finding === 0 ? 0 : 1;
      return (await saveFinding(context, { ...what.finding, version })).outcome;
    }
    case 'inspect':
      return (await startInspection(context, what.start)).outcome;
    case 'step':
      return changeStep(context, what, idOf);
    case 'draft': {
      const { inspection, draft } = what;
      const file = await received(context, draft.name, draft);
      return (await uploadDraft(context, inspection, { receivedOn: draft.receivedOn }, file)).outcome;
    }
    case 'point': {
      const { owner, ...point } = what.point;
      const input = { ...point, inspection: what.inspection, owner: owner === null ? null : idOf(owner) };
      return (await savePoint(context, input)).outcome;
    }
    case 'visit':
      return tellVisit(context, what, idOf);
    case 'action': {
      const { owner, ...action } = what.action;
      const input = { ...action, action: 0, version: 0, owner: owner === null ? null : idOf(owner) };
      return (await saveAction(context, input)).outcome;
    }
    case 'publish': {
      const { plan } = await getPlanToPublish(context);
      const { actions: publishedActions, ...shown } = what.choice;
      const { contentHash: previewed } = hashPublication(publicationOf(plan, what.choice));
      return (await publishPlan(context, { publishedActions, ...shown, previewed })).outcome;
    }
    case 'progress':
    case 'milestone':
      return workOnAction(context, what, loadedAt);
    case 'inspected': {
      const { inspection, ended } = what;
      const state = { state: 'finished' as const, endedOn: ended.on };
      return (await endInspection(context, { inspection, version: 1, ...state })).outcome;
    }
    case 'list':
      return (await startReturn(context, { inspection: what.inspection, ...what.start })).outcome;
    case 'list assigned':
    case 'list answered':
    case 'list signed':
      return workOnList(context, what, idOf);
    case 'named': {
      const { person, part } = what.named;
      return (await namePerson(context, { inspection: what.inspection, person: idOf(person), part })).outcome;
    }
    case 'register':
    case 'drawn':
    case 'tracked':
    case 'log':
    case 'log reviewed':
      return workOnCases(context, what);
    case 'value':
      return addValue(context, what);
    case 'target':
      return aim(context, what);
    case 'agree': {
      const { shared, reason } = what.agreement;
      return (await agreeToShare(context, { shared, reason, version: what.version })).outcome;
    }
    case 'evidence':
      return addEvidence(context, assessment, what, { idOf, loadedAt });
    case 'replace': {
      const { number, name, replaced } = what;
      const file = await received(context, name, replaced);
      const { reason, datedOn } = replaced;
      return (await replaceFile(context, referenceOf(number), { based: 1, reason, datedOn }, file)).outcome;
    }
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

async function tellStage(context: CouncilContext, told: ExampleStage): Promise<string> {
  if ('details' in told) return (await savePlanDetails(context, { ...told.details, version: 0 })).outcome;
  if ('letter' in told) return (await saveLetter(context, { ...told.letter, letter: 0, version: 0 })).outcome;
  return (await saveStage(context, { ...told.stage, stage: 0, version: 0 })).outcome;
}

async function addEvidence(
  context: CouncilContext,
  assessment: string,
  {
    item: {
      number,
      title,
      category,
      datedOn,
      owner,
      marking,
      containsPersonalData,
      source,
      known: { ownedBy, reviewInDays, needsRedaction = false, ...known } = {},
    },
    use,
  }: Extract<What, { kind: 'evidence' }>,
  { idOf, loadedAt }: { readonly idOf: (email: string) => string; readonly loadedAt: Date },
): Promise<string> {
  const details = {
    ...NO_FURTHER_DETAILS,
    ...known,
    title,
    category,
    datedOn,
    owner: ownedBy === undefined ? owner : '',
    ownerId: ownedBy === undefined ? null : idOf(ownedBy),
    reviewBy: reviewInDays === undefined ? null : addDays(londonDay(loadedAt), reviewInDays),
    marking,
    containsPersonalData: containsPersonalData || needsRedaction,
    needsRedaction,
    ...(use ?? { statement: null, shows: '', location: '' }),
    assessment,
    // The same on every load, so that an item added just before an interruption is recognised.
    submission: uuidv5(referenceOf(number), context.council.id),
  };
  if (source.kind === 'link') return (await addLink(context, { ...details, url: source.url })).outcome;
  return (await addFile(context, details, await received(context, source.name, source))).outcome;
}

async function received(
  { council, person }: CouncilContext,
  name: string,
  { build }: Pick<Replacement, 'build'>,
): Promise<ReceivedFile> {
  const whose = { councilId: council.id, personId: person.id, name };
  const result = await receiveFile(Readable.from([await build()]), { ...whose, maxBytes: 1024 ** 3 });
  if (!result.ok) throw new Error(`The example file ${name} was refused: ${result.reason}`);
  return result.file;
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

async function changeStep(
  context: CouncilContext,
  { inspection, step: { step, owner, given } }: Extract<What, { kind: 'step' }>,
  idOf: (email: string) => string,
): Promise<string> {
  const { steps = [] } = (await getInspection(context, inspection)) ?? {};
  const stored = steps.find(({ key }) => key === step);
  const input = {
    ...{ name: '', setOn: stored?.setOn ?? null, days: stored?.days ?? 1, doneOn: stored?.doneOn ?? null },
    ...given,
  };
  return (
    await saveStep(context, {
      ...{ inspection, step, ...input, version: stored?.version ?? 0 },
      owner: owner === undefined ? (stored?.owner?.id ?? null) : idOf(owner),
    })
  ).outcome;
}

async function workOnList(
  context: CouncilContext,
  what: Extract<What, { kind: 'list assigned' | 'list answered' | 'list signed' }>,
  idOf: (email: string) => string,
): Promise<string> {
  const { inspection, list } = what;
  const about = { inspection, list };
  if (what.kind === 'list answered') {
    const { item, ready, answer } = what.given;
    return (await answerItem(context, { ...about, item, ready, ...answer })).outcome;
  }
  const { items = [] } = (await getReturn(context, inspection, list)) ?? {};
  const seen = items.filter(({ key }) => what.given.items.includes(key));
  if (what.kind === 'list signed') return (await signItems(context, { ...about, items: seen })).outcome;
  const { owner, dueOn } = what.given;
  return (await assignItems(context, { ...about, items: seen, owner: idOf(owner), dueOn })).outcome;
}

async function tellVisit(
  context: CouncilContext,
  { inspection, visit }: Extract<What, { kind: 'visit' }>,
  idOf: (email: string) => string,
): Promise<string> {
  if ('session' in visit) return (await saveSession(context, { inspection, ...visit.session })).outcome;
  if ('heard' in visit) {
    const capture = uuidv5(`${visit.at} ${visit.heard.heard}`, context.council.id);
    return (await noteHeard(context, { inspection, capture, ...visit.heard })).outcome;
  }
  const { owner, ...request } = visit.request;
  return (await saveRequest(context, { inspection, ...request, owner: owner === null ? null : idOf(owner) }))
    .outcome;
}

async function workOnAction(
  context: CouncilContext,
  what: Extract<What, { kind: 'progress' | 'milestone' }>,
  loadedAt: Date,
): Promise<string> {
  const action = await getActionToUpdate(context, what.action);
  if (!action) return 'not found';
  if (what.kind === 'progress') {
    const { note, given } = what.progress;
    const before = {
      ...{ rating: action.rating, actionState: action.state, dueOn: action.dueOn, closedOn: action.closedOn },
      evidenceItems: action.evidence.flatMap(({ reference }) => parseReference(reference) ?? []),
    };
    const input = { action: what.action, version: action.version, note, ...before, ...given };
    return (await updateAction(context, input)).outcome;
  }
  const { milestone, reachedOn } = what;
  const stored = action.milestones.find(({ key }) => key === what.key && reachedOn !== null);
  const day = 'dueOn' in milestone ? milestone.dueOn : dueOn(context.now(), loadedAt, milestone.dueInDays);
  const input = { action: what.action, milestone: stored?.key ?? 0, version: stored?.version ?? 0 };
  return (
    await saveMilestone(context, {
      ...{ ...input, milestoneTitle: milestone.title, doneOn: reachedOn },
      dueOn: stored?.dueOn ?? day,
    })
  ).outcome;
}

async function workOnCases(
  context: CouncilContext,
  what: Extract<What, { kind: 'register' | 'drawn' | 'tracked' | 'log' | 'log reviewed' }>,
): Promise<string> {
  const { inspection } = what;
  switch (what.kind) {
    case 'register':
      return (await saveRegister(context, { inspection, version: 0, ...what.register })).outcome;
    case 'drawn':
      return (await drawCases(context, { inspection, ...what.draw })).outcome;
    case 'tracked': {
      const { found } = (await getCase(context, inspection, what.number)) ?? {};
      const facts = { ...NEW_CASE, reference: '', ...found, ...what.facts };
      const at = { inspection, case: what.number, version: found?.version ?? 0 };
      return (await saveCase(context, { ...factsOf(facts), ...at })).outcome;
    }
    case 'log': {
      const { log, sent } = what.log;
      const at = { inspection, log: 0, version: 0, owner: null };
      return (await saveLog(context, { ...at, ...log, do: sent ? 'send' : 'save' })).outcome;
    }
    case 'log reviewed': {
      const version = (await getLog(context, inspection, what.log))?.log.version ?? 0;
      const input = {
        inspection,
        log: what.log,
        version,
        review: what.review,
        decision: 'reviewed',
      } as const;
      return (await reviewLog(context, input)).outcome;
    }
  }
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
