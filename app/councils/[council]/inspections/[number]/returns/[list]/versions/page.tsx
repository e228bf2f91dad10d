import { notFound } from 'next/navigation';
import { Marked } from '#components/activity/marked.tsx';
import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { listCrumbs } from '#components/returns/list-crumbs.ts';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { formatCount, formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { wordDifferences } from '#lib/kernel/word-differences.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { parsePositiveInt } from '#lib/platform/forms/page-number.ts';
import { ROW_PART_NAMES, type VersionChange } from '#lib/record/returns/list-versions.ts';
import { getReturn, getReturnVersions } from '#lib/record/returns/queries.ts';

type VersionsPageProps = {
  params: Promise<{ council: string; number: string; list: string }>;
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>;
};

/** The versions of a list, and what one of them changed. */
export default async function VersionsPage({ params, searchParams }: VersionsPageProps) {
  const { council, number, list: listNumber } = await params;
  const query = await searchParams;
  const context = await requireCouncil(council, 'inspection:view');
  const inspection = parsePositiveInt(number) ?? notFound();
  const list = await getReturn(context, inspection, parsePositiveInt(listNumber) ?? notFound());
  if (!list) notFound();
  const to = parsePositiveInt(query.to) ?? list.listVersion;
  const from = parsePositiveInt(query.from) ?? Math.max(0, to - 1);
  const found = await getReturnVersions(context, { inspection, list: list.number, from, to });
  if (!found) notFound();
  const { versions, changes } = found;
  return (
    <CouncilFrame
      context={context}
      place="inspections"
      title={`Versions of ${list.name}`}
      breadcrumbs={listCrumbs(council, list)}
    >
      <PageHeading
        caption={list.name}
        lead="Each import of the list is a version. To correct a wrong one, import the right list again."
      >
        Versions
      </PageHeading>
      {versions.length === 0 ? (
        <p>Nothing has been imported yet.</p>
      ) : (
        <Table
          caption="All versions"
          captionHidden
          stacked
          columns={[
            { header: 'Version' },
            { header: 'Made' },
            { header: 'By' },
            { header: 'From' },
            { header: 'Items', numeric: true },
          ]}
          rows={versions.map(({ version, source, by, at, items }) => ({
            key: `${version}`,
            cells: [
              version === 1 ? (
                '1'
              ) : (
                <Link
                  key="version"
                  href={routes.returnVersions(council, inspection, list.number, {
                    from: version - 1,
                    to: version,
                  })}
                >
                  {version}
                  <span className="sr-only">: what it changed</span>
                </Link>
              ),
              formatDateTime(at),
              by,
              source,
              items,
            ],
          }))}
        />
      )}
      {from > 0 && (
        <Section
          heading={`What changed from version ${from} to ${to}`}
          message={formatCount(changes.length, 'item')}
        >
          {changes.length === 0 ? (
            <p>Only the order of the items changed.</p>
          ) : (
            <ul className="border-t border-rule">
              {changes.map((change) => (
                <li key={`${change.how} ${change.row.key}`} className="border-b border-rule py-3">
                  <Change change={change} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
    </CouncilFrame>
  );
}

const HOW = { added: 'New', changed: 'Changed', removed: 'No longer asked for' } as const;

function Change({ change }: { change: VersionChange }) {
  const { how, row } = change;
  const others = how === 'changed' ? change.parts.filter((part) => part !== 'asked') : [];
  return (
    <div className="max-w-text">
      <p>
        <b>{HOW[how]}</b>
        {row.number !== '' && `, item ${row.number}`}
        {others.length > 0 &&
          `: ${formatList(others.map((part) => ROW_PART_NAMES[part].toLowerCase()))} changed`}
      </p>
      {how === 'changed' && change.parts.includes('asked') ? (
        <Marked passages={wordDifferences(change.before.asked, row.asked)} />
      ) : (
        <p className="wrap-anywhere whitespace-pre-line">
          <bdi>{row.asked}</bdi>
        </p>
      )}
    </div>
  );
}
