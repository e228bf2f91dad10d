type ActiveContent = {
  /** Follows the file's name in a message: what it contains, and what to do. */
  readonly says: string;
  /** What the check looks for, and where. */
  readonly found: string;
  /** What it could do to anyone who opens the file. */
  readonly why: string;
};

/**
 * Content for which a file of an allowed type is refused. Accepted: links to pages, workbooks and pictures; templates
 * and objects on file shares; data connections; forms without scripts; documents inside documents; empty VBA projects.
 */
export const ACTIVE_CONTENT = {
  macros: {
    says: 'contains macros. Save it as .docx, .xlsx or .pptx, or print it to PDF, and upload that',
    found:
      'VBA with a line that does something; macros of Word 6; Excel 4 macro sheets; a macro-enabled document inside',
    why: 'runs when the document is opened or used',
  },
  'opendocument-macros': {
    says: 'contains macros. Delete them in Tools, Macros, or print it to PDF, and upload that',
    found:
      'Basic with a line that does something; scripts; events and links that call macros outside of the document',
    why: 'runs when the document is opened or used',
  },
  controls: {
    says: 'contains ActiveX controls or applets. Delete them, or print it to PDF, and upload that',
    found: 'an ActiveX part of an Office package; an applet of OpenDocument',
    why: 'is a program of the reader’s machine, which the document starts and sets up',
  },
  program: {
    says: 'contains a program or script. Delete it, save the file and upload it again',
    found: 'a part, or a file packed into an object, that is named as a program, or begins as one',
    why: 'runs when it is opened from inside the document',
  },
  fetched: {
    says: 'loads a template or object from the internet when it is opened. Break that link, or print it to PDF, and upload that',
    found: 'a template, frame, subdocument or object of an Office package with a web address',
    why: 'is fetched when the document is opened, tells its address who reads it, and may hold macros',
  },
  command: {
    says: 'contains a link that starts another program (DDE). Delete that link, or print it to PDF, and upload that',
    found: 'DDE fields, links and formulas; actions of a slide and events that run a program',
    why: 'starts a program of the reader’s machine',
  },
  'rtf-object': {
    says: 'contains an object of another program. Save it as .docx, or print it to PDF, and upload that',
    found: 'an object of rich text, whatever it holds',
    why: 'may start a program of the reader’s machine, and is stored in ways that only Word understands',
  },
  'pdf-script': {
    says: 'contains a script. Print it to PDF, and upload that',
    found: '/JavaScript, /JS, /OnInstantiate, addresses that are scripts',
    why: 'runs when the file is opened, read or clicked (ISO 32000-2, 12.6.4.17)',
  },
  'pdf-launch': {
    says: 'opens other files or programs. Print it to PDF, and upload that',
    found: '/Launch, /ImportData, /Thread with a file, a stream whose data is in another file',
    why: 'opens what is on the reader’s machine or network (ISO 32000-2, 12.6.4)',
  },
  'pdf-form': {
    says: 'is a form that sends or replaces what it shows. Print it to PDF, and upload that',
    found: '/SubmitForm, /XFA',
    why: 'sends what is typed to an address, or is a second document, with scripts, which replaces the pages',
  },
  'pdf-media': {
    says: 'contains sound, video or a 3D model. Print it to PDF, and upload that',
    found: '/Rendition, /Movie, /RichMedia',
    why: 'is played by a program of the reader’s machine, may be fetched, and may run scripts',
  },
  'pdf-attachment': {
    says: 'has other files attached. Save them, print this one to PDF, and upload each',
    found: '/EF, /EmbeddedFile, /EmbeddedFiles, /FileAttachment, /GoToE, /AdditionalStreams of LibreOffice',
    why: 'may be of any kind, and nothing here looks into them',
  },
  'email-program': {
    says: 'has a program or script attached. Print the email to PDF, and upload that',
    found: 'an attachment named as a program',
    why: 'runs when it is opened from the message',
  },
  'email-macros': {
    says: 'has a document with macros attached. Print the email to PDF, and upload that and a copy of the document without macros',
    found: 'an attachment named as a macro-enabled document',
    why: 'runs when it is opened from the message',
  },
} as const satisfies Readonly<Record<string, ActiveContent>>;

/** Content that a file must not contain. */
export type ActiveContentId = keyof typeof ACTIVE_CONTENT;
