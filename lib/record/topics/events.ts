import { formatCount } from '#lib/kernel/format.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { Facts, RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { WordsHash } from '#lib/platform/audit/words.ts';
import { TOPIC_NAMES } from '#lib/record/topics/rules.ts';

/** `characters`: of what it is about. `words`: how many it looks for. `measures`: their keys. */
export type TopicFacts = {
  readonly name: string;
  readonly measures: readonly string[];
  readonly retired: boolean;
  readonly characters: number;
  readonly words: number;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    /** `subject`: its key, "own.3". `text`: the hash of what it is about and of its words. No `before`: added. */
    'topic.saved': {
      subject: string;
      data: { version: number; before: TopicFacts | null; after: TopicFacts; text: WordsHash };
    };
  }
}

export const topicEvents = describeEvents({
  'topic.saved': {
    kind: 'topics',
    title: ({ data: { before, after } }) => `Topic ${describeOutcome(before, after)}: ${after.name}`,
    changes: ({ data: { before, after } }) => factChanges(before, after),
  },
});

function describeOutcome(before: TopicFacts | null, after: TopicFacts): string {
  if (!before) return 'added';
  if (before.retired === after.retired) return 'changed';
  return after.retired ? 'retired' : 'put back in use';
}

function factChanges(before: TopicFacts | null, after: TopicFacts): readonly Change[] {
  const [was, is] = [before && inWords(before), inWords(after)];
  return (Object.keys(TOPIC_NAMES) as (keyof typeof TOPIC_NAMES)[]).map((key) => ({
    name: TOPIC_NAMES[key],
    before: was?.[key] ?? null,
    after: is[key],
  }));
}

function inWords({ name, measures, retired, characters, words }: TopicFacts) {
  return {
    name,
    about: formatCount(characters, 'character'),
    words: formatCount(words, 'word'),
    measures: measures.join(', ') || null,
    retired: retired ? 'Yes' : 'No',
  };
}

type TopicRow = {
  readonly number: number;
  readonly version: number;
  readonly name: string;
  readonly about: string;
  readonly words: readonly string[];
  readonly measures: readonly string[];
  readonly retired: boolean;
};

/** The council's own topics. */
export const topicRecords: RecordKind<TopicRow> = {
  tables: ['topics'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'topic.saved') return;
        const { version, after, text } = event.data;
        rows.set(`topic ${event.subject}`, { facts: factsOf({ version, ...after }), words: text });
      },
    };
  },
  select: `select number, version, name, about, words, measures, retired from topics where council_id = $1::uuid`,
  stored: ({ number, about, words, ...row }) => ({
    key: `topic own.${number}`,
    facts: factsOf({ ...row, characters: about.length, words: words.length }),
    words: [about, ...words],
  }),
};

function factsOf({ measures, ...facts }: TopicFacts & { readonly version: number }): Facts {
  const { version, name, retired, characters, words } = facts;
  return { version, name, retired, characters, words, measures: measures.join(', ') };
}
