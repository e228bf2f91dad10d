import type { TopicKey } from '#lib/frameworks/framework.ts';
import { addMonths, type CalendarDate } from '#lib/kernel/dates.ts';
import { formatCount, formatList, formatNumber, lowerFirst } from '#lib/kernel/format.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { citedNumbers } from '#lib/kernel/text/citations.ts';
import { fold } from '#lib/kernel/text/fold.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { type NarrativeField, paragraphsIn } from '#lib/record/claims/rules.ts';
import { STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import type { EvidenceOfTopic } from '#lib/record/evidence/topic-rows.ts';
import { VOICE_NAMES, VOICES, type Voice } from '#lib/record/evidence/voices.ts';
import type { StatementId } from '#lib/scoring/index.ts';

// What a topic gathers from the statements, and what it lacks.

/** A statement’s texts. */
export type Narratives = { readonly statement: StatementId } & Readonly<Record<NarrativeField, string>>;

/** A paragraph of a statement, made ready to be looked through for every topic. */
export type Paragraph = {
  readonly statement: StatementId;
  readonly field: NarrativeField;
  readonly text: string;
  /** Numbers of evidence that it cites, ascending. */
  readonly cites: readonly number[];
  /** Folded, with a blank before each word. */
  readonly plain: string;
};

/** A paragraph about a topic, and why it counts as that. */
export type TopicParagraph = Pick<Paragraph, 'statement' | 'field' | 'text'> & {
  /** Numbers of the topic’s evidence that it cites, ascending. */
  readonly cites: readonly number[];
  /** What it has that starts with one of the topic’s words, in small letters. */
  readonly words: readonly string[];
};

/** The paragraphs of all statements, in their order. */
export function paragraphsOf(statements: readonly Narratives[]): readonly Paragraph[] {
  return statements.flatMap((narratives) =>
    NARRATIVES.flatMap(({ field }) =>
      paragraphsIn(narratives[field]).map((text) => ({
        statement: narratives.statement,
        field,
        text,
        cites: citedNumbers([text]),
        plain: wordStarts(text),
      })),
    ),
  );
}

/**
 * The paragraphs that cite evidence of a topic or contain one of its words. A word counts from the start of a word:
 * "carer" is found in "carers’ survey", and "age" is not found in "manage".
 *
 * @param isOfTopic - whether the evidence with that number has the topic
 */
export function paragraphsAbout(
  paragraphs: readonly Paragraph[],
  words: readonly string[],
  isOfTopic: (number: number) => boolean,
): readonly TopicParagraph[] {
  const starts = words.map(wordStarts).filter((start) => start.trim() !== '');
  return paragraphs.flatMap(({ statement, field, text, cites, plain }) => {
    const cited = cites.filter(isOfTopic);
    const found = [...new Set(starts.flatMap((start) => wordAt(plain, start) ?? []))];
    return cited.length + found.length > 0 ? [{ statement, field, text, cites: cited, words: found }] : [];
  });
}

/** The first word, or words, that start so, to the end of the last. Undefined: there is none. */
function wordAt(plain: string, start: string): string | undefined {
  const at = plain.indexOf(start);
  if (at < 0) return undefined;
  const end = plain.indexOf(' ', at + start.length);
  return plain.slice(at + 1, end < 0 ? undefined : end).replace(/['-]+$/, '');
}

function wordStarts(text: string): string {
  const words = fold(text).replaceAll(/[^\p{L}\p{N}\p{M}'-]+|(?<![\p{L}\p{N}\p{M}])['-]+/gu, ' ');
  return ` ${words.trim()}`;
}

/** Who should be heard on a topic. Evidence from any of them will do. */
const CONCERNED: Readonly<Record<TopicKey, readonly Voice[]>> = {
  carers: ['carers'],
  workforce: ['staff', 'principal_social_worker', 'providers'],
};
const ANYONE_CONCERNED: readonly Voice[] = ['people', 'self_funders', 'carers'];

function voicesConcerned(topic: TopicKey): readonly Voice[] {
  return CONCERNED[topic] ?? ANYONE_CONCERNED;
}

/** `From unpaid carers (2), staff (1)`. */
export function describeHeard(voices: EvidenceOfTopic['voices']): string {
  const heard = VOICES.flatMap((voice) => {
    const items = voices[voice] ?? 0;
    return items > 0 ? [`${lowerFirst(VOICE_NAMES[voice])} (${formatNumber(items)})`] : [];
  });
  return heard.length > 0 ? `From ${heard.join(', ')}` : 'No item says who it came from';
}

/** A value is recent if its period ended in the last so many months. */
const RECENT_MONTHS = 12;

/** The first day that is recent. */
export function recentSince(asOf: Date): CalendarDate {
  return addMonths(londonDay(asOf), -RECENT_MONTHS);
}

/** What a topic is judged by. */
export type TopicFacts = {
  readonly key: TopicKey;
  readonly measures: number;
  /** Measures with a recent value. */
  readonly recentMeasures: number;
  readonly evidence: EvidenceOfTopic;
  /** Null if no assessment is open. */
  readonly paragraphs: number | null;
};

/** Something that a topic lacks, and where it is put right. */
export type TopicGap = { readonly text: string; readonly fix: 'evidence' | 'measures' | 'statements' };

/** What it lacks, the most serious first. */
export function gapsOf({
  key,
  measures,
  recentMeasures,
  evidence,
  paragraphs,
}: TopicFacts): readonly TopicGap[] {
  const voices = voicesConcerned(key);
  const heard = voices.some((voice) => (evidence.voices[voice] ?? 0) > 0);
  const items = (count: number) => formatCount(count, 'item');
  const gaps: readonly (readonly [holds: boolean, fix: TopicGap['fix'], text: string])[] = [
    [evidence.count === 0, 'evidence', 'No evidence'],
    [evidence.count > 0 && !heard, 'evidence', `No evidence from ${describeVoices(voices)}`],
    [measures === 0, 'measures', 'No measure'],
    [
      measures > 0 && recentMeasures === 0,
      'measures',
      `No measure has a value of the last ${RECENT_MONTHS} months`,
    ],
    [paragraphs === 0, 'statements', 'No statement mentions it'],
    [
      evidence.stale > 0,
      'evidence',
      `${items(evidence.stale)} of evidence more than ${STALE_AFTER_YEARS} years old`,
    ],
    [evidence.expired > 0, 'evidence', `${items(evidence.expired)} of evidence past the review date`],
    [evidence.unowned > 0, 'evidence', `${items(evidence.unowned)} of evidence without an owner`],
  ];
  return gaps.flatMap(([holds, fix, text]) => (holds ? [{ fix, text }] : []));
}

function describeVoices(voices: readonly Voice[]): string {
  const names = voices.map((voice) => lowerFirst(VOICE_NAMES[voice]));
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : formatList(names);
}
