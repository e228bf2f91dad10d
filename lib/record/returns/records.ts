import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { type AnswerFacts, type Assigned, returnSubject } from '#lib/record/returns/events.ts';
import { type VersionRow, versionContent } from '#lib/record/returns/list-versions.ts';
import type { ItemState } from '#lib/record/returns/rules.ts';

type ReturnRow = {
  readonly inspection: number;
  readonly number: number;
  readonly name: string;
  readonly origin: string;
  readonly askedOn: string;
  readonly dueOn: string;
  readonly listVersion: number;
  readonly sentOn: string | null;
  readonly sentPack: number | null;
  /** The items that are asked for, in order. */
  readonly items: readonly VersionRow[];
};

/** The lists of inspections, with the hash of what they ask for now. */
export const returnRecords: RecordKind<ReturnRow> = {
  tables: ['returns'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'return.started': {
            const { name, origin, askedOn, dueOn } = event.data;
            const facts = { name, origin, askedOn, dueOn, listVersion: 0, sentOn: null, sentPack: null };
            rows.set(event.subject, { facts: { ...facts, asks: versionContent([]).contentHash } });
            break;
          }
          case 'return.changed':
            changeRow(rows, event.subject, event.data.after);
            break;
          case 'return.listed': {
            const { version, contentHash } = event.data;
            changeRow(rows, event.subject, { listVersion: version, asks: contentHash });
            break;
          }
          case 'return.sent':
            changeRow(rows, event.subject, { sentOn: event.data.sentOn, sentPack: event.data.pack });
            break;
          case 'return.unsent':
            changeRow(rows, event.subject, { sentOn: null, sentPack: null });
        }
      },
    };
  },
  select: `select n.number as inspection, r.number, r.name, r.origin::text, r.asked_on::text as "askedOn",
                  r.due_on::text as "dueOn", r.list_version as "listVersion", r.sent_on::text as "sentOn",
                  r.sent_pack as "sentPack",
                  coalesce((select json_agg(json_build_object('key', i.key, 'number', i.number, 'heading', i.heading,
                                     'asked', i.asked, 'statements', i.statements, 'kind', i.kind) order by i.position)
                              from return_items i
                             where i.council_id = r.council_id and i.return_id = r.id and i.removed_in is null), '[]') as items
             from returns r join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
            where r.council_id = $1::uuid`,
  stored: ({ inspection, number, items, ...facts }) => ({
    key: returnSubject(inspection, number),
    facts: { ...facts, asks: versionContent(items).contentHash },
  }),
};

type VersionRecord = {
  readonly inspection: number;
  readonly number: number;
  readonly version: number;
  readonly contentHash: string;
  readonly source: string;
};

/** Each version of a list, by the hash of its content, which the database checks against the content. */
export const returnVersionRecords: RecordKind<VersionRecord> = {
  tables: ['return_versions'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'return.listed') return;
        const { version, contentHash, source } = event.data;
        rows.set(`version ${version} of ${event.subject}`, { facts: { contentHash, source } });
      },
    };
  },
  select: `select n.number as inspection, r.number, v.version, v.source,
                  encode(sha256(convert_to(v.content, 'UTF8')), 'hex') as "contentHash"
             from return_versions v
             join returns r on r.council_id = v.council_id and r.id = v.return_id
             join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
            where v.council_id = $1::uuid`,
  stored: ({ inspection, number, version, ...facts }) => ({
    key: `version ${version} of ${returnSubject(inspection, number)}`,
    facts,
  }),
};

type ItemRow = {
  readonly inspection: number;
  readonly list: number;
  readonly key: number;
  readonly owner: string | null;
  readonly dueOn: string | null;
  readonly state: ItemState;
  readonly signedBy: string | null;
  readonly removedIn: number | null;
};

/** Who sees to each item, and how it stands. What it asks for is in the hash of its list. */
export const returnItemRecords: RecordKind<ItemRow> = {
  tables: ['return_items'],
  replay() {
    const rows: RecordedRows = new Map();
    const assign = (key: string, { owner, dueOn }: Assigned) =>
      changeRow(rows, key, {
        ...(owner === undefined ? {} : { owner: owner?.id ?? null }),
        ...(dueOn === undefined ? {} : { dueOn }),
      });
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'return.listed': {
            const { version, keys, added, removed, reopened, assigned } = event.data;
            const of = (key: number) => itemKey(event.subject, key);
            const facts = { owner: null, dueOn: null, state: 'open', signedBy: null, removedIn: null };
            for (const key of added) rows.set(of(key), { facts });
            for (const key of keys) changeRow(rows, of(key), { removedIn: null });
            for (const key of removed) changeRow(rows, of(key), { removedIn: version });
            for (const key of reopened) changeRow(rows, of(key), { state: 'open', signedBy: null });
            for (const { key, ...given } of assigned) assign(of(key), given);
            break;
          }
          case 'return.assigned':
            for (const key of event.data.keys) assign(itemKey(event.subject, key), event.data);
            break;
          case 'return.item-moved': {
            const { keys, to } = event.data;
            const signedBy = to === 'signed_off' ? event.actorId : null;
            for (const key of keys) changeRow(rows, itemKey(event.subject, key), { state: to, signedBy });
          }
        }
      },
    };
  },
  select: `select n.number as inspection, r.number as list, i.key, i.owner_id::text as owner, i.due_on::text as "dueOn",
                  i.state::text, i.signed_by_id::text as "signedBy", i.removed_in as "removedIn"
             from return_items i
             join returns r on r.council_id = i.council_id and r.id = i.return_id
             join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
            where i.council_id = $1::uuid`,
  stored: ({ inspection, list, key, ...facts }) => ({
    key: itemKey(returnSubject(inspection, list), key),
    facts,
  }),
};

type AnswerRow = Omit<AnswerFacts, 'text' | 'item'> & {
  readonly inspection: number;
  readonly list: number;
  readonly item: number;
  readonly place: string;
  readonly url: string;
  readonly reason: string;
};

/** The answers to items. Where in evidence they point to is gone once that was erased. */
export const returnAnswerRecords: RecordKind<AnswerRow> = {
  tables: ['return_answers'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'return.answered':
            for (const { id, text, item, ...facts } of event.data.answers)
              rows.set(answerKey(id), {
                facts: { ...facts, item: itemKey(event.subject, item) },
                words: text,
              });
            break;
          case 'return.answer-removed':
            rows.delete(answerKey(event.data.id));
            break;
          case 'evidence.erased':
            for (const [key, row] of rows)
              if (row.facts.evidence === event.subject)
                rows.set(key, { facts: row.facts, words: hashWords(['', '', '']) });
        }
      },
    };
  },
  select: `select n.number as inspection, r.number as list, a.item_key as item, a.id::text, a.kind::text, a.position,
                  'E' || e.number as evidence, a.see_key as see, m.key as measure, a.follows_on::text as "followsOn",
                  a.place, a.url, a.reason
             from return_answers a
             join returns r on r.council_id = a.council_id and r.id = a.return_id
             join inspections n on n.council_id = r.council_id and n.id = r.inspection_id
             left join evidence_items e on e.council_id = a.council_id and e.id = a.evidence_item_id
             left join measures m on m.council_id = a.council_id and m.id = a.measure_id
            where a.council_id = $1::uuid`,
  stored: ({ inspection, list, item, id, place, url, reason, ...facts }) => ({
    key: answerKey(id),
    facts: { ...facts, item: itemKey(returnSubject(inspection, list), item) },
    words: [place, url, reason],
  }),
};

function itemKey(subject: string, key: number): string {
  return `entry ${key} of ${subject}`;
}

function answerKey(id: string): string {
  return `answer ${id}`;
}
