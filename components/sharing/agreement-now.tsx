import { SummaryList } from '#components/ui/summary-list.tsx';
import type { Agreement } from '#lib/insight/sharing/queries.ts';
import { PART_NAMES } from '#lib/insight/sharing/rules.ts';
import { formatDateTime } from '#lib/kernel/format.ts';

/** What counts now, since when and by whom, and who sees it. */
export function AgreementNow({ agreement }: { agreement: Agreement | undefined }) {
  return (
    <>
      {agreement && agreement.shared.length > 0 ? (
        <SummaryList
          rows={[
            {
              key: 'Shown now',
              value: (
                <ul>
                  {agreement.shared.map((part) => (
                    <li key={part}>{PART_NAMES[part]}</li>
                  ))}
                </ul>
              ),
            },
            { key: 'Since', value: formatDateTime(agreement.at) },
            { key: 'Agreed by', value: agreement.by },
            { key: 'Why', value: agreement.reason },
          ]}
        />
      ) : (
        <p className="max-w-text font-bold">
          {agreement
            ? `Nothing is shown. ${agreement.by} withdrew the agreement, ${formatDateTime(agreement.at)}.`
            : 'Nothing is shown. Your council has not agreed to anything yet.'}
        </p>
      )}
      <div className="mt-8 max-w-text space-y-3">
        <p>
          Some people are director or reader in several councils: a shared director, or a regional network. On
          “My councils” they see those councils side by side, but of each only what it has agreed to show.
        </p>
        <ul className="list-disc space-y-1 pl-5">
          <li>Only its own directors and readers see a council’s figures there. Nobody else does.</li>
          <li>Nobody sees there what is hidden from them here, such as scores that are challenged blind.</li>
          <li>
            A download of the figures is recorded in the history of each council whose figures it holds.
          </li>
          <li>A director agrees and withdraws. A change counts from the next page that anybody opens.</li>
        </ul>
      </div>
    </>
  );
}
