import { lastDayShown } from '#lib/exchange/papers/rules.ts';
import { describeAim, describeMoves } from '#lib/insight/scenarios/rules.ts';
import { describeParts } from '#lib/insight/sharing/rules.ts';
import { type CalendarDate, dayOf } from '#lib/kernel/dates.ts';
import { storedFigure } from '#lib/kernel/figures.ts';
import {
  capitalise,
  formatBytes,
  formatCount,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatList,
} from '#lib/kernel/format.ts';
import { formatPeriod } from '#lib/kernel/periods.ts';
import { ROLE_NAMES, type Role } from '#lib/platform/access/permissions.ts';
import type {
  AuditEvent,
  EvidenceFacts,
  MeasureFacts,
  MeasureTargetFacts,
  MeasureValueFacts,
  ScenarioFacts,
  StatementFacts,
  StatementPeople,
  TargetFacts,
} from '#lib/platform/audit/events.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import type { HiddenScores } from '#lib/record/challenge/rules.ts';
import { type NarrativeField, quoteOf } from '#lib/record/claims/rules.ts';
import {
  CATEGORY_NAMES,
  type Category,
  DETAIL_NAMES,
  numberOf,
  referenceOf,
} from '#lib/record/evidence/rules.ts';
import {
  DIRECTION_NAMES,
  type Direction,
  describeSourced,
  describeValue,
  MEASURE_NAMES,
  measured,
  TOPIC_NAMES,
  type Topic,
  UNIT_NAMES,
  type Unit,
  VALUE_NAMES,
} from '#lib/record/measures/rules.ts';
import { describeFacts, describeFilter as describeResultsFilter } from '#lib/record/results/rules.ts';
import {
  isStatementId,
  SCORE_WORDS,
  type Score,
  STATEMENTS,
  type StatementId,
  statement,
} from '#lib/scoring/index.ts';
import { describeSubject } from '#lib/work/comments/rules.ts';
import { DIGEST_NAMES } from '#lib/work/notices/rules.ts';

/** Kinds of event that the history can be narrowed to. */
export const KINDS = [
  'statements',
  'challenges',
  'evidence',
  'uses',
  'results',
  'comments',
  'reviews',
  'measures',
  'scenarios',
  'views',
  'assessments',
  'members',
] as const;
export type Kind = (typeof KINDS)[number];

export const KIND_NAMES: Record<Kind, string> = {
  statements: 'Statements',
  challenges: 'Challenge scores',
  evidence: 'Evidence added or changed',
  uses: 'Evidence on statements',
  results: 'Published results',
  comments: 'Comments',
  measures: 'Measures',
  scenarios: 'Scenarios and targets',
  reviews: 'Review and sign-off',
  views: 'Downloads and exports',
  assessments: 'Assessments',
  members: 'Council and members',
};

const KIND_OF: Record<AuditEvent['type'], Kind> = {
  'council.added': 'members',
  'member.added': 'members',
  'member.invited': 'members',
  'member.joined': 'members',
  'invitation.renewed': 'members',
  'invitation.withdrawn': 'members',
  'member.role-changed': 'members',
  'member.disabled': 'members',
  'member.enabled': 'members',
  'member.sessions-ended': 'members',
  'member.code-issued': 'members',
  'member.digest-set': 'members',
  'assessment.started': 'assessments',
  'assessment.closed': 'assessments',
  'closing.requested': 'assessments',
  'closing.withdrawn': 'assessments',
  'closing.confirmed': 'assessments',
  'closing.declined': 'assessments',
  'closing.undone': 'assessments',
  'statement.assigned': 'statements',
  'statement.saved': 'statements',
  'statement.confirmed': 'statements',
  'challenge.given': 'challenges',
  'challenge.blind-set': 'assessments',
  'evidence.added': 'evidence',
  'evidence.changed': 'evidence',
  'evidence.attached': 'uses',
  'evidence.detached': 'uses',
  'evidence.explained': 'uses',
  'results.imported': 'results',
  'results.correction-removed': 'results',
  'results.exported': 'views',
  'comment.added': 'comments',
  'comment.answered': 'comments',
  'comment.resolved': 'comments',
  'comment.reopened': 'comments',
  'comment.deleted': 'comments',
  'review.proposed': 'reviews',
  'review.withdrawn': 'reviews',
  'review.returned': 'reviews',
  'review.signed': 'reviews',
  'review.reopened': 'reviews',
  'measure.added': 'measures',
  'measure.changed': 'measures',
  'measure.value-saved': 'measures',
  'measure.target-set': 'measures',
  'measures.imported': 'measures',
  'measures.exported': 'views',
  'scenario.saved': 'scenarios',
  'scenario.changed': 'scenarios',
  'scenario.removed': 'scenarios',
  'scenarios.exported': 'views',
  'target.set': 'scenarios',
  'file.downloaded': 'views',
  'dashboard.exported': 'views',
  'strength.exported': 'views',
  'movement.exported': 'views',
  'pack.exported': 'views',
  'paper.exported': 'views',
  'paper.shared': 'views',
  'paper.withdrawn': 'views',
  'paper.opened': 'views',
  'activity.exported': 'views',
  'sharing.changed': 'members',
  'sharing.exported': 'views',
};

export function typesOf(kind: Kind): readonly string[] {
  return Object.entries(KIND_OF).flatMap(([type, candidate]) => (candidate === kind ? [type] : []));
}

/** What the history is narrowed to. Days are calendar dates in London, both of them included. */
export type ActivityFilter = {
  readonly statement?: StatementId | undefined;
  /** Reference of an evidence item. */
  readonly evidence?: string | undefined;
  /** Id of a person: what they did, and what was done to their membership. */
  readonly person?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
};

/** What an address asks for. What it asks for in a way that means nothing is left out. */
export function filterOf(query: Readonly<Record<string, unknown>>): ActivityFilter {
  const { statement: on, evidence, person, kind } = query;
  const number = typeof evidence === 'string' ? numberOf(evidence) : null;
  return {
    statement: isStatementId(on) ? on : undefined,
    evidence: number === null ? undefined : referenceOf(number),
    person: typeof person === 'string' && UUID.test(person) ? person.toLowerCase() : undefined,
    kind: KINDS.find((candidate) => candidate === kind),
    from: dayOf(query.from),
    to: dayOf(query.to),
  };
}

/** The filters that are set, as the address of a list and the record of its export hold them. */
export function activeFilters(filter: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An event as it is listed, on the page and in the CSV file alike. */
export type ActivityEntry = Description & {
  readonly seq: number;
  readonly at: Date;
  readonly by: string;
  readonly role: string;
  readonly kind: string;
  /** Why it was done, as its giver said it. Null: there is none to tell. */
  readonly reason: string | null;
};

export type SealedEntry = ActivityEntry & {
  readonly requestId: string;
  /** Both are null while scores are hidden from this person. */
  readonly hash: string | null;
  readonly previousHash: string | null;
};

type Row = {
  readonly seq: number;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
  /** Kept with what the event is of: events hold no words. */
  readonly reason: string | null;
  /** The start of what was said with it, as far as this person may read it and it is still there. */
  readonly said: Said | null;
};

/** Of a comment, and of the texts of a statement. */
export type Said = Readonly<Partial<Record<'comment' | NarrativeField, string>>>;

/** What an audit row says, in words, to a person from whom these scores are hidden. */
export function entryOf(
  { seq, at, actorName, actorRole, type, subject, data, reason, said }: Row,
  hidden: HiddenScores | null,
): ActivityEntry {
  const event = { type, subject, data } as AuditEvent;
  const scoreHidden = isHidden(event, hidden);
  return {
    seq,
    at,
    by: actorName,
    role: ROLE_NAMES[actorRole as Role] ?? 'System',
    kind: KIND_NAMES[KIND_OF[event.type]],
    reason: scoreHidden ? null : reason || null,
    ...inWords(event, scoreHidden, said ?? {}),
  };
}

export const CSV_COLUMNS = [
  'Event',
  'Date and time (London)',
  'Date and time (UTC)',
  'By',
  'Role',
  'Kind',
  'What happened',
  'Details',
  'Request id',
  'Hash',
  'Hash of the event before',
] as const;

/** An entry as a record of the CSV file. */
export function csvCells(entry: SealedEntry): readonly (string | number)[] {
  return [
    entry.seq,
    formatDateTime(entry.at),
    entry.at.toISOString(),
    entry.by,
    entry.role,
    entry.kind,
    entry.title,
    [entry.detail ?? [], entry.reason === null ? [] : `Reason: ${entry.reason}`].flat().join('. '),
    entry.requestId,
    entry.hash ?? SCORE_HIDDEN,
    entry.previousHash ?? SCORE_HIDDEN,
  ];
}

/** One event in plain words: a short title, and what changed in a sentence where that says more. */
export type Description = { readonly title: string; readonly detail: string | null };

const nameOf = (id: string) => (isStatementId(id) ? statement(id).name : id);

/**
 * Whether an event tells a score that its reader may not see yet. What was proposed or signed does by its hash: whoever
 * knows all the rest of it could try each score until the hash fits.
 */
export function isHidden(event: AuditEvent, hidden: HiddenScores | null): boolean {
  if (!hidden) return false;
  switch (event.type) {
    case 'statement.saved':
    case 'challenge.given':
      return event.data.assessmentId === hidden.assessmentId && hidden.statements.includes(event.subject);
    case 'review.proposed':
    case 'review.signed':
    // Of a closing that was undone: the cycle is open again, and challenged blind again.
    case 'assessment.closed':
      return event.subject === hidden.assessmentId && hidden.statements.length > 0;
    // What a scenario or a target comes to lets the score be guessed, so none is told before all may be.
    case 'scenario.saved':
    case 'scenario.changed':
    case 'scenario.removed':
    case 'target.set':
      return event.data.assessmentId === hidden.assessmentId && hidden.statements.length > 0;
    default:
      return false;
  }
}

export const SCORE_HIDDEN = 'Hidden until you give your challenge score';

/**
 * What happened, as the activity page tells it. `scoreHidden`: without the scores that it tells or gives away. `said`: as in
 * a row.
 */
export function inWords(event: AuditEvent, scoreHidden = false, said: Said = {}): Description {
  switch (event.type) {
    case 'council.added':
      return { title: `${event.data.name} added to the service`, detail: null };
    case 'member.added':
      return {
        title: `${event.data.name} added as ${ROLE_NAMES[event.data.role].toLowerCase()}`,
        detail: null,
      };
    case 'member.invited':
      return {
        title: `${event.data.name} ${event.data.isNew === undefined ? 'invited' : 'added'} as ${ROLE_NAMES[event.data.role].toLowerCase()}`,
        detail: event.data.isNew ? 'With a sign-in code for their first password' : null,
      };
    case 'member.joined': {
      const { name, invitedAs, role } = event.data;
      return {
        title: `${name} joined as ${ROLE_NAMES[role].toLowerCase()}`,
        detail: invitedAs === name ? null : `Invited as ${invitedAs}`,
      };
    }
    case 'invitation.renewed':
      return {
        title: `New invitation code issued for ${event.data.name}`,
        detail: `Expires ${formatDateTime(event.data.expiresAt)}`,
      };
    case 'invitation.withdrawn':
      return { title: `Invitation to ${event.data.name} withdrawn`, detail: null };
    case 'member.role-changed': {
      const { name, before, after } = event.data;
      return {
        title: `Role of ${name} changed`,
        detail: `From ${ROLE_NAMES[before].toLowerCase()} to ${ROLE_NAMES[after].toLowerCase()}`,
      };
    }
    case 'member.disabled':
      return { title: `${event.data.name} disabled in this council`, detail: null };
    case 'member.enabled':
      return { title: `${event.data.name} enabled in this council`, detail: null };
    case 'member.sessions-ended':
      return { title: `${event.data.name} signed out of this council`, detail: null };
    case 'member.code-issued':
      return {
        title: `New sign-in code issued for ${event.data.name}`,
        detail: `Expires ${formatDateTime(event.data.expiresAt)}`,
      };
    case 'member.digest-set': {
      const { name, before, after } = event.data;
      return {
        title: `Notices by email for ${name} changed`,
        detail: `From ${DIGEST_NAMES[before].toLowerCase()} to ${DIGEST_NAMES[after].toLowerCase()}`,
      };
    }
    case 'statement.assigned': {
      const { before, after } = event.data;
      const changed = [
        { what: 'People', from: describePeople(before), to: describePeople(after) },
        { what: 'Due date', from: formatDueDate(before.dueOn), to: formatDueDate(after.dueOn) },
      ].filter(({ from, to }) => from !== to);
      return {
        title: `${capitalise(formatList(changed.map(({ what }) => what.toLowerCase())))} of ${nameOf(event.subject)} changed`,
        detail: changed.map(({ from, to }) => `From ${from} to ${to}`).join('. '),
      };
    }
    case 'assessment.started': {
      const { name, carriedFrom } = event.data;
      return {
        title: `Assessment started: ${name}`,
        detail: carriedFrom ? `Carried forward from ${carriedFrom.name}` : null,
      };
    }
    case 'assessment.closed':
      return {
        title: `Assessment closed: ${event.data.name}`,
        detail: scoreHidden
          ? 'Content hash hidden until you give your challenge score'
          : `Kept as it stood. Content hash ${event.data.contentHash}`,
      };
    case 'closing.requested': {
      const { name, next } = event.data;
      return {
        title: `Director asked to close the assessment: ${name}`,
        detail: `To start ${next.name}, ${formatDateRange(next.startsOn, next.endsOn)}, ${next.carries ? 'carried forward' : 'empty'}`,
      };
    }
    case 'closing.withdrawn':
      return { title: `Request to close withdrawn: ${event.data.name}`, detail: null };
    case 'closing.confirmed':
      return { title: `Closing confirmed: ${event.data.name}`, detail: 'Not everything in it was signed' };
    case 'closing.declined':
      return { title: `Closing declined: ${event.data.name}`, detail: null };
    case 'closing.undone': {
      const { name, undone } = event.data;
      return {
        title: `Closing undone: ${name}`,
        detail: `It is open again. ${undone.name}, which replaced it, was removed`,
      };
    }
    case 'statement.confirmed':
      return { title: `${nameOf(event.subject)} confirmed as still true`, detail: 'As carried forward' };
    case 'statement.saved':
      return {
        title: `${nameOf(event.subject)} saved`,
        detail: statementChange(event.data.before, event.data.after, scoreHidden, said),
      };
    case 'challenge.given': {
      const { before, after, ownHidden } = event.data;
      const scores = before === null ? `Score ${after}` : `Score changed from ${before} to ${after}`;
      return {
        title: `Challenge score for ${nameOf(event.subject)} given`,
        detail: scoreHidden
          ? SCORE_HIDDEN
          : `${scores}, with the council’s score ${ownHidden ? 'hidden' : 'not hidden'}`,
      };
    }
    case 'challenge.blind-set':
      return {
        title: `Challenge scores are${event.data.after ? '' : ' no longer'} given blind`,
        detail: null,
      };
    case 'evidence.added': {
      const { title, source, statement: on } = event.data;
      const what = source.kind === 'file' ? `File ${source.name}` : `Link ${source.url}`;
      return {
        title: `Evidence ${event.subject} added: ${title}`,
        detail: on ? `${what}, on ${nameOf(on)}` : what,
      };
    }
    case 'evidence.changed': {
      const { before, after } = event.data;
      const changed = Object.entries(DETAIL_NAMES).flatMap(([key, name]) =>
        before[key as keyof typeof before] === after[key as keyof typeof after] ? [] : [name.toLowerCase()],
      );
      return {
        title: `Details of evidence ${event.subject} changed`,
        detail: `Changed: ${changed.join(', ')}`,
      };
    }
    case 'evidence.attached':
      return { title: `Evidence ${event.subject} attached to ${nameOf(event.data.statement)}`, detail: null };
    case 'evidence.detached':
      return {
        title: `Evidence ${event.subject} removed from ${nameOf(event.data.statement)}`,
        detail: null,
      };
    case 'evidence.explained':
      return {
        title: `What evidence ${event.subject} shows on ${nameOf(event.data.statement)} changed`,
        detail: null,
      };
    case 'results.imported': {
      const { changes } = event.data;
      return {
        title: `${formatCount(changes.length, 'published result')} corrected or added`,
        detail: formatList(changes.map(({ council }) => council)),
      };
    }
    case 'results.correction-removed':
      return { title: `Correction of the published result of ${event.data.council} removed`, detail: null };
    case 'results.exported': {
      const { filter, count } = event.data;
      const narrowed = describeResultsFilter(filter).map(({ text }) => text);
      return {
        title: 'Published results exported',
        detail: `${formatCount(count, 'council')}${narrowed.length > 0 ? `, filtered by ${narrowed.join(', ')}` : ''}`,
      };
    }
    case 'comment.added':
    case 'comment.answered': {
      const { mentioned } = event.data;
      const told = mentioned.length === 0 ? [] : [`for ${formatList(mentioned)}`];
      return {
        title: `${event.type === 'comment.added' ? 'Comment' : 'Answer to a comment'} on ${describeSubject(event.subject)} added`,
        detail: capitalise([firstLine(said.comment) ?? [], told].flat().join(', ')) || null,
      };
    }
    case 'comment.resolved':
      return { title: `Comment on ${describeSubject(event.subject)} resolved`, detail: null };
    case 'comment.reopened':
      return { title: `Comment on ${describeSubject(event.subject)} reopened`, detail: null };
    case 'comment.deleted':
      return {
        title: `Comment on ${describeSubject(event.subject)} deleted by its writer`,
        detail: null,
      };
    case 'review.proposed': {
      const { version, contentHash, gaps } = event.data;
      return {
        title: `Version ${version} proposed for sign-off`,
        detail: scoreHidden
          ? 'Gaps and content hash hidden until you give your challenge score'
          : `${gaps === 0 ? 'No gaps' : `With ${formatCount(gaps, 'gap')}`}. Content hash ${contentHash}`,
      };
    }
    case 'review.signed':
      return {
        title: `Version ${event.data.version} signed`,
        detail: scoreHidden
          ? 'Content hash hidden until you give your challenge score'
          : `Content hash ${event.data.contentHash}`,
      };
    case 'review.withdrawn':
    case 'review.returned':
    case 'review.reopened': {
      const { version } = event.data;
      const what = {
        'review.withdrawn': `Proposal of version ${version} withdrawn`,
        'review.returned': `Version ${version} returned for changes`,
        'review.reopened': `Reopened after version ${version} was signed`,
      } as const;
      return { title: what[event.type], detail: null };
    }
    case 'measure.added':
      return { title: `Measure added: ${event.data.name}`, detail: null };
    case 'measure.changed': {
      const { before, after } = event.data;
      const changed = measureChanges(before, after).filter((change) => change.before !== change.after);
      return {
        title: `Measure changed: ${after.name}`,
        detail: `Changed: ${changed.map(({ name }) => name.toLowerCase()).join(', ')}`,
      };
    }
    case 'measure.value-saved': {
      const { name, unit, before, after } = event.data;
      const period = (after ?? before)?.period;
      const [was, is] = [
        before && describeValue(before, unit as Unit),
        after && describeValue(after, unit as Unit),
      ];
      return {
        title: `${name}: value ${before ? (after ? 'changed' : 'removed') : 'added'}${period ? ` for ${formatPeriod(period)}` : ''}`,
        detail: was === null || is === null ? (is ?? was) : was === is ? null : `From ${was} to ${is}`,
      };
    }
    case 'measure.target-set': {
      const { name, unit, before, after } = event.data;
      return {
        title: `${name}: target ${before ? (after ? 'changed' : 'removed') : 'set'}`,
        detail: after && describeMeasureAim(after, unit),
      };
    }
    case 'measures.imported': {
      const { values, unchanged } = event.data;
      const added = values.filter(({ before }) => before === null).length;
      return {
        title: 'Values of measures imported',
        detail: `${added} added, ${values.length - added} changed, ${unchanged} the same as before`,
      };
    }
    case 'measures.exported':
      return { title: 'Values of measures exported', detail: formatCount(event.data.count, 'value') };
    case 'scenario.saved':
    case 'scenario.removed': {
      const what = event.type === 'scenario.saved' ? 'saved' : 'removed';
      return scoreHidden
        ? { title: `Scenario ${what}`, detail: SCORE_HIDDEN }
        : { title: `Scenario ${what}: ${event.data.name}`, detail: describeMoves(event.data.scores) };
    }
    case 'scenario.changed': {
      const { before, after } = event.data;
      return scoreHidden
        ? { title: 'Scenario changed', detail: SCORE_HIDDEN }
        : { title: `Scenario changed: ${after.name}`, detail: scenarioChange(before, after) };
    }
    case 'scenarios.exported':
      return {
        title: 'Comparison of scenarios exported',
        detail: formatCount(event.data.count, 'scenario'),
      };
    case 'target.set': {
      const { before, after } = event.data;
      const what = before ? (after ? 'changed' : 'taken back') : 'set';
      const moved = [before, after].map((target) => target && describeAim(target));
      return {
        title: `Target for ${nameOf(event.subject)} ${what}`,
        detail: scoreHidden
          ? SCORE_HIDDEN
          : before && after
            ? `From ${moved[0]} to ${moved[1]}`
            : capitalise(moved[1] ?? `It was ${moved[0]}`),
      };
    }
    case 'file.downloaded':
      return { title: `File of evidence ${event.subject} downloaded`, detail: null };
    case 'dashboard.exported':
      return { title: 'Overview exported', detail: null };
    case 'strength.exported':
      return { title: 'Evidence strength exported', detail: null };
    case 'movement.exported':
      return { title: 'Movement of the score exported', detail: null };
    case 'paper.exported':
      return { title: 'Board paper downloaded', detail: null };
    case 'paper.shared':
      return {
        title: `Link to a board paper made for ${event.data.forWhom}`,
        detail: `Works until the end of ${formatDate(lastDayShown(new Date(event.data.expiresAt)))}`,
      };
    case 'paper.withdrawn':
      return { title: `Link to a board paper for ${event.data.forWhom} withdrawn`, detail: null };
    case 'paper.opened':
      return {
        title: `Board paper opened by the link for ${event.data.forWhom}`,
        detail: 'Opened again within an hour, it is recorded once',
      };
    case 'pack.exported':
      return {
        title: 'Evidence pack downloaded',
        detail: [
          `Pack ${event.subject}`,
          event.data.version === undefined ? [] : `signed version ${event.data.version}`,
        ]
          .flat()
          .join(', '),
      };
    case 'sharing.changed': {
      const { after } = event.data;
      return after.length === 0
        ? { title: 'Agreement to be shown beside other councils withdrawn', detail: null }
        : {
            title: 'What is shown beside other councils changed',
            detail: `Shown from then on: ${describeParts(after)}`,
          };
    }
    case 'sharing.exported': {
      const { shared, beside } = event.data;
      return {
        title: 'Figures exported beside those of other councils',
        detail: `${capitalise(describeParts(shared))}, beside ${formatCount(beside, 'other council')}`,
      };
    }
    case 'activity.exported': {
      const { filter, count } = event.data;
      const narrowed = describeFilter(filterOf(filter)).map(({ text }) => text);
      return {
        title: 'Activity exported',
        detail: `${formatCount(count, 'entry', 'entries')}${narrowed.length > 0 ? `, filtered by ${narrowed.join(', ')}` : ', all of them'}`,
      };
    }
  }
}

function describePeople({ owner, helpers }: StatementPeople): string {
  const names = formatList(helpers.map(({ name }) => name));
  const owned = owner ? `owner ${owner.name}` : 'no owner';
  return names === '' ? owned : `${owned} with ${names} helping`;
}

function formatDueDate(date: string | null | undefined): string {
  return date ? formatDate(date) : 'no due date';
}

/** The filters in force, in words, each by the name it has in the address. A person's name only where it is known. */
export function describeFilter(
  filter: ActivityFilter,
  nameOfPerson?: string | undefined,
): readonly { readonly name: keyof ActivityFilter; readonly text: string }[] {
  const texts: Record<keyof ActivityFilter, string | undefined> = {
    statement: filter.statement && nameOf(filter.statement),
    evidence: filter.evidence && `Evidence ${filter.evidence}`,
    person: filter.person && (nameOfPerson ?? 'One person'),
    kind: filter.kind && KIND_NAMES[filter.kind],
    from: filter.from && `From ${formatDate(filter.from)}`,
    to: filter.to && `To ${formatDate(filter.to)}`,
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text ? [{ name: name as keyof ActivityFilter, text }] : [],
  );
}

/** One thing that an event changed, before and after, in words. Null: there was or is nothing. */
export type Change = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** What an event changed of what it holds itself: of a statement its score and state, of an item all its details. */
export function changesOf(event: AuditEvent, scoreHidden = false): readonly Change[] {
  const scores = (before: Score | null, after: Score | null, none: string | null) => ({
    before: scoreHidden ? SCORE_HIDDEN : before === null ? none : formatStatementScore(before),
    after: scoreHidden ? SCORE_HIDDEN : after === null ? none : formatStatementScore(after),
  });
  if (event.type === 'challenge.given') {
    const { before, after } = event.data;
    return [{ name: 'Challenge score', ...scores(before, after, null) }];
  }
  if (event.type === 'statement.saved') {
    const { before, after } = event.data;
    return [
      { name: 'Score', ...scores(before.score, after.score, 'Not scored') },
      { name: 'Completed', before: yesOrNo(before.completed), after: yesOrNo(after.completed) },
    ];
  }
  if (event.type === 'target.set') {
    const words = (target: TargetFacts | null) =>
      scoreHidden ? SCORE_HIDDEN : target && describeAim(target);
    return [{ name: 'Target', before: words(event.data.before), after: words(event.data.after) }];
  }
  if (event.type === 'scenario.saved') return scenarioChanges(null, event.data, scoreHidden);
  if (event.type === 'scenario.removed') return scenarioChanges(event.data, null, scoreHidden);
  if (event.type === 'scenario.changed') {
    return scenarioChanges(event.data.before, event.data.after, scoreHidden);
  }
  if (event.type === 'measure.added') return measureChanges(null, event.data);
  if (event.type === 'measure.changed') return measureChanges(event.data.before, event.data.after);
  if (event.type === 'measure.value-saved') {
    return valueChanges(event.data.before, event.data.after, event.data.unit);
  }
  if (event.type === 'measure.target-set') {
    const { before, after, unit } = event.data;
    return [
      {
        name: 'Target',
        before: before && describeMeasureAim(before, unit),
        after: after && describeMeasureAim(after, unit),
      },
    ];
  }
  if (event.type === 'measures.imported') {
    return event.data.values.map(({ name, unit, before, after }) => ({
      name: `${name}, ${formatPeriod(after.period)}`,
      before: before && describeSourced(before, unit as Unit),
      after: describeSourced(after, unit as Unit),
    }));
  }
  if (event.type === 'sharing.changed') {
    const { before, after } = event.data;
    return [
      {
        name: 'Shown beside other councils',
        before: capitalise(describeParts(before)),
        after: capitalise(describeParts(after)),
      },
    ];
  }
  if (event.type === 'evidence.changed') return detailChanges(event.data.before, event.data.after);
  if (event.type === 'results.imported' || event.type === 'results.correction-removed') {
    const changes = event.type === 'results.imported' ? event.data.changes : [event.data];
    return changes.map(({ council, before, after }) => ({
      name: council,
      before: before && describeFacts(before),
      after: after && describeFacts(after),
    }));
  }
  if (event.type === 'evidence.added') {
    const { source } = event.data;
    const more =
      source.kind === 'file'
        ? [
            ['File name', source.name],
            ['Size', formatBytes(source.bytes)],
            ['SHA-256', source.sha256],
          ]
        : [['Address', source.url]];
    return [
      ...detailChanges(null, event.data),
      ...more.map(([name = '', after = '']) => ({ name, before: null, after })),
    ];
  }
  return [];
}

const yesOrNo = (value: boolean) => (value ? 'Yes' : 'No');

const formatStatementScore = (score: Score) => `${score}: ${SCORE_WORDS[score]}`;

function detailChanges(before: EvidenceFacts | null, after: EvidenceFacts): readonly Change[] {
  const words = (facts: EvidenceFacts): Record<keyof EvidenceFacts, string | null> => ({
    title: facts.title,
    category: CATEGORY_NAMES[facts.category as Category] ?? facts.category,
    datedOn: facts.datedOn && formatDate(facts.datedOn),
    owner: facts.owner || null,
    marking: facts.marking,
    containsPersonalData: yesOrNo(facts.containsPersonalData),
  });
  const [was, is] = [before && words(before), words(after)];
  return (Object.keys(DETAIL_NAMES) as (keyof EvidenceFacts)[]).map((key) => ({
    name: DETAIL_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function measureChanges(before: MeasureFacts | null, after: MeasureFacts): readonly Change[] {
  const words = (facts: MeasureFacts): Record<keyof MeasureFacts, string | null> => ({
    name: facts.name,
    unit: UNIT_NAMES[facts.unit as Unit],
    better: DIRECTION_NAMES[facts.better as Direction],
    statement: nameOf(facts.statement),
    comparator: facts.comparator,
    source: facts.source || null,
    topics: formatList(facts.topics.map((topic) => TOPIC_NAMES[topic as Topic])) || null,
  });
  const [was, is] = [before && words(before), words(after)];
  return (Object.keys(MEASURE_NAMES) as (keyof MeasureFacts)[]).map((key) => ({
    name: MEASURE_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function valueChanges(
  before: MeasureValueFacts | null,
  after: MeasureValueFacts | null,
  unit: string,
): readonly Change[] {
  const words = (facts: MeasureValueFacts | null) =>
    facts && {
      period: formatPeriod(facts.period),
      value: formatMeasureFigure(facts.value, unit),
      comparator: facts.comparator && formatMeasureFigure(facts.comparator, unit),
      comparatorPeriod: facts.comparatorPeriod && formatPeriod(facts.comparatorPeriod),
      source: facts.source || null,
    };
  const [was, is] = [words(before), words(after)];
  return (Object.keys(VALUE_NAMES) as (keyof typeof VALUE_NAMES)[]).map((key) => ({
    name: VALUE_NAMES[key],
    before: was?.[key] ?? null,
    after: is?.[key] ?? null,
  }));
}

const formatMeasureFigure = (figure: string, unit: string) => measured(storedFigure(figure), unit as Unit);

function describeMeasureAim({ baseline, value, change, dueOn }: MeasureTargetFacts, unit: string): string {
  const aim = value === null ? `${change}% better than` : `${formatMeasureFigure(value, unit)}, from`;
  return `${aim} ${formatPeriod(baseline)}, by ${formatDate(dueOn)}`;
}

function scenarioChange(before: ScenarioFacts, after: ScenarioFacts): string {
  const characters = ({ scores }: ScenarioFacts) =>
    scores.map(({ statement: on, characters: count }) => `${on} ${count}`).join();
  const parts = [
    ...(before.name === after.name ? [] : [`it was called ${before.name}`]),
    ...(describeMoves(before.scores) === describeMoves(after.scores) ? [] : [describeMoves(after.scores)]),
    ...(characters(before) === characters(after) ? [] : ['what it would take changed']),
  ];
  return capitalise(parts.join('; ') || 'wording changed');
}

function scenarioChanges(
  before: ScenarioFacts | null,
  after: ScenarioFacts | null,
  scoreHidden: boolean,
): readonly Change[] {
  if (scoreHidden) return [{ name: 'Scenario', before: SCORE_HIDDEN, after: SCORE_HIDDEN }];
  const words = (facts: ScenarioFacts | null, id: StatementId) => {
    const score = facts?.scores.find((one) => one.statement === id);
    return score
      ? `${score.to}, from ${score.from ?? 'not scored'}; what it would take: ${formatCount(score.characters, 'character')}`
      : null;
  };
  return [
    { name: 'Name', before: before?.name ?? null, after: after?.name ?? null },
    ...STATEMENTS.map(({ id, name }) => ({ name, before: words(before, id), after: words(after, id) })),
  ].filter((change) => change.before !== null || change.after !== null);
}

/** “What somebody wrote first…” Undefined where nothing of it can be read. */
function firstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n').find((one) => one.trim() !== '');
  return line && `“${quoteOf(line.trim())}”`;
}

function statementChange(
  before: StatementFacts,
  after: StatementFacts,
  scoreHidden: boolean,
  said: Said,
): string {
  const score = (value: StatementFacts['score']) => (value === null ? 'not scored' : `${value}`);
  const parts: string[] = [];
  if (scoreHidden) parts.push('score hidden until you give your challenge score');
  else if (before.score !== after.score)
    parts.push(`score changed from ${score(before.score)} to ${score(after.score)}`);
  for (const { field, heading } of NARRATIVES) {
    const added = after.characters[field] - before.characters[field];
    if (added === 0) continue;
    const first = before.characters[field] === 0 ? firstLine(said[field]) : undefined;
    const count = `${formatCount(Math.abs(added), 'character')} ${added > 0 ? 'more' : 'fewer'}`;
    parts.push(`${heading.toLowerCase()}: ${first ?? count}`);
  }
  if (before.completed !== after.completed)
    parts.push(after.completed ? 'marked completed' : 'no longer completed');
  return capitalise(parts.length === 0 ? 'wording changed' : parts.join('; '));
}
