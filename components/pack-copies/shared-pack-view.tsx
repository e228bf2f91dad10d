import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { RefreshWhileMade } from '#components/packs/refresh-while-made.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import type { SharedPack } from '#lib/exchange/pack-copies/commands.ts';
import { FILE_NAMES, FORM_NAMES, packFileAddress } from '#lib/exchange/packs/rules.ts';
import { formatBytes, formatCount, formatHash } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { lastDayOfLink } from '#lib/record/links/rules.ts';

type SharedPackViewProps = {
  token: string;
  council: string;
  pack: SharedPack;
  expiresAt: Date;
  /** The page loads itself again, as its reader asked. */
  watch: boolean;
};

const AGAIN_SECONDS = 10;

/** A copy of a pack, for people with only its link. */
export function SharedPackView({ token, council, pack, expiresAt, watch }: SharedPackViewProps) {
  const { number, form, copyFor, asAt, marking, items, files } = pack;
  const isMade = files.length > 0;
  return (
    <>
      <PageHeading caption={council} lead={<bdi>Copy for {copyFor}</bdi>}>
        Evidence pack
      </PageHeading>
      {isMade ? (
        <Files token={token} pack={pack} />
      ) : (
        <div role="status" className="max-w-text">
          {watch && <meta httpEquiv="refresh" content={String(AGAIN_SECONDS)} />}
          <p>This copy is being made. It can take some minutes. You can come back to this page later.</p>
          <p className="mt-2 hidden noscript:block">
            <Link href={routes.sharedPack(token, watch ? {} : { watch: 'yes' })}>
              {watch ? 'Stop loading the page again' : `Load the page again every ${AGAIN_SECONDS} seconds`}
            </Link>
          </p>
          <RefreshWhileMade />
        </div>
      )}
      <Section heading="About this copy">
        <SummaryList
          rows={[
            { key: 'Pack', value: `${number}: ${FORM_NAMES[form]}` },
            { key: 'Content as at', value: formatDateTime(asAt) },
            ...(marking === null ? [] : [{ key: 'Marking', value: marking }]),
            ...(items === null ? [] : [{ key: 'Evidence', value: formatCount(items, 'item') }]),
            { key: 'This link works until the end of', value: formatDate(lastDayOfLink(expiresAt)) },
          ]}
        />
        <p className="mt-4 max-w-text text-ink-soft">
          Scores are the council’s own assessment. They are not a rating by the Care Quality Commission. The
          council sees that this link was opened and its files downloaded, and when.
        </p>
      </Section>
    </>
  );
}

function Files({ token, pack: { form, files } }: { token: string; pack: SharedPack }) {
  return (
    <>
      <Table
        caption="Files to download"
        captionHidden
        stacked
        columns={[{ header: 'File' }, { header: 'Size' }, { header: 'Fingerprint (SHA-256)' }]}
        rows={files.map(({ volume, bytes, pages, sha256 }) => ({
          key: String(volume),
          cells: [
            <Link key="file" href={routes.sharedPackFile(token, packFileAddress(volume, form))}>
              Download {files.length > 1 ? `volume ${volume}` : 'the pack'} ({FILE_NAMES[form]})
            </Link>,
            pages === null ? formatBytes(bytes) : `${formatBytes(bytes)}, ${formatCount(pages, 'page')}`,
            <code key="hash" className="wrap-anywhere">
              {formatHash(sha256)}
            </code>,
          ],
        }))}
      />
      <p className="mt-4 max-w-text">
        <Link href={routes.checkPack()}>Check a file against its fingerprint</Link> later, without sending it.
      </p>
    </>
  );
}
