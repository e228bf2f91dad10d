import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { FileList } from '#components/packs/file-list.tsx';
import { Link } from '#components/ui/link.tsx';
import { listActivity } from '#lib/history/activity/queries.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { listCycles } from '#lib/pages/cycles.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import type { CycleSummary } from '#lib/work/cycles/queries.ts';
import { REVIEW_STATE_NAMES } from '#lib/work/reviews/rules.ts';

type ReportsPageProps = { params: Promise<{ council: string }> };

const LATEST = 5;

export default async function ReportsPage({ params }: ReportsPageProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'assessment:view');
  const [{ cycles }, views] = await Promise.all([
    listCycles(context),
    listActivity(context, { kind: 'views' }, 1),
  ]);
  const open = cycles.find(({ closed }) => closed === null);
  const mayExportPack = can(context, 'pack:export');
  const mayExportPaper = can(context, 'paper:export');
  const latest = views.entries.slice(0, LATEST);
  return (
    <CouncilFrame context={context} place="reports" title="Reports">
      <PageHeading lead="Files to download, and who has downloaded or opened them.">Reports</PageHeading>
      {(mayExportPack || mayExportPaper) && (
        <Section
          heading="Packs and papers"
          message={open && `${open.name}. ${REVIEW_STATE_NAMES[open.reviewState]}.`}
        >
          <Reports council={council} open={open} pack={mayExportPack} paper={mayExportPaper} />
        </Section>
      )}
      <Section heading="Figures as CSV" message="To open in a spreadsheet.">
        <FileList files={csvFiles(council, open)} />
      </Section>
      <Section
        heading="Latest downloads and packs"
        message={latest.length === 0 && 'Nothing has been downloaded, made or shared yet.'}
        action={
          latest.length > 0 && (
            <Link href={routes.activity(council, { kind: 'views' })}>All downloads and exports</Link>
          )
        }
      >
        {latest.length > 0 && (
          <ul className="border-t border-rule">
            {latest.map(({ seq, title, by, at }) => (
              <li key={seq} className="border-b border-rule py-2">
                <Link href={routes.activityEntry(council, seq)}>{title}</Link>
                <p className="text-16 text-ink-soft">
                  <bdi>{by}</bdi>, {formatDateTime(at)}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </CouncilFrame>
  );
}

type ReportsProps = {
  council: string;
  open: CycleSummary | undefined;
  /** What the person may download. */
  pack: boolean;
  paper: boolean;
};

function Reports({ council, open, pack, paper }: ReportsProps) {
  const isHidden = open?.state === 'hidden';
  return (
    <>
      {isHidden && (
        <p className="mb-4 max-w-text">
          Scores are hidden from you, so there is no report of this assessment for you yet.{' '}
          <Link href={routes.council(council)}>See which challenge scores come first</Link>.
        </p>
      )}
      <FileList
        files={[
          pack && {
            href: routes.packs(council),
            name: 'Evidence packs',
            detail:
              'Each statement with its score, reasons and evidence: as it is now, as it was signed, or as it was closed.',
          },
          paper &&
            open !== undefined &&
            !isHidden && {
              href: routes.boardPaper(council),
              name: 'Board paper (PDF)',
              detail: 'The result on two pages, for a meeting.',
            },
        ].filter((file) => file !== false)}
      />
    </>
  );
}

function csvFiles(council: string, open: CycleSummary | undefined) {
  const ofOpen = [
    {
      href: routes.overviewExport(council),
      name: 'All figures',
      detail: 'The result, and each statement’s score, evidence and target.',
    },
    { href: routes.strengthExport(council), name: 'Evidence strength', detail: 'By statement.' },
  ];
  const ofScores = [
    { href: routes.movementExport(council), name: 'Progress', detail: 'How the score has changed.' },
    {
      href: routes.scenariosExport(council),
      name: 'Scenarios',
      detail: 'Current scores, targets and scenarios.',
    },
  ];
  return [
    ...(open ? ofOpen : []),
    ...(open && open.state !== 'hidden' ? ofScores : []),
    { href: routes.measureExport(council), name: 'Measures', detail: 'Every value of every measure.' },
    {
      href: routes.resultsExport(council),
      name: 'Published results',
      detail: 'CQC’s results for other councils.',
    },
    { href: routes.activityExport(council), name: 'Activity', detail: 'Every change, download and pack.' },
  ];
}
