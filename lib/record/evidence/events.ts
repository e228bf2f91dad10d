import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatBytes, formatYesNo } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import { CATEGORY_NAMES, type Category, DETAIL_NAMES } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type EvidenceFacts = {
  readonly title: string;
  readonly category: string;
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: string;
  readonly containsPersonalData: boolean;
};

/** What an erasure leaves of the details. */
export type LastingFacts = Omit<EvidenceFacts, keyof Names>;
export type Names = Pick<EvidenceFacts, 'title' | 'owner'>;

/** `withoutPlace`: the place where a picture or film was taken was taken out of it. */
type Source =
  | {
      readonly kind: 'file';
      readonly bytes: number;
      readonly sha256: string;
      readonly withoutPlace?: boolean;
    }
  | { readonly kind: 'link' };

/**
 * `fileVersion`: the version of the file that the place is in; null for a link. Absent from older events, when files had
 * one version.
 */
type Use = {
  subject: string;
  data: { statement: StatementId; fileVersion?: number | null };
  words: UseWords;
};

/** What an item shows on a statement, and where. */
export type UseWords = { readonly shows: string; readonly location: string };

/** `number`: the step of the item. */
type Step = { subject: string; data: { number: number }; words: { reason: string } };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'evidence.added': {
      subject: string;
      /** `transcriptOf`: the recording of which it is the transcript. */
      data: LastingFacts & { source: Source; statement: StatementId | null; transcriptOf?: string };
      words: Names & { file?: string; url?: string } & Partial<UseWords>;
    };
    'evidence.changed': {
      subject: string;
      data: { before: LastingFacts; after: LastingFacts };
      words: { before: Names; after: Names };
    };
    /** `datedOn`: the date of the evidence. */
    'evidence.replaced': {
      subject: string;
      data: {
        version: number;
        bytes: number;
        sha256: string;
        withoutPlace?: boolean;
        datedOn: { before: CalendarDate | null; after: CalendarDate | null };
      };
      words: { file: string; reason: string };
    };
    'evidence.withdrawn': Step;
    'evidence.restored': Step;
    'evidence.held': Step;
    'evidence.released': Step;
    'evidence.attached': Use;
    'evidence.explained': Use;
    'evidence.detached': { subject: string; data: { statement: StatementId } };
    'file.downloaded': { subject: string; data: { sha256: string } };
  }
}

/** The reason among the words of event `e`. */
const REASON = {
  sql: "select w.words ->> 'reason' from event_words w where w.council_id = e.council_id and w.seq = e.seq",
};

export const evidenceEvents = describeEvents({
  'evidence.added': {
    kind: 'evidence',
    title: ({ subject, data, words }) => {
      const { title } = withNames(data, words);
      return title === undefined ? `Evidence ${subject} added` : `Evidence ${subject} added: ${title}`;
    },
    detail: ({ data, words }) => {
      const { kind, name } = sourceOf(data.source, words);
      const what = `${kind === 'file' ? 'File' : 'Link'} ${name ?? 'erased'}`;
      const of = data.transcriptOf ? `, transcript of ${data.transcriptOf}` : '';
      const on = data.statement ? `, on ${knownStatement(data.statement).name}` : '';
      return what + of + on;
    },
    changes: ({ data, words }) => [
      ...detailChanges(null, withNames(data, words)),
      ...sourceChanges(data.source, words),
    ],
  },
  'evidence.changed': {
    kind: 'evidence',
    title: ({ subject }) => `Details of evidence ${subject} changed`,
    detail: ({ data, words }) => {
      const [before, after] = [withNames(data.before, words?.before), withNames(data.after, words?.after)];
      const changed = DETAILS.filter((key) => before[key] !== after[key]);
      if (changed.length === 0) return 'What changed was erased';
      return `Changed: ${changed.map((key) => DETAIL_NAMES[key].toLowerCase()).join(', ')}`;
    },
    changes: ({ data, words }) =>
      detailChanges(withNames(data.before, words?.before), withNames(data.after, words?.after)),
  },
  'evidence.replaced': {
    kind: 'evidence',
    title: ({ subject, data }) => `File of evidence ${subject} replaced with version ${data.version}`,
    reason: REASON,
    changes: ({ data: { version, bytes, sha256, withoutPlace, datedOn }, words }) => [
      { name: 'Version of the file', before: String(version - 1), after: String(version) },
      { name: 'File name', before: null, after: words?.file ?? ERASED },
      { name: 'Size', before: null, after: formatBytes(bytes) },
      { name: 'SHA-256', before: null, after: sha256 },
      ...(withoutPlace ? [PLACE_TAKEN_OUT] : []),
      {
        name: DETAIL_NAMES.datedOn,
        before: datedOn.before && formatDate(datedOn.before),
        after: datedOn.after && formatDate(datedOn.after),
      },
    ],
  },
  'evidence.withdrawn': {
    kind: 'evidence',
    title: ({ subject }) => `Evidence ${subject} withdrawn`,
    reason: REASON,
  },
  'evidence.restored': {
    kind: 'evidence',
    title: ({ subject }) => `Evidence ${subject} back in use`,
    reason: REASON,
  },
  'evidence.held': {
    kind: 'evidence',
    title: ({ subject }) => `Legal hold placed on evidence ${subject}`,
    reason: REASON,
  },
  'evidence.released': {
    kind: 'evidence',
    title: ({ subject }) => `Legal hold on evidence ${subject} released`,
    reason: REASON,
  },
  'evidence.attached': {
    kind: 'uses',
    title: ({ subject, data }) => `Evidence ${subject} attached to ${knownStatement(data.statement).name}`,
  },
  'evidence.detached': {
    kind: 'uses',
    title: ({ subject, data }) => `Evidence ${subject} removed from ${knownStatement(data.statement).name}`,
  },
  'evidence.explained': {
    kind: 'uses',
    title: ({ subject, data }) =>
      `What evidence ${subject} shows on ${knownStatement(data.statement).name} changed`,
  },
  'file.downloaded': {
    kind: 'views',
    title: ({ subject }) => `File of evidence ${subject} downloaded`,
  },
});

const DETAILS = Object.keys(DETAIL_NAMES) as (keyof EvidenceFacts)[];

export type ShownFacts = LastingFacts & Partial<Names>;

/** Older events hold the names with the rest. No names: they were erased. */
export function withNames(facts: LastingFacts, names: Partial<Names> | null | undefined): ShownFacts {
  return { ...facts, ...names };
}

/** With the file's name or the address, as `withNames`. */
export function sourceOf(
  source: Source & { readonly name?: string; readonly url?: string },
  words: { readonly file?: string; readonly url?: string } | null | undefined,
): { readonly kind: Source['kind']; readonly name: string | undefined } {
  const { kind, name, url } = source;
  return { kind, name: kind === 'file' ? (words?.file ?? name) : (words?.url ?? url) };
}

const ERASED = 'Erased';

const PLACE_TAKEN_OUT: Change = { name: 'Place where it was taken', before: null, after: 'Taken out' };

function detailChanges(before: ShownFacts | null, after: ShownFacts): readonly Change[] {
  const [was, is] = [before && detailWords(before), detailWords(after)];
  return DETAILS.map((key) => ({ name: DETAIL_NAMES[key], before: was?.[key] ?? null, after: is[key] }));
}

function detailWords(facts: ShownFacts): Record<keyof EvidenceFacts, string | null> {
  return {
    title: facts.title ?? ERASED,
    category: CATEGORY_NAMES[facts.category as Category] ?? facts.category,
    datedOn: facts.datedOn && formatDate(facts.datedOn),
    owner: (facts.owner ?? ERASED) || null,
    marking: facts.marking,
    containsPersonalData: formatYesNo(facts.containsPersonalData),
  };
}

function sourceChanges(source: Source, words: Parameters<typeof sourceOf>[1]): readonly Change[] {
  const after = sourceOf(source, words).name ?? ERASED;
  if (source.kind === 'link') return [{ name: 'Address', before: null, after }];
  return [
    { name: 'File name', before: null, after },
    { name: 'Size', before: null, after: formatBytes(source.bytes) },
    { name: 'SHA-256', before: null, after: source.sha256 },
    ...(source.withoutPlace ? [PLACE_TAKEN_OUT] : []),
  ];
}
