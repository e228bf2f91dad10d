import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { figureFromDatabase, unformattedFigure } from '#lib/kernel/figures.ts';
import { formatCount, formatList, formatNumber } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import { changeRow, type Facts, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import { LEVEL_NAMES, type Level } from '#lib/record/findings/rules.ts';
import {
  ACTION_NAMES,
  ACTION_STATE_NAMES,
  type ActionOwner,
  type ActionState,
  type Aim,
  actionSubject,
  describeAim,
  FUNDING_NAMES,
  type Funding,
  MILESTONE_NAMES,
  RATING_NAMES,
  type Rating,
} from '#lib/record/improvement/rules.ts';

/** What is stored of an action, but for its texts. */
export type ActionFacts = {
  readonly title: string;
  readonly priority: Level;
  readonly owner: ActionOwner | null;
  readonly startsOn: CalendarDate | null;
  readonly dueOn: CalendarDate | null;
  readonly firstDueOn: CalendarDate | null;
  readonly costOnce: number | null;
  readonly costYearly: number | null;
  readonly funding: Funding | null;
  readonly state: ActionState;
  readonly rating: Rating | null;
  readonly closedOn: CalendarDate | null;
  readonly aims: readonly Aim[];
  /** Each with its value as people write it: "14". */
  readonly proofs: readonly {
    readonly measure: string;
    readonly name: string;
    readonly value: string | null;
  }[];
  /** "E12". */
  readonly evidence: readonly string[];
  readonly findings: readonly number[];
};

/** What an update can change. */
export type UpdateFacts = Pick<
  ActionFacts,
  'state' | 'rating' | 'dueOn' | 'firstDueOn' | 'closedOn' | 'evidence'
>;

export type MilestoneFacts = {
  readonly title: string;
  readonly dueOn: CalendarDate;
  readonly firstDueOn: CalendarDate;
  readonly doneOn: CalendarDate | null;
};

/** `words`: of the outcome, monitoring and scrutiny. */
export type SavedAction = {
  readonly action: number;
  readonly before: ActionFacts | null;
  readonly after: ActionFacts;
  readonly words: WordsHash;
};

/** The action, by number and title. */
type OfAction = { readonly action: number; readonly title: string };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject`: "action-4". `assessmentId`: the assessment that is open, whose scores the aims could give away. */
    'action.saved': { subject: string; data: SavedAction & { readonly assessmentId: string | null } };
    /** `update`: its number in the action. `words`: of the note. */
    'action.updated': {
      subject: string;
      data: OfAction & {
        readonly update: number;
        readonly before: UpdateFacts;
        readonly after: UpdateFacts;
        readonly words: WordsHash;
      };
    };
    'action.milestone-saved': {
      subject: string;
      data: OfAction & {
        readonly milestone: number;
        readonly before: MilestoneFacts | null;
        readonly after: MilestoneFacts;
      };
    };
    'action.milestone-removed': {
      subject: string;
      data: OfAction & { readonly milestone: number; readonly before: MilestoneFacts };
    };
    /** Actions of a file, each as in `action.saved`. `subject`: "improvement-plan". */
    'actions.imported': {
      subject: string;
      data: { readonly unchanged: number; readonly saved: readonly SavedAction[] };
    };
    /**
     * The plan with these actions and no others. `subject`: "plan-publication-5". `of`: how many actions there were to
     * choose from.
     */
    'plan.published': {
      subject: string;
      data: {
        readonly publication: number;
        readonly contentHash: string;
        readonly actions: readonly number[];
        readonly of: number;
      };
    };
  }
}

export const improvementEvents = describeEvents({
  'action.saved': {
    kind: 'improvement',
    title: ({ data: { action, before, after } }) =>
      `Action ${action} ${before ? 'changed' : 'added'}: ${after.title}`,
    changes: ({ data: { before, after } }) => actionChanges(before, after, describeAim),
    blind: {
      // The hidden score could be guessed from what an action aims at.
      scoreOf: ({ data }) => ({ assessmentId: data.assessmentId ?? '', statement: null }),
      changes: ({ data: { before, after } }) => actionChanges(before, after, hiddenAim),
    },
  },
  'action.updated': {
    kind: 'improvement',
    title: ({ data }) => describeUpdate(data),
    changes: ({ data: { before, after } }) => changesOf(before && ofUpdate(before), ofUpdate(after)),
  },
  'action.milestone-saved': {
    kind: 'improvement',
    title: ({ data: { action, before, after } }) =>
      `Milestone of action ${action} ${outcomeOfMilestone(before, after)}: ${after.title}`,
    changes: ({ data: { before, after } }) => changesOf(before && ofMilestone(before), ofMilestone(after)),
  },
  'action.milestone-removed': {
    kind: 'improvement',
    title: ({ data: { action, before } }) => `Milestone of action ${action} removed: ${before.title}`,
  },
  'actions.imported': {
    kind: 'improvement',
    title: () => 'Actions imported',
    detail: ({ data: { saved } }) => {
      const added = saved.filter(({ before }) => before === null).length;
      return `${formatNumber(added)} added, ${formatNumber(saved.length - added)} changed`;
    },
  },
  'plan.published': {
    kind: 'improvement',
    title: () => 'Improvement plan published',
    detail: ({ data: { actions, of } }) => `${formatNumber(actions.length)} of ${formatCount(of, 'action')}`,
  },
});

/** The first that applies: its state, its date, its rating, or just a note. */
function describeUpdate({
  action,
  title,
  before,
  after,
}: OfAction & { readonly before: UpdateFacts; readonly after: UpdateFacts }): string {
  const name = `action ${action}`;
  if (before.state !== after.state) {
    const isReopened = before.closedOn !== null && after.closedOn === null;
    const state = isReopened ? 'opened again' : ACTION_STATE_NAMES[after.state].toLowerCase();
    return `Action ${action} ${state}: ${title}`;
  }
  if (before.dueOn !== after.dueOn && after.dueOn !== null) {
    return before.dueOn === null
      ? `Due date of ${name} set to ${formatDate(after.dueOn)}`
      : `Action ${action} moved from ${formatDate(before.dueOn)} to ${formatDate(after.dueOn)}`;
  }
  if (before.rating !== after.rating && after.rating !== null)
    return `Action ${action} rated ${after.rating}`;
  return `Progress of ${name} noted`;
}

function outcomeOfMilestone(before: MilestoneFacts | null, after: MilestoneFacts): string {
  if (after.doneOn !== null && !before?.doneOn) return 'done';
  if (before === null) return 'added';
  return before.dueOn === after.dueOn ? 'changed' : 'moved';
}

const hiddenAim = ({ statement }: Aim) => `${knownStatement(statement).name}: ${SCORE_HIDDEN}`;

/** In words by label. Null: nothing. */
type Words = Readonly<Record<string, string | null>>;

/** What is said of an action before and after, with the aims in words. */
export function actionChanges(
  before: ActionFacts | null,
  after: ActionFacts,
  aim: (aim: Aim) => string,
): readonly Change[] {
  return changesOf(before && ofAction(before, aim), ofAction(after, aim));
}

function ofAction(facts: ActionFacts, aim: (aim: Aim) => string): Words {
  const { title, priority, owner, startsOn, costOnce, costYearly, funding, aims, proofs, findings } = facts;
  return {
    [ACTION_NAMES.title]: title,
    [ACTION_NAMES.priority]: LEVEL_NAMES[priority],
    [ACTION_NAMES.owner]: owner?.name ?? null,
    [ACTION_NAMES.startsOn]: startsOn && formatDate(startsOn),
    [ACTION_NAMES.costOnce]: costOnce === null ? null : formatNumber(costOnce),
    [ACTION_NAMES.costYearly]: costYearly === null ? null : formatNumber(costYearly),
    [ACTION_NAMES.funding]: funding && FUNDING_NAMES[funding],
    [ACTION_NAMES.aims]: formatList(aims.map(aim)) || null,
    [ACTION_NAMES.proofs]:
      formatList(proofs.map(({ name, value }) => (value === null ? name : `${name}: ${value}`))) || null,
    [ACTION_NAMES.findings]: findings.join(', ') || null,
    ...ofUpdate(facts),
  };
}

function ofUpdate({ state, rating, dueOn, closedOn, evidence }: UpdateFacts): Words {
  return {
    [ACTION_NAMES.dueOn]: dueOn && formatDate(dueOn),
    [ACTION_NAMES.actionState]: ACTION_STATE_NAMES[state],
    [ACTION_NAMES.rating]: rating && RATING_NAMES[rating],
    [ACTION_NAMES.closedOn]: closedOn && formatDate(closedOn),
    [ACTION_NAMES.evidence]: evidence.join(', ') || null,
  };
}

function ofMilestone({ title, dueOn, doneOn }: MilestoneFacts): Words {
  return {
    [MILESTONE_NAMES.title]: title,
    [MILESTONE_NAMES.dueOn]: formatDate(dueOn),
    [MILESTONE_NAMES.doneOn]: doneOn && formatDate(doneOn),
  };
}

function changesOf(before: Words | null, after: Words): readonly Change[] {
  return Object.entries(after)
    .map(([name, value]) => ({ name, before: before?.[name] ?? null, after: value }))
    .filter((change) => change.before !== null || change.after !== null);
}

/** The texts of an action that its event has the hash of. */
export function wordsOfAction({
  outcome,
  monitoring,
  scrutiny,
}: {
  readonly outcome: string;
  readonly monitoring: string;
  readonly scrutiny: string;
}): readonly string[] {
  return [outcome, monitoring, scrutiny];
}

type ActionRow = {
  readonly number: number;
  readonly title: string;
  readonly outcome: string;
  readonly monitoring: string;
  readonly scrutiny: string;
  readonly aims: readonly Aim[];
  readonly proofs: readonly { readonly measure: string; readonly value: string | null }[];
  readonly evidence: readonly string[];
  readonly findings: readonly number[];
  readonly priority: string;
  readonly ownerId: string | null;
  readonly ownerName: string;
  readonly startsOn: string | null;
  readonly dueOn: string | null;
  readonly firstDueOn: string | null;
  readonly costOnce: number | null;
  readonly costYearly: number | null;
  readonly funding: string | null;
  readonly state: string;
  readonly rating: string | null;
  readonly closedOn: string | null;
  readonly isPublic: boolean;
  readonly changedBy: string;
};

/** Actions with what they aim at, prove, answer and rest on. */
export const actionRecords: RecordKind<ActionRow> = {
  tables: [
    ...['improvement_actions', 'action_statements', 'action_measures', 'action_evidence', 'action_findings'],
  ],
  replay() {
    const rows: RecordedRows = new Map();
    const apply = ({ action, after, words }: SavedAction, by: string | null) => {
      const key = actionSubject(action);
      const isPublic = rows.get(key)?.facts.isPublic ?? false;
      rows.set(key, { facts: { ...factsOfEvent(after), isPublic, changedBy: by }, words });
    };
    return {
      rows,
      apply(event) {
        if (event.type === 'action.saved') apply(event.data, event.actorId);
        else if (event.type === 'actions.imported') {
          for (const saved of event.data.saved) apply(saved, event.actorId);
        } else if (event.type === 'action.updated') {
          const { evidence, ...after } = event.data.after;
          const facts: Facts = { ...after, evidence: evidence.join(' '), changedBy: event.actorId };
          changeRow(rows, event.subject, facts);
        } else if (event.type === 'plan.published') {
          const shown = new Set(event.data.actions.map(actionSubject));
          for (const key of rows.keys()) changeRow(rows, key, { isPublic: shown.has(key) });
        }
      },
    };
  },
  select: `select a.number, a.title, a.outcome, a.monitoring, a.scrutiny, a.priority::text, a.owner_id::text as "ownerId",
                  a.owner_name as "ownerName", a.starts_on::text as "startsOn", a.due_on::text as "dueOn",
                  a.first_due_on::text as "firstDueOn", a.cost_once as "costOnce", a.cost_yearly as "costYearly",
                  a.funding::text, a.state::text, a.rating::text, a.closed_on::text as "closedOn",
                  a.is_public as "isPublic", a.changed_by_id::text as "changedBy",
                  coalesce((select json_agg(json_build_object('statement', s.statement, 'score', s.score)
                                            order by s.statement)
                              from action_statements s where s.council_id = a.council_id and s.action = a.number), '[]') as aims,
                  coalesce((select json_agg(json_build_object('measure', m.key, 'value', p.value::text) order by m.key)
                              from action_measures p
                              join measures m on m.council_id = p.council_id and m.id = p.measure_id
                             where p.council_id = a.council_id and p.action = a.number), '[]') as proofs,
                  array(select 'E' || i.number
                          from action_evidence e
                          join evidence_items i on i.council_id = e.council_id and i.id = e.evidence_item_id
                         where e.council_id = a.council_id and e.action = a.number order by i.number) as evidence,
                  array(select f.finding from action_findings f
                         where f.council_id = a.council_id and f.action = a.number order by f.finding) as findings
             from improvement_actions a where a.council_id = $1::uuid`,
  stored: ({ number, outcome, monitoring, scrutiny, aims, proofs, evidence, findings, ...facts }) => ({
    key: actionSubject(number),
    facts: {
      ...facts,
      ...joined({
        ...{ aims, evidence, findings },
        proofs: proofs.map(({ measure, value }) => ({
          measure,
          value: value === null ? null : unformattedFigure(figureFromDatabase(value)),
        })),
      }),
    },
    words: wordsOfAction({ outcome, monitoring, scrutiny }),
  }),
};

function factsOfEvent({ owner, aims, proofs, evidence, findings, ...facts }: ActionFacts): Facts {
  return {
    ...facts,
    ownerId: owner?.id ?? null,
    // The name of a member is not stored with the action.
    ownerName: owner && owner.id === null ? owner.name : '',
    ...joined({ aims, proofs, evidence, findings }),
  };
}

type Joined = Pick<ActionFacts, 'aims' | 'evidence' | 'findings'> & {
  readonly proofs: readonly { readonly measure: string; readonly value: string | null }[];
};

function joined({ aims, proofs, evidence, findings }: Joined): Facts {
  const sorted = (parts: readonly string[]) => parts.toSorted().join(' ');
  return {
    aims: sorted(aims.map(({ statement, score }) => `${statement}:${score ?? ''}`)),
    proofs: sorted(proofs.map(({ measure, value }) => `${measure}:${value ?? ''}`)),
    evidence: evidence.join(' '),
    findings: findings.join(' '),
  };
}

type UpdateRow = {
  readonly action: number;
  readonly number: number;
  readonly note: string;
  readonly stateBefore: string;
  readonly state: string;
  readonly rating: string | null;
  readonly dueBefore: string | null;
  readonly dueOn: string | null;
  readonly by: string;
};

/** Progress notes. */
export const actionUpdateRecords: RecordKind<UpdateRow> = {
  tables: ['action_updates'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'action.updated') return;
        const { update, before, after, words } = event.data;
        const facts: Facts = {
          ...{ stateBefore: before.state, state: after.state, rating: after.rating },
          ...{ dueBefore: before.dueOn, dueOn: after.dueOn, by: event.actorId },
        };
        rows.set(updateKey(event.subject, update), { facts, words });
      },
    };
  },
  select: `select action, number, note, state_before::text as "stateBefore", state::text, rating::text,
                  due_before::text as "dueBefore", due_on::text as "dueOn", by_id::text as by
             from action_updates where council_id = $1::uuid`,
  stored: ({ action, number, note, ...facts }) => ({
    key: updateKey(actionSubject(action), number),
    facts,
    words: [note],
  }),
};

type MilestoneRow = MilestoneFacts & {
  readonly action: number;
  readonly key: number;
  readonly changedBy: string;
};

export const milestoneRecords: RecordKind<MilestoneRow> = {
  tables: ['action_milestones'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'action.milestone-removed') {
          rows.delete(milestoneKey(event.subject, event.data.milestone));
        } else if (event.type === 'action.milestone-saved') {
          const { milestone, after } = event.data;
          rows.set(milestoneKey(event.subject, milestone), { facts: { ...after, changedBy: event.actorId } });
        }
      },
    };
  },
  select: `select action, key, title, due_on::text as "dueOn", first_due_on::text as "firstDueOn",
                  done_on::text as "doneOn", changed_by_id::text as "changedBy"
             from action_milestones where council_id = $1::uuid`,
  stored: ({ action, key, ...facts }) => ({ key: milestoneKey(actionSubject(action), key), facts }),
};

function updateKey(subject: string, update: number): string {
  return `update ${update} of ${subject}`;
}

function milestoneKey(subject: string, milestone: number): string {
  return `milestone ${milestone} of ${subject}`;
}
