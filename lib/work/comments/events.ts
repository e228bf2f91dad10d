import { changeRow, type RecordedRows, type RecordKind } from '#lib/platform/audit/records.ts';
import { type ToldCycles, tellCycles } from '#lib/record/cycles/events.ts';
import { isStatementId } from '#lib/scoring/index.ts';

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

/** Comments: on what, by whom, whether they are resolved or deleted. */
export const commentRecords: RecordKind<CommentRow> = {
  tables: ['comments', 'comment_mentions'],
  replay() {
    const rows: RecordedRows = new Map();
    const cycles: ToldCycles = { open: null, last: null };
    return {
      rows,
      apply(event) {
        tellCycles(cycles, event);
        switch (event.type) {
          case 'comment.added':
          case 'comment.answered': {
            const { comment, thread, characters, mentioned, words } = event.data;
            const on = isStatementId(event.subject) ? `${event.subject}, ${cycles.open}` : event.subject;
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
            // Its words are gone, and its seal with them.
            if (row) rows.set(key, { facts: { ...row.facts, deleted: true, characters: 0 } });
          }
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
