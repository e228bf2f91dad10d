import { NARRATIVES } from '#lib/assessments/rules.ts';
import type { AuditEvent, StatementFacts, StatementPeople } from '#lib/audit/events.ts';
import { ROLE_NAMES } from '#lib/auth/permissions.ts';
import { subjectInWords } from '#lib/comments/rules.ts';
import { capitalise, formatCount, formatDateTime, formatList } from '#lib/format.ts';
import { isStatementId, statement } from '#lib/scoring/index.ts';

/** One event in plain words: a short title, and what changed in a sentence where that says more. */
export type Description = { readonly title: string; readonly detail: string | null };

const nameOf = (id: string) => (isStatementId(id) ? statement(id).name : id);

/** What happened, as the activity page tells it. */
export function inWords(event: AuditEvent): Description {
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
        title: `${event.data.name} added as ${ROLE_NAMES[event.data.role].toLowerCase()}`,
        detail: event.data.isNew ? 'With a sign-in code for their first password' : null,
      };
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
      return {
        title: `${event.data.name} signed out everywhere`,
        detail: formatCount(event.data.sessions, 'session'),
      };
    case 'member.code-issued':
      return {
        title: `New sign-in code issued for ${event.data.name}`,
        detail: `Expires ${formatDateTime(event.data.expiresAt)}`,
      };
    case 'statement.assigned':
      return {
        title: `People of ${nameOf(event.subject)} changed`,
        detail: `From ${peopleInWords(event.data.before)} to ${peopleInWords(event.data.after)}`,
      };
    case 'assessment.started':
      return { title: `Assessment started: ${event.data.name}`, detail: null };
    case 'statement.saved':
      return {
        title: `${nameOf(event.subject)} saved`,
        detail: statementChange(event.data.before, event.data.after),
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
        before[key as keyof typeof before] === after[key as keyof typeof after] ? [] : [name],
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
    case 'comment.added':
    case 'comment.answered': {
      const { characters, mentioned } = event.data;
      const told = mentioned.length === 0 ? '' : `, for ${formatList(mentioned)}`;
      return {
        title: `${event.type === 'comment.added' ? 'Comment' : 'Answer to a comment'} on ${subjectInWords(event.subject)} added`,
        detail: `${formatCount(characters, 'character')}${told}`,
      };
    }
    case 'comment.resolved':
      return { title: `Comment on ${subjectInWords(event.subject)} resolved`, detail: null };
    case 'comment.reopened':
      return { title: `Comment on ${subjectInWords(event.subject)} reopened`, detail: null };
    case 'comment.deleted':
      return {
        title: `Comment on ${subjectInWords(event.subject)} deleted by its writer`,
        detail: formatCount(event.data.characters, 'character'),
      };
    case 'file.downloaded':
      return { title: `File of evidence ${event.subject} downloaded`, detail: null };
    case 'pack.exported':
      return { title: 'Evidence pack downloaded', detail: `Pack ${event.subject}` };
  }
}

function peopleInWords({ owner, helpers }: StatementPeople): string {
  const names = formatList(helpers.map(({ name }) => name));
  const owned = owner ? `owner ${owner.name}` : 'no owner';
  return names === '' ? owned : `${owned} with ${names} helping`;
}

const DETAIL_NAMES = {
  title: 'title',
  category: 'category',
  datedOn: 'date',
  owner: 'owner',
  marking: 'marking',
  containsPersonalData: 'personal data',
} as const;

function statementChange(before: StatementFacts, after: StatementFacts): string {
  const score = (value: StatementFacts['score']) => (value === null ? 'not scored' : `${value}`);
  const parts: string[] = [];
  if (before.score !== after.score)
    parts.push(`score changed from ${score(before.score)} to ${score(after.score)}`);
  for (const { field, heading } of NARRATIVES) {
    const added = after.characters[field] - before.characters[field];
    const count = formatCount(Math.abs(added), 'character');
    if (added !== 0) parts.push(`${heading.toLowerCase()}: ${count} ${added > 0 ? 'more' : 'fewer'}`);
  }
  if (before.completed !== after.completed)
    parts.push(after.completed ? 'marked completed' : 'no longer completed');
  return capitalise(parts.length === 0 ? 'wording changed' : parts.join('; '));
}
