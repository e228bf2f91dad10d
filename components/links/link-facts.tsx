import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import type { LinkView } from '#lib/record/links/queries.ts';
import { describeOpened, lastDayOfLink } from '#lib/record/links/rules.ts';

/** What is known of a link, before it is withdrawn. */
export function LinkFacts({ link }: { link: LinkView }) {
  return (
    <SummaryList
      rows={[
        { key: 'For', value: link.forWhom },
        { key: 'Made by', value: `${link.by}, ${formatDateTime(link.at)}` },
        { key: 'Expires at the end of', value: formatDate(lastDayOfLink(link.expiresAt)) },
        { key: 'Opened', value: describeOpened(link) },
      ]}
    />
  );
}
