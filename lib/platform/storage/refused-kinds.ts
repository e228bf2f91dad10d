type RefusedKind = {
  /** Completes "The file is …". */
  readonly is: string;
  /** How to turn it into an accepted file. */
  readonly instead: string;
  /** File name extensions, without the dot. */
  readonly endings: readonly string[];
};

const PRINT = 'Print it to PDF and upload that';
const EXPORT = 'Export it to PDF and upload that';

/** Refused kinds of file that people try to upload, each with what to do instead. */
export const REFUSED_KINDS = {
  'word-macros': {
    is: 'a Word document with macros',
    instead: 'Save it as .docx and upload that',
    endings: ['docm', 'dotm'],
  },
  'excel-macros': {
    is: 'an Excel workbook with macros',
    instead: 'Save it as .xlsx and upload that',
    endings: ['xlsm', 'xltm', 'xlam', 'xla'],
  },
  'powerpoint-macros': {
    is: 'a PowerPoint presentation with macros',
    instead: 'Save it as .pptx and upload that',
    endings: ['pptm', 'potm', 'ppsm', 'ppam'],
  },
  'excel-binary': {
    is: 'an Excel binary workbook',
    instead: 'Save it as .xlsx and upload that',
    endings: ['xlsb'],
  },
  'old-office': {
    is: 'from a very old version of Office',
    instead: 'Open it, save it as .docx, .xlsx or .pptx and upload that',
    endings: ['wri', 'wps', 'xlw', 'xlc'],
  },
  'word-template': {
    is: 'a Word template',
    instead: 'Save it as .docx and upload that',
    endings: ['dotx', 'dot'],
  },
  'excel-template': {
    is: 'an Excel template',
    instead: 'Save it as .xlsx and upload that',
    endings: ['xltx', 'xlt'],
  },
  'powerpoint-show': {
    is: 'a PowerPoint show or template',
    instead: 'Save it as .pptx and upload that',
    endings: ['ppsx', 'pps', 'potx', 'pot'],
  },
  pages: { is: 'a Pages document', instead: 'Export it to PDF or Word and upload that', endings: ['pages'] },
  numbers: {
    is: 'a Numbers spreadsheet',
    instead: 'Export it to PDF or Excel and upload that',
    endings: ['numbers'],
  },
  keynote: {
    is: 'a Keynote presentation',
    instead: 'Export it to PDF or PowerPoint and upload that',
    endings: ['key'],
  },
  opendocument: {
    is: 'a type of OpenDocument file that cannot be added',
    instead: EXPORT,
    endings: [
      'odg',
      'otg',
      'odf',
      'odb',
      'odc',
      'odm',
      'ott',
      'ots',
      'otp',
      'fodt',
      'fods',
      'fodp',
      'sxw',
      'sxc',
    ],
  },
  'web-page': {
    is: 'a web page',
    instead: 'Open it in a browser, print it to PDF and upload that',
    endings: ['html', 'htm', 'xhtml', 'mht', 'mhtml', 'webarchive', 'aspx', 'php'],
  },
  svg: { is: 'an SVG picture', instead: 'Save it as .png and upload that', endings: ['svg', 'svgz'] },
  data: {
    is: 'a data file',
    instead: 'Open it in Excel, save it as .csv or .xlsx and upload that',
    endings: ['xml', 'json', 'tsv', 'tab', 'sav', 'dta', 'parquet', 'sqlite', 'accdb', 'mdb', 'dbf'],
  },
  'plain-text': {
    is: 'a text file',
    instead: 'Change the end of its name to .txt and upload it again',
    endings: ['md', 'log', 'text'],
  },
  archive: {
    is: 'an archive with other files in it',
    instead: 'Unpack it and upload the files inside',
    endings: ['zip', '7z', 'rar', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'cab'],
  },
  picture: {
    is: 'a type of picture that cannot be added',
    instead: 'Save it as .jpg or .png and upload that',
    endings: ['avif', 'bmp', 'ico', 'jp2', 'psd', 'emf', 'wmf'],
  },
  video: {
    is: 'a type of film that cannot be added',
    instead: 'Save it as .mp4 and upload that, or keep it on your council’s file store and add a link to it',
    endings: ['mov', 'avi', 'wmv', 'mkv', 'm4v', 'webm', 'mpg', 'mpeg', '3gp'],
  },
  sound: {
    is: 'a type of recording that cannot be added',
    instead: 'Save it as .mp3 or .m4a and upload that, or upload a transcript',
    endings: ['wav', 'aac', 'ogg', 'flac', 'wma', 'amr', 'opus'],
  },
  program: {
    is: 'a program or script',
    instead: 'Programs cannot be added as evidence',
    endings: [
      'exe',
      'msi',
      'dll',
      'com',
      'scr',
      'bat',
      'cmd',
      'ps1',
      'vbs',
      'js',
      'jar',
      'apk',
      'dmg',
      'iso',
      'lnk',
      'sh',
      'py',
    ],
  },
  'outlook-template': {
    is: 'an Outlook template',
    instead: 'Save it as .msg and upload that',
    endings: ['oft'],
  },
  mailbox: {
    is: 'a mailbox',
    instead: 'Save each message you need as .eml and upload those',
    endings: ['pst', 'ost', 'mbox', 'mbx'],
  },
  'signed-message': {
    is: 'a signed or encrypted message',
    instead: 'Open it, print it to PDF and upload that',
    endings: ['p7m', 'p7s', 'asc', 'gpg', 'pgp'],
  },
  onenote: { is: 'a OneNote notebook', instead: EXPORT, endings: ['one', 'onepkg', 'onetoc2'] },
  diagram: { is: 'a Visio diagram', instead: EXPORT, endings: ['vsdx', 'vsd', 'vsdm', 'vss', 'vst'] },
  publisher: { is: 'a Publisher file', instead: EXPORT, endings: ['pub'] },
  project: { is: 'a Project plan', instead: EXPORT, endings: ['mpp', 'mpt'] },
  report: { is: 'a Power BI or Tableau report', instead: EXPORT, endings: ['pbix', 'pbit', 'twb', 'twbx'] },
  artwork: {
    is: 'a design or artwork file',
    instead: EXPORT,
    endings: ['ps', 'eps', 'ai', 'indd', 'dwg', 'dxf', 'xps', 'oxps', 'djvu', 'epub', 'mobi'],
  },
  calendar: { is: 'a calendar or contact file', instead: PRINT, endings: ['ics', 'vcs', 'vcf'] },
  shortcut: {
    is: 'only a link to a document',
    instead: 'Open the document, download it and upload that, or add a link to it',
    endings: ['url', 'webloc', 'gdoc', 'gsheet', 'gslides', 'website'],
  },
  download: {
    is: 'an unfinished download',
    instead: 'Wait for it to finish, then upload the file',
    endings: ['crdownload', 'part', 'partial', 'download', 'opdownload'],
  },
} as const satisfies Readonly<Record<string, RefusedKind>>;

export type RefusedKindId = keyof typeof REFUSED_KINDS;

const BY_ENDING: ReadonlyMap<string, RefusedKindId> = new Map(
  (Object.keys(REFUSED_KINDS) as RefusedKindId[]).flatMap((id) =>
    REFUSED_KINDS[id].endings.map((ending) => [ending, id] as const),
  ),
);

/** The refused kind with this extension (lower case, without the dot), or null. */
export function refusedKindOf(ending: string): RefusedKindId | null {
  return BY_ENDING.get(ending) ?? null;
}
