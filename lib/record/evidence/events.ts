import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatBytes, formatYesNo } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
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

type Source =
  | { readonly kind: 'file'; readonly name: string; readonly bytes: number; readonly sha256: string }
  | { readonly kind: 'link'; readonly url: string };

/**
 * `use`: the sealed hash of what it shows and where. `fileVersion`: the version of the file that the place is in; null
 * for a link. Absent from older events, when files had one version.
 */
type Use = { statement: StatementId; use?: WordsHash; fileVersion?: number | null };

/** `number`: the step of the item. `reason`: the sealed hash of why, where there is a reason. */
type Step = { number: number; reason?: WordsHash };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'evidence.added': {
      subject: string;
      data: EvidenceFacts & { source: Source; statement: StatementId | null; use?: WordsHash };
    };
    'evidence.changed': { subject: string; data: { before: EvidenceFacts; after: EvidenceFacts } };
    /** `words`: the sealed hash of the file's name and why. `datedOn`: the date of the evidence. */
    'evidence.replaced': {
      subject: string;
      data: {
        version: number;
        bytes: number;
        sha256: string;
        words: WordsHash;
        datedOn: { before: CalendarDate | null; after: CalendarDate | null };
      };
    };
    'evidence.withdrawn': { subject: string; data: Step };
    'evidence.restored': { subject: string; data: Step };
    'evidence.held': { subject: string; data: Step };
    'evidence.released': { subject: string; data: Step };
    'evidence.attached': { subject: string; data: Use };
    'evidence.explained': { subject: string; data: Use };
    'evidence.detached': { subject: string; data: { statement: StatementId } };
    'file.downloaded': { subject: string; data: { sha256: string } };
  }
}

export const evidenceEvents = describeEvents({
  'evidence.added': {
    kind: 'evidence',
    title: ({ subject, data }) => `Evidence ${subject} added: ${data.title}`,
    detail: ({ data: { source, statement } }) => {
      const what = source.kind === 'file' ? `File ${source.name}` : `Link ${source.url}`;
      return statement ? `${what}, on ${knownStatement(statement).name}` : what;
    },
    changes: ({ data }) => [...detailChanges(null, data), ...sourceChanges(data.source)],
  },
  'evidence.changed': {
    kind: 'evidence',
    title: ({ subject }) => `Details of evidence ${subject} changed`,
    detail: ({ data: { before, after } }) => {
      const changed = DETAILS.filter((key) => before[key] !== after[key]);
      return `Changed: ${changed.map((key) => DETAIL_NAMES[key].toLowerCase()).join(', ')}`;
    },
    changes: ({ data }) => detailChanges(data.before, data.after),
  },
  'evidence.replaced': {
    kind: 'evidence',
    title: ({ subject, data }) => `File of evidence ${subject} replaced with version ${data.version}`,
    changes: ({ data: { version, bytes, sha256, datedOn } }) => [
      { name: 'Version of the file', before: String(version - 1), after: String(version) },
      { name: 'Size', before: null, after: formatBytes(bytes) },
      { name: 'SHA-256', before: null, after: sha256 },
      {
        name: DETAIL_NAMES.datedOn,
        before: datedOn.before && formatDate(datedOn.before),
        after: datedOn.after && formatDate(datedOn.after),
      },
    ],
  },
  'evidence.withdrawn': { kind: 'evidence', title: ({ subject }) => `Evidence ${subject} withdrawn` },
  'evidence.restored': { kind: 'evidence', title: ({ subject }) => `Evidence ${subject} back in use` },
  'evidence.held': { kind: 'evidence', title: ({ subject }) => `Legal hold placed on evidence ${subject}` },
  'evidence.released': {
    kind: 'evidence',
    title: ({ subject }) => `Legal hold on evidence ${subject} released`,
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

function detailChanges(before: EvidenceFacts | null, after: EvidenceFacts): readonly Change[] {
  const [was, is] = [before && detailWords(before), detailWords(after)];
  return DETAILS.map((key) => ({ name: DETAIL_NAMES[key], before: was?.[key] ?? null, after: is[key] }));
}

function detailWords(facts: EvidenceFacts): Record<keyof EvidenceFacts, string | null> {
  return {
    title: facts.title,
    category: CATEGORY_NAMES[facts.category as Category] ?? facts.category,
    datedOn: facts.datedOn && formatDate(facts.datedOn),
    owner: facts.owner || null,
    marking: facts.marking,
    containsPersonalData: formatYesNo(facts.containsPersonalData),
  };
}

function sourceChanges(source: Source): readonly Change[] {
  if (source.kind === 'link') return [{ name: 'Address', before: null, after: source.url }];
  return [
    { name: 'File name', before: null, after: source.name },
    { name: 'Size', before: null, after: formatBytes(source.bytes) },
    { name: 'SHA-256', before: null, after: source.sha256 },
  ];
}

/** The texts of a use, in the order in which its event seals them. */
export function usedWords({
  shows,
  location,
}: {
  readonly shows: string;
  readonly location: string;
}): string[] {
  return [shows, location];
}

/** The texts of a version of a file, in the order in which its event seals them. */
export function versionWords({ name, reason }: { readonly name: string; readonly reason: string }): string[] {
  return [name, reason];
}
