import { Section } from '#components/layout/section.tsx';
import { LeftOut } from '#components/packs/left-out.tsx';
import { PackButton } from '#components/packs/pack-button.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import { WarningText } from '#components/ui/warning-text.tsx';
import { describeChoices, ORDER_NAMES } from '#lib/exchange/packs/choices.ts';
import type { PackFileView, PackPage } from '#lib/exchange/packs/queries.ts';
import {
  describeContent,
  describeHeldBack,
  describeKind,
  describePages,
  FORM_NAMES,
  fileLinkText,
  isUnfinished,
  mayBeContinued,
  type PackForm,
  packFileAddress,
} from '#lib/exchange/packs/rules.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import {
  capitalise,
  formatBytes,
  formatCount,
  formatHash,
  formatList,
  lowerFirst,
} from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { whoCan } from '#lib/platform/access/permissions.ts';
import { lastDayOfLink } from '#lib/record/links/rules.ts';

type PackDetailsProps = { council: string; pack: PackPage };

/** The files of a pack, and what is known of it. */
export function PackDetails({ council, pack }: PackDetailsProps) {
  const kept = pack.files.filter(({ isKept }) => isKept);
  const gone = pack.files.filter(({ isKept }) => !isKept);
  const isHeldBack = pack.heldBack.length > 0;
  const isOver = isHeldBack || (pack.state !== 'made' && !isUnfinished(pack.state));
  const chosen = describeChoices(pack.choices);
  return (
    <>
      {isHeldBack && (
        <div className="mt-6">
          <WarningText>{`This pack is not given out any more. ${describeHeldBack(pack.heldBack)}`}</WarningText>
        </div>
      )}
      {kept.length > 0 && !isHeldBack && (
        <Section
          heading="Files"
          message={pack.expiresAt && `Kept until ${formatDate(lastDayOf(pack.expiresAt, pack))}.`}
        >
          {pack.isHidden ? (
            <p className="max-w-text">
              Scores are hidden from you, so you cannot download it yet.{' '}
              <Link href={routes.council(council)}>See which challenge scores come first</Link>.
            </p>
          ) : pack.isForOthers ? (
            <p className="max-w-text">
              This copy is for somebody else, whose name is on it. {capitalise(whoCan('links:manage'))} can
              download it. You can download the pack that it is a copy of.
            </p>
          ) : (
            <>
              <Files council={council} pack={pack} files={kept} />
              {pack.mayShare && (
                <p className="mt-4">
                  <Link href={routes.sharePack(council, pack.number)}>Share a copy</Link> with somebody who
                  has no account.
                </p>
              )}
            </>
          )}
          {mayBeContinued(pack) && !pack.isHidden && (
            <p className="mt-4">
              <Link href={routes.addToPack(council, pack.number)}>Add what came later</Link>
            </p>
          )}
        </Section>
      )}
      {isOver && !pack.isHidden && (!pack.copy || pack.state === 'failed') && (
        <PackButton council={council} number={pack.number} does="again" />
      )}
      {pack.state === 'made' && <LeftOut pack={pack} />}
      <Section heading="About this pack">
        <SummaryList
          rows={[
            ...(pack.copy
              ? [
                  {
                    key: 'Copy of',
                    value: <Link href={routes.pack(council, pack.copy.of)}>Pack {pack.copy.of}</Link>,
                  },
                  { key: 'Copy for', value: pack.copy.forWhom },
                ]
              : []),
            { key: 'What it is', value: `${describeKind(pack)}: ${lowerFirst(FORM_NAMES[pack.form])}` },
            { key: 'Content', value: describeContent(pack) },
            {
              key: 'Chosen',
              value:
                chosen.length > 0
                  ? chosen.join(' ')
                  : pack.continues === null
                    ? 'Everything'
                    : 'Everything new',
            },
            { key: 'Order of the evidence', value: ORDER_NAMES[pack.choices.order] },
            { key: 'Asked for by', value: `${pack.by}, ${formatDateTime(pack.askedAt)}` },
            ...(pack.madeAt ? [{ key: 'Made', value: formatDateTime(pack.madeAt) }] : []),
            ...(pack.marking === null ? [] : [{ key: 'Marking', value: pack.marking }]),
            ...(pack.continues === null
              ? []
              : [{ key: 'Adds to', value: <PackLink council={council} number={pack.continues} /> }]),
            ...pack.continuedBy.map((number) => ({
              key: 'Added to by',
              value: <PackLink council={council} number={number} />,
            })),
            ...(pack.items === null ? [] : [{ key: 'Evidence', value: formatCount(pack.items, 'item') }]),
            { key: 'Fingerprint of the recipe', value: <code>{formatHash(pack.recipeHash)}</code> },
          ]}
        />
        {!pack.isHidden && (
          <p className="mt-4 max-w-text">
            <Link href={routes.packRecipe(council, pack.number)}>Download the recipe (JSON)</Link>: the
            content, the choices and the moment from which the pack is made, without words of the evidence.
          </p>
        )}
      </Section>
      {kept.length === 0 && gone.length > 0 && (
        <Section
          heading="Files that were removed"
          message="Copies that people have can be compared with these."
        >
          <FileTable caption="Removed files" form={pack.form} files={gone} />
        </Section>
      )}
    </>
  );
}

function PackLink({ council, number }: { council: string; number: number }) {
  return <Link href={routes.pack(council, number)}>Pack {number}</Link>;
}

/** A copy goes with its link, which works until the end of a day. */
function lastDayOf(expiresAt: Date, { copy }: PackPage): Date | CalendarDate {
  return copy ? lastDayOfLink(expiresAt) : expiresAt;
}

type FilesProps = {
  council: string;
  pack: PackPage;
  files: readonly PackFileView[];
};

const NOT_KNOWN = 'the service may be another release';

function Files({ council, pack: { number, form, remade }, files }: FilesProps) {
  return (
    <>
      <FileTable
        caption="Files to download"
        form={form}
        files={files}
        hrefOf={(file) => routes.packFile(council, number, file)}
      />
      {remade && (
        <p className="mt-4 max-w-text">
          {remade.isSame
            ? `The same, byte for byte, as what was made ${formatDateTime(remade.before)}.`
            : `Not the same as what was made ${formatDateTime(remade.before)}: ${
                remade.reasons.length > 0 ? `since then ${formatList(remade.reasons)}` : NOT_KNOWN
              }.`}
        </p>
      )}
    </>
  );
}

type FileTableProps = {
  caption: string;
  form: PackForm;
  files: readonly PackFileView[];
  /** Not set: they cannot be downloaded. */
  hrefOf?: (file: string) => string;
};

function FileTable({ caption, form, files, hrefOf }: FileTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      stacked
      columns={[{ header: 'File' }, { header: 'Size' }, { header: 'Fingerprint (SHA-256)' }]}
      rows={files.map(({ volume, bytes, pages, firstPage, sha256, madeAt }) => ({
        key: `${madeAt.toISOString()} ${volume}`,
        cells: [
          hrefOf ? (
            <Link key="file" href={hrefOf(packFileAddress(volume, form))}>
              {fileLinkText(form, volume, files.length)}
            </Link>
          ) : (
            `${files.length > 1 ? `Volume ${volume}, made` : 'Made'} ${formatDateTime(madeAt)}`
          ),
          pages === null ? formatBytes(bytes) : `${formatBytes(bytes)}, ${describePages(pages, firstPage)}`,
          <code key="hash" className="wrap-anywhere">
            {formatHash(sha256)}
          </code>,
        ],
      }))}
    />
  );
}
