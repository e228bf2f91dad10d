import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import {
  describeDisagreement,
  formatBand,
  formatScore,
  formatScored,
} from '#lib/record/assessments/state.ts';
import { thresholdSet } from '#lib/scoring/index.ts';
import type { PdfFonts } from './fonts.ts';
import { packText, shorten, WORD_LIMIT } from './pack-text.ts';
import type { PaperDocument, PaperStatement } from './paper-document.ts';
import {
  arithmeticView,
  describeReadings,
  exampleNotice,
  frameworkNames,
  methodSteps,
  ownAssessmentNotice,
  pictureAlternative,
  rulerOfBothView,
  scaleCaption,
  scoreWords,
} from './score-view.ts';

const PAPER_TITLE = 'Board paper';

/** Maximum characters of typed text at the top and foot of the pages. */
const LIMITS = { name: 90, cycle: 70, foot: 60 };

/**
 * Maximum characters of texts and lines of lists. The template uses the first level that fits on its page at a
 * readable size. The last always fits, which a test checks.
 */
const LEVELS = [
  { fact: 600, flag: 450, flags: 12, owner: 60, statementFlags: 6 },
  { fact: 320, flag: 150, flags: 8, owner: 40, statementFlags: 3 },
  { fact: 240, flag: 110, flags: 6, owner: 32, statementFlags: 2 },
  { fact: 160, flag: 80, flags: 5, owner: 24, statementFlags: 2 },
  { fact: 80, flag: 40, flags: 3, owner: 12, statementFlags: 2 },
  { fact: 80, flag: 20, flags: 3, owner: 12, statementFlags: 2 },
] as const;
type Level = (typeof LEVELS)[number];

/** Converts a board paper to the template's data: every word and position, short enough to fit. */
export function paperView(paper: PaperDocument, fonts: PdfFonts) {
  const { paragraphs, clean } = packText(fonts.covers);
  const line = (value: string, limit: number) => shorten(clean(value).replace(/\s+/g, ' '), limit);
  const text = (value: string, limit: number) => paragraphs(line(value, limit));
  const cell = (value: string, limit: number) => paragraphs(line(value, limit), WORD_LIMIT.narrowCell);
  const council = line(paper.council.name, LIMITS.name);
  const { state } = paper;
  const framework = frameworkOf(state.framework);

  return {
    fonts: fonts.names,
    documentTitle: `${PAPER_TITLE}: ${council}, ${line(paper.cycle.name, LIMITS.cycle)}, ${formatDateTime(paper.asOf)}`,
    author: council,
    title: PAPER_TITLE,
    council: paragraphs(council, WORD_LIMIT.cell),
    logo: paper.letterhead?.logo ? { alt: `Logo of ${council}` } : null,
    cycle: text(paper.cycle.name, LIMITS.cycle),
    period: formatDateRange(paper.cycle.period.startsOn, paper.cycle.period.endsOn),
    asOf: `As at ${formatDateTime(paper.asOf)}`,
    foot: paragraphs(
      `${PAPER_TITLE}, ${formatDateTime(paper.asOf)} · ${shorten(council, LIMITS.foot)}`,
      WORD_LIMIT.cell,
    ),
    example: paper.council.isExample ? exampleNotice('This', 'paper') : null,
    score: formatScore(state),
    isComplete: state.value !== null,
    band: formatBand(state),
    caption: scaleCaption(state),
    next: state.value ? paper.next : `${formatScored(state)}. ${paper.next}`,
    ruler: withoutScore(rulerOfBothView(state)),
    disagreement: state.value && describeDisagreement(state.value, framework),
    firstPage: LEVELS.map(({ fact, flag, flags }) => ({
      standing: {
        heading: paper.standing.heading,
        text: paper.standing.text && text(paper.standing.text, fact),
      },
      facts: paper.facts.map(({ name, text: words }) => ({ name, text: text(words, fact) })),
      flags: cut(paper.flags, flags, ' on the second page').map((words) => text(words, flag)),
    })),
    themes: paper.themes.map((theme) => ({
      ...theme,
      statements: paper.statements.filter((statement) => statement.theme === theme.id).map(({ id }) => id),
    })),
    picture: pictureAlternative(paper.themes, paper.statements, framework),
    scale: framework.scores,
    statements: paper.statements.map((statement) => ({
      id: statement.id,
      name: statement.name,
      score: statement.score,
      words: scoreWords(statement.score, framework),
      cells: LEVELS.map((level) => cellsOf(statement, level)),
    })),
    method: [...methodSteps(framework), arithmeticView(state, paper.statements), boundaries()],
    ownWork: ownAssessmentNotice('paper'),
    details: [
      ...frameworkNames(framework).map((text) => ({ name: 'Framework:', text })),
      { name: 'Document fingerprint:', text: formatHash(line(paper.contentHash, 64)) },
      {
        name: 'Last event:',
        text: `${paper.audit.seq}, fingerprint ${formatHash(line(paper.audit.hash, 64))}`,
      },
    ],
  };

  function cellsOf({ owner, flags, ...words }: PaperStatement, level: Level) {
    return {
      target: words.target,
      challenge: words.challenge,
      lastCycle: words.trend === '–' ? words.lastCycle : `${words.lastCycle}, ${words.trend.toLowerCase()}`,
      strength: words.strength,
      owner: cell(owner, level.owner),
      due: words.due,
      state: words.state,
      flags: cut(flags, level.statementFlags, '').map((flag) => text(flag, level.flag)),
    };
  }

  function boundaries(): string {
    const { name, origin } = thresholdSet(state.overall.thresholds, framework);
    return describeReadings(`The headline uses the ${name} (${origin.replace(/\.$/, '')}).`, framework);
  }
}

/** The score is in large type above the scale, where it is not repeated. */
function withoutScore(ruler: ReturnType<typeof rulerOfBothView>) {
  return { ...ruler, marker: ruler.marker && { ...ruler.marker, label: 'Score' } };
}

/** The lines that fit, ending with the number left out: "And 3 more on the second page". */
function cut(lines: readonly string[], limit: number, where: string): readonly string[] {
  if (lines.length <= limit) return lines;
  return [...lines.slice(0, limit - 1), `And ${lines.length - limit + 1} more${where}`];
}
