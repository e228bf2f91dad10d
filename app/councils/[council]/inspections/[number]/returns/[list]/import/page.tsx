import { notFound, redirect } from 'next/navigation';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { ReturnImportForm } from '#components/returns/import-form.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { Details } from '#components/ui/details.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { RETURN_COLUMNS } from '#lib/record/returns/import-columns.ts';
import { getReturn } from '#lib/record/returns/queries.ts';
import { isChangeable } from '#lib/record/returns/rules.ts';

type ImportReturnPageProps = { params: Promise<{ council: string; number: string; list: string }> };

export default async function ImportReturnPage({ params }: ImportReturnPageProps) {
  const { council, number, list: listNumber } = await params;
  const context = await requireCouncil(council, 'return:manage');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  if (!isChangeable(list)) redirect(routes.returnList(council, inspection, list.number));
  const named = (columns: readonly string[]) => formatList(columns.map((column) => `“${column}”`));
  const title = list.listVersion === 0 ? 'Import the list' : 'Import a new version';
  return (
    <CouncilFrame context={context} place="inspections" breadcrumbs={listCrumbs(council, list)}>
      <ReturnImportForm
        council={council}
        councilName={context.council.name}
        inspection={inspection}
        list={list.number}
        title={title}
        heading={
          <>
            <PageHeading
              caption={list.name}
              lead={
                list.listVersion === 0
                  ? 'Check what was read from your file before you import it.'
                  : 'Check what your file would change before you import it. Answers stay with their items.'
              }
            >
              {title}
            </PageHeading>
            <Details summary="What the list should look like">
              <div className="prose">
                <p>
                  A spreadsheet or CSV file has column names on one of its first lines. It must have{' '}
                  {named(RETURN_COLUMNS.required)}, or what others call it, such as “Request” or “Question”.
                  It can have {named(RETURN_COLUMNS.optional)}. Other columns are left out.
                </p>
                <p>
                  Text from a letter has each item’s number at the start of a line, such as “7.” or “3.1”.
                  Lines without a number belong to the item before them. A short line of its own is a heading.
                </p>
                <p>
                  Items keep their answers by their wording, or if that has changed by their number. If known
                  wording has a number that is new to the list, we ask you whether it is the same item. Items
                  that the new list lacks are no longer asked for; their answers stay in the history of the
                  list.
                </p>
                <p>
                  You can also{' '}
                  <a href={routes.returnExport(council, inspection, list.number)} className="link">
                    download this list (CSV)
                  </a>
                  , edit that file and import it.
                </p>
              </div>
            </Details>
          </>
        }
      />
    </CouncilFrame>
  );
}
