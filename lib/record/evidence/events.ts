import { knownStatement } from '#lib/frameworks/known.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatBytes, formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents, type OwnNames } from '#lib/platform/audit/describe.ts';
import {
  CATEGORY_NAMES,
  type Category,
  DETAIL_NAMES,
  type Detail,
  PERSONAL_DATA_NAMES,
  type PersonalData,
  personalDataOf,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES, type Voice } from '#lib/record/evidence/voices.ts';
import type { StatementId } from '#lib/scoring/index.ts';

export type EvidenceFacts = {
  readonly title: string;
  readonly category: string;
  readonly datedOn: CalendarDate | null;
  readonly owner: string;
  readonly marking: string;
  readonly containsPersonalData: boolean;
  readonly reviewBy: CalendarDate | null;
  /** The member who owns it, instead of `owner`. */
  readonly ownerId: string | null;
  readonly needsRedaction: boolean;
  readonly voices: readonly string[];
  readonly topics: readonly string[];
  readonly tags: readonly string[];
};

/** Facts that the events of earlier releases, and of one that runs beside this, do not have. */
type LaterFacts = Pick<EvidenceFacts, 'reviewBy' | 'ownerId' | 'needsRedaction' | 'voices' | 'topics'>;

/** What an erasure leaves of the details. */
export type LastingFacts = Omit<EvidenceFacts, 'title' | 'owner' | 'tags' | keyof LaterFacts> &
  Partial<LaterFacts>;
/** `member`: the name of the member who owned it at the time. */
export type Names = Pick<EvidenceFacts, 'title' | 'owner'> & {
  readonly tags?: readonly string[];
  readonly member?: string;
};

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
        /** Absent from older events, which left both alone. */
        reviewBy?: { before: CalendarDate | null; after: CalendarDate | null };
        personalData?: { before: PersonalData; after: PersonalData };
      };
      words: { file: string; reason: string };
    };
    /** Found still current: the next last day to review it. */
    'evidence.reviewed': {
      subject: string;
      data: { before: CalendarDate | null; after: CalendarDate };
    };
    'evidence.withdrawn': Step;
    'evidence.restored': Step;
    'evidence.held': Step;
    'evidence.released': Step;
    'evidence.attached': Use;
    'evidence.explained': Use;
    'evidence.detached': { subject: string; data: { statement: StatementId } };
    'file.downloaded': { subject: string; data: { sha256: string } };
    /** The first page of it that a person was shown on a day. */
    'file.viewed': { subject: string; data: { sha256: string } };
    /** `count`: items exported. */
    'evidence.exported': { subject: 'evidence'; data: { count: number } };
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
    changes: ({ data, words }, own) => [
      ...detailChanges(null, withNames(data, words), own),
      ...sourceChanges(data.source, words),
    ],
  },
  'evidence.changed': {
    kind: 'evidence',
    title: ({ subject }) => `Details of evidence ${subject} changed`,
    detail: ({ data, words }) => {
      const [before, after] = [withNames(data.before, words?.before), withNames(data.after, words?.after)];
      const changed = DETAILS.filter((key) => isChanged(key, before, after));
      if (changed.length === 0) return 'What changed was erased';
      return `Changed: ${changed.map((key) => DETAIL_NAMES[key].toLowerCase()).join(', ')}`;
    },
    changes: ({ data, words }, own) =>
      detailChanges(withNames(data.before, words?.before), withNames(data.after, words?.after), own),
  },
  'evidence.replaced': {
    kind: 'evidence',
    title: ({ subject, data }) => `File of evidence ${subject} replaced with version ${data.version}`,
    reason: REASON,
    changes: ({ data: { version, bytes, sha256, withoutPlace, datedOn, reviewBy, personalData }, words }) => [
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
      ...(reviewBy && reviewBy.before !== reviewBy.after
        ? [
            {
              name: DETAIL_NAMES.reviewBy,
              before: reviewBy.before && formatDate(reviewBy.before),
              after: reviewBy.after && formatDate(reviewBy.after),
            },
          ]
        : []),
      ...(personalData && personalData.before !== personalData.after
        ? [
            {
              name: DETAIL_NAMES.containsPersonalData,
              before: PERSONAL_DATA_NAMES[personalData.before],
              after: PERSONAL_DATA_NAMES[personalData.after],
            },
          ]
        : []),
    ],
  },
  'evidence.reviewed': {
    kind: 'evidence',
    title: ({ subject }) => `Evidence ${subject} found still current`,
    detail: ({ data: { before, after } }) =>
      `Review by ${formatDate(after)}${before ? `, before that by ${formatDate(before)}` : ''}`,
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
  'file.viewed': {
    kind: 'views',
    title: ({ subject }) => `File of evidence ${subject} viewed`,
  },
  'evidence.exported': {
    kind: 'views',
    title: () => 'Evidence list exported',
    detail: ({ data }) => formatCount(data.count, 'item'),
  },
});

const DETAILS = Object.keys(DETAIL_NAMES) as Detail[];
/** Left out where they were never given. */
const LATER: ReadonlySet<Detail> = new Set(['reviewBy', 'voices', 'topics', 'tags']);

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

function detailChanges(before: ShownFacts | null, after: ShownFacts, own: OwnNames): readonly Change[] {
  const [was, is] = [before && detailWords(before, own), detailWords(after, own)];
  return DETAILS.filter((key) => (was?.[key] ?? is[key]) !== null || !LATER.has(key)).map((key) => ({
    name: DETAIL_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function detailWords(facts: ShownFacts, own: OwnNames = []): Record<Detail, string | null> {
  const { reviewBy = null, needsRedaction = false, voices = [], topics = [], tags = [] } = facts;
  return {
    title: facts.title ?? ERASED,
    category: CATEGORY_NAMES[facts.category as Category] ?? facts.category,
    datedOn: facts.datedOn && formatDate(facts.datedOn),
    owner: (facts.member ?? facts.owner ?? ERASED) || null,
    marking: facts.marking,
    containsPersonalData: PERSONAL_DATA_NAMES[personalDataOf({ ...facts, needsRedaction })],
    reviewBy: reviewBy && formatDate(reviewBy),
    voices: formatList(voices.map((voice) => VOICE_NAMES[voice as Voice] ?? voice)) || null,
    topics: formatList(topics.map((key) => topicName(key, own))) || null,
    tags: formatList(tags) || null,
  };
}

/** Whether a detail differs. Two members may have one name. */
function isChanged(key: Detail, before: ShownFacts, after: ShownFacts): boolean {
  if (key === 'owner' && (before.ownerId ?? null) !== (after.ownerId ?? null)) return true;
  return detailWords(before)[key] !== detailWords(after)[key];
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
