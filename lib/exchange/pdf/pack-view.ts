import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { capitalise, formatBytes, formatCount, formatHash } from '#lib/kernel/format.ts';
import { formatDate, formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import { ERASED_ADDRESS, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';
import { REDACTED } from '#lib/record/snapshots/rules.ts';
import type { PdfFonts } from './fonts.ts';
import type { PackDocument, PackRegisterEntry, PackStatement } from './pack-document.ts';
import { methodView, resultView, themeWords } from './pack-result.ts';
import { packText, shorten, type TextParagraph, WORD_LIMIT } from './pack-text.ts';
import { exampleNotice, frameworkNames, pictureAlternative, rulerView, scoreWords } from './score-view.ts';

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
  const text = typedText(fonts);
  const { paragraphs, line } = text;
  const councilName = line(pack.council.name);
  const framework = frameworkOf(pack.state.framework);
  const references = pack.register.map(({ reference }) => reference);

  return {
    fonts: { text: fonts.families, monospaced: fonts.monospaced },
    documentTitle: `${PACK_TITLE}: ${councilName}, ${line(pack.cycle.name)}`,
    author: councilName,
    title: PACK_TITLE,
    subtitle: SUBTITLE,
    council: paragraphs(pack.council.name, WORD_LIMIT.narrowCell),
    logo: pack.letterhead?.logo ? { alt: `Logo of ${councilName}` } : null,
    cycle: paragraphs(pack.cycle.name),
    period: formatDateRange(pack.cycle.period.startsOn, pack.cycle.period.endsOn),
    marking: pack.marking,
    footer: [`Evidence pack ${line(pack.packId)}`, shorten(councilName, FOOTER_LIMIT)],
    example: pack.council.isExample ? paragraphs(exampleNotice(councilName, 'pack')) : null,
    standing: standingView(pack, text),
    details: [
      ...frameworkNames(framework).map((name) => ({ name: 'Framework', value: paragraphs(name) })),
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
      framework,
    ),
    scale: framework.scores,
    // Null if no score of the framework raises a flag.
    noFlags: framework.notice && `No statement is scored ${framework.notice.score}.`,
    flags: pack.flags.map((flag) => ({ message: flag.message, statements: flag.statements })),
    method: methodView(pack),
    statements: pack.statements.map((statement) => statementView(statement, pack, framework, text)),
    register: pack.register.map((entry, index) => ({
      reference: text.narrow(entry.reference),
      label: references.indexOf(entry.reference) === index ? entry.reference : null,
      ...entryView(entry, text),
    })),
  };
}

/** Typed text as the template prints it: in paragraphs, in one line, or in the cells of a table. */
function typedText({ covers }: PdfFonts) {
  const { paragraphs, clean } = packText(covers);
  return {
    paragraphs,
    line: (value: string) => clean(value).replace(/\s+/g, ' '),
    cell: (value: string) => paragraphs(value, WORD_LIMIT.cell),
    narrow: (value: string) => paragraphs(value, WORD_LIMIT.narrowCell),
  };
}

type TypedText = ReturnType<typeof typedText>;

/** Whether the pack is signed, by whom and when. */
function standingView({ signature, closedAt, isRedacted }: PackDocument, { paragraphs, line }: TypedText) {
  const said = (sentences: readonly string[]) =>
    sentences.length === 0 ? null : paragraphs(sentences.join(' '));
  const sentences = [
    ...(closedAt === null ? [] : [`As at ${formatDateTime(closedAt)}, when the assessment was closed.`]),
    ...(isRedacted ? [REDACTED] : []),
  ];
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

/** A statement with its score, its text and the evidence on it. */
function statementView(
  statement: PackStatement,
  { state, register }: PackDocument,
  framework: Framework,
  { paragraphs, cell, narrow }: TypedText,
) {
  const { id, name, score, completed, theme, asks, evidence } = statement;
  const registered = new Set(register.map(({ reference }) => reference));
  const section = completed ? 'Completed' : 'Not completed';
  return {
    id,
    name,
    score,
    words: scoreWords(score, framework),
    section: state.unconfirmed.includes(id) ? 'Not confirmed' : section,
    count: evidence.length,
    theme,
    asks,
    form: FORM.map(([field, heading]) => ({ heading, text: given(paragraphs(statement[field])) })),
    evidence: evidence.map((item) => ({
      reference: narrow(item.reference),
      register: registered.has(item.reference) ? item.reference : null,
      title: cell(item.title),
      category: cell(item.category),
      shows: given(cell(item.shows)),
      location: given(narrow(item.location)),
      isLong: isLong([item.title, item.shows, item.location], 600),
    })),
  };
}

/** An item of the register. */
function entryView(entry: PackRegisterEntry, { cell, narrow, line }: TypedText) {
  const { title, category, datedOn, owner, marking, containsPersonalData, statements, source } = entry;
  return {
    title: cell(title),
    category: cell(category),
    date: datedOn === null ? null : formatDate(datedOn),
    owner: given(narrow(owner)),
    marking,
    personalData: containsPersonalData ? 'Yes' : 'No',
    statements,
    isLong: isLong([title, owner, source.kind === 'file' ? source.name : source.url], 400),
    source:
      source.kind === 'link'
        ? {
            kind: source.kind,
            name: cell(source.url === ERASED_ADDRESS ? ERASED_NAME : source.url),
            url: source.url === ERASED_ADDRESS ? null : webAddress(source.url),
            size: null,
            bytes: null,
            sha256: null,
          }
        : {
            kind: source.kind,
            name: cell(source.name),
            url: null,
            size: formatBytes(source.bytes),
            bytes: source.bytes < 1024 ? null : formatCount(source.bytes, 'byte'),
            sha256: line(source.sha256).match(/.{1,16}/g) ?? [],
          },
  };
}

/** Null for a text without words. */
function given(text: readonly TextParagraph[]): readonly TextParagraph[] | null {
  return text.some(({ lines }) => lines.some((part) => part !== '')) ? text : null;
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
