import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import type { LinkView } from '#lib/record/links/queries.ts';
import { describeLinkState, describeOpened, lastDayOfLink } from '#lib/record/links/rules.ts';

type LinksTableProps = {
  caption: string;
  links: readonly LinkView[];
  /** What is said if there are none. */
  empty: string;
  /** What a link opens, where that differs. */
  what?: { readonly header: string; readonly of: (link: string) => ReactNode } | undefined;
  /** What the time of its making is called. */
  made?: string | undefined;
  /** The page that withdraws a link. */
  hrefOf: (link: string) => string;
};

/** Links, in the given order. */
export function LinksTable({ caption, links, empty, what, made = 'Copy made', hrefOf }: LinksTableProps) {
  if (links.length === 0) return <EmptyState>{empty}</EmptyState>;
  return (
    <Table
      caption={caption}
      captionHidden
      wide
      stacked
      columns={[
        { header: 'For' },
        ...(what ? [{ header: what.header }] : []),
        { header: made },
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
          ...(what ? [what.of(link.id)] : []),
          formatDateTime(link.at),
          link.by,
          formatDate(lastDayOfLink(link.expiresAt)),
          describeLinkState(link),
          describeOpened(link),
          link.state === 'active' ? (
            <Link key="withdraw" href={hrefOf(link.id)} className="link inline-block min-h-6">
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
