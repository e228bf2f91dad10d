import { knownStatement } from '#lib/frameworks/known.ts';
import { continuedFrom } from '#lib/frameworks/mapping.ts';
import { capitalise, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { Facts, RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import { applyToCycles, type CycleReplay, frameworkOfStart } from '#lib/record/assessments/open-cycle.ts';
import { memberKey, memberRecords } from '#lib/record/members/events.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ASSIGNABLE_ROLES, type StatementPeople } from '#lib/work/assignments/rules.ts';

type PeopleChange = { assessmentId: string; before: StatementPeople; after: StatementPeople };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'statement.assigned': { subject: StatementId; data: PeopleChange };
  }
}

export const assignmentEvents = describeEvents({
  'statement.assigned': {
    kind: 'statements',
    title: ({ subject, data }) => {
      const { owner, added, removed, dueOn } = changesOf(data);
      const changed = [owner && 'owner', (added ?? removed) && 'helpers', dueOn && 'due date'];
      return `${capitalise(formatList(changed.flatMap((part) => part || [])))} of ${knownStatement(subject).name} changed`;
    },
    detail: ({ data }) => {
      const { owner, added, removed, dueOn } = changesOf(data);
      return capitalise([owner, added, removed, dueOn].flatMap((said) => said ?? []).join('; '));
    },
  },
});

/** The changes in words. Null for a part that has not changed. */
function changesOf({ before, after }: PeopleChange) {
  const [from, to] = [before.dueOn ?? null, after.dueOn ?? null];
  const ownerRemoved = before.owner ? `${before.owner.name} removed as owner` : null;
  return {
    owner:
      before.owner?.id === after.owner?.id
        ? null
        : after.owner
          ? `Owner set to ${after.owner.name}`
          : ownerRemoved,
    added: describeHelpers(before.helpers, after.helpers, 'added'),
    removed: describeHelpers(after.helpers, before.helpers, 'removed'),
    dueOn: from === to ? null : to ? `due date set to ${formatDate(to)}` : 'due date removed',
  };
}

/** "Ana Jones and Li Wei added as helpers": those in `within` but not in `without`. */
function describeHelpers(
  without: StatementPeople['helpers'],
  within: StatementPeople['helpers'],
  done: 'added' | 'removed',
): string | null {
  const names = within.filter(({ id }) => without.every((one) => one.id !== id)).map(({ name }) => name);
  return names.length === 0
    ? null
    : `${formatList(names)} ${done} as ${names.length === 1 ? 'helper' : 'helpers'}`;
}

type PeopleRow = {
  readonly assessmentId: string;
  readonly statement: string;
  readonly owner: string | null;
  readonly helpers: readonly string[];
  readonly dueOn: string | null;
};

/** Owners, helpers and due dates of statements. */
export const assignmentRecords: RecordKind<PeopleRow> = {
  tables: ['statement_tasks'],
  replay() {
    const rows: RecordedRows = new Map();
    const cycles: CycleReplay = { open: null, last: null };
    const members = memberRecords.replay();
    const mayStill = (personId: string) => {
      const member = members.rows.get(memberKey(personId))?.facts;
      return !member?.disabled && ASSIGNABLE_ROLES.some((role) => role === member?.role);
    };
    return {
      rows,
      apply(event) {
        members.apply(event);
        const carrying = applyToCycles(cycles, event);
        if (event.type === 'assessment.started') {
          for (const statement of frameworkOfStart(event).statementIds) {
            const earlier = carrying && continuedFrom(carrying.mapping, statement);
            const before =
              earlier && rows.get(peopleKey({ statement: earlier, assessmentId: carrying.from }))?.facts;
            const { owner = null, helpers = '' } = before || {};
            rows.set(peopleKey({ statement, assessmentId: event.subject }), {
              facts: {
                owner: owner !== null && mayStill(String(owner)) ? owner : null,
                helpers: String(helpers).split(' ').filter(mayStill).join(' '),
                dueOn: null,
              },
            });
          }
        } else if (event.type === 'statement.assigned') {
          const { assessmentId, after } = event.data;
          rows.set(peopleKey({ statement: event.subject, assessmentId }), { facts: peopleFacts(after) });
        }
      },
    };
  },
  select: `select s.assessment_id::text as "assessmentId", s.statement, s.due_on::text as "dueOn",
                  max(t.person_id::text) filter (where t.part = 'owner') as owner,
                  coalesce(array_agg(t.person_id::text) filter (where t.part = 'helper'), '{}') as helpers
             from statement_assessments s
             left join statement_tasks t
               on t.council_id = s.council_id and t.assessment_id = s.assessment_id and t.statement = s.statement
            where s.council_id = $1::uuid
            group by s.council_id, s.assessment_id, s.statement, s.due_on`,
  stored: ({ owner, helpers, dueOn, ...key }) => ({
    key: peopleKey(key),
    facts: { owner, helpers: helpers.toSorted().join(' '), dueOn },
  }),
};

function peopleFacts({ owner, helpers, dueOn = null }: StatementPeople): Facts {
  const ids = helpers.map(({ id }) => id).toSorted();
  return { owner: owner?.id ?? null, helpers: ids.join(' '), dueOn };
}

function peopleKey({ statement, assessmentId }: Pick<PeopleRow, 'statement' | 'assessmentId'>): string {
  return `people of ${statement}, ${assessmentId}`;
}
