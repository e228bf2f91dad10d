import { isSameName } from '#lib/kernel/text/fold.ts';
import type { TopicFacts } from '#lib/record/topics/events.ts';
import type { Topic } from '#lib/record/topics/rules.ts';
import type { TopicInput } from '#lib/record/topics/schema.ts';

export type TopicDecision =
  | { readonly outcome: 'save' }
  | { readonly outcome: 'unchanged'; readonly key: string }
  | { readonly outcome: 'name taken'; readonly key: string }
  | { readonly outcome: 'conflict'; readonly latest: Topic };

/**
 * What saving a topic comes to. The same content again changes nothing, so a form sent twice adds or changes once.
 *
 * @param topics - every topic of the council
 * @param stored - the one to change; null to add one
 */
export function decideTopic(
  topics: readonly Topic[],
  stored: Topic | null,
  input: TopicInput,
): TopicDecision {
  if (stored && isSame(stored, input)) return { outcome: 'unchanged', key: stored.key };
  const named = topics.find(({ key, name }) => key !== stored?.key && isSameName(name, input.name));
  if (named && !stored && isSame(named, input)) return { outcome: 'unchanged', key: named.key };
  if (named) return { outcome: 'name taken', key: named.key };
  if (stored && stored.own?.version !== input.version) return { outcome: 'conflict', latest: stored };
  return { outcome: 'save' };
}

function isSame({ name, about, words, own }: Topic, input: TopicInput): boolean {
  return (
    own !== null &&
    JSON.stringify([name, about, words, own.measures, own.retired]) ===
      JSON.stringify([input.name, input.about, input.words, input.measures, input.retired])
  );
}

/** What an event says of a topic: its texts only by their lengths. */
export function topicFacts({
  name,
  about,
  words,
  measures,
  retired,
}: Omit<TopicInput, 'version'>): TopicFacts {
  return { name, measures, retired, characters: about.length, words: words.length };
}
