import { isKnownStatement } from '#lib/frameworks/known.ts';
import { capitalise, formatList } from '#lib/kernel/format.ts';
import { quoteFirstLine } from '#lib/kernel/text/excerpt.ts';
import { describeEvents, FIRST_WORDS, type FirstWords } from '#lib/platform/audit/describe.ts';
import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { applyToCycles, type CycleReplay } from '#lib/record/assessments/open-cycle.ts';
import { describeSubject } from '#lib/work/comments/rules.ts';

type NewComment = {
  comment: string;
  thread: string;
  characters: number;
  mentioned: readonly string[];
  words?: WordsHash;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** The first comment of a thread. */
    'comment.added': { subject: string; data: NewComment };
    'comment.answered': { subject: string; data: NewComment };
    'comment.resolved': { subject: string; data: { thread: string } };
    'comment.reopened': { subject: string; data: { thread: string } };
    'comment.deleted': { subject: string; data: { comment: string; thread: string; characters: number } };
  }
}

const FIRST_WORDS_OF_COMMENT = {
  permission: 'comment:view',
  sql: `select jsonb_build_object('comment', left(c.body, ${FIRST_WORDS})) from comments c
         where c.council_id = e.council_id and c.id = (e.data ->> 'comment')::uuid and c.deleted_at is null`,
} as const;

export const commentEvents = describeEvents({
  'comment.added': {
    kind: 'comments',
    title: ({ subject }) => `Comment on ${describeSubject(subject)} added`,
    detail: ({ data }, said) => describeNew(data, said),
    firstWords: FIRST_WORDS_OF_COMMENT,
  },
  'comment.answered': {
    kind: 'comments',
    title: ({ subject }) => `Reply to a comment on ${describeSubject(subject)} added`,
    detail: ({ data }, said) => describeNew(data, said),
    firstWords: FIRST_WORDS_OF_COMMENT,
  },
  'comment.resolved': {
    kind: 'comments',
    title: ({ subject }) => `Comment on ${describeSubject(subject)} resolved`,
  },
  'comment.reopened': {
    kind: 'comments',
    title: ({ subject }) => `Comment on ${describeSubject(subject)} reopened`,
  },
  'comment.deleted': {
    kind: 'comments',
    title: ({ subject }) => `Comment on ${describeSubject(subject)} deleted by its writer`,
  },
});

function describeNew({ mentioned }: NewComment, { comment }: FirstWords): string | null {
  const mentions = mentioned.length === 0 ? [] : [`for ${formatList(mentioned)}`];
  return capitalise([quoteFirstLine(comment) ?? [], mentions].flat().join(', ')) || null;
}

type CommentRow = {
  readonly id: string;
  readonly thread: string;
  readonly statement: string | null;
  readonly assessmentId: string | null;
  readonly number: number | null;
  readonly author: string;
  readonly body: string;
  readonly deleted: boolean;
  readonly resolved: boolean;
  readonly mentioned: number;
};

/** Comments and their state. */
export const commentRecords: RecordKind<CommentRow> = {
  tables: ['comments', 'comment_mentions'],
  replay() {
    const rows: RecordedRows = new Map();
    const cycles: CycleReplay = { open: null, last: null };
    return {
      rows,
      apply(event) {
        applyToCycles(cycles, event);
        switch (event.type) {
          case 'comment.added':
          case 'comment.answered': {
            const { comment, thread, characters, mentioned, words } = event.data;
            const on = isKnownStatement(event.subject) ? `${event.subject}, ${cycles.open}` : event.subject;
            const facts = { on, thread, author: event.actorId, characters, mentioned: mentioned.length };
            rows.set(commentKey(comment), {
              facts: { ...facts, deleted: false, resolved: false },
              ...(words && { words }),
            });
            break;
          }
          case 'comment.resolved':
          case 'comment.reopened':
            changeRow(rows, commentKey(event.data.thread), { resolved: event.type === 'comment.resolved' });
            break;
          case 'comment.deleted': {
            const key = commentKey(event.data.comment);
            const row = rows.get(key);
            // Deleting a comment removes its text and so the hash of its text.
            if (row) rows.set(key, { facts: { ...row.facts, deleted: true, characters: 0 } });
            break;
          }
          case 'evidence.erased':
            for (const [key, { facts }] of rows)
              if (facts.on === event.subject)
                rows.set(key, { facts: { ...facts, deleted: true, characters: 0 } });
        }
      },
    };
  },
  select: `select c.id::text, coalesce(c.thread_id, c.id)::text as thread, c.statement,
                  c.assessment_id::text as "assessmentId", i.number, c.author_id::text as author, c.body,
                  c.deleted_at is not null as deleted, c.resolved_at is not null as resolved,
                  (select count(*)::int from comment_mentions m
                    where m.council_id = c.council_id and m.comment_id = c.id) as mentioned
             from comments c left join evidence_items i on i.council_id = c.council_id and i.id = c.evidence_item_id
            where c.council_id = $1::uuid`,
  stored: ({ id, statement, assessmentId, number, body, ...facts }) => ({
    key: commentKey(id),
    facts: {
      ...facts,
      on: statement === null ? `E${number}` : `${statement}, ${assessmentId}`,
      characters: body.length,
    },
    words: [body],
  }),
};

function commentKey(id: string): string {
  return `comment ${id}`;
}
