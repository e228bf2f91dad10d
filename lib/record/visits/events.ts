import type { StatementId, TopicKey } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { VisitFile } from '#lib/kernel/routes.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { inspectionSubject } from '#lib/record/inspections/events.ts';
import type { StepOwner } from '#lib/record/inspections/rules.ts';
import {
  REQUEST_NAMES,
  REQUEST_STATE_NAMES,
  type RequestState,
  SESSION_KIND_NAMES,
  SESSION_NAMES,
  SESSION_STATE_NAMES,
  type SessionKind,
  type SessionPerson,
  type SessionState,
} from '#lib/record/visits/rules.ts';

/** What is stored of a session, but for its brief and its people. Times in ISO 8601, UTC. */
export type SessionFacts = {
  readonly kind: SessionKind;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string;
  readonly statements: readonly StatementId[];
  readonly state: SessionState;
};

/** What is stored of a request, but for its texts. Times in ISO 8601, UTC. */
export type RequestFacts = {
  readonly dueAt: string;
  readonly owner: StepOwner | null;
  readonly state: RequestState;
  readonly answeredAt: string | null;
  /** "E12". */
  readonly reference: string | null;
};

/** `words`: of the brief, and each person. */
export type SavedSession = {
  readonly session: number;
  readonly before: SessionFacts | null;
  readonly after: SessionFacts;
  readonly people: number;
  readonly words: WordsHash;
};

/** The name of the inspection. */
type OfVisit = { readonly inspection: string };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject` of all: "inspection-1". `words`: of the brief, and each person. */
    'visit.session-saved': {
      subject: string;
      data: OfVisit & SavedSession;
    };
    /** Sessions of a file, each as in `visit.session-saved`. */
    'visit.sessions-imported': {
      subject: string;
      data: OfVisit & { readonly unchanged: number; readonly sessions: readonly SavedSession[] };
    };
    'visit.session-removed': {
      subject: string;
      data: OfVisit & { readonly session: number; readonly title: string };
    };
    'visit.heard': {
      subject: string;
      data: OfVisit & {
        readonly note: string;
        readonly session: number | null;
        readonly theme: TopicKey | null;
        readonly characters: number;
        readonly words: WordsHash;
      };
    };
    'visit.heard-removed': { subject: string; data: OfVisit & { readonly note: string } };
    /** `words`: of who asked, what is asked for and the answer. */
    'visit.request-saved': {
      subject: string;
      data: OfVisit & {
        readonly request: number;
        readonly before: RequestFacts | null;
        readonly after: RequestFacts;
        readonly words: WordsHash;
      };
    };
    'visit.exported': {
      subject: string;
      data: OfVisit & { readonly what: VisitFile; readonly count: number };
    };
  }
}

const FILE_NAMES: Readonly<Record<VisitFile, string>> = {
  sessions: 'Sessions of the visit',
  requests: 'Requests of the visit',
  heard: 'What was heard on the visit',
};

export const visitEvents = describeEvents({
  'visit.session-saved': {
    kind: 'inspections',
    title: ({ data: { inspection, before, after } }) =>
      `${inspection}: session ${before ? 'changed' : 'added'}, ${after.title}`,
    detail: ({ data: { people } }) => formatCount(people, 'person', 'people'),
    changes: ({ data: { before, after } }) =>
      changesOf(SESSION_LABELS, before && ofSession(before), ofSession(after)),
  },
  'visit.sessions-imported': {
    kind: 'inspections',
    title: ({ data: { inspection } }) => `${inspection}: sessions imported`,
    detail: ({ data: { sessions } }) => formatCount(sessions.length, 'session'),
  },
  'visit.session-removed': {
    kind: 'inspections',
    title: ({ data: { inspection, title } }) => `${inspection}: session removed, ${title}`,
  },
  'visit.heard': {
    kind: 'inspections',
    title: ({ data: { inspection, theme } }) =>
      `${inspection}: noted what was heard${theme ? ` about ${topicName(theme)}` : ''}`,
    detail: ({ data: { characters } }) => formatCount(characters, 'character'),
  },
  'visit.heard-removed': {
    kind: 'inspections',
    title: ({ data: { inspection } }) => `${inspection}: a note of what was heard removed`,
  },
  'visit.request-saved': {
    kind: 'inspections',
    title: ({ data: { inspection, request, before, after } }) =>
      `${inspection}: request ${request} ${outcomeOf(before, after)}`,
    changes: ({ data: { before, after } }) =>
      changesOf(REQUEST_LABELS, before && ofRequest(before), ofRequest(after)),
  },
  'visit.exported': {
    kind: 'views',
    title: ({ data: { inspection, what } }) => `${FILE_NAMES[what]} exported: ${inspection}`,
    detail: ({ data: { count } }) => formatCount(count, 'row'),
  },
});

function outcomeOf(before: RequestFacts | null, after: RequestFacts): string {
  if (!before) return 'noted';
  return before.state === after.state ? 'changed' : REQUEST_STATE_NAMES[after.state].toLowerCase();
}

const SESSION_LABELS = {
  kind: SESSION_NAMES.kind,
  title: SESSION_NAMES.title,
  startsAt: SESSION_NAMES.from,
  endsAt: SESSION_NAMES.to,
  room: SESSION_NAMES.room,
  statements: SESSION_NAMES.statements,
  state: SESSION_NAMES.sessionState,
} as const;

const REQUEST_LABELS = {
  dueAt: REQUEST_NAMES.dueOn,
  owner: REQUEST_NAMES.owner,
  state: REQUEST_NAMES.requestState,
  reference: REQUEST_NAMES.reference,
} as const;

type Words<Label extends string> = Readonly<Record<Label, string | null>>;

function ofSession({
  kind,
  startsAt,
  endsAt,
  statements,
  state,
  ...facts
}: SessionFacts): Words<keyof SessionFacts> {
  return {
    kind: SESSION_KIND_NAMES[kind],
    title: facts.title,
    startsAt: formatDateTime(startsAt),
    endsAt: formatDateTime(endsAt),
    room: facts.room || null,
    statements: formatList(statements.map((id) => knownStatement(id).name)) || null,
    state: SESSION_STATE_NAMES[state],
  };
}

function ofRequest({ dueAt, owner, state, reference }: RequestFacts): Words<keyof typeof REQUEST_LABELS> {
  return {
    dueAt: formatDateTime(dueAt),
    owner: owner?.name ?? null,
    state: REQUEST_STATE_NAMES[state],
    reference,
  };
}

function changesOf<Label extends string>(
  labels: Readonly<Record<Label, string>>,
  before: Words<Label> | null,
  after: Words<Label>,
): readonly Change[] {
  return (Object.keys(labels) as Label[])
    .map((key) => ({ name: labels[key], before: before?.[key] ?? null, after: after[key] }))
    .filter((change) => change.before !== null || change.after !== null);
}

/** The texts of a session that its event has the hash of. */
export function wordsOfSession(brief: string, people: readonly SessionPerson[]): readonly string[] {
  return [brief, ...people.map(({ personId, name, job }) => JSON.stringify([personId, name, job]))];
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

type SessionRow = {
  readonly inspection: number;
  readonly number: number;
  readonly brief: string;
  readonly statements: readonly string[];
  readonly people: readonly SessionPerson[];
  readonly kind: string;
  readonly title: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly room: string;
  readonly state: string;
};

/** Sessions with their people. */
export const sessionRecords: RecordKind<SessionRow> = {
  tables: ['visit_sessions', 'visit_people'],
  replay() {
    const rows: RecordedRows = new Map();
    const apply = (subject: string, { session, after, words }: SavedSession) => {
      const facts = { ...after, statements: after.statements.join(' ') };
      rows.set(sessionKey(subject, session), { facts, words });
    };
    return {
      rows,
      apply(event) {
        if (event.type === 'visit.session-removed') {
          rows.delete(sessionKey(event.subject, event.data.session));
        } else if (event.type === 'visit.session-saved') {
          apply(event.subject, event.data);
        } else if (event.type === 'visit.sessions-imported') {
          for (const saved of event.data.sessions) apply(event.subject, saved);
        }
      },
    };
  },
  select: `select i.number as inspection, s.number, s.kind::text, s.title, s.room, s.brief, s.statements, s.state::text,
                  to_char(s.starts_at at time zone 'UTC', ${ISO}) as "startsAt",
                  to_char(s.ends_at at time zone 'UTC', ${ISO}) as "endsAt",
                  coalesce((select json_agg(json_build_object('personId', p.person_id, 'name', p.name, 'job', p.job)
                                            order by p.position)
                              from visit_people p
                             where p.council_id = s.council_id and p.session_id = s.id), '[]') as people
             from visit_sessions s
             join inspections i on i.council_id = s.council_id and i.id = s.inspection_id
            where s.council_id = $1::uuid`,
  stored: ({ inspection, number, brief, people, statements, ...facts }) => ({
    key: sessionKey(inspectionSubject(inspection), number),
    facts: { ...facts, statements: statements.join(' ') },
    words: wordsOfSession(brief, people),
  }),
};

type HeardRow = {
  readonly inspection: number;
  readonly id: string;
  readonly session: number | null;
  readonly theme: string | null;
  readonly heard: string;
  readonly notedBy: string;
};

export const heardRecords: RecordKind<HeardRow> = {
  tables: ['visit_notes'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'visit.heard-removed') {
          rows.delete(heardKey(event.subject, event.data.note));
        } else if (event.type === 'visit.heard') {
          const { note, session, theme, words } = event.data;
          rows.set(heardKey(event.subject, note), {
            facts: { session, theme, notedBy: event.actorId },
            words,
          });
        }
      },
    };
  },
  select: `select i.number as inspection, n.id::text, s.number as session, n.theme, n.heard, n.noted_by_id::text as "notedBy"
             from visit_notes n
             join inspections i on i.council_id = n.council_id and i.id = n.inspection_id
             left join visit_sessions s on s.council_id = n.council_id and s.id = n.session_id
            where n.council_id = $1::uuid`,
  stored: ({ inspection, id, heard, ...facts }) => ({
    key: heardKey(inspectionSubject(inspection), id),
    facts,
    words: [heard],
  }),
};

type RequestRow = {
  readonly inspection: number;
  readonly number: number;
  readonly askedBy: string;
  readonly what: string;
  readonly answer: string;
  readonly dueAt: string;
  readonly owner: string | null;
  readonly state: string;
  readonly answeredAt: string | null;
  readonly reference: string | null;
};

export const requestRecords: RecordKind<RequestRow> = {
  tables: ['visit_requests'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'visit.request-saved') return;
        const { request, after, words } = event.data;
        rows.set(requestKey(event.subject, request), {
          facts: { ...after, owner: after.owner?.id ?? null },
          words,
        });
      },
    };
  },
  select: `select i.number as inspection, r.number, r.asked_by as "askedBy", r.what, r.answer, r.owner_id::text as owner,
                  r.state::text, 'E' || e.number as reference,
                  to_char(r.due_at at time zone 'UTC', ${ISO}) as "dueAt",
                  to_char(r.answered_at at time zone 'UTC', ${ISO}) as "answeredAt"
             from visit_requests r
             join inspections i on i.council_id = r.council_id and i.id = r.inspection_id
             left join evidence_items e on e.council_id = r.council_id and e.id = r.evidence_item_id
            where r.council_id = $1::uuid`,
  stored: ({ inspection, number, askedBy, what, answer, ...facts }) => ({
    key: requestKey(inspectionSubject(inspection), number),
    facts,
    words: [askedBy, what, answer],
  }),
};

function sessionKey(subject: string, session: number): string {
  return `session ${session} of the visit of ${subject}`;
}

function requestKey(subject: string, request: number): string {
  return `request ${request} of the visit of ${subject}`;
}

function heardKey(subject: string, note: string): string {
  return `note ${note} of the visit of ${subject}`;
}
