import 'server-only';
import type { TopicKey } from '#lib/frameworks/framework.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import type { CouncilRead } from '#lib/platform/db/read.ts';
import { UNOWNED } from '#lib/record/evidence/matching-rows.ts';
import type { Voice } from '#lib/record/evidence/voices.ts';

/** The evidence with one topic, in figures. All but `total` are of items that count as evidence. */
export type EvidenceOfTopic = {
  /** With those that are withdrawn, erased or not found free of viruses. */
  readonly total: number;
  readonly count: number;
  /** Dated before the given day. */
  readonly stale: number;
  readonly undated: number;
  /** With a review date that has passed. */
  readonly expired: number;
  readonly unowned: number;
  readonly oldest: CalendarDate | null;
  readonly newest: CalendarDate | null;
  /** How many came from each. */
  readonly voices: Readonly<Partial<Record<Voice, number>>>;
};

export const NO_EVIDENCE: EvidenceOfTopic = {
  ...{ total: 0, count: 0, stale: 0, undated: 0, expired: 0, unowned: 0 },
  ...{ oldest: null, newest: null, voices: {} },
};

/** The evidence of every topic that any has, in two queries of aggregates however much there is. */
export async function loadEvidenceOfTopics(
  { tx, context }: CouncilRead,
  { today, staleBefore }: { readonly today: CalendarDate; readonly staleBefore: CalendarDate },
): Promise<Readonly<Record<TopicKey, EvidenceOfTopic>>> {
  const councilId = context.council.id;
  const rows = await tx.$queryRaw<(Omit<EvidenceOfTopic, 'voices'> & { readonly topic: TopicKey })[]>`
    select t.topic, count(*)::int as total, count(*) filter (where i.counts)::int as count,
           count(*) filter (where i.counts and i.dated_on < ${staleBefore}::date)::int as stale,
           count(*) filter (where i.counts and i.dated_on is null)::int as undated,
           count(*) filter (where i.counts and i.review_by < ${today}::date)::int as expired,
           count(*) filter (where i.counts and ${UNOWNED})::int as unowned,
           min(i.dated_on) filter (where i.counts)::text as oldest,
           max(i.dated_on) filter (where i.counts)::text as newest
      from (select *, counts_as_evidence(state, scan, needs_redaction) as counts from evidence_items
             where council_id = ${councilId}::uuid and topics <> '{}') i
     cross join unnest(i.topics) as t(topic)
     group by t.topic`;
  const heard = await tx.$queryRaw<{ topic: TopicKey; voice: Voice; count: number }[]>`
    select t.topic, v.voice, count(*)::int as count
      from evidence_items i cross join unnest(i.topics) as t(topic) cross join unnest(i.voices) as v(voice)
     where i.council_id = ${councilId}::uuid and counts_as_evidence(i.state, i.scan, i.needs_redaction)
     group by t.topic, v.voice`;
  return Object.fromEntries(
    rows.map(({ topic, ...figures }) => {
      const own = heard.filter((one) => one.topic === topic);
      return [
        topic,
        { ...figures, voices: Object.fromEntries(own.map(({ voice, count }) => [voice, count])) },
      ];
    }),
  );
}

/** The topics of the items with these numbers that count as evidence, by number. */
export async function loadTopicsOf(
  { tx, context }: CouncilRead,
  numbers: readonly number[],
): Promise<Readonly<Record<number, readonly TopicKey[]>>> {
  const rows = await tx.$queryRaw<{ number: number; topics: readonly TopicKey[] }[]>`
    select number, topics from evidence_items
     where council_id = ${context.council.id}::uuid and number = any(${numbers}::int[]) and topics <> '{}'
       and counts_as_evidence(state, scan, needs_redaction)`;
  return Object.fromEntries(rows.map(({ number, topics }) => [number, topics]));
}
