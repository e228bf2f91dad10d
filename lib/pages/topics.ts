import 'server-only';
import type { Framework, TopicKey } from '#lib/frameworks/framework.ts';
import { inFrameworkOrder } from '#lib/frameworks/known.ts';
import {
  gapsOf,
  type Narratives,
  type Paragraph,
  paragraphsAbout,
  paragraphsOf,
  recentSince,
  type TopicGap,
  type TopicParagraph,
} from '#lib/insight/topics/rules.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, cacheByAuditHead, read, textsRead } from '#lib/platform/db/read.ts';
import { loadFramework, loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { staleBefore } from '#lib/record/evidence/concerns.ts';
import { type EvidencePage, loadEvidencePage } from '#lib/record/evidence/list-rows.ts';
import {
  type EvidenceOfTopic,
  loadEvidenceOfTopics,
  loadTopicsOf,
  NO_EVIDENCE,
} from '#lib/record/evidence/topic-rows.ts';
import { loadMeasures, loadMeasuresOfTopics, type MeasureOfTopics } from '#lib/record/measures/queries.ts';
import type { Measure } from '#lib/record/measures/rules.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import { allTopics, type Topic } from '#lib/record/topics/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** A topic with what belongs to it, in figures. */
export type TopicSummary = {
  readonly topic: Topic;
  readonly evidence: EvidenceOfTopic;
  readonly measures: number;
  /** Null if no assessment is open. */
  readonly paragraphs: number | null;
  readonly gaps: readonly TopicGap[];
};

export type TopicView = Omit<TopicSummary, 'measures' | 'paragraphs'> & {
  readonly measures: readonly Measure[];
  /** The newest that is in use. */
  readonly newest: EvidencePage['items'];
  /** In the order of the statements. Null if no assessment is open. */
  readonly paragraphs: readonly TopicParagraph[] | null;
  /** The statement that reviews of local systems looked at, on the topic that they are about. */
  readonly statement: StatementId | null;
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
};

/** Every topic that cuts across statements: those that all councils have, then the council’s own. */
export async function listTopics(context: CouncilContext): Promise<readonly TopicSummary[]> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const gathered = await gather(db);
    return allTopics(await loadOwnTopics(db)).map((topic) => {
      const { evidence, measures, paragraphs, gaps } = gathered.of(topic);
      return {
        topic,
        evidence,
        measures: measures.length,
        paragraphs: paragraphs?.length ?? null,
        gaps,
      };
    });
  });
}

const EVIDENCE_SHOWN = 10;

/** A topic with what belongs to it. Null if the council has none with that key. */
export async function getTopic(context: CouncilContext, key: TopicKey): Promise<TopicView | null> {
  requirePermission(context, 'assessment:view');
  return read(context, async (db) => {
    const topic = allTopics(await loadOwnTopics(db)).find((one) => one.key === key);
    if (!topic) return null;
    const { evidence, measures, paragraphs, gaps } = (await gather(db)).of(topic);
    const framework = await loadFramework(db);
    const keys = measures.map((measure) => measure.key);
    return {
      ...{ topic, evidence, paragraphs, gaps, framework },
      measures: keys.length > 0 ? await loadMeasures(db, { keys, framework }) : [],
      newest: evidence.count > 0 ? await loadNewest(db, key) : [],
      statement: key === 'discharge' ? framework.transitions : null,
    };
  });
}

function loadNewest(db: CouncilRead, topic: TopicKey): Promise<EvidencePage['items']> {
  const mayOpen = can(db.context, 'evidence:download');
  const of = mayOpen ? textsRead(db) : 'without files';
  return cacheByAuditHead(db, { name: `newest evidence of ${topic}`, of }, async () => {
    const { items } = await loadEvidencePage(db, { topic, state: 'current' }, 1);
    return items.slice(0, EVIDENCE_SHOWN);
  });
}

/** The topic of the council’s own with that key, if it has one, and the measures that a topic can name. */
export async function getTopicToEdit(
  context: CouncilContext,
  key: TopicKey | null,
): Promise<{
  readonly topic: Topic | null;
  readonly measures: readonly { readonly value: string; readonly label: string }[];
}> {
  requirePermission(context, 'topics:edit');
  return read(context, async (db) => ({
    topic: (await loadOwnTopics(db)).find((one) => one.key === key) ?? null,
    measures: (await loadMeasuresOfTopics(db)).map((measure) => ({
      value: measure.key,
      label: measure.name,
    })),
  }));
}

/** What all topics are gathered from. The same for everyone: no scores, comments or drafts. */
type Source = {
  readonly measures: readonly MeasureOfTopics[];
  readonly evidence: Readonly<Record<TopicKey, EvidenceOfTopic>>;
  /** Null if no assessment is open. */
  readonly paragraphs: readonly Paragraph[] | null;
  /** The topics of evidence that paragraphs cite, by number. */
  readonly cited: Readonly<Record<number, readonly TopicKey[]>>;
};

async function gather(db: CouncilRead) {
  const asOf = db.context.now();
  const today = londonDay(asOf);
  const { measures, evidence, paragraphs, cited } = await cacheByAuditHead(
    db,
    { name: 'topics', of: today },
    async (): Promise<Source> => {
      const texts = await loadNarratives(db);
      const ready = texts && paragraphsOf(texts);
      return {
        measures: await loadMeasuresOfTopics(db),
        evidence: await loadEvidenceOfTopics(db, { today, staleBefore: staleBefore(asOf) }),
        paragraphs: ready,
        cited: await loadTopicsOf(db, [...new Set((ready ?? []).flatMap(({ cites }) => cites))]),
      };
    },
  );
  const since = recentSince(asOf);
  return {
    of({ key, words, own: named }: Topic) {
      const own = measures.filter(
        (measure) => measure.topics.includes(key) || named?.measures.includes(measure.key),
      );
      const about =
        paragraphs && paragraphsAbout(paragraphs, words, (number) => cited[number]?.includes(key) ?? false);
      const facts = {
        key,
        measures: own.length,
        recentMeasures: own.filter(({ latest }) => latest !== null && latest >= since).length,
        evidence: evidence[key] ?? NO_EVIDENCE,
        paragraphs: about?.length ?? null,
      };
      return {
        measures: own,
        evidence: facts.evidence,
        paragraphs: about,
        gaps: named?.retired ? [] : gapsOf(facts),
      };
    },
  };
}

/** The texts of every statement of the open assessment, in its order. Null when none is open. */
async function loadNarratives(db: CouncilRead): Promise<readonly Narratives[] | null> {
  const open = await loadOpenCycle(db);
  if (!open) return null;
  const rows = await db.tx.statementAssessment.findMany({
    where: { councilId: db.context.council.id, assessmentId: open.id },
    select: { statement: true, strengths: true, improvements: true, impact: true },
  });
  return inFrameworkOrder(rows);
}
