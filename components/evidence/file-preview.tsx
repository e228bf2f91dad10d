import { Section } from '#components/layout/section.tsx';
import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { describePage } from '#lib/insight/search/rules.ts';
import { capitalise, formatCount, formatNumber } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { FilePreview as Preview } from '#lib/pages/evidence-item.ts';
import type { EvidenceItemView } from '#lib/record/evidence/queries.ts';
import { hasPages } from '#lib/record/evidence/rules.ts';
import { PagePicture } from './page-picture.tsx';
import { SheetTable } from './sheet-table.tsx';

type FilePreviewProps = {
  council: string;
  item: EvidenceItemView;
  preview: Preview;
  mayEdit: boolean;
};

/** A page of an item's file, with what it says, and links to the pages before and after. */
export function FilePreview({ council, item, preview, mayEdit }: FilePreviewProps) {
  const { reference, title } = item;
  const { page, version, newest, kind, unit, as, text } = preview;
  const isNewest = version.number === newest;
  const ofVersion = isNewest ? undefined : version.number;
  const hrefOf = (number: number, shown = as) =>
    routes.evidenceItem(council, reference, { page: number, version: ofVersion, as: shown ?? undefined });
  const isBeyond = isPastEnd(preview);
  return (
    <div className="file-preview">
      <Section id={routes.PREVIEW} heading={isNewest ? 'Preview' : `Preview of version ${version.number}`}>
        {!isNewest && <EarlierVersion council={council} reference={reference} preview={preview} />}
        <Pages preview={preview} hrefOf={hrefOf} />
        {kind !== null && !isBeyond && (
          <PagePicture
            council={council}
            reference={reference}
            title={title}
            kind={kind}
            page={page}
            version={ofVersion}
          />
        )}
        {kind === null && !isBeyond && <TextAlone page={page} text={text} />}
        {kind !== null && hasPages(kind) && kind !== 'pdf' && (
          <p className="mt-2 text-16 text-ink-soft">
            Drawn by LibreOffice, which may take a minute the first time. Fonts and line breaks may differ
            from the original.
          </p>
        )}
        {as && (
          <p className="mt-2 print:hidden">
            <Link href={hrefOf(1, as === 'text' ? 'pages' : 'text')}>
              {as === 'text' ? 'See its pages' : 'Read its text'}
            </Link>
          </p>
        )}
        {kind !== null && hasPages(kind) && text?.page && (
          <Details summary={`Text of ${unit ?? 'page'} ${page}`}>
            <Words body={text.page.body} />
          </Details>
        )}
        {kind !== null && !hasPages(kind) && mayEdit && (
          <p className="mt-2 text-16 text-ink-soft">
            For people who cannot see the picture, describe it in “What it shows”.
          </p>
        )}
      </Section>
    </div>
  );
}

/** Whether the file is known to have no such page. */
function isPastEnd({ page, units, text }: Preview): boolean {
  return units > 0 && page > units && !text?.page;
}

/** Where in the file this page is. A picture has no pages. */
function Pages({ preview, hrefOf }: { preview: Preview; hrefOf: (page: number) => string }) {
  const { page, unit, units, text } = preview;
  if (isPastEnd(preview)) {
    return (
      <p>
        <b>
          There is no {unit ?? 'page'} {formatNumber(page)}.
        </b>{' '}
        The file has {formatCount(units, unit ?? 'page')}. <Link href={hrefOf(units)}>See the last one</Link>
      </p>
    );
  }
  const { label = '', rest = null, last = page } = text?.page ?? {};
  if (unit === null || (units > 0 && page === 1 && last >= units && rest === null)) return null;
  // The rest of a sheet, which is none of its own.
  const isRest = units > 0 && page > units;
  return (
    <nav aria-label="Pages of the file" className="mb-2 flex flex-wrap items-baseline gap-x-6 print:hidden">
      {page > 1 && !isRest && <Link href={hrefOf(page - 1)}>Previous {unit}</Link>}
      <span>
        {isRest ? `Rest of ${unit}` : describePages(unit, page, last)}
        {units > 0 && !isRest && ` of ${formatNumber(units)}`}
        {label !== '' && last === page && (
          <>
            {isRest ? ' ' : ': '}
            <bdi>{label}</bdi>
          </>
        )}
      </span>
      {rest !== null && <Link href={hrefOf(rest)}>Rest of this {unit}</Link>}
      {(units === 0 || last < units) && <Link href={hrefOf(last + 1)}>Next {unit}</Link>}
    </nav>
  );
}

/** "Page 3", "Parts 1 to 4". */
function describePages(unit: string, first: number, last: number): string {
  const name = capitalise(unit);
  return last > first
    ? `${name}s ${formatNumber(first)} to ${formatNumber(last)}`
    : `${name} ${formatNumber(first)}`;
}

/** The words of a file whose pages cannot be drawn. */
function TextAlone({ page, text }: Pick<Preview, 'page' | 'text'>) {
  if (text?.page) {
    const { label, body } = text.page;
    const isTable = text.unit === 'sheet' && body.includes('\t');
    return isTable ? (
      <SheetTable name={describePage('sheet', page, label)} body={body} />
    ) : (
      <Words body={body} />
    );
  }
  return (
    <p>
      {text?.state === 'waiting'
        ? 'The words of this file have not been read yet. Open this page again in a few minutes, or download the file.'
        : 'There are no words to show here. Download the file to see it.'}
    </p>
  );
}

/** Long text scrolls in itself, by keyboard too. */
function Words({ body }: { body: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label="Text of the page" tabIndex={0} dir="auto" className="page-words">
      {body}
    </section>
  );
}

type EarlierVersionProps = { council: string; reference: string; preview: Preview };

/** Says which version is shown instead of the newest, and what was signed with it. */
function EarlierVersion({ council, reference, preview: { page, version, newest, as } }: EarlierVersionProps) {
  const [signed] = version.signed;
  return (
    <p className="mb-4">
      <b>
        This is version {version.number} of the file
        {signed && (
          <>
            , signed with version {signed.version} of <bdi>{signed.cycle}</bdi>
          </>
        )}
        .
      </b>{' '}
      Version {newest} has replaced it.{' '}
      <Link href={routes.evidenceItem(council, reference, { page, as: as ?? undefined })}>
        See version {newest}
      </Link>{' '}
      or{' '}
      <Link href={routes.evidenceFile(council, reference, version.number)}>
        download version {version.number}
      </Link>
      .
    </p>
  );
}
