import { formatCount, formatList } from '#lib/kernel/format.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { isStatementId, type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

/** What a thread is about: a statement of the open assessment, or an evidence item by its reference. */
export type CommentSubject =
  | { readonly kind: 'statement'; readonly statement: StatementId }
  | { readonly kind: 'evidence'; readonly reference: string };

/** Characters in one comment, line ends counted as one. */
export const COMMENT_LIMIT = 4_000;

/** "QS1" or "E12", as forms and the history name a subject. */
export function nameOfSubject(subject: CommentSubject): string {
  return subject.kind === 'statement' ? subject.statement : subject.reference;
}

/** The subject of that name. Null for anything that is no name. */
export function subjectOf(name: string | undefined): CommentSubject | null {
  if (isStatementId(name)) return { kind: 'statement', statement: name };
  return name !== undefined && /^E[1-9]\d{0,8}$/.test(name) ? { kind: 'evidence', reference: name } : null;
}

/** "Safeguarding" or "evidence E12", for the middle of a sentence. */
export function describeSubject(name: string): string {
  return isStatementId(name) ? statementOf(name).name : `evidence ${name}`;
}

/** How many threads are open on one thing, and how many comments on it this person has not read. */
export type CommentCount = { readonly open: number; readonly unread: number };
export const NO_COMMENTS: CommentCount = { open: 0, unread: 0 };

/** "2 open comments, 1 new comment". Null where there is nothing to tell. */
export function describeCount({ open, unread }: CommentCount): string | null {
  const parts = [
    ...(open > 0 ? [formatCount(open, 'open comment')] : []),
    ...(unread > 0 ? [formatCount(unread, 'new comment')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

/** A member of the council. `barred`: why they cannot be told of a comment, if they cannot. */
export type Member = {
  readonly id: string;
  readonly name: string;
  readonly barred: 'sees no comments' | 'disabled' | null;
};

export type Mentions = {
  /** Ids of the people that the text names. */
  readonly people: readonly string[];
  /** In plain words: each name by which nobody is meant for certain. */
  readonly problems: readonly string[];
};

/**
 * Whom a comment names as "@Full Name". Names are compared as everywhere else, and the longest that fits counts. An "@"
 * in a word, as in an email address, or before a space names nobody. Who is meant is never guessed: an unknown name is a
 * problem, as is one that two people have, unless one of them is ticked.
 *
 * @example
 * mentionsIn('Is it so, @Priya Shah?', [priya], []); // { people: [priya.id], problems: [] }
 */
export function mentionsIn(body: string, members: readonly Member[], ticked: readonly string[]): Mentions {
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
    else if (!DOMAIN.test(after)) problems.add(nobodyCalled(after, byWord));
  }
  return { people: [...people], problems: firstOf([...problems]) };
}

const LONGEST_NAME = 200;
const MENTION = new RegExp(
  String.raw`(?<![\p{L}\p{N}\p{M}._%+@/-])@(?=\p{L})([^\n@]{1,${LONGEST_NAME}})`,
  'gu',
);
/** Behind a name: it is part of a longer one. "Sam Patel’s" is Sam Patel’s. */
const GOES_ON = /^(?!'s\b)[-']?[\p{L}\p{N}\p{M}]/u;
/** Of an email address or a website. */
const DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)+/;
/** The first word, and those behind it that begin with a capital letter. */
const AS_TYPED = /^[\p{L}\p{N}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{N}\p{M}'’-]*){0,3}/u;
const MOST_SUGGESTED = 3;
const MOST_PROBLEMS = 3;

/** Who can be told, by each word of their names as these are compared. */
function wordsOfNames(named: ReadonlyMap<string, readonly Member[]>): ReadonlyMap<string, readonly string[]> {
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
  const more = problems.length - MOST_PROBLEMS;
  return more > 0
    ? [...problems.slice(0, MOST_PROBLEMS), `${formatCount(more, 'more name is', 'more names are')} unclear`]
    : problems;
}

function severalCalled(name: string, count: number): string {
  return `${formatCount(count, 'person', 'people')} are called ${name}. Select the one you mean from the list below`;
}

function describeBarred({ name, barred }: Member): string {
  return barred === 'disabled'
    ? `${name} cannot be notified because they no longer have access to this council. Remove the @`
    : `${name} cannot be notified because administrators do not see comments. Remove the @`;
}

function nobodyCalled(after: string, byWord: ReadonlyMap<string, readonly string[]>): string {
  const [typed = ''] = AS_TYPED.exec(after) ?? [];
  const [word = ''] = typed.split(' ');
  const alike = byWord.get(fold(word)) ?? [];
  const way =
    alike.length > 0 && alike.length <= MOST_SUGGESTED
      ? `To notify ${formatList(alike)}, enter the full name after the @`
      : 'Enter the full name after the @, or put a space after it if you mean no one';
  return `No one is called “${typed}”. ${way}`;
}
