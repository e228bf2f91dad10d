import 'server-only';
import { ownTopicNumber } from '#lib/frameworks/framework.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';
import { loadMeasuresOfTopics } from '#lib/record/measures/queries.ts';
import { decideTopic, type TopicDecision, topicFacts } from '#lib/record/topics/decisions.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import { allTopics, keyOfOwn, MAX_TOPICS, type Topic } from '#lib/record/topics/rules.ts';
import type { TopicInput } from '#lib/record/topics/schema.ts';

export type SaveTopicResult =
  | { readonly outcome: 'saved'; readonly key: string }
  | { readonly outcome: 'not found' }
  | Exclude<TopicDecision, { readonly outcome: 'save' }>;

/**
 * Adds a topic of the council’s own, or changes the one with that key. Its key never changes, so evidence keeps it
 * whatever it is called. Over a change made after the form was opened nothing is written.
 */
export function saveTopic(
  context: CouncilContext,
  key: string | null,
  given: TopicInput,
): Promise<SaveTopicResult> {
  return auditedWrite<SaveTopicResult>(context, 'topics:edit', async (db) => {
    const councilId = context.council.id;
    await lockInCouncil(db.tx, councilId, 'topics');
    const own = await loadOwnTopics(db);
    const stored = key === null ? null : own.find((topic) => topic.key === key);
    if (stored === undefined) return unchanged({ outcome: 'not found' });
    const input = { ...given, measures: await existingMeasures(db, given.measures) };
    const decision = decideTopic(allTopics(own), stored, input);
    if (decision.outcome !== 'save') return unchanged(decision);
    if (!stored) requireRoom(MAX_TOPICS, own.length);
    const number = stored ? (ownTopicNumber(stored.key) ?? 0) : nextNumber(own);
    const version = (stored?.own?.version ?? 0) + 1;
    const { name, about, words, measures, retired } = input;
    const row = {
      ...{ version, name, about, words: [...words], measures: [...measures], retired },
      ...{ changedById: context.person.id, changedAt: context.now() },
    };
    await db.tx.topic.upsert({
      where: { councilId_number: { councilId, number } },
      create: { councilId, number, ...row },
      update: row,
      select: { version: true },
    });
    return {
      result: { outcome: 'saved', key: keyOfOwn(number) },
      event: {
        type: 'topic.saved',
        subject: keyOfOwn(number),
        data: {
          version,
          before: stored && factsOf(stored),
          after: topicFacts(input),
          text: hashWords([about, ...words]),
        },
      },
    };
  });
}

function nextNumber(own: readonly Topic[]): number {
  return Math.max(0, ...own.map(({ key }) => ownTopicNumber(key) ?? 0)) + 1;
}

function factsOf({ own, ...topic }: Topic) {
  return topicFacts({ ...topic, measures: own?.measures ?? [], retired: own?.retired ?? false });
}

/** The measures among these keys that the council has, in one order. */
async function existingMeasures(db: CouncilWrite, keys: readonly string[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const known = await loadMeasuresOfTopics(db);
  return known.flatMap(({ key }) => (keys.includes(key) ? [key] : [])).toSorted();
}
