import { pathsOf } from '#lib/exchange/packs/file-names.ts';
import {
  addressOfFile,
  htmlPage,
  type MadeText,
  type ZipContent,
  type ZippedFile,
} from '#lib/exchange/packs/manifest.ts';
import { folderOfItem } from '#lib/exchange/packs/returned.ts';
import type { PackAnswer, PackRegisterEntry, PackReturn } from '#lib/exchange/pdf/pack-document.ts';
import { describeAnswered, describePackAnswer } from '#lib/exchange/pdf/return-text.ts';
import { CSV_START, csvRecords } from '#lib/kernel/csv.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import { escapeHtml } from '#lib/kernel/html.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import { ANSWER_KIND_NAMES, itemLabel } from '#lib/record/returns/rules.ts';

// The ZIP of an information return: a folder for each item, in the order of the list, and a cover list.

type File = {
  readonly reference: string;
  readonly title: string;
  readonly name: string;
  readonly version: number;
};

/**
 * Where each file is, by reference, and each data table, by measure. What answers several items is in the folder of the
 * first of them.
 */
export function placesInReturn(
  { items, tables }: PackReturn,
  files: readonly File[],
): { readonly files: ReadonlyMap<string, string>; readonly tables: ReadonlyMap<string, string> } {
  const fileOf = new Map(files.map((file) => [file.reference, file]));
  const tableOf = new Map(tables.map((table) => [table.measure, table]));
  const folders = items.map((item) => folderOfItem(item, items.length));
  const placed = new Map<string, Parameters<typeof pathsOf>[0][number]>();
  for (const [index, { answers }] of items.entries()) {
    const groups = [folders[index]?.id ?? ''];
    for (const answer of answers) {
      const file = answer.kind === 'evidence' ? fileOf.get(answer.reference) : undefined;
      if (file && !placed.has(file.reference)) placed.set(file.reference, { ...file, groups });
      const table = answer.kind === 'table' ? tableOf.get(answer.measure) : undefined;
      const key = tableKey(table?.measure ?? '');
      if (table && !placed.has(key))
        placed.set(key, { reference: key, title: table.name, name: '.csv', version: 1, groups });
    }
  }
  const paths = pathsOf([...placed.values()], folders);
  return {
    files: new Map(files.flatMap(({ reference }) => entryOf(reference, paths.get(reference)))),
    tables: new Map(tables.flatMap(({ measure }) => entryOf(measure, paths.get(tableKey(measure))))),
  };
}

/** No reference: those have no space. */
function tableKey(measure: string): string {
  return `table ${measure}`;
}

function entryOf(key: string, path: string | undefined): (readonly [string, string])[] {
  return path === undefined ? [] : [[key, path]];
}

/** The lists of a return, and its data tables. `tables`: where each of them is. */
export function returnTexts(
  zip: ZipContent,
  returned: PackReturn,
  tables: ReadonlyMap<string, string>,
): readonly MadeText[] {
  const made = returned.tables.flatMap(({ measure, rows }) => {
    const path = tables.get(measure);
    return path === undefined ? [] : [{ path, text: CSV_START + csvRecords(rows) }];
  });
  return [...coverPage(zip, returned, tables), coverCsv(zip, returned, tables), ...made];
}

/** One line for each answer, or for an item that has none. */
function coverCsv(zip: ZipContent, returned: PackReturn, tables: ReadonlyMap<string, string>): MadeText {
  const header = [
    ...['position', 'number', 'heading', 'what is asked', 'signed off', 'kind of answer', 'answer'],
    ...['where in it', 'path', 'bytes', 'sha256', 'address'],
  ];
  const rows = returned.items.flatMap((item) => {
    const { position, number, heading, asked, signedOff, answers } = item;
    const facts = [position, number, heading, asked, signedOff ? londonDay(new Date(signedOff.at)) : ''];
    if (answers.length === 0) return [[...facts, '', 'No answer', '', '', '', '', '']];
    return answers.map((answer) => {
      const { words, place, path, file, url } = shownAnswer(answer, zip, returned, tables);
      return [
        ...[...facts, ANSWER_KIND_NAMES[answer.kind], words, place, path ?? ''],
        ...[file?.bytes ?? '', file?.sha256 ?? '', url ?? ''],
      ];
    });
  });
  return { path: 'cover.csv', text: CSV_START + csvRecords([header, ...rows]) };
}

/** The page from which every file can be opened, without a network. */
function coverPage(
  zip: ZipContent,
  returned: PackReturn,
  tables: ReadonlyMap<string, string>,
): readonly MadeText[] {
  const { council } = zip.document;
  const { inspection, name, version, dueOn, items } = returned;
  const title = `${name}: answers of ${council.name}`;
  const rows = items.map((item) => {
    const { heading, asked, answers, signedOff } = item;
    const words = [heading, asked].filter((text) => text !== '');
    const shown = answers.map(
      (answer) => `<li>${answerHtml(shownAnswer(answer, zip, returned, tables))}</li>`,
    );
    const signed = signedOff
      ? `<p>Signed off ${[formatDateTime(signedOff.at), signedOff.by ?? ''].filter(Boolean).map(escapeHtml).join(', by ')}</p>`
      : '';
    return `<tr><th scope="row">${escapeHtml(itemLabel(item))}</th><td dir="auto">${words.map(escapeHtml).join('<br>')}</td><td>${shown.length === 0 ? 'No answer' : `<ul>${shown.join('\n')}</ul>`}${signed}</td></tr>`;
  });
  return htmlPage(zip, {
    title,
    style: 'cover.css',
    path: 'cover.html',
    about: [
      ['Inspection', inspection],
      ['List', `${name}, version ${version}`],
      ['Due', formatDate(dueOn)],
      ['Answered', `${describeAnswered(returned)}.`],
    ],
    body: `<h2>What was asked, and our answers</h2>
<table>
<caption>In the order of the list. A file that answers several items is in the folder of the first of them.</caption>
<thead><tr><th scope="col">Number</th><th scope="col">What is asked</th><th scope="col">Answer</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`,
    lists: 'cover.csv and manifest.json',
  });
}

type ShownAnswer = {
  readonly words: string;
  readonly place: string;
  /** Why there is no file, if there is none that could be. */
  readonly left: string;
  readonly path: string | null;
  readonly file: Extract<ZippedFile, { path: string }> | null;
  readonly url: string | null;
};

function shownAnswer(
  answer: PackAnswer,
  zip: ZipContent,
  returned: PackReturn,
  tables: ReadonlyMap<string, string>,
): ShownAnswer {
  const nothing = { place: '', left: '', path: null, file: null, url: null };
  if (answer.kind !== 'evidence') {
    const words = describePackAnswer(answer, returned);
    const url = answer.kind === 'link' ? answer.url : null;
    const path = answer.kind === 'table' ? (tables.get(answer.measure) ?? null) : null;
    return { ...nothing, words, url, path };
  }
  const { reference, place, without } = answer;
  const entry = zip.document.register.find((one) => one.reference === reference);
  const file = zip.files.get(reference);
  const url = entry?.source.kind === 'link' ? entry.source.url : null;
  const found = file && 'path' in file ? file : null;
  const left = without ?? (file && 'left' in file && url === null ? file.left : '');
  const title = without === undefined ? titleOf(entry) : '';
  const words = [reference, title].filter((text) => text !== '').join(' ');
  return { ...nothing, words, place, left, path: found?.path ?? null, file: found, url };
}

function titleOf(entry: PackRegisterEntry | undefined): string {
  return entry?.title ?? '';
}

function answerHtml({ words, place, left, path, url }: ShownAnswer): string {
  const text = `<bdi>${escapeHtml(words)}</bdi>`;
  const isWeb = url !== null && /^https?:/i.test(url);
  const address = path === null ? (isWeb ? url : null) : addressOfFile(path);
  const linked = address === null ? text : `<a href="${escapeHtml(address)}">${text}</a>`;
  const more = [place, left].filter((part) => part !== '').map((part) => `<bdi>${escapeHtml(part)}</bdi>`);
  return [linked, ...more].join(', ');
}

/** What programs are told of a return, beside its evidence. */
export function returnFacts(returned: PackReturn, tables: ReadonlyMap<string, string>) {
  const { inspection, name, origin, version, dueOn, items } = returned;
  return {
    ...{ inspection, name, origin, version, dueOn },
    items: items.map(({ answers, ...item }) => ({
      ...item,
      answers: answers.map((answer) =>
        answer.kind === 'table' ? { ...answer, path: tables.get(answer.measure) ?? null } : answer,
      ),
    })),
  };
}
