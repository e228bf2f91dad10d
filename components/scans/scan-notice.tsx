import { WarningText } from '#components/ui/warning-text.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import type { FileVersion } from '#lib/record/evidence/queries.ts';
import { SCAN_NAMES, waitsLong, whyFailed } from '#lib/record/scans/rules.ts';
import { ScanAgainForm } from './scan-again-form.tsx';

type ScanNoticeProps = {
  council: string;
  reference: string;
  scan: FileVersion['scan'];
  asOf: Date;
  mayEdit: boolean;
};

/** Says why the file of an item cannot be opened, if the virus scanner has not found it clean. */
export function ScanNotice({ council, reference, scan, asOf, mayEdit }: ScanNoticeProps) {
  const { state, since, result } = scan;
  if (state === 'waiting') {
    return (
      <p className="mb-8 max-w-text border-l-4 border-rule-strong py-2 pl-4">
        <b>{SCAN_NAMES.waiting}.</b> The file cannot be opened, and does not count as evidence, until the
        check finds no virus.
        {since && waitsLong(since, asOf) && (
          <> It has waited since {formatDateTime(since)}. The service tries again every minute.</>
        )}
      </p>
    );
  }
  if (state === 'infected') {
    return (
      <div className="mb-8">
        <WarningText>
          {SCAN_NAMES.infected}: <bdi className="wrap-anywhere">{result}</bdi>
        </WarningText>
        <p className="max-w-text">
          The file cannot be opened and does not count as evidence. Replace it with one that has no virus.
        </p>
        {mayEdit && <ScanAgainForm council={council} reference={reference} />}
      </div>
    );
  }
  if (state === 'failed') {
    return (
      <div className="mb-8">
        <WarningText>{SCAN_NAMES.failed}</WarningText>
        <p className="max-w-text wrap-anywhere">
          The file cannot be opened and does not count as evidence. <bdi>{whyFailed(result)}</bdi>
        </p>
        {mayEdit && <ScanAgainForm council={council} reference={reference} />}
      </div>
    );
  }
  return null;
}
