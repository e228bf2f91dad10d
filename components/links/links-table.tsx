import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { LinkView } from '#lib/record/links/queries.ts';
import { describeLinkState, describeOpened, lastDayOfLink } from '#lib/record/links/rules.ts';

type LinksTableProps = { council: string; links: readonly LinkView[] };

/** Links, in the given order. */
export function LinksTable({ council, links }: LinksTableProps) {
  if (links.length === 0) {
    return (
      <EmptyState>
        No links yet. Create one for people who need to read the paper without an account.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Links to board papers"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'For' },
        { header: 'Copy made' },
        { header: 'Made by' },
        { header: 'Expires at the end of' },
        { header: 'Status' },
        { header: 'Opened' },
        { header: 'Withdraw', action: true },
      ]}
      rows={links.map((link) => ({
        key: link.id,
        cells: [
          <span key="for" className="wrap-anywhere">
            <bdi>{link.forWhom}</bdi>
          </span>,
          formatDateTime(link.at),
          link.by,
          formatDate(lastDayOfLink(link.expiresAt)),
          describeLinkState(link),
          describeOpened(link),
          link.state === 'active' ? (
            <Link
              key="withdraw"
              href={routes.paperLink(council, link.id)}
              className="link inline-block min-h-6"
            >
              Withdraw
              <span className="sr-only">
                {' '}
                the link for <bdi>{link.forWhom}</bdi>
              </span>
            </Link>
          ) : (
            '–'
          ),
        ],
      }))}
    />
  );
}
