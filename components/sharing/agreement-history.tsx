import { Section } from '#components/layout/section.tsx';
import { Table } from '#components/ui/table.tsx';
import type { Agreement } from '#lib/insight/sharing/queries.ts';
import { describeParts } from '#lib/insight/sharing/rules.ts';
import { capitalise } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';

/** Every agreement, newest first. */
export function AgreementHistory({ agreements }: { agreements: readonly Agreement[] }) {
  if (agreements.length === 0) return null;
  return (
    <Section heading="History of sharing">
      <Table
        caption="Changes to sharing, newest first"
        captionHidden
        stacked
        columns={[{ header: 'When' }, { header: 'By' }, { header: 'Shared' }, { header: 'Reason' }]}
        rows={agreements.map(({ version, at, by, shared, reason }) => ({
          key: String(version),
          cells: [
            formatDateTime(at),
            by,
            capitalise(describeParts(shared)),
            reason === '' ? (
              <span key="none" className="text-ink-soft">
                Not provided
              </span>
            ) : (
              <span key="reason" dir="auto" className="wrap-anywhere whitespace-pre-line">
                {reason}
              </span>
            ),
          ],
        }))}
      />
    </Section>
  );
}
