import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import {
  capitalise,
  formatBytes,
  formatCount,
  formatHash,
  formatList,
  lowerFirst,
} from '#lib/kernel/format.ts';
import { formatDate, formatDateRange, formatDateTime } from '#lib/kernel/format-dates.ts';
import { pageIn } from '#lib/kernel/text/citations.ts';
import { ERASED_ADDRESS, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';
import { REDACTED } from '#lib/record/snapshots/rules.ts';
import type { PdfFonts } from './fonts.ts';
import type { PackDocument, PackRegisterEntry, PackStatement } from './pack-document.ts';
import { methodView, resultView, themeWords } from './pack-result.ts';
import { packText, pageNamed, shorten, type TargetOf, type TextParagraph, WORD_LIMIT } from './pack-text.ts';
import { describeAnswered } from './return-text.ts';
import {
  exampleNotice,
  frameworkNames,
  ownAssessmentNotice,
  pictureAlternative,
  rulerView,
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

/** What a reference in a document leads to, and what the place that it gives in an item leads to. */
export type PackLinks = Readonly<{ targetOf: TargetOf; placeOf: TargetOf }>;

/** In the register, references lead to its rows. */
function linksToRegister({ register }: PackDocument): PackLinks {
  const registered = new Set(register.map(({ reference }) => reference));
  return {
    targetOf: (reference) =>
      registered.has(reference) ? { to: `register-${reference}`, elsewhere: null } : null,
    placeOf: () => null,
  };
}

/**
 * Converts a snapshot to the template's data: every word and position of the pack but for its register. Scores, bands and ranges come from
 * lib/scoring.
 */
export function packView(pack: PackDocument, fonts: PdfFonts, links = linksToRegister(pack)) {
  const text = typedText(fonts);
  const { paragraphs, line } = text;
  const councilName = line(pack.council.name);
  const framework = frameworkOf(pack.state.framework);
  // The result is of all statements: a pack of some shows none.
  const isWhole = pack.statements.length === framework.statements.length;

  return {
    isWhole,
    fonts: fonts.names,
    documentTitle: `${PACK_TITLE}: ${councilName}, ${line(pack.cycle.name)}`,
    author: councilName,
    title: PACK_TITLE,
    subtitle: SUBTITLE,
    council: paragraphs(pack.council.name, WORD_LIMIT.narrowCell),
    logo: pack.letterhead?.logo ? { alt: `Logo of ${councilName}` } : null,
    cycle: paragraphs(pack.returned ? `${pack.returned.name}, ${pack.returned.inspection}` : pack.cycle.name),
    period: pack.returned
      ? `Due ${formatDate(pack.returned.dueOn)}`
      : formatDateRange(pack.cycle.period.startsOn, pack.cycle.period.endsOn),
    edition: pack.edition ?? null,
    order: pack.order ?? null,
    marking: pack.marking,
    headerNote: pack.copyFor === undefined ? null : `Copy for ${line(pack.copyFor)}`,
    footer: [`Evidence pack ${line(pack.packId)}`, shorten(councilName, FOOTER_LIMIT)],
    example: pack.council.isExample ? paragraphs(exampleNotice(councilName, 'pack')) : null,
    standing: standingView(pack, text),
    details: [
      ...frameworkNames(framework).map((name) => ({ name: 'Framework', value: paragraphs(name) })),
      { name: 'Created', value: paragraphs(formatDateTime(pack.madeAt)) },
      ...(pack.madeBy
        ? [
            {
              name: 'Created by',
              value: paragraphs([pack.madeBy.name, pack.madeBy.role].filter(Boolean).join(', ')),
            },
          ]
        : []),
      { name: 'Contains', value: paragraphs(holdings(pack)) },
      ...(pack.chosen ? [{ name: 'Chosen', value: paragraphs(pack.chosen.join(' ')) }] : []),
      ...(pack.leftOut ? [{ name: 'Left out', value: paragraphs(describeLeftOut(pack.leftOut)) }] : []),
      { name: 'Marking', value: paragraphs(pack.marking) },
      { name: 'Pack ID', value: paragraphs(pack.packId) },
      { name: 'Document fingerprint', value: paragraphs(formatHash(line(pack.contentHash))) },
      {
        name: 'Last event',
        value: paragraphs(`${pack.audit.seq}, fingerprint ${formatHash(line(pack.audit.hash))}`),
      },
    ],
    result: isWhole ? resultView(pack, councilName) : null,
    ruler: rulerView(pack.state),
    themes: pack.themes.map((theme) => ({
      id: theme.theme,
      name: theme.name,
      ...themeWords(theme, pack.state),
      statements: pack.statements.filter((statement) => statement.theme === theme.theme).map(({ id }) => id),
    })),
    picture: isWhole
      ? pictureAlternative(
          pack.themes.map(({ theme, name }) => ({ id: theme, name })),
          pack.statements,
          framework,
        )
      : null,
    scale: framework.scores,
    // Null if no score of the framework raises a flag.
    noFlags: framework.notice && `No statement is scored ${framework.notice.score}.`,
    flags: pack.flags.map((flag) => ({ message: flag.message, statements: flag.statements })),
    method: isWhole ? methodView(pack) : { ownWork: ownAssessmentNotice('pack') },
    statements: pack.statements.map((statement) =>
      statementView(statement, pack.state, framework, text, links),
    ),
  };
}

/** The rows of the register. The first of a reference is where others lead. */
export function registerView({ register }: PackDocument, fonts: PdfFonts) {
  const text = typedText(fonts);
  const labelled = new Set<string>();
  return register.map((entry) => {
    const isFirst = !labelled.has(entry.reference);
    labelled.add(entry.reference);
    return {
      reference: text.narrow(entry.reference),
      label: isFirst ? entry.reference : null,
      ...entryView(entry, text),
    };
  });
}

/** Typed text as the template prints it: in paragraphs, in one line, or in the cells of a table. */
export function typedText({ covers }: PdfFonts) {
  const { paragraphs, clean } = packText(covers);
  return {
    paragraphs,
    line: (value: string) => clean(value).replace(/\s+/g, ' '),
    cell: (value: string) => paragraphs(value, WORD_LIMIT.cell),
    narrow: (value: string) => paragraphs(value, WORD_LIMIT.narrowCell),
  };
}

export type TypedText = ReturnType<typeof typedText>;

/** Whether the pack is signed, by whom and when. */
function standingView(
  { signature, closedAt, isRedacted, returned }: PackDocument,
  { paragraphs, line }: TypedText,
) {
  const said = (sentences: readonly string[]) =>
    sentences.length === 0 ? null : paragraphs(sentences.join(' '));
  const sentences = [
    ...(closedAt === null ? [] : [`As at ${formatDateTime(closedAt)}, when the assessment was closed.`]),
    ...(isRedacted ? [REDACTED] : []),
  ];
  if (returned)
    return {
      heading: `Version ${returned.version} of the list`,
      lines: said([`${describeAnswered(returned)}.`, ...sentences]),
    };
  if (signature.state === 'not-signed') return { heading: 'Draft, not signed', lines: said(sentences) };
  const { state, version, by, at } = signature;
  const who = by ? `by ${line(by.name)}, ${line(by.role).toLowerCase()}, ` : '';
  const whoAndWhen = `signed ${who}on ${formatDateTime(at)}.`;
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
  state: PackDocument['state'],
  framework: Framework,
  { paragraphs, cell, narrow }: TypedText,
  { targetOf, placeOf }: PackLinks,
) {
  const { id, name, score, completed, theme, asks, evidence } = statement;
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
    form: FORM.map(([field, heading]) => ({
      heading,
      text: given(paragraphs(statement[field], WORD_LIMIT.prose, targetOf)),
    })),
    evidence: evidence.map((item) => ({
      reference: narrow(item.reference),
      target: targetOf(item.reference, null),
      title: cell(item.title),
      category: cell(item.category),
      shows: given(cell(item.shows)),
      location: given(narrow(item.location)),
      place: placeOf(item.reference, pageNamed(item.location, pageIn(item.location))),
      isLong: isLong([item.title, item.shows, item.location], 600),
    })),
  };
}

/** An item of the register. */
function entryView(entry: PackRegisterEntry, { cell, narrow, line }: TypedText) {
  const { title, category, datedOn, owner, marking, containsPersonalData, statements, source } = entry;
  const { voices, reviewBy } = entry;
  const from = formatList(voices);

  return {
    title: cell(title),
    category: cell(category),
    date: datedOn === null ? null : formatDate(datedOn),
    owner: given(narrow(owner)),
    review: reviewBy && `Review by ${formatDate(reviewBy)}`,
    from: from === '' ? null : cell(`From: ${lowerFirst(from)}`),
    marking,
    personalData: containsPersonalData ? 'Yes' : 'No',
    statements,
    isLong: isLong([title, owner, from, sourceName(source)], 400),
    source: sourceView(source, { cell, line }),
  };
}

/** The name of its file, or its address. Empty if it is kept out. */
export function sourceName(source: PackRegisterEntry['source']): string {
  if (source.kind === 'kept out') return '';
  return source.kind === 'file' ? source.name : source.url;
}

/** Where it is. `none`: what stands in place of the size and the fingerprint of a file. */
export function sourceView(
  source: PackRegisterEntry['source'],
  { cell, line }: Pick<TypedText, 'cell' | 'line'>,
) {
  const nothing = { name: null, url: null, none: 'Not included', size: null, bytes: null, sha256: null };
  switch (source.kind) {
    case 'kept out':
      return nothing;
    case 'link': {
      const isErased = source.url === ERASED_ADDRESS;
      return {
        ...nothing,
        name: cell(isErased ? ERASED_NAME : source.url),
        url: isErased ? null : webAddress(source.url),
        none: 'Link',
      };
    }
    case 'file':
      return {
        ...nothing,
        name: cell(source.name),
        none: null,
        size: formatBytes(source.bytes),
        bytes: source.bytes < 1024 ? null : formatCount(source.bytes, 'byte'),
        sha256: line(source.sha256).match(/.{1,16}/g) ?? [],
      };
  }
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

/** "E3 and E7, as it is marked OFFICIAL-SENSITIVE; E9, as it has personal data": by reason. */
export function describeLeftOut(leftOut: NonNullable<PackDocument['leftOut']>): string {
  return [...Map.groupBy(leftOut, ({ why }) => why)]
    .map(([why, items]) => `${formatList(items.map(({ reference }) => reference))}: ${why}`)
    .join('; ');
}

function holdings(pack: PackDocument): string {
  const scored = pack.statements.filter(({ score }) => score !== null).length;
  const keptOut = pack.register.filter(({ source }) => source.kind === 'kept out');
  const included = formatCount(pack.register.length - keptOut.length, 'evidence item');
  const without =
    keptOut.length === 0
      ? ''
      : `. Not included, ${keptOut.length === 1 ? 'as it needs' : 'as they need'} redaction: ${formatList(keptOut.map(({ reference }) => reference))}`;
  if (pack.returned) return `${describeAnswered(pack.returned)}. ${included}${without}`;
  return `${scored} of ${pack.statements.length} statements scored, ${included}${without}`;
}
