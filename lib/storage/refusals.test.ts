import { expect, it } from 'vitest';
import { refusalMessage, type UploadRefusal } from './refusals.ts';

const TEXTS: Readonly<Record<UploadRefusal, string>> = {
  empty: 'The selected file is empty',
  'too-large': 'The selected file must be smaller than 100MB',
  'wrong-type':
    'The selected file must be a PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV, TXT or EML file',
  'content-mismatch':
    'The selected file is not the kind of file that its name says. Open it, save a new copy and upload that',
  damaged: 'The selected file is damaged or cut off. Open it, save a new copy and upload that',
  encrypted: 'The selected file is password protected',
  macros: 'The selected file contains macros. Save a copy without macros and upload that',
  'active-content':
    'The selected file contains scripts, attached files or links that run when it is opened. Save or print a plain copy to PDF and upload that',
  'unpacks-too-large': 'The selected file is too large when unpacked. Save a smaller copy and upload that',
  'too-many-pixels': 'The selected file has too many pixels. Save a smaller copy and upload that',
  'check-timed-out':
    'The selected file could not be checked in time. Try again, or save a smaller or simpler copy and upload that',
  'too-complex':
    'The selected file is too complex to be checked. Save a simpler copy or print it to PDF, and upload that',
  busy: 'The selected file could not be checked because too many other files are being checked. Wait a minute, then try again',
  incomplete: 'The selected file could not be uploaded - try again',
  'storage-full':
    'The selected file could not be uploaded because there is no space left. Tell your administrator',
  failed: 'The selected file could not be uploaded - try again',
};

it.each(Object.entries(TEXTS))('%s has its text', (reason, text) => {
  expect(refusalMessage(reason as UploadRefusal, { maxUploadMb: 100 })).toBe(text);
});

it('names the file where several were sent', () => {
  expect(refusalMessage('too-large', { maxUploadMb: 25, name: 'Plan.pdf' })).toBe(
    'Plan.pdf must be smaller than 25MB',
  );
});
