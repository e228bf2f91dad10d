import 'server-only';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { digestMail } from '#lib/background/digest-mail.ts';
import { type CalendarDate, dateToColumn } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { systemContext } from '#lib/platform/access/context.ts';
import type { Role } from '#lib/platform/access/permissions.ts';
import { KEYS_OF_UNOWNED, keyOf, type NewNotice } from '#lib/platform/audit/notices.ts';
import { unrecordedWork } from '#lib/platform/audit/write.ts';
import { database, type Transaction } from '#lib/platform/db/client.ts';
import { setCouncil } from '#lib/platform/db/in-council.ts';
import { sql } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import { log } from '#lib/platform/log.ts';
import { canSend, SEND_LIMIT_MS, sendMail } from '#lib/platform/mail/send.ts';
import { reviewState } from '#lib/record/evidence/concerns.ts';
import { OWNER_ROLES } from '#lib/record/evidence/rules.ts';
import { ACTION_OWNER_ROLES } from '#lib/record/improvement/rules.ts';
import { stepState } from '#lib/record/inspections/dates.ts';
import { inspectionsOf } from '#lib/record/inspections/queries.ts';
import { STEP_ROLES } from '#lib/record/inspections/rules.ts';
import { ITEM_ROLES } from '#lib/record/returns/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ASSIGNABLE_ROLES, dueState } from '#lib/work/assignments/rules.ts';
import { loadNotices } from '#lib/work/notices/queries.ts';
import {
  cutOff,
  DIGEST_DAYS,
  type Digest,
  describeNotice,
  digestDay,
  lastMorning,
  pageOf,
} from '#lib/work/notices/rules.ts';

/** Identifies a digest: one person in one council, up to the morning of a calendar date. The job holds nothing else. */
export type DigestKey = { readonly council: string; readonly person: string; readonly day: CalendarDate };

declare module '#lib/platform/jobs/enqueue.ts' {
  interface Jobs {
    digest: DigestKey;
  }
}

type Council = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly isExample: boolean;
};

const DAY = 24 * 60 * 60_000;

/**
 * Runs at 7am in London, or as soon after as the service runs: notifies people of due dates and makes a digest for
 * everyone with unread notices. A second run on the same morning changes nothing.
 */
export async function runMorningJobs(asOf: Date): Promise<void> {
  const today = lastMorning(asOf);
  const councils = await database().council.findMany({
    select: { id: true, slug: true, name: true, isExample: true },
  });
  for (const council of councils) {
    const context = systemContext(council, 'Due dates', uuidv7());
    // As of 7am, however late it runs: the day's digests include what is due.
    const at = cutOff(today);
    await unrecordedWork(context, at, async (tx) => ({
      notices: [
        ...(await dueNotices(tx, council.id, today)),
        ...(await evidenceNotices(tx, council.id, today)),
        ...(await stepNotices(tx, council.id, today)),
        ...(await returnNotices(tx, council.id, today)),
        ...(await actionNotices(tx, council.id, today)),
      ],
    }));
    // Without a mail server, digests would only pile up.
    if (!canSend()) continue;
    await unrecordedWork(context, at, async (tx) => {
      const digests = await makeDigests(tx, council.id, today);
      return { jobs: digests.map((data) => ({ name: 'digest' as const, data })) };
    });
  }
}

type DueRow = {
  readonly assessment_id: string;
  readonly statement: StatementId;
  readonly due_on: CalendarDate;
  readonly people: string[];
};

/** Notices for the people of each statement due within a week or overdue; for the leads if it has none. */
async function dueNotices(tx: Transaction, councilId: string, today: CalendarDate): Promise<NewNotice[]> {
  const lead: Role = 'lead';
  const rows = await tx.$queryRaw<DueRow[]>`
    select s.assessment_id, s.statement, s.due_on::text,
           coalesce(
             (select array_agg(t.person_id::text) from statement_tasks t
                join memberships m on m.council_id = t.council_id and m.person_id = t.person_id
               where t.council_id = s.council_id and t.assessment_id = s.assessment_id and t.statement = s.statement
                 and m.disabled_at is null and m.role::text = any(${[...ASSIGNABLE_ROLES]})),
             (select array_agg(m.person_id::text) from memberships m
               where m.council_id = s.council_id and m.role::text = ${lead} and m.disabled_at is null),
             '{}') as people
      from statement_assessments s
      join assessments a on a.council_id = s.council_id and a.id = s.assessment_id
     where s.council_id = ${councilId}::uuid and a.status = 'open' and a.review_state <> 'signed'
       and s.due_on is not null and not s.completed`;
  return rows.flatMap(({ assessment_id: assessmentId, statement, due_on: dueOn, people }) => {
    const state = dueState(dueOn, today);
    if (state === 'far') return [];
    const kind = state === 'near' ? 'due' : 'overdue';
    return [{ to: people, notice: { kind, assessmentId, statement, dueOn } }];
  });
}

type ReviewRow = {
  readonly id: string;
  readonly review_by: CalendarDate;
  readonly owner: string | null;
  /** Null: nobody to tell. */
  readonly leads: readonly string[] | null;
};

/**
 * Notices for the owner of each item in use that is due for review within two weeks, or was; for the leads if nobody owns
 * it. A person hears once of each last day to review an item, so moving that day, withdrawing or erasing the item ends
 * them, and on one morning once of all items.
 */
async function evidenceNotices(
  tx: Transaction,
  councilId: string,
  today: CalendarDate,
): Promise<NewNotice[]> {
  const lead: Role = 'lead';
  const rows = await tx.$queryRaw<ReviewRow[]>`
    select i.id::text, i.review_by::text,
           (select m.person_id::text from memberships m join people p on p.id = m.person_id
             where m.council_id = i.council_id and m.person_id = i.owner_id and m.role::text = any(${[...OWNER_ROLES]})
               and m.disabled_at is null and p.disabled_at is null) as owner,
           (select array_agg(m.person_id::text) from memberships m
             where m.council_id = i.council_id and m.role::text = ${lead} and m.disabled_at is null) as leads
      from evidence_items i
     where i.council_id = ${councilId}::uuid and i.state = 'current' and i.review_by is not null
     order by i.number`;
  const told = await toldOf(tx, councilId);
  const reviews = rows.flatMap(({ id, review_by: reviewBy, owner, leads }) => {
    const state = reviewState(reviewBy, today);
    if (state === 'far') return [];
    const kind = state === 'near' ? ('evidence_due' as const) : ('evidence_expired' as const);
    const review = { evidenceItemId: id, reviewBy };
    return (owner === null ? (leads ?? []) : [owner])
      .filter((person) => !told.has(`${person} ${keyOf({ kind, ...review })}`))
      .map((person) => ({ person, kind, unowned: owner === null, review }));
  });
  const groups = Object.values(
    Object.groupBy(reviews, ({ person, kind, unowned }) => `${person} ${kind} ${unowned}`),
  );
  return groups.flatMap((group = []): NewNotice[] => {
    const [first, ...others] = group;
    if (!first) return [];
    const { person, kind, unowned, review } = first;
    const many = { reviews: group.map((one) => one.review), day: today, unowned };
    return [{ to: [person], notice: { kind, ...(others.length === 0 ? review : many) } }];
  });
}

/**
 * Notices for the owner of each step of the council’s that is due within a week, or was due, in an open inspection; for
 * the leads if nobody sees to it. Once for each date, so moving the step, marking it as done or ending the inspection
 * ends them.
 */
async function stepNotices(tx: Transaction, councilId: string, today: CalendarDate): Promise<NewNotice[]> {
  const inspections = await inspectionsOf(tx, councilId, { state: 'open' });
  if (inspections.length === 0) return [];
  const members = await tx.membership.findMany({
    where: { councilId, disabledAt: null, role: { in: [...STEP_ROLES] } },
    select: { personId: true, role: true },
  });
  const leads = members.flatMap(({ personId, role }) => (role === 'lead' ? personId : []));
  return inspections.flatMap(({ id: inspection, steps }) =>
    steps.flatMap((step): NewNotice[] => {
      const state = stepState(step, today);
      const { key, startsOn, endsOn, owner, whose } = step;
      const isDue = state === 'near' || state === 'today';
      if (whose !== 'council' || !startsOn || !endsOn || !(isDue || state === 'overdue')) return [];
      const isThere = owner && members.some(({ personId }) => personId === owner.id);
      const about = { inspection, step: key, dueOn: isDue ? startsOn : endsOn };
      return [
        {
          to: isThere ? [owner.id] : leads,
          notice: { kind: isDue ? 'step_due' : 'step_overdue', ...about },
        },
      ];
    }),
  );
}

type ItemsRow = {
  readonly inspection: string;
  readonly list: number;
  readonly due_on: CalendarDate;
  readonly items: number;
  readonly owner: string | null;
  /** Null: nobody to tell. */
  readonly leads: readonly string[] | null;
};

/** Joins the member `o` who answers for item `t` of a return: its owner, unless they can no longer answer it. */
const ITEM_OWNER = sql`
  left join memberships o
    on o.council_id = t.council_id and o.person_id = t.owner_id and o.disabled_at is null
   and o.role::text = any(${[...ITEM_ROLES]})`;

/**
 * Notices for the owner of items of a return that are due within a week, or were due, in an open inspection; for the leads
 * if nobody owns them. Once for each list and day, so what is ready, signed off, moved or sent ends them.
 */
async function returnNotices(tx: Transaction, councilId: string, today: CalendarDate): Promise<NewNotice[]> {
  const lead: Role = 'lead';
  const rows = await tx.$queryRaw<ItemsRow[]>`
    select r.inspection_id::text as inspection, r.number as list, coalesce(t.due_on, r.due_on)::text as due_on,
           count(*)::int as items, o.person_id::text as owner,
           (select array_agg(m.person_id::text) from memberships m
             where m.council_id = r.council_id and m.role::text = ${lead} and m.disabled_at is null) as leads
      from return_items t
      join returns r on r.council_id = t.council_id and r.id = t.return_id
      join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
      ${ITEM_OWNER}
     where t.council_id = ${councilId}::uuid and n.state = 'open' and r.sent_on is null and t.state = 'open'
       and t.removed_in is null
     group by 1, 2, 3, 5, r.council_id
     order by 3, 1, 2`;
  return rows.flatMap(({ inspection, list, due_on: dueOn, items, owner, leads }): NewNotice[] => {
    const state = dueState(dueOn, today);
    if (state === 'far') return [];
    const kind = state === 'near' ? 'return_due' : 'return_overdue';
    const about = { inspection, list, items, dueOn, unowned: owner === null };
    return [{ to: owner === null ? (leads ?? []) : [owner], notice: { kind, ...about } }];
  });
}

type ActionRow = {
  readonly action: number;
  readonly milestone: number | null;
  readonly due_on: CalendarDate;
  readonly owner: string | null;
  /** Null: nobody to tell. */
  readonly leads: readonly string[] | null;
};

/**
 * Notices for the owner of each action of the improvement plan that is due within a week, or was due and is not complete,
 * and the same of its milestones; for the leads if nobody owns it who can be told. Once for each date.
 */
async function actionNotices(tx: Transaction, councilId: string, today: CalendarDate): Promise<NewNotice[]> {
  const lead: Role = 'lead';
  const rows = await tx.$queryRaw<ActionRow[]>`
    with due as (
      select a.number as action, null::int as milestone, a.due_on, a.owner_id
        from improvement_actions a
       where a.council_id = ${councilId}::uuid and a.closed_on is null and a.due_on is not null
      union all
      select a.number, k.key, k.due_on, a.owner_id
        from improvement_actions a
        join action_milestones k on k.council_id = a.council_id and k.action = a.number
       where a.council_id = ${councilId}::uuid and a.closed_on is null and k.done_on is null
    )
    select d.action, d.milestone, d.due_on::text,
           (select m.person_id::text from memberships m join people p on p.id = m.person_id
             where m.council_id = ${councilId}::uuid and m.person_id = d.owner_id
               and m.role::text = any(${[...ACTION_OWNER_ROLES]}) and m.disabled_at is null
               and p.disabled_at is null) as owner,
           (select array_agg(m.person_id::text) from memberships m
             where m.council_id = ${councilId}::uuid and m.role::text = ${lead} and m.disabled_at is null) as leads
      from due d
     order by d.due_on, d.action, d.milestone`;
  return rows.flatMap(({ action, milestone, due_on: dueOn, owner, leads }): NewNotice[] => {
    const state = dueState(dueOn, today);
    if (state === 'far') return [];
    const kind = state === 'near' ? 'action_due' : 'action_overdue';
    return [{ to: owner === null ? (leads ?? []) : [owner], notice: { kind, action, milestone, dueOn } }];
  });
}

/** What people have been told of reviews, each as the person and the key of a notice of one item. */
async function toldOf(tx: Transaction, councilId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ told: string }[]>`
    select person_id || ' ' || unnest(covers || key) as told from notices
     where council_id = ${councilId}::uuid and kind in ('evidence_due', 'evidence_expired')`;
  return new Set(rows.map(({ told }) => told));
}

/**
 * Whether what a notice `n` reminds of has been done since: a step, an action or its milestone, or all items of a list that
 * were due on that day and are the person’s, or nobody’s if it is of those. An action that has moved counts as done.
 */
const isDoneSince = sql`(
  (n.kind in ('step_due', 'step_overdue') and not exists (
    select from inspections i where i.council_id = n.council_id and i.id = n.inspection_id and i.state = 'open'
       and not exists (select from inspection_steps s
                        where s.council_id = i.council_id and s.inspection_id = i.id
                          and s.key = split_part(n.detail, ' ', 2) and s.done_on is not null)))
  or (n.kind in ('action_due', 'action_overdue') and not exists (
    select from improvement_actions a
      left join action_milestones k
        on k.council_id = a.council_id and k.action = a.number and k.key::text = split_part(n.detail, ' ', 2)
     where a.council_id = n.council_id and a.number = n.action_number and a.closed_on is null
       and case when split_part(n.detail, ' ', 2) = '' then a.due_on
                when k.done_on is null then k.due_on end::text = split_part(n.detail, ' ', 1)))
  or (n.kind in ('return_due', 'return_overdue') and not exists (
    select from inspections i
      join returns r on r.council_id = i.council_id and r.inspection_id = i.id
       and r.number::text = split_part(n.detail, ' ', 2) and r.sent_on is null
      join return_items t on t.council_id = r.council_id and t.return_id = r.id
       and t.state = 'open' and t.removed_in is null
       and coalesce(t.due_on, r.due_on)::text = split_part(n.detail, ' ', 1)
      ${ITEM_OWNER}
     where i.council_id = n.council_id and i.id = n.inspection_id and i.state = 'open'
       and o.person_id is not distinct from case when n.key like ${KEYS_OF_UNOWNED} then null else n.person_id end)))`;

/** Makes a digest for each person who wants one and has unread notices. Returns all digests still to be sent. */
async function makeDigests(tx: Transaction, councilId: string, today: CalendarDate): Promise<DigestKey[]> {
  for (const digest of ['daily', 'weekly'] as const) {
    const day = digestDay(digest, today);
    const until = cutOff(day);
    const from = new Date(until.getTime() - DIGEST_DAYS * DAY);
    await tx.$executeRaw`
      with wanted as (
        select n.id, n.person_id
          from notices n
          join memberships m on m.council_id = n.council_id and m.person_id = n.person_id
          join people p on p.id = n.person_id
         where n.council_id = ${councilId}::uuid and n.read_at is null and n.digest_day is null
           and n.created_at > ${from} and n.created_at <= ${until}
           and m.digest::text = ${digest} and m.disabled_at is null and p.disabled_at is null
           and not ${isDoneSince}
      ), made as (
        insert into digests (council_id, person_id, day)
        select distinct ${councilId}::uuid, person_id, ${day}::date from wanted
        on conflict do nothing
        returning person_id
      )
      update notices n set digest_day = ${day}::date
        from wanted w join made using (person_id)
       where n.council_id = ${councilId}::uuid and n.id = w.id`;
  }
  // Includes earlier digests that the queue gave up on, so a long mail server outage loses none.
  const waiting = await tx.$queryRaw<{ person: string; day: CalendarDate }[]>`
    select person_id::text as person, day::text
      from digests
     where council_id = ${councilId}::uuid and sent_at is null and dropped is null
       and day > ${today}::date - ${DIGEST_DAYS}::int
     order by person_id, day`;
  return waiting.map((digest) => ({ council: councilId, ...digest }));
}

type DigestRow = Council & {
  readonly sent_at: Date | null;
  readonly dropped: string | null;
  readonly person_name: string;
  readonly email: string;
  readonly role: Role;
  readonly digest: Digest;
  readonly is_disabled: boolean;
  readonly colour: string;
  readonly contact: readonly [name: string, email: string, phone: string];
};

/**
 * Sends a digest once: its row is locked until the commit, so a second process finds it sent. If a process dies between
 * the mail server's answer and the commit, the digest is sent again with the same content and Message-ID.
 */
export function sendDigest({ council: councilId, person, day }: DigestKey): Promise<void> {
  return database().$transaction(
    async (tx) => {
      await setCouncil(tx, councilId);
      const [row] = await tx.$queryRaw<DigestRow[]>`
        select d.sent_at, d.dropped, p.name as person_name, p.email, m.role::text, m.digest::text,
               (m.disabled_at is not null or p.disabled_at is not null) as is_disabled,
               c.id, c.slug, coalesce(nullif(t.name, ''), c.name) as name, c.is_example as "isExample",
               coalesce(t.colour, '') as colour,
               array[coalesce(t.contact_name, ''), coalesce(t.contact_email, ''), coalesce(t.contact_phone, '')] as contact
          from digests d
          join memberships m on m.council_id = d.council_id and m.person_id = d.person_id
          join people p on p.id = d.person_id
          join councils c on c.id = d.council_id
          left join council_settings t on t.council_id = d.council_id
         where d.council_id = ${councilId}::uuid and d.person_id = ${person}::uuid and d.day = ${day}::date
           for update of d`;
      if (!row || row.sent_at || row.dropped !== null) return;
      const key = { councilId, personId: person, day: dateToColumn(day) };
      const drop = (dropped: string) => tx.digest.updateMany({ where: key, data: { dropped } });
      if (row.is_disabled || row.digest === 'off') {
        await drop('no longer wanted');
        return;
      }
      const [name, email, phone] = row.contact;
      const { origin, host } = new URL(env().NEXTAUTH_URL);
      const listHref = `${origin}${routes.notices(row.slug)}`;
      const outcome = await sendMail({
        to: { name: row.person_name, address: row.email },
        messageId: `<digest.${nameOf(councilId, person, day)}@${host.replace(':', '.')}>`,
        unsubscribe: `${listHref}#digest`,
        ...digestMail({
          council: row.name,
          colour: row.colour,
          contact: { name, email, phone },
          person: row.person_name,
          notices: await linesOf(tx, row, { councilId, person, day }, origin),
          listHref,
          often: row.digest,
        }),
      });
      if (outcome === 'refused') {
        await drop('refused by the mail server');
        log().warn({ event: 'digest.refused', council: councilId, person, day });
        return;
      }
      await tx.digest.updateMany({ where: key, data: { sentAt: new Date() } });
    },
    { timeout: SEND_LIMIT_MS },
  );
}

/** A hash of the ids: the same at every attempt, and a mail reveals no internal ids. */
function nameOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('hex');
}

/** The digest's notices, oldest first, including any read since, so that a second copy would be the same. */
async function linesOf(
  tx: Transaction,
  { slug, role }: DigestRow,
  { councilId, person, day }: { councilId: string; person: string; day: CalendarDate },
  origin: string,
) {
  const digest = { councilId, personId: person, digestDay: dateToColumn(day) };
  const notices = await loadNotices(tx, digest, { orderBy: { id: 'asc' } });
  return notices.map((facts) => {
    const page = pageOf({ role }, slug, facts);
    return { text: describeNotice(facts), href: page && `${origin}${page}` };
  });
}
