import { knownStatement } from '#lib/frameworks/known.ts';
import { describeEvents } from '#lib/platform/audit/describe.ts';
import type { RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import type { StatementId } from '#lib/scoring/index.ts';

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `words`: the hash of the text, which is `characters` long. */
    'prompts.changed': {
      subject: StatementId;
      data: { version: number; characters: number; words: WordsHash };
    };
  }
}

export const promptEvents = describeEvents({
  'prompts.changed': {
    kind: 'statements',
    title: ({ subject, data }) =>
      `The council’s own questions for ${knownStatement(subject).name} ${data.characters === 0 ? 'removed' : 'changed'}`,
  },
});

type PromptsRow = { readonly statement: string; readonly version: number; readonly text: string };

/** The council's own questions. */
export const promptRecords: RecordKind<PromptsRow> = {
  tables: ['statement_prompts'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'prompts.changed') return;
        const { words, ...facts } = event.data;
        rows.set(keyOf(event.subject), { facts, words });
      },
    };
  },
  select: 'select statement, version, text from statement_prompts where council_id = $1::uuid',
  stored: ({ statement, version, text }) => ({
    key: keyOf(statement),
    facts: { version, characters: text.length },
    words: [text],
  }),
};

function keyOf(statement: string): string {
  return `own questions for ${statement}`;
}
