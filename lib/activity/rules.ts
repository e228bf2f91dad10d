import { NARRATIVES } from '#lib/assessments/rules.ts';
import type { AuditEvent, StatementFacts } from '#lib/audit/events.ts';
import { ROLE_NAMES } from '#lib/auth/permissions.ts';
import { capitalise, formatCount } from '#lib/format.ts';
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
    case 'file.downloaded':
      return { title: `File of evidence ${event.subject} downloaded`, detail: null };
    case 'pack.exported':
      return { title: 'Evidence pack downloaded', detail: `Pack ${event.subject}` };
  }
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
