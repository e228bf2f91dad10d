import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { FileVersion } from '#lib/record/evidence/queries.ts';
import { whyUnusable } from '#lib/record/scans/rules.ts';
import { ScanNotice } from './scan-notice.tsx';

const since = new Date('2026-11-30T10:04:00Z');

function drawn(scan: Partial<FileVersion['scan']>, minutes = 1): string {
  const asOf = new Date(since.getTime() + minutes * 60_000);
  const all = { state: 'waiting', since, result: '', ...scan } as const;
  const notice = <ScanNotice council="west" reference="E3" scan={all} asOf={asOf} mayEdit={false} />;
  return renderToStaticMarkup(notice).replaceAll(/<[^>]*>/g, '');
}

it('says nothing of a file that can be opened', () => {
  expect([drawn({ state: 'clean' }), drawn({ state: 'not_scanned' })]).toEqual(['', '']);
});

it('says that a file waits, and since when if that is long', () => {
  const waits =
    'Being checked for viruses. The file cannot be opened, and does not count as evidence, until the check finds no virus.';
  expect(drawn({})).toBe(waits);
  expect(drawn({}, 6)).toBe(
    `${waits} It has waited since 30 November 2026, 10:04am. The service tries again every minute.`,
  );
});

it('names what was found, or why the file could not be checked', () => {
  expect(drawn({ state: 'infected', result: 'Eicar-Test-Signature' })).toBe(
    'Warning: Contains a virus: Eicar-Test-SignatureThe file cannot be opened and does not count as evidence. Replace it with one that has no virus.',
  );
  const failed =
    'Warning: Could not be checked for virusesThe file cannot be opened and does not count as evidence. ';
  expect(drawn({ state: 'failed', result: 'Heuristics.Limits.Exceeded.MaxFileSize' })).toBe(
    `${failed}It is larger, or packed more deeply, than the scanner is set to accept.`,
  );
  expect(drawn({ state: 'failed', result: 'nonsense' })).toBe(`${failed}The scanner answered: nonsense.`);
});

it('answers a request for the file in one sentence', () => {
  expect(whyUnusable('waiting')).toBe('This file is being checked for viruses. Try again in a minute.');
  expect(whyUnusable('infected')).toBe('This file cannot be opened because it contains a virus.');
  expect(whyUnusable('failed')).toBe(
    'This file cannot be opened because it could not be checked for viruses.',
  );
});
