import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The subject of a thread: a statement of the open assessment, or an evidence item by reference. */
export type CommentSubject =
  | { readonly kind: 'statement'; readonly statement: StatementId }
  | { readonly kind: 'evidence'; readonly reference: string };

/** On one statement of one assessment, or on one evidence item. */
export const MAX_COMMENTS: Limit = {
  max: 1_000,
  reached: (most) => `this page has reached the limit of ${most} comments`,
  instead: 'Copy what you entered, then comment on another statement or evidence item',
};

/** Characters in one comment, counting a line end as one. */
export const COMMENT_LIMIT = 4_000;

/** "QS1" or "E12", used in forms and events. */
export function nameOfSubject(subject: CommentSubject): string {
  return subject.kind === 'statement' ? subject.statement : subject.reference;
}

/** Parses the name of a subject. Null if it is not one. */
export function subjectOf(name: string | undefined): CommentSubject | null {
  if (isKnownStatement(name)) return { kind: 'statement', statement: name };
  return name !== undefined && /^E[1-9]\d{0,8}$/.test(name) ? { kind: 'evidence', reference: name } : null;
}

/** "Safeguarding" or "evidence E12", for the middle of a sentence. */
export function describeSubject(name: string): string {
  return isKnownStatement(name) ? knownStatement(name).name : `evidence ${name}`;
}

/** The open threads on a subject, and the comments this person has not read. */
export type CommentCount = { readonly open: number; readonly unread: number };
export const NO_COMMENTS: CommentCount = { open: 0, unread: 0 };

/** "2 open comments, 1 new comment". Null if both are 0. */
export function describeCount({ open, unread }: CommentCount): string | null {
  const parts = [
    ...(open > 0 ? [formatCount(open, 'open comment')] : []),
    ...(unread > 0 ? [formatCount(unread, 'new comment')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

/** A member of the council. `barred`: why they cannot be notified of a comment. Null if they can. */
export type MentionableMember = {
  readonly id: string;
  readonly name: string;
  readonly barred: 'sees no comments' | 'disabled' | null;
};

export type Mentions = {
  /** Ids of the people named in the text. */
  readonly people: readonly string[];
  /** In plain words, for each name that does not identify one person. */
  readonly problems: readonly string[];
};

/**
 * Finds the people a comment names as "@Full Name". Names are compared by `fold`, and the longest match counts. An "@"
 * within a word, as in an email address, or before a space names no one. People are never guessed: an unknown name is
 * a problem, and so is a name that two people share, unless one of them is selected.
 * @example mentionsIn('Is it so, @Priya Shah?', [priya], []); // { people: [priya.id], problems: [] }
 */
export function mentionsIn(
  body: string,
  members: readonly MentionableMember[],
  ticked: readonly string[],
): Mentions {
  const named = Map.groupBy(members, ({ name }) => fold(name));
  const byWord = wordsOfNames(named);
  const names = [...named.keys()].toSorted((a, b) => b.length - a.length);
  const people = new Set<string>();
  const problems = new Set<string>();
  for (const [, after = ''] of body.matchAll(MENTION)) {
    const text = fold(after);
    const name = names.find((one) => text.startsWith(one) && !GOES_ON.test(text.slice(one.length)));
    const meant = (name !== undefined && named.get(name)) || [];
    const able = meant.filter(({ barred }) => barred === null);
    const chosen = able.length > 1 ? able.filter(({ id }) => ticked.includes(id)) : able;
    for (const { id } of chosen) people.add(id);
    if (chosen.length > 0) continue;
    const [first] = meant;
    if (first) problems.add(able.length > 0 ? severalCalled(first.name, able.length) : describeBarred(first));
    else if (!DOMAIN.test(after)) problems.add(describeUnknownName(after, byWord));
  }
  return { people: [...people], problems: firstOf([...problems]) };
}

const LONGEST_NAME = 200;
const MENTION = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}._%+@/-])@(?=\p{L})([^\n@]{1,${LONGEST_NAME}})`,
  'gu',
);
/** Text after a name that makes it part of a longer name. The possessive "Sam Patel’s" still names Sam Patel. */
const GOES_ON = /^(?!'s\b)[-']?[\p{L}\p{N}\p{M}]/u;
/** An email domain or website. */
const DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)+/;
/** The first word, and up to three more that begin with a capital letter. */
const AS_TYPED = /^[\p{L}\p{N}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{N}\p{M}'’-]*){0,3}/u;
const MAX_SUGGESTED = 3;
const MAX_PROBLEMS = 3;

/** Names of people who can be notified, by each folded word of the name. */
function wordsOfNames(
  named: ReadonlyMap<string, readonly MentionableMember[]>,
): ReadonlyMap<string, readonly string[]> {
  const byWord = new Map<string, string[]>();
  for (const [folded, members] of named) {
    const able = members.find(({ barred }) => barred === null);
    for (const word of able ? new Set(folded.split(' ')) : []) {
      byWord.set(word, [...(byWord.get(word) ?? []), able?.name ?? '']);
    }
  }
  return byWord;
}

function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - MAX_PROBLEMS;
  return more > 0
    ? [...problems.slice(0, MAX_PROBLEMS), `${formatCount(more, 'more name is', 'more names are')} unclear`]
    : problems;
}

function severalCalled(name: string, count: number): string {
  return `${formatCount(count, 'person', 'people')} are called ${name}. Select the one you mean from the list below`;
}

function describeBarred({ name, barred }: MentionableMember): string {
  return barred === 'disabled'
    ? `${name} cannot be notified because they no longer have access to this council. Remove the @`
    : `${name} cannot be notified because administrators do not see comments. Remove the @`;
}

function describeUnknownName(after: string, byWord: ReadonlyMap<string, readonly string[]>): string {
  const [typed = ''] = AS_TYPED.exec(after) ?? [];
  const [word = ''] = typed.split(' ');
  const alike = byWord.get(fold(word)) ?? [];
  const way =
    alike.length > 0 && alike.length <= MAX_SUGGESTED
      ? `To notify ${formatList(alike)}, enter the full name after the @`
      : 'Enter the full name after the @, or put a space after it if you mean no one';
  return `No one is called “${typed}”. ${way}`;
}
