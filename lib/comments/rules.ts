import { formatCount } from '#lib/format.ts';
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
export function subjectInWords(name: string): string {
  return isStatementId(name) ? statementOf(name).name : `evidence ${name}`;
}

/** How many threads are open on one thing, and how many comments on it this person has not read. */
export type CommentCount = { readonly open: number; readonly unread: number };
export const NO_COMMENTS: CommentCount = { open: 0, unread: 0 };

/** "2 open threads, 1 new comment". Null where there is nothing to tell. */
export function countInWords({ open, unread }: CommentCount): string | null {
  const parts = [
    ...(open > 0 ? [formatCount(open, 'open thread')] : []),
    ...(unread > 0 ? [formatCount(unread, 'new comment')] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}
