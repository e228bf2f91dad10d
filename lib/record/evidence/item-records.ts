import type { EventOf } from '#lib/platform/audit/events.ts';
import {
  type ChainEvent,
  changeRow,
  type Facts,
  type RecordedRows,
  type RecordKind,
} from '#lib/platform/audit/records.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import {
  type EvidenceFacts,
  type LastingFacts,
  type Names,
  sourceOf,
  withNames,
} from '#lib/record/evidence/events.ts';
import {
  decideStep,
  ERASED_ADDRESS,
  ERASED_NAME,
  type EvidenceState,
  erasedTitle,
  type Life,
  type StepKind,
} from '#lib/record/evidence/lifecycle.ts';
import { personalDataColumns } from '#lib/record/evidence/rules.ts';

// The rows of items, of their files and of the steps in their life that events add up to.

const NEW_LIFE: Life = { state: 'current', held: false };

/** The step that an event records, or null. */
function stepKind({ type }: Pick<ChainEvent, 'type'>): StepKind | null {
  switch (type) {
    case 'evidence.withdrawn':
      return 'withdrawn';
    case 'evidence.restored':
      return 'restored';
    case 'evidence.held':
      return 'held';
    case 'evidence.released':
      return 'released';
    default:
      return null;
  }
}

/** A list is compared as one text. */
type ListFact = 'voices' | 'topics' | 'tags';

type ItemRow = Omit<EvidenceFacts, ListFact> & {
  readonly voices: string;
  readonly topics: string;
  readonly tags: string;
  readonly number: number;
  readonly version: number;
  readonly addedBy: string;
  readonly url: string | null;
  readonly file: string | null;
  readonly bytes: string | null;
  readonly sha256: string | null;
  readonly state: EvidenceState;
  readonly held: boolean;
  readonly ruledOutIn: number | null;
  /** The recording of which it is the transcript. */
  readonly transcriptOf: string | null;
};

/** The details that a row should have. Erased names are empty. A release before this one leaves the later ones alone. */
function factsOf(facts: LastingFacts, names: Partial<Names> | null | undefined): Facts {
  const shown = withNames(facts, names);
  const { category, datedOn, marking, containsPersonalData, title = '', owner = '' } = shown;
  const known = { title, category, datedOn, owner, marking, containsPersonalData };
  const { reviewBy = null, ownerId = null, needsRedaction, voices = [], topics = [] } = facts;
  if (needsRedaction === undefined) {
    // As the trigger evidence_items_keep_together.
    return {
      ...known,
      ...(!containsPersonalData && { needsRedaction: false }),
      ...(owner !== '' && { ownerId: null }),
    };
  }
  return {
    ...known,
    ...{ reviewBy, ownerId, needsRedaction },
    ...{ voices: inOneText(voices), topics: inOneText(topics), tags: inOneText(names?.tags ?? []) },
  };
}

/** Before there were more. */
const NO_LATER_FACTS = {
  ...{ reviewBy: null, ownerId: null, needsRedaction: false },
  ...{ voices: '', topics: '', tags: '' },
};

function inOneText(list: readonly string[]): string {
  return list.join(', ');
}

/** The council's evidence list, each item with its link or the facts of its first file. */
export const evidenceRecords: RecordKind<ItemRow> = {
  tables: ['evidence_items', 'files'],
  replay() {
    const rows: RecordedRows = new Map();
    const change = (key: string, facts: Facts) =>
      changeRow(rows, key, { ...facts, version: Number(rows.get(key)?.facts.version) + 1 });
    return {
      rows,
      apply(event) {
        if (event.type === 'evidence.added') {
          const { source } = event.data;
          const { name = '' } = sourceOf(source, event.words);
          const isFile = source.kind === 'file';
          rows.set(event.subject, {
            facts: {
              ...NO_LATER_FACTS,
              ...factsOf(event.data, event.words),
              version: 1,
              addedBy: event.actorId,
              url: isFile ? null : name,
              file: isFile ? name : null,
              bytes: isFile ? source.bytes : null,
              sha256: isFile ? source.sha256 : null,
              ...NEW_LIFE,
              ruledOutIn: null,
              transcriptOf: event.data.transcriptOf ?? null,
            },
          });
        } else if (event.type === 'evidence.changed') {
          change(event.subject, factsOf(event.data.after, event.words?.after));
        } else if (event.type === 'evidence.replaced') {
          const { datedOn, reviewBy, personalData } = event.data;
          const changed = {
            ...(datedOn.before !== datedOn.after && { datedOn: datedOn.after }),
            ...(reviewBy && reviewBy.before !== reviewBy.after && { reviewBy: reviewBy.after }),
            ...(personalData &&
              personalData.before !== personalData.after &&
              personalDataColumns(personalData.after)),
          };
          if (Object.keys(changed).length > 0) change(event.subject, changed);
        } else if (event.type === 'evidence.ruled-out') {
          changeRow(rows, event.subject, { ruledOutIn: event.data.version });
        } else if (event.type === 'evidence.reviewed') {
          change(event.subject, { reviewBy: event.data.after });
        } else if (event.type === 'evidence.erased') {
          const { url, file } = rows.get(event.subject)?.facts ?? {};
          changeRow(rows, event.subject, {
            title: erasedTitle(new Date(event.data.at)),
            ...{ owner: '', ownerId: null, tags: '' },
            url: url === null ? null : ERASED_ADDRESS,
            file: file === null ? null : ERASED_NAME,
            state: 'erased',
          });
        } else {
          const kind = stepKind(event);
          const life = kind && rows.get(event.subject)?.facts;
          const after = kind && life && decideStep(kind, life as Life);
          if (after && typeof after === 'object') changeRow(rows, event.subject, after);
        }
      },
    };
  },
  select: `select i.number, i.title, i.category::text, i.dated_on::text as "datedOn", i.owner,
                  i.marking::text, i.contains_personal_data as "containsPersonalData", i.review_by::text as "reviewBy",
                  i.owner_id::text as "ownerId", i.needs_redaction as "needsRedaction",
                  array_to_string(i.voices, ', ') as voices, array_to_string(i.topics, ', ') as topics,
                  array_to_string(i.tags, ', ') as tags, i.version, i.created_by_id::text as "addedBy", i.url,
                  f.name as file, f.bytes::text as bytes, f.sha256, i.state::text, i.held, i.ruled_out_in as "ruledOutIn",
                  'E' || i.transcript_of as "transcriptOf"
             from evidence_items i
             left join evidence_versions v on v.council_id = i.council_id and v.item_id = i.id and v.number = 1
             left join files f on f.council_id = v.council_id and f.id = v.file_id
            where i.council_id = $1::uuid`,
  stored: ({ number, bytes, ...facts }) => ({
    key: `E${number}`,
    facts: { ...facts, bytes: bytes === null ? null : Number(bytes) },
  }),
};

type VersionRow = {
  readonly item: number;
  readonly number: number;
  readonly addedBy: string;
  readonly isFileOfItem: boolean;
  readonly name: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly reason: string;
};

/** The versions of each item's file. `evidenceRecords` compares the facts of the first file. */
export const evidenceVersionRecords: RecordKind<VersionRow> = {
  tables: ['evidence_versions'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'evidence.added' && event.data.source.kind === 'file') {
          rows.set(keyOfVersion(event.subject, 1), { facts: { addedBy: event.actorId, isFileOfItem: true } });
        } else if (event.type === 'evidence.replaced') {
          const { version, bytes, sha256 } = event.data;
          const words = event.words && hashWords(versionWords(event.words));
          const facts = { addedBy: event.actorId, isFileOfItem: false, bytes, sha256 };
          rows.set(keyOfVersion(event.subject, version), { facts, ...(words && { words }) });
        } else if (event.type === 'evidence.erased') {
          emptyWords(rows, (key) => key.endsWith(` of the file of ${event.subject}`), [ERASED_NAME, '']);
        }
      },
    };
  },
  // The previous release reads the first file from the item itself, so the two must agree.
  select: `select i.number as item, v.number, v.added_by_id::text as "addedBy", v.file_id = i.file_id as "isFileOfItem",
                  coalesce(f.name, '') as name, coalesce(f.bytes, 0)::text as bytes, coalesce(f.sha256, '') as sha256,
                  v.reason
             from evidence_versions v
             join evidence_items i on i.council_id = v.council_id and i.id = v.item_id
             left join files f on f.council_id = v.council_id and f.id = v.file_id
            where v.council_id = $1::uuid`,
  stored: ({ item, number, bytes, name, reason, ...facts }) => ({
    key: keyOfVersion(`E${item}`, number),
    facts: { ...facts, bytes: Number(bytes) },
    ...(number > 1 && { words: versionWords({ file: name, reason }) }),
  }),
};

/** The texts of a version, in one order. */
function versionWords({ file, reason }: { readonly file: string; readonly reason: string }): string[] {
  return [file, reason];
}

/** The rows of an erased item have no words left. */
export function emptyWords(
  rows: RecordedRows,
  isOfItem: (key: string) => boolean,
  left: readonly string[],
): void {
  for (const key of rows.keys()) if (isOfItem(key)) changeRow(rows, key, {}, hashWords(left));
}

function keyOfVersion(reference: string, number: number): string {
  return `version ${number} of the file of ${reference}`;
}

type StepRow = {
  readonly item: number;
  readonly number: number;
  readonly kind: StepKind;
  readonly by: string;
  readonly reason: string;
};

/** The steps in the life of each item, and why. */
export const evidenceStepRecords: RecordKind<StepRow> = {
  tables: ['evidence_steps'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type === 'evidence.erased')
          emptyWords(rows, (key) => key.endsWith(` of ${event.subject}`), ['']);
        const kind = stepKind(event);
        if (kind === null) return;
        const { data, words } = event as EventOf<'evidence.withdrawn'>;
        rows.set(keyOfStep(event.subject, data.number), {
          facts: { kind, by: event.actorId },
          ...(words && { words: hashWords([words.reason]) }),
        });
      },
    };
  },
  select: `select i.number as item, s.number, s.kind::text, s.by_id::text as by, s.reason
             from evidence_steps s join evidence_items i on i.council_id = s.council_id and i.id = s.item_id
            where s.council_id = $1::uuid`,
  stored: ({ item, number, reason, ...facts }) => ({
    key: keyOfStep(`E${item}`, number),
    facts,
    words: [reason],
  }),
};

function keyOfStep(reference: string, number: number): string {
  return `step ${number} of ${reference}`;
}
