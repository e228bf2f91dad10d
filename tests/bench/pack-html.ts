import type { PackDocument, PackRegisterEntry, PackStatement } from '#lib/exchange/pdf/pack-document.ts';
import { sourceName } from '#lib/exchange/pdf/pack-view.ts';

/** The content of a pack as a plain HTML page for a browser to print. */
export function packHtml({
  council,
  cycle,
  marking,
  packId,
  madeBy,
  madeAt,
  themes,
  flags,
  statements,
  register,
  ...pack
}: PackDocument): string {
  const facts = [
    marking,
    cycle.name,
    `${cycle.period.startsOn} to ${cycle.period.endsOn}`,
    packId,
    madeBy ? `${madeBy.name}, ${madeBy.role}` : '',
    madeAt,
  ];
  const score =
    pack.state.value === null
      ? 'Not complete'
      : `${pack.state.value.score} out of 100, ${pack.state.value.band}`;
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Evidence pack</title><style>
    body { font: 11pt sans-serif } table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid; text-align: left }
    h2 { break-before: page } pre { font: inherit; white-space: pre-wrap }
  </style></head><body>
    <h1>${escaped(council.name)}: evidence pack</h1>
    ${facts.map((fact) => `<p>${escaped(fact)}</p>`).join('')}<p>${score}</p>
    <ol>${statements.map(({ id, name }) => `<li><a href="#${id}">${escaped(name)}</a></li>`).join('')}</ol>
    ${tableOf(
      ['Theme', 'Points', 'Percentage'],
      themes.map((theme) => [theme.name, String(theme.points), String(theme.percentage)]),
    )}
    ${flags.map(({ message }) => `<p>${escaped(message)}</p>`).join('')}
    ${statements.map(statementHtml).join('')}
    <h2>Evidence register</h2>
    ${tableOf(['Reference', 'Title', 'Category', 'Date', 'Owner', 'Marking', 'Personal data', 'Statements', 'Source'], register.map(registerRow))}
  </body></html>`;
}

function statementHtml({
  id,
  name,
  asks,
  score,
  strengths,
  improvements,
  impact,
  evidence,
}: PackStatement): string {
  return `<h2 id="${id}">${escaped(name)}</h2><p>${escaped(asks)}</p><p>Score: ${score ?? 'none'}</p>
    <h3>What we do well</h3><pre>${escaped(strengths)}</pre>
    <h3>What we need to improve</h3><pre>${escaped(improvements)}</pre>
    <h3>How we know it makes a difference</h3><pre>${escaped(impact)}</pre>
    <h3>Evidence</h3>
    ${tableOf(
      ['Reference', 'Title', 'Category', 'What it shows', 'Where'],
      evidence.map((use) => [use.reference, use.title, use.category, use.shows, use.location]),
    )}`;
}

function registerRow(entry: PackRegisterEntry): string[] {
  const { source } = entry;
  return [
    entry.reference,
    entry.title,
    entry.category,
    entry.datedOn ?? '',
    entry.owner,
    entry.marking,
    entry.containsPersonalData ? 'Yes' : 'No',
    entry.statements.join(', '),
    source.kind === 'file' ? `${source.name}, ${source.bytes} bytes, ${source.sha256}` : sourceName(source),
  ];
}

function tableOf(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: 'td' | 'th') =>
    row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('');
  return `<table><thead><tr>${cells(headers, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
