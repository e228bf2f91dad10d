import 'server-only';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { endOfDay, londonDay, startOfDay } from '#lib/kernel/london-time.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, noSql, read, sql } from '#lib/platform/db/read.ts';
import { isExpired } from '#lib/record/evidence/concerns.ts';
import { referenceOf } from '#lib/record/evidence/rules.ts';
import { loadActions } from '#lib/record/improvement/queries.ts';
import type { ImprovementAction } from '#lib/record/improvement/rules.ts';
import { isOpen } from '#lib/record/improvement/state.ts';
import { stepState } from '#lib/record/inspections/dates.ts';
import { loadInspections } from '#lib/record/inspections/queries.ts';
import { listDueItems } from '#lib/record/returns/queries.ts';
import { NOBODY } from '#lib/record/returns/view.ts';
import { loadSessionDays } from '#lib/record/visits/queries.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { loadPeople, type StatementPeople } from '#lib/work/assignments/queries.ts';
import { type Due, type DueState, type Month, weeksOf } from '#lib/work/calendar/rules.ts';

export type { Due };

/** Items of evidence to review on one day that are named; of the others there is the number. */
const REVIEWS_OF_A_DAY = 5;

export type CalendarView = {
  /** What is due on the days that the month shows. */
  readonly dues: readonly Due[];
  /** What is late, whenever it was due. Evidence is one entry. */
  readonly late: readonly Due[];
};

/** A part of the calendar: what is due between two days, and what is late. */
type Part = { readonly dues: readonly Due[]; readonly late: readonly Due[] };
type Span = { readonly from: CalendarDate; readonly to: CalendarDate; readonly today: CalendarDate };

/** What is due in a month of the calendar, and what is late. `mine`: only what this person sees to. */
export async function getCalendar(
  context: CouncilContext,
  { month, mine }: { readonly month: Month; readonly mine: boolean },
): Promise<CalendarView> {
  requirePermission(context, 'inspection:view');
  const days = weeksOf(month).flat();
  const today = londonDay(context.now());
  const span = { from: days[0] ?? today, to: days.at(-1) ?? today, today };
  return read(context, async (db) => {
    const parts = [
      await stepsDue(db, span, mine),
      await itemsDue(db, span, mine),
      await sessionsDue(db, span, mine),
      await statementsDue(db, span, mine),
      await actionsDue(db, span, mine),
      await reviewsDue(db, span, mine),
    ];
    return { dues: parts.flatMap(({ dues }) => dues), late: parts.flatMap(({ late }) => late) };
  });
}

async function stepsDue(db: CouncilRead, { from, to, today }: Span, mine: boolean): Promise<Part> {
  const { council, person } = db.context;
  const inspections = await cacheByAuditHead(db, { name: 'inspections on the calendar', of: '' }, () =>
    loadInspections(db),
  );
  const dues = inspections.flatMap(({ number, name, state, steps }) =>
    state === 'abandoned'
      ? []
      : steps.flatMap((step): Due[] => {
          const { startsOn, endsOn, owner } = step;
          if (!startsOn || !endsOn || (mine && owner?.id !== person.id)) return [];
          const now = stepState(step, today);
          const isOver = state !== 'open' && (now === 'overdue' || now === 'passed');
          return [
            {
              ...{ kind: 'step', startsOn, endsOn, text: step.name, about: name },
              href: routes.inspection(council.slug, number),
              who: owner ? [owner.name] : [],
              state:
                now === 'done' || isOver
                  ? 'done'
                  : now === 'overdue'
                    ? 'late'
                    : now === 'passed'
                      ? 'passed'
                      : 'due',
            },
          ];
        }),
  );
  return partOf(dues, { from, to });
}

/** The items of a list that one person owns and that are due on one day, as one entry. Those that are ready are left out. */
async function itemsDue(db: CouncilRead, { from, to, today }: Span, mine: boolean): Promise<Part> {
  const { council, person } = db.context;
  const items = (await listDueItems(db)).filter(({ owner }) => !mine || owner?.id === person.id);
  const groups = Map.groupBy(
    items,
    ({ inspection, list, owner, dueOn }) => `${inspection.number} ${list.number} ${owner?.id} ${dueOn}`,
  );
  const dues = [...groups.values()].flatMap((group): Due[] => {
    const [first] = group;
    if (!first) return [];
    const { inspection, list, owner, dueOn } = first;
    return [
      {
        ...{ kind: 'items', startsOn: dueOn, endsOn: dueOn, about: inspection.name },
        text: `${list.name}: ${formatCount(group.length, 'item')}`,
        href: routes.returnList(council.slug, inspection.number, list.number, { owner: owner?.id ?? NOBODY }),
        who: owner ? [owner.name] : [],
        state: lateIf(dueOn < today),
      },
    ];
  });
  return partOf(dues, { from, to });
}

/** The sessions of each day of a visit as one entry. */
async function sessionsDue(db: CouncilRead, { from, to, today }: Span, mine: boolean): Promise<Part> {
  const { council, person } = db.context;
  if (!can(db.context, 'visit:view')) return { dues: [], late: [] };
  const days = await cacheByAuditHead(db, { name: 'sessions on the calendar', of: `${from} ${to}` }, () =>
    loadSessionDays(db, { from: startOfDay(from), to: endOfDay(to) }),
  );
  const dues = days.flatMap(({ day, inspection, name, sessions }): Due[] => {
    const shown = mine ? sessions.filter(({ people }) => people.includes(person.id)) : sessions;
    const [first] = shown;
    if (!first) return [];
    return [
      {
        ...{ kind: 'session', startsOn: day, endsOn: day, about: name, who: [] },
        text: shown.length === 1 ? first.title : `${formatCount(shown.length, 'session')} of the visit`,
        href: routes.visitDay(council.slug, inspection, day),
        state: day < today ? 'done' : 'due',
      },
    ];
  });
  return { dues, late: [] };
}

async function statementsDue(db: CouncilRead, { from, to, today }: Span, mine: boolean): Promise<Part> {
  const { council, person } = db.context;
  const [people, done] = [await loadPeople(db), await doneStatements(db)];
  const all = Object.entries(people) as [StatementId, StatementPeople][];
  const dues = all.flatMap(([id, { owner, helpers, dueOn }]): Due[] => {
    const seesTo = owner ? [owner, ...helpers] : helpers;
    if (!dueOn || (mine && seesTo.every((one) => one.id !== person.id))) return [];
    const isDone = done.has(id);
    return [
      {
        ...{ kind: 'statement', startsOn: dueOn, endsOn: dueOn, about: null },
        text: knownStatement(id).name,
        href: routes.statement(council.slug, id),
        who: seesTo.map(({ name }) => name),
        state: isDone ? 'done' : lateIf(dueOn < today),
      },
    ];
  });
  return partOf(dues, { from, to });
}

/** Statements that are completed or signed. */
function doneStatements(db: CouncilRead): Promise<ReadonlySet<StatementId>> {
  return cacheByAuditHead(db, { name: 'statements that are done', of: '' }, async () => {
    const rows = await db.tx.$queryRaw<{ statement: StatementId }[]>`
      select s.statement
        from statement_assessments s
        join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
       where s.council_id = ${db.context.council.id}::uuid and a.status = 'open'
         and (s.completed or a.review_state = 'signed')`;
    return new Set(rows.map(({ statement }) => statement));
  });
}

/** The due days of actions that were not stopped, and their milestones. */
async function actionsDue(db: CouncilRead, { from, to, today }: Span, mine: boolean): Promise<Part> {
  const { council, person } = db.context;
  const actions = await loadActions(db);
  const dues = actions.flatMap((action): Due[] => {
    const { number, title, state, owner, dueOn, milestones } = action;
    if (state === 'stopped' || (mine && owner?.id !== person.id)) return [];
    const about = { href: routes.action(council.slug, number), who: owner ? [owner.name] : [] };
    return [
      ...milestones.map(
        (one): Due => ({
          ...{ ...about, kind: 'milestone', startsOn: one.dueOn, endsOn: one.dueOn, text: one.title },
          ...{ about: title, state: stateOfAction(action, one.dueOn, one.doneOn !== null, today) },
        }),
      ),
      ...(dueOn === null
        ? []
        : [
            {
              ...{ ...about, kind: 'action' as const, startsOn: dueOn, endsOn: dueOn, text: title },
              ...{ about: 'Improvement plan', state: stateOfAction(action, dueOn, false, today) },
            },
          ]),
    ];
  });
  return partOf(dues, { from, to });
}

function stateOfAction(
  action: Pick<ImprovementAction, 'state'>,
  on: CalendarDate,
  isReached: boolean,
  today: CalendarDate,
): DueState {
  return isReached || !isOpen(action) ? 'done' : lateIf(on < today);
}

type ReviewRow = {
  readonly number: number;
  readonly title: string;
  readonly review_by: CalendarDate;
  readonly owner: string;
  /** How many there are on that day. */
  readonly total: number;
};

async function reviewsDue(db: CouncilRead, span: Span, mine: boolean): Promise<Part> {
  const { person } = db.context;
  const of = `${span.from} ${span.today} ${mine ? person.id : ''}`;
  return cacheByAuditHead(db, { name: 'reviews on the calendar', of }, () => reviewsNow(db, span, mine));
}

async function reviewsNow({ tx, context }: CouncilRead, span: Span, mine: boolean): Promise<Part> {
  const { council, person } = context;
  const whose = mine ? sql`and i.owner_id = ${person.id}::uuid` : noSql;
  const rows = await tx.$queryRaw<ReviewRow[]>`
    select number, title, review_by, owner, total
      from (select i.number, i.title, i.review_by::text, coalesce(p.name, i.owner) as owner,
                   count(*) over (partition by i.review_by)::int as total,
                   row_number() over (partition by i.review_by order by i.number) as place
              from evidence_items i
              left join people p on p.id = i.owner_id
             where i.council_id = ${council.id}::uuid and i.state = 'current'
               and i.review_by between ${span.from}::date and ${span.to}::date ${whose}) of_day
     where place <= ${REVIEWS_OF_A_DAY}
     order by review_by, number`;
  const named = rows.map(({ number, title, review_by: day, owner }): Due => {
    const reference = referenceOf(number);
    return {
      ...{ kind: 'review', startsOn: day, endsOn: day, text: `${reference} ${title}`, about: null },
      href: routes.evidenceItem(council.slug, reference),
      who: owner === '' ? [] : [owner],
      state: lateIf(isExpired({ reviewBy: day }, span.today)),
    };
  });
  const totals = new Map(rows.map(({ review_by: day, total }) => [day, total]));
  const others = [...totals].flatMap(([day, total]): Due[] =>
    total > REVIEWS_OF_A_DAY
      ? [
          {
            ...{ kind: 'review', startsOn: day, endsOn: day, about: null, who: [] },
            text: `and ${formatCount(total - REVIEWS_OF_A_DAY, 'item')} more`,
            href: routes.evidence(council.slug, mine ? { owner: 'me' } : {}),
            state: lateIf(isExpired({ reviewBy: day }, span.today)),
          },
        ]
      : [],
  );
  const [late] = await tx.$queryRaw<{ count: number; first: CalendarDate | null }[]>`
    select count(*)::int, min(i.review_by)::text as first
      from evidence_items i
     where i.council_id = ${council.id}::uuid and i.state = 'current' and i.review_by < ${span.today}::date ${whose}`;
  return {
    dues: [...named, ...others],
    late: late?.first
      ? [
          {
            ...{ kind: 'review', startsOn: late.first, endsOn: late.first, who: [], state: 'late' },
            text: `${formatCount(late.count, 'item')} of evidence to review`,
            about: late.count > 1 ? `the first since ${formatDate(late.first)}` : null,
            href: routes.evidence(council.slug, { concern: 'expired', ...(mine && { owner: 'me' }) }),
          },
        ]
      : [],
  };
}

function lateIf(isLate: boolean): DueState {
  return isLate ? 'late' : 'due';
}

function partOf(dues: readonly Due[], { from, to }: Pick<Span, 'from' | 'to'>): Part {
  return {
    dues: dues.filter(({ startsOn, endsOn }) => startsOn <= to && endsOn >= from),
    late: dues.filter(({ state }) => state === 'late'),
  };
}
