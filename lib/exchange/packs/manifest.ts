import type { PackDocument, PackRegisterEntry } from '#lib/exchange/pdf/pack-document.ts';
import { describeLeftOut } from '#lib/exchange/pdf/pack-view.ts';
import { CSV_START, csvRecords } from '#lib/kernel/csv.ts';
import { formatBytes, formatCount, formatHash } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { escapeHtml } from '#lib/kernel/html.ts';

/** The file of an item in a ZIP, or why there is none. */
export type ZippedFile =
  | { readonly path: string; readonly name: string; readonly bytes: number; readonly sha256: string }
  | { readonly left: string };

/** What the lists in a ZIP tell of it. `files`: by reference, of every item. */
export type ZipContent = {
  readonly number: number;
  readonly recipeHash: string;
  readonly document: PackDocument;
  readonly files: ReadonlyMap<string, ZippedFile>;
  /** What was asked and answered, of a pack of an information return. */
  readonly return?: object;
  /** The address of the page that tells whether a pack is as it left. */
  readonly checkAt: string;
};

/** A file that is made for the ZIP. */
export type MadeText = { readonly path: string; readonly text: string };

const NOT_THERE: ZippedFile = { left: 'Its file is not there' };

/** Everything about the items, for programs. */
export function manifestJson(zip: ZipContent): MadeText {
  const { council, cycle, marking, madeAt, madeBy, contentHash, audit, signature } = zip.document;
  const manifest = {
    ...{ format: 1, council: council.name, cycle, pack: zip.number, marking, madeAt, madeBy, signature },
    ...{ contentHash, recipeHash: zip.recipeHash, audit },
    ...{ chosen: zip.document.chosen ?? [], leftOut: zip.document.leftOut ?? [] },
    ...(zip.document.copyFor === undefined ? {} : { copyFor: zip.document.copyFor }),
    ...(zip.return === undefined ? {} : { return: zip.return }),
    items: zip.document.register.map((entry) => {
      const { source, statements: _statements, ...facts } = entry;
      const file = fileOf(zip, entry);
      return {
        ...facts,
        uses: usesOf(zip, entry),
        url: source.kind === 'link' ? source.url : null,
        file: 'path' in file ? file : null,
        left: 'left' in file ? file.left : null,
      };
    }),
  };
  return { path: 'manifest.json', text: `${JSON.stringify(manifest, null, 2)}\n` };
}

/** Whom a copy is for, so that it is seen beside the files. None for others. */
export function copyNote({ number, document: { council, copyFor } }: ZipContent): readonly MadeText[] {
  if (copyFor === undefined) return [];
  const text = `Copy for ${copyFor}\n\nThis is pack ${number} of ${council.name}. Do not pass it on without asking the council.\n`;
  return [{ path: 'COPY.txt', text }];
}

/** One line for each item, for spreadsheets. */
export function manifestCsv(zip: ZipContent): MadeText {
  const header = [
    ...['reference', 'title', 'category', 'date', 'owner', 'marking', 'personal data', 'statements'],
    ...['path', 'bytes', 'sha256', 'address', 'why there is no file'],
  ];
  const rows = zip.document.register.map((entry) => {
    const { reference, title, category, datedOn, owner, marking, containsPersonalData, source } = entry;
    const file = fileOf(zip, entry);
    return [
      ...[reference, title, category, datedOn ?? '', owner, marking, containsPersonalData ? 'Yes' : 'No'],
      entry.statements.join(' '),
      ...('path' in file ? [file.path, file.bytes, file.sha256] : ['', '', '']),
      source.kind === 'link' ? source.url : '',
      'left' in file ? file.left : '',
    ];
  });
  return { path: 'manifest.csv', text: CSV_START + csvRecords([header, ...rows]) };
}

/** As `sha256sum --check` reads it. */
export function checksums(files: readonly { readonly path: string; readonly sha256: string }[]): MadeText {
  return { path: 'SHA256SUMS', text: files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('') };
}

const STYLE = `:root { color-scheme: light dark }
body { max-width: 75rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.5 sans-serif; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.2 }
dt { font-weight: bold }
dd { margin: 0 0 .5rem }
li { margin-bottom: .75rem }
td > :first-child { margin-top: 0 }
td > ul { padding-left: 1.25rem; margin-bottom: 0 }
td > p { margin: 0 }
code { overflow-wrap: anywhere }
table { width: 100%; border-collapse: collapse }
caption { text-align: left; font-weight: bold; padding: .5rem 0 }
th, td:nth-child(n + 4) { overflow-wrap: normal }
th, td { text-align: left; vertical-align: top; padding: .5rem .5rem .5rem 0; border-bottom: 1px solid }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
@media (max-width: 40rem) {
  thead { display: none }
  tr, td, tbody th { display: block; border: 0; padding: 0 }
  tr { border-bottom: 1px solid; padding: .5rem 0 }
}
`;

/** The page from which every file can be opened, without a network. */
export function indexPage(zip: ZipContent): readonly MadeText[] {
  const { council, cycle, statements, register } = zip.document;
  const entries = new Map(register.map((entry) => [entry.reference, entry]));
  return htmlPage(zip, {
    title: `Evidence of ${council.name}, ${cycle.name}`,
    style: 'index.css',
    path: 'index.html',
    about: [],
    body: `<h2>Evidence by quality statement</h2>
${statements
  .map(
    ({ id, name, evidence }) => `<h3>${escapeHtml(`${id} ${name}`)}</h3>
${
  evidence.length === 0
    ? '<p>No evidence.</p>'
    : `<ul>${evidence
        .map(({ reference, title: called, shows, location }) => {
          const entry = entries.get(reference);
          const said = [shows, location].filter((words) => words !== '');
          return `<li>${reference} ${entry ? linkTo(zip, entry) : escapeHtml(called)}${said
            .map((words) => `<br><span dir="auto">${escapeHtml(words)}</span>`)
            .join('')}</li>`;
        })
        .join('\n')}</ul>`
}`,
  )
  .join('\n')}`,
    lists: 'manifest.csv and manifest.json',
  });
}

/** A page about a ZIP: what it is, `body`, all evidence with its fingerprints, and how to check them. */
export function htmlPage(
  zip: ZipContent,
  page: {
    readonly title: string;
    /** The names of the page and of its style. */
    readonly path: string;
    readonly style: string;
    /** What is said of it before what is said of every pack. */
    readonly about: readonly (readonly [string, string])[];
    readonly body: string;
    /** The lists for spreadsheets and programs. */
    readonly lists: string;
  },
): readonly MadeText[] {
  const { marking, madeAt, madeBy, contentHash, register, chosen, leftOut } = zip.document;
  const about: readonly (readonly [string, string])[] = [
    ...page.about,
    ['Marking', marking],
    ['Pack', String(zip.number)],
    ...(zip.document.copyFor === undefined ? [] : [['Copy for', zip.document.copyFor] as const]),
    ['Asked for', madeBy ? `${formatDateTime(madeAt)}, by ${madeBy.name}` : formatDateTime(madeAt)],
    ['Evidence', formatCount(register.length, 'item')],
    ['Files', formatCount([...zip.files.values()].filter((file) => 'path' in file).length, 'file')],
    ...(chosen ? [['Chosen', chosen.join(' ')] as const] : []),
    ...(leftOut ? [['Left out', describeLeftOut(leftOut)] as const] : []),
    ['Document fingerprint', formatHash(contentHash)],
  ];
  const title = escapeHtml(page.title);
  const text = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${page.style}">
</head>
<body>
<header><p><strong>${marking}</strong></p></header>
<main>
<h1>${title}</h1>
<dl>${about.map(([name, value]) => `<dt>${name}</dt><dd dir="auto">${escapeHtml(value)}</dd>`).join('\n')}</dl>
${page.body}
<h2>All evidence</h2>
<table>
<caption>Evidence by number, with the fingerprint (SHA-256) of each file</caption>
<thead><tr><th scope="col">Reference</th><th scope="col">Title</th><th scope="col">Category</th><th scope="col">Date</th><th scope="col">Marking</th><th scope="col">File</th></tr></thead>
<tbody>
${register.map((entry) => rowOf(zip, entry)).join('\n')}
</tbody>
</table>
<h2>How to check the files</h2>
<p>SHA256SUMS has the fingerprint of every file. In a terminal in this folder, <code>sha256sum --check SHA256SUMS</code> compares them. ${page.lists} have the same lists for spreadsheets and programs.</p>
<p>Whether the ZIP as a whole is as it left the council: <a href="${escapeHtml(zip.checkAt)}">${escapeHtml(zip.checkAt)}</a></p>
</main>
</body>
</html>
`;
  return [
    { path: page.path, text },
    { path: page.style, text: STYLE },
  ];
}

function rowOf(zip: ZipContent, entry: PackRegisterEntry): string {
  const file = fileOf(zip, entry);
  const stored =
    'path' in file
      ? `${formatBytes(file.bytes)}<br><code>${formatHash(file.sha256)}</code>`
      : escapeHtml(file.left);
  return `<tr><th scope="row">${entry.reference}</th><td>${linkTo(zip, entry)}</td><td>${escapeHtml(entry.category)}</td><td>${entry.datedOn ? formatDate(entry.datedOn) : ''}</td><td>${entry.marking}</td><td>${stored}</td></tr>`;
}

/** Its title, leading to its file or address; why there is no file is in the table. */
function linkTo(zip: ZipContent, entry: PackRegisterEntry): string {
  const file = fileOf(zip, entry);
  const title = `<bdi>${escapeHtml(entry.title)}</bdi>`;
  if ('path' in file) {
    return `<a href="${escapeHtml(addressOfFile(file.path))}">${title}</a>`;
  }
  const isWeb = entry.source.kind === 'link' && /^https?:/i.test(entry.source.url);
  return isWeb && entry.source.kind === 'link'
    ? `<a href="${escapeHtml(entry.source.url)}">${title}</a> (on the web)`
    : `${title} (not included)`;
}

/** A file beside a page, as its links lead there. */
export function addressOfFile(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function fileOf({ files }: ZipContent, { reference }: PackRegisterEntry): ZippedFile {
  return files.get(reference) ?? NOT_THERE;
}

function usesOf({ document }: ZipContent, { reference }: PackRegisterEntry) {
  return document.statements.flatMap(({ id, evidence }) =>
    evidence
      .filter((use) => use.reference === reference)
      .map(({ shows, location }) => ({ statement: id, shows, location })),
  );
}
