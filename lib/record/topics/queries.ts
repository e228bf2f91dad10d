import 'server-only';
import { ownTopicNumber, type TopicKey } from '#lib/frameworks/framework.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { keyOfOwn, type Topic } from '#lib/record/topics/rules.ts';

/** The council's own topics, retired ones among them, by name. */
export async function listOwnTopics(context: CouncilContext): Promise<readonly Topic[]> {
  requirePermission(context, 'assessment:view');
  return read(context, loadOwnTopics);
}

export function loadOwnTopics(db: CouncilRead): Promise<readonly Topic[]> {
  return cacheByAuditHead(db, { name: 'own topics', of: '' }, () => ownTopicsNow(db));
}

async function ownTopicsNow({ tx, context }: CouncilRead): Promise<readonly Topic[]> {
  const rows = await tx.topic.findMany({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    select: {
      ...{ number: true, version: true, name: true, about: true, words: true, measures: true },
      ...{ retired: true, changedAt: true },
      changedBy: { select: { person: { select: { name: true } } } },
    },
  });
  const names = new Intl.Collator('en-GB', { numeric: true });
  return rows
    .toSorted((a, b) => names.compare(a.name, b.name))
    .map(({ number, name, about, words, changedAt, changedBy, ...own }) => ({
      ...{ key: keyOfOwn(number), name, about, words, source: null },
      own: { ...own, changed: { by: changedBy.person.name, at: changedAt } },
    }));
}

/** Those of the topics that exist, which of a council’s own only the council knows. Part of a command. */
export async function existingTopics(
  { tx, context }: CouncilRead,
  topics: readonly TopicKey[],
): Promise<readonly TopicKey[]> {
  const numbers = topics.flatMap((key) => ownTopicNumber(key) ?? []);
  if (numbers.length === 0) return topics;
  const rows = await tx.topic.findMany({
    where: { councilId: context.council.id, number: { in: numbers } },
    select: { number: true },
  });
  const own = new Set(rows.map(({ number }) => keyOfOwn(number)));
  return topics.filter((key) => ownTopicNumber(key) === null || own.has(key));
}
