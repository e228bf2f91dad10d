import { SummaryList } from '#components/ui/summary-list.tsx';
import type { Agreement } from '#lib/insight/sharing/queries.ts';
import { PART_NAMES } from '#lib/insight/sharing/rules.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';

/** The agreement in force, since when and by whom, and who sees the shared parts. */
export function AgreementNow({ agreement }: { agreement: Agreement | undefined }) {
  return (
    <>
      {agreement && agreement.shared.length > 0 ? (
        <SummaryList
          rows={[
            {
              key: 'Shared',
              value: (
                <ul>
                  {agreement.shared.map((part) => (
                    <li key={part}>{PART_NAMES[part]}</li>
                  ))}
                </ul>
              ),
            },
            { key: 'Since', value: formatDateTime(agreement.at) },
            { key: 'Changed by', value: agreement.by },
            { key: 'Reason', value: agreement.reason },
          ]}
        />
      ) : (
        <p className="max-w-text font-bold">
          {agreement
            ? `Nothing is shared. ${agreement.by} stopped sharing on ${formatDateTime(agreement.at)}.`
            : 'Nothing is shared yet.'}
        </p>
      )}
      <div className="mt-8 max-w-text space-y-3">
        <p>
          Some people are a director or reader in several councils, such as a shared director or a regional
          network. “My councils” lets them compare what each of those councils shares.
        </p>
        <ul className="list-disc space-y-1 pl-5">
          <li>Only a council’s own directors and readers see its figures there.</li>
          <li>
            Anything hidden from them here, such as scores they have yet to challenge, is hidden there too.
          </li>
          <li>Each download is recorded in the history of every council in it.</li>
          <li>Only a director can start or stop sharing. Changes take effect straight away.</li>
        </ul>
      </div>
    </>
  );
}
