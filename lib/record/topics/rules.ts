import type { TopicKey } from '#lib/frameworks/framework.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { type SharedTopic, sharedTopics } from '#lib/record/topics/shared-topics.ts';

/** A council's own, retired ones among them. */
export const MAX_TOPICS: Limit = {
  max: 50,
  reached: (max) => `your council has reached the limit of ${max} topics of its own`,
  instead: 'Change one you no longer need instead',
};

/** Characters of its texts, and how many words it can have. The database has the same limits. */
export const TOPIC_LIMITS = { name: 100, about: 1_000, words: 30, word: 60, measures: 500 } as const;

/** Labels in the form and the history. */
export const TOPIC_NAMES = {
  name: 'Name',
  about: 'What it is about',
  words: 'Words to look for',
  measures: 'Measures',
  retired: 'Retired',
} as const;

/** A topic as its page shows it: one that every council has, or the council's own. */
export type Topic = SharedTopic & {
  /** Null: every council has it. */
  readonly own: OwnPart | null;
};

export type OwnPart = {
  readonly version: number;
  /** Keys of the measures that it names. */
  readonly measures: readonly string[];
  /** Not offered for evidence any more. */
  readonly retired: boolean;
  readonly changed: { readonly by: string; readonly at: Date };
};

/** The topics that every council has, and then its own. */
export function allTopics(own: readonly Topic[]): readonly Topic[] {
  return [...sharedTopics.map((topic) => ({ ...topic, own: null })), ...own];
}

export function keyOfOwn(number: number): TopicKey {
  return `own.${number}`;
}

/** The words in a text with one on each line, each once. A line without letters and digits is none. */
export function wordsIn(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '));
  const folded = lines.map(fold);
  return lines.filter((line, at) => /[\p{L}\p{N}]/u.test(line) && folded.indexOf(folded[at] ?? '') === at);
}
