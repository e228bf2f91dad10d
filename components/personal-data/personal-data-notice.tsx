import { Link } from '#components/ui/link.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { Likely } from '#lib/record/personal-data/rules.ts';
import { RuleOutForm } from './rule-out-form.tsx';

type PersonalDataNoticeProps = { council: string; reference: string; likely: Likely; mayEdit: boolean };

/** Warns of what seems to be personal data in what is said of an item or in its file, and says what to do. */
export function PersonalDataNotice({ council, reference, likely, mayEdit }: PersonalDataNoticeProps) {
  const { printed, file } = likely;
  if (printed.length === 0 && file === null) return null;
  const heading = `May ${file && !file.identifies && printed.length === 0 ? 'hold contact details' : 'hold personal data'}`;
  return (
    <div className="mb-8">
      <WarningText>{heading}</WarningText>
      <ul className="max-w-text list-disc space-y-1 pl-5">
        {printed.map((line) => (
          <li key={line}>{line}. Packs print it.</li>
        ))}
        {file && (
          <li>
            The file: {file.found}
            {file.unit !== null &&
              file.pages.map((page, at) => (
                <span key={page}>
                  {at === 0 ? ` (${file.unit} ` : ', '}
                  <Link href={routes.evidenceItem(council, reference, { page })}>{page}</Link>
                  {at === file.pages.length - 1 && ')'}
                </span>
              ))}
          </li>
        )}
      </ul>
      {mayEdit && (
        <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 print:hidden">
          {file && <RuleOutForm council={council} reference={reference} version={file.version} />}
          <Link href={routes.editEvidence(council, reference)}>Change details</Link>
        </div>
      )}
    </div>
  );
}
