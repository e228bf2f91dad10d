import { type Framework, type TopicKey, toTopicKey } from '#lib/frameworks/framework.ts';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { topicName } from '#lib/frameworks/topics.ts';
import { type CalendarDate, parseUrlDay } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { searchWords } from '#lib/platform/forms/search-words.ts';
import { CONCERN_KINDS, CONCERN_NAMES, type ConcernKind } from '#lib/record/evidence/concerns.ts';
import { FILE_KINDS, type FileKind, KIND_NAMES } from '#lib/record/evidence/file-kinds.ts';
import {
  CATEGORIES,
  type Category,
  categoryName,
  MARKINGS,
  type Marking,
  STATE_NAMES,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES, VOICES, type Voice } from '#lib/record/evidence/voices.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The choice of those without one. */
export const NONE = 'none';
/** Items on any statement. */
export const LINKED = 'linked';
/** Items in use that count as evidence: see `countsAsEvidence`. */
export const COUNTED = 'counted';
export const FILTER_STATES = ['current', COUNTED, 'withdrawn', 'erased'] as const;
export type FilterState = (typeof FILTER_STATES)[number];
/** Items of which somebody should do something. */
export const NEEDS_ACTION = 'action';
/** Owners that are not one member's id: the person who asks, and people who are not members. */
export const ME = 'me';
export const NOT_A_MEMBER = 'other';
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The filters of the evidence list, as its address holds them. */
export type EvidenceFilter = {
  readonly words?: string | undefined;
  readonly statement?: StatementId | keyof typeof LINK_NAMES | undefined;
  readonly category?: Category | undefined;
  readonly owner?: string | undefined;
  readonly voice?: Voice | typeof NONE | undefined;
  readonly topic?: TopicKey | undefined;
  readonly tag?: string | undefined;
  readonly kind?: FileKind | undefined;
  readonly marking?: Marking | undefined;
  readonly state?: FilterState | undefined;
  /** Items in use that give this cause for concern, or any that needs action. */
  readonly concern?: ConcernKind | typeof NEEDS_ACTION | undefined;
  /** The first and last date of the evidence. */
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
  /** Only items past the council's retention. */
  readonly due?: 'yes' | undefined;
};

export const LINK_NAMES = { [LINKED]: 'Linked', [NONE]: 'Not linked' } as const;

function isLinkFilter(
  statement: StatementId | keyof typeof LINK_NAMES,
): statement is keyof typeof LINK_NAMES {
  return Object.hasOwn(LINK_NAMES, statement);
}

export const OWNER_NAMES: Readonly<Record<string, string>> = {
  [ME]: 'Mine',
  [NONE]: 'No owner',
  [NOT_A_MEMBER]: 'Somebody who is not a member',
};

export const CONCERN_FILTER_NAMES: Record<ConcernKind | typeof NEEDS_ACTION, string> = {
  [NEEDS_ACTION]: 'Needs attention',
  ...CONCERN_NAMES,
};

export const FILTER_STATE_NAMES: Record<FilterState, string> = {
  current: 'In use',
  [COUNTED]: 'In use and counted',
  ...STATE_NAMES,
};

/** The filters in an address. Invalid values are ignored. */
export function readEvidenceFilter(query: Readonly<Record<string, unknown>>): EvidenceFilter {
  const { words, statement, category, owner, voice, topic, tag } = query;
  const { kind, marking, state, concern, from, to, due } = query;
  const among = <T>(values: readonly T[], value: unknown) => values.find((one) => one === value);
  return {
    words: searchWords(typeof words === 'string' ? words : null) || undefined,
    statement: isKnownStatement(statement) ? statement : among([LINKED, NONE] as const, statement),
    category: among(CATEGORIES, category),
    owner: typeof owner === 'string' && isOwner(owner) ? owner : undefined,
    voice: among([...VOICES, NONE], voice),
    topic: toTopicKey(topic),
    tag: searchWords(typeof tag === 'string' ? tag : null) || undefined,
    kind: among(FILE_KINDS, kind),
    marking: among(MARKINGS, marking),
    state: among(FILTER_STATES, state),
    concern: among([NEEDS_ACTION, ...CONCERN_KINDS], concern),
    from: parseUrlDay(from),
    to: parseUrlDay(to),
    due: among(['yes'] as const, due),
  };
}

function isOwner(owner: string): boolean {
  return owner === ME || owner === NONE || owner === NOT_A_MEMBER || UUID.test(owner);
}

/** The active filters in words. `owners`: the names of members. */
export function describeEvidenceFilter(
  filter: EvidenceFilter,
  framework: Pick<Framework, 'categories'>,
  {
    owners,
    topics,
  }: {
    readonly owners: readonly { readonly id: string; readonly name: string }[];
    readonly topics: readonly { readonly key: TopicKey; readonly name: string }[];
  },
): readonly { readonly name: keyof EvidenceFilter; readonly text: string }[] {
  const { words, statement, category, owner, voice, topic, tag } = filter;
  const { kind, marking, state, concern, from, to, due } = filter;
  const texts: Record<keyof EvidenceFilter, string | undefined> = {
    words: words && `“${words}”`,
    statement:
      statement && (isLinkFilter(statement) ? LINK_NAMES[statement] : knownStatement(statement).name),
    category: category && categoryName(category, framework),
    owner:
      owner &&
      (OWNER_NAMES[owner] ?? `Owner: ${owners.find(({ id }) => id === owner)?.name ?? 'one person'}`),
    voice: voice && (voice === NONE ? 'Nobody named as its source' : VOICE_NAMES[voice]),
    topic: topic && topicName(topic, topics),
    tag: tag && `Tag: ${tag}`,
    kind: kind && KIND_NAMES[kind],
    marking,
    state: state && FILTER_STATE_NAMES[state],
    concern: concern && CONCERN_FILTER_NAMES[concern],
    from: from && `Dated from ${formatDate(from)}`,
    to: to && `Dated to ${formatDate(to)}`,
    due: due && 'Past retention',
  };
  return Object.entries(texts).flatMap(([name, text]) =>
    text ? [{ name: name as keyof EvidenceFilter, text }] : [],
  );
}
