import {
  capitalise,
  formatBytes,
  formatCount,
  formatDate,
  formatDateRange,
  formatDateTime,
  formatHash,
  formatList,
  formatPercentage,
} from '#lib/kernel/format.ts';
import {
  type AssessmentState,
  describeDisagreement,
  describeOpen,
  describeTheme,
  formatBand,
  formatScore,
  isConfirmed,
} from '#lib/record/assessments/state.ts';
import {
  BAND_NAMES,
  type BandStep,
  type StatementId,
  THRESHOLD_SET_IDS,
  THRESHOLD_SETS,
  type ThemeResult,
  type ThresholdSetId,
} from '#lib/scoring/index.ts';
import type { PdfFonts } from './fonts.ts';
import type { PackDocument, PackRegisterEntry, PackStatement } from './pack-document.ts';
import { packText, shorten, WORD_LIMIT } from './pack-text.ts';
import {
  arithmeticView,
  bandName,
  exampleNotice,
  METHOD_STEPS,
  ownAssessmentNotice,
  pictureAlternative,
  READINGS,
  rulerView,
  scaleCaption,
  scoreWords,
} from './score-view.ts';

const PACK_TITLE = 'Evidence pack';
const SUBTITLE = 'For the Care Quality Commission (CQC) assessment of adult social care';

// Characters of the council's name in the footer. The first page has the full name.
const FOOTER_LIMIT = 44;

const FORM = [
  ['strengths', 'What we do well'],
  ['improvements', 'What we need to improve'],
  ['impact', 'How we know it makes a difference'],
] as const;

/**
 * Converts a snapshot to the template's data: every word and position of the pack. Scores, bands and ranges come from
 * lib/scoring.
 */
export function packView(pack: PackDocument, fonts: PdfFonts) {
  const { paragraphs, clean } = packText(fonts.covers);
  const line = (value: string) => clean(value).replace(/\s+/g, ' ');
  const cell = (value: string) => paragraphs(value, WORD_LIMIT.cell);
  const narrow = (value: string) => paragraphs(value, WORD_LIMIT.narrowCell);
  const councilName = line(pack.council.name);
  const registered = new Set(pack.register.map(({ reference }) => reference));

  return {
    fonts: { text: fonts.families, monospaced: fonts.monospaced },
    documentTitle: `${PACK_TITLE}: ${councilName}, ${line(pack.cycle.name)}`,
    author: councilName,
    title: PACK_TITLE,
    subtitle: SUBTITLE,
    council: paragraphs(pack.council.name, WORD_LIMIT.narrowCell),
    cycle: paragraphs(pack.cycle.name),
    period: formatDateRange(pack.cycle.period.startsOn, pack.cycle.period.endsOn),
    marking: pack.marking,
    footer: [`Evidence pack ${line(pack.packId)}`, shorten(councilName, FOOTER_LIMIT)],
    example: pack.council.isExample ? paragraphs(exampleNotice(councilName, 'pack')) : null,
    standing: standingView(pack),
    details: [
      { name: 'Created', value: paragraphs(formatDateTime(pack.madeAt)) },
      {
        name: 'Created by',
        value: paragraphs([pack.madeBy.name, pack.madeBy.role].filter(Boolean).join(', ')),
      },
      { name: 'Contains', value: paragraphs(holdings(pack)) },
      { name: 'Marking', value: paragraphs(pack.marking) },
      { name: 'Pack ID', value: paragraphs(pack.packId) },
      { name: 'Document fingerprint', value: paragraphs(formatHash(line(pack.contentHash))) },
      {
        name: 'Last event',
        value: paragraphs(`${pack.audit.seq}, fingerprint ${formatHash(line(pack.audit.hash))}`),
      },
    ],
    result: resultView(pack, councilName),
    ruler: rulerView(pack.state),
    themes: pack.themes.map((theme) => ({
      id: theme.theme,
      name: theme.name,
      ...themeWords(theme, pack.state),
      statements: pack.statements.filter((statement) => statement.theme === theme.theme).map(({ id }) => id),
    })),
    picture: pictureAlternative(
      pack.themes.map(({ theme, name }) => ({ id: theme, name })),
      pack.statements,
    ),
    flags: pack.flags.map((flag) => ({ message: flag.message, statements: flag.statements })),
    method: methodView(pack),
    statements: pack.statements.map((statement) => ({
      ...statementWords(statement, pack.state),
      theme: statement.theme,
      asks: statement.asks,
      form: FORM.map(([field, heading]) => ({ heading, text: paragraphs(statement[field]) })).map(
        ({ heading, text }) => ({ heading, text: isEmpty(text) ? null : text }),
      ),
      evidence: statement.evidence.map((item) => ({
        reference: narrow(item.reference),
        register: registered.has(item.reference) ? item.reference : null,
        title: cell(item.title),
        category: cell(item.category),
        shows: given(cell(item.shows)),
        location: given(narrow(item.location)),
        isLong: isLong([item.title, item.shows, item.location], 600),
      })),
    })),
    register: pack.register.map((entry, index) => ({
      reference: narrow(entry.reference),
      label:
        pack.register.findIndex(({ reference }) => reference === entry.reference) === index
          ? entry.reference
          : null,
      title: cell(entry.title),
      category: cell(entry.category),
      date: entry.datedOn === null ? null : formatDate(entry.datedOn),
      owner: given(narrow(entry.owner)),
      marking: entry.marking,
      personalData: entry.containsPersonalData ? 'Yes' : 'No',
      statements: entry.statements,
      isLong: isLong(
        [entry.title, entry.owner, entry.source.kind === 'file' ? entry.source.name : entry.source.url],
        400,
      ),
      source: sourceView(entry),
    })),
  };

  /** Whether the pack is signed, by whom and when. */
  function standingView({ signature, closedAt }: PackDocument) {
    const sentences =
      closedAt === null ? [] : [`As at ${formatDateTime(closedAt)}, when the assessment was closed.`];
    if (signature.state === 'not-signed') return { heading: 'Draft, not signed', lines: said(sentences) };
    const { state, version, by, at } = signature;
    const whoAndWhen = `signed by ${line(by.name)}, ${line(by.role).toLowerCase()}, on ${formatDateTime(at)}.`;
    return state === 'signed'
      ? { heading: `Version ${version}, signed`, lines: said([capitalise(whoAndWhen), ...sentences]) }
      : {
          heading: `Changed since version ${version} was signed`,
          lines: said([`Version ${version} was ${whoAndWhen}`, ...sentences]),
        };
  }

  function said(sentences: readonly string[]) {
    return sentences.length === 0 ? null : paragraphs(sentences.join(' '));
  }

  function sourceView({ source }: PackRegisterEntry) {
    if (source.kind === 'link') {
      return {
        kind: 'link' as const,
        name: cell(source.url),
        url: webAddress(source.url),
        size: null,
        bytes: null,
        sha256: null,
      };
    }
    return {
      kind: 'file' as const,
      name: cell(source.name),
      url: null,
      size: formatBytes(source.bytes),
      bytes: source.bytes < 1024 ? null : formatCount(source.bytes, 'byte'),
      sha256: line(source.sha256).match(/.{1,16}/g) ?? [],
    };
  }
}

function isEmpty(text: readonly { lines: readonly unknown[] }[]): boolean {
  return text.every((paragraph) => paragraph.lines.every((part) => part === ''));
}

function given<Text extends readonly { lines: readonly unknown[] }[]>(text: Text): Text | null {
  return isEmpty(text) ? null : text;
}

/** Whether a row is tall enough to break across pages. A line break counts as 40 characters. */
function isLong(texts: readonly string[], limit: number): boolean {
  return texts.reduce((sum, text) => sum + text.length + 40 * (text.split('\n').length - 1), 0) > limit;
}

/** The address if it can be a link. Others are printed as text. */
function webAddress(url: string): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= 2000 ? parsed.href : null;
}

function holdings(pack: PackDocument): string {
  const scored = pack.statements.filter(({ score }) => score !== null).length;
  return `${scored} of ${pack.statements.length} statements scored, ${formatCount(pack.register.length, 'evidence item')}`;
}

function nameStatements(pack: PackDocument, ids: readonly StatementId[]) {
  return ids.map((id) => ({
    id,
    name: pack.statements.find((statement) => statement.id === id)?.name ?? '',
  }));
}

function resultView(pack: PackDocument, council: string) {
  const { state } = pack;
  const { value, unscored } = state;
  const shown = { score: formatScore(state), band: formatBand(state), caption: scaleCaption(state) };
  const open = describeOpen(state);
  if (!value) {
    return {
      ...shown,
      state: 'incomplete',
      notice: incompleteNotice(pack),
      sentences: [state.isFinal ? rangeSentence(state) : 'There is no overall score yet.', open ?? []].flat(),
      other: null,
      missing: nameStatements(pack, unscored),
      missingHeading: state.isFinal ? 'Not scored' : 'Still to score',
    };
  }
  return {
    ...shown,
    state: 'complete',
    notice: null,
    sentences: [
      `${council} scores itself ${value.score} out of 100: ${bandName(value).toLowerCase()}. ${distanceSentence(pack)}`.trim(),
      open ?? [],
      themesSentence(pack.themes),
    ]
      .flat()
      .filter((sentence) => sentence !== ''),
    other: value.disagreement && {
      heading: `Using the ${THRESHOLD_SETS[value.disagreement.thresholds].name}: ${bandName(value.disagreement)}`,
      reason: describeDisagreement(value),
    },
    missing: [],
    missingHeading: '',
  };
}

function incompleteNotice({ state, statements }: PackDocument): string {
  if (state.unscored.length === 0) {
    return `This assessment is not final: ${formatCount(state.unconfirmed.length, 'statement is', 'statements are')} carried forward and not confirmed.`;
  }
  const scored = statements.length - state.unscored.length;
  return `This assessment is not complete: ${scored} of the ${statements.length} quality statements ${scored === 1 ? 'is' : 'are'} scored.`;
}

/** For a signed or closed assessment with unscored statements, whose result is final. */
function rangeSentence({ range: { lowest, highest } }: AssessmentState): string {
  return `There is no overall score. If every unscored statement scored 1, the result would be ${lowest.score} (${bandName(lowest).toLowerCase()}). If they scored 4, it would be ${highest.score} (${bandName(highest).toLowerCase()}).`;
}

function distanceSentence({ distance }: PackDocument): string {
  if (!distance) return '';
  const step = ({ points, band }: BandStep, moving: string, reach: string) =>
    `${moving} ${formatCount(points, 'point')} would ${reach} ${BAND_NAMES[band].toLowerCase()}.`;
  const { up, down } = distance;
  return [
    up && step(up, 'Gaining', 'reach'),
    down && step(down, 'Losing', 'drop it to'),
    'A point is one step in one statement’s score.',
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function themesSentence(themes: readonly ThemeResult[]): string {
  const complete = themes.filter((theme) => theme.state === 'complete');
  const percentages = complete.map(({ percentage }) => percentage);
  const highest = Math.max(...percentages);
  const lowest = Math.min(...percentages);
  if (complete.length < themes.length || highest === lowest) return '';
  const named = (percentage: number) =>
    `${formatList(complete.filter((theme) => theme.percentage === percentage).map(({ name }) => name))} (${formatPercentage(percentage)})`;
  return `Highest: ${named(highest)}. Lowest: ${named(lowest)}.`;
}

function themeWords(theme: ThemeResult, state: AssessmentState) {
  const scored = `${theme.scored} of ${theme.of} statements scored`;
  return theme.state === 'complete'
    ? {
        percentage: isConfirmed(theme, state) ? theme.percentage : null,
        result: describeTheme(theme, state),
        basis: `${theme.points} of ${theme.maximum} points`,
      }
    : { percentage: null, result: 'Not complete', basis: scored };
}

function statementWords(
  { id, name, score, completed, evidence }: PackStatement,
  { unconfirmed }: AssessmentState,
) {
  const section = completed ? 'Completed' : 'Not completed';
  return {
    id,
    name,
    score,
    words: scoreWords(score),
    section: unconfirmed.includes(id) ? 'Not confirmed' : section,
    count: evidence.length,
  };
}

function methodView({ state, statements }: PackDocument) {
  const { thresholds } = state.overall;
  const headline = THRESHOLD_SETS[thresholds];
  return {
    steps: [
      ...METHOD_STEPS,
      'A theme’s percentage is calculated in the same way from the scores of its statements. CQC publishes no band for a theme, and neither does this pack.',
    ],
    arithmetic: arithmeticView(state, statements),
    headline: `This pack’s headline uses the ${headline.name}. ${READINGS}`,
    sets: THRESHOLD_SET_IDS.map((id) => thresholdsView(id, thresholds)),
    ownWork: ownAssessmentNotice('pack'),
  };
}

function thresholdsView(id: ThresholdSetId, headline: ThresholdSetId) {
  const { name, origin, bands } = THRESHOLD_SETS[id];
  return {
    name,
    isHeadline: id === headline,
    origin,
    bands: bands.map((band) => ({
      name: BAND_NAMES[band.band],
      stated: band.stated,
      scores: `${band.scores.lowest} to ${band.scores.highest}`,
      points: `${band.points.lowest} to ${band.points.highest}`,
    })),
  };
}
