import { knownFrameworks } from '#lib/frameworks/known.ts';
import { formatCount } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { type Anchor, type CouncilReport, verifyCouncil } from '#lib/platform/audit/verify.ts';
import { database } from '#lib/platform/db/client.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import type { ParsedAnchor } from './anchors.ts';
import { ALL_RECORDS } from './audit-records.ts';
import { TaskError } from './databases.ts';
import { verifyFiles } from './stored-files.ts';

type Council = { readonly id: string; readonly slug: string };

/**
 * Verifies each council's audit chain, its rows and, with `files`, its files on disk, and prints the findings. Returns
 * the number of problems.
 *
 * @throws TaskError when an anchor names an unknown council, or no council where there are several
 */
export async function verifyDatabase({
  anchors,
  files,
}: {
  readonly anchors: readonly ParsedAnchor[];
  readonly files: boolean;
}): Promise<{ readonly problems: number; readonly councils: readonly CouncilReport[] }> {
  const councils = await database().council.findMany({
    orderBy: { slug: 'asc' },
    select: { id: true, slug: true },
  });
  const named = anchors.map((anchor) => ({ ...anchor, council: councilOf(anchor, councils) }));
  const reports: CouncilReport[] = [];
  let problems = 0;
  const wrong = (line: string) => {
    console.error(line);
    problems += 1;
  };
  for (const council of councils) {
    const own = named.filter(({ council: slug }) => slug === council.slug);
    const unknown = await unknownFrameworksOf(council);
    // Without its framework a cycle's rows cannot be told from the history.
    const report = await verifyCouncil(council, unknown.length > 0 ? [] : ALL_RECORDS, own);
    reports.push(report);
    printReport(report, own, wrong);
    for (const framework of unknown)
      wrong(
        `${council.slug}: rows were not compared, because no file in FRAMEWORKS_DIR describes the framework ${framework} of a cycle.`,
      );
    if (!files) continue;
    const checked = await verifyFiles(council, wrong);
    if (checked > 0) {
      const compared = formatCount(
        checked,
        'file compared with its fingerprint',
        'files compared with their fingerprints',
      );
      console.log(`${council.slug}: ${compared}.`);
    }
  }
  return { problems, councils: reports };
}

/** Frameworks that a cycle was started on and that are not known. From the history, because a row may be wrong. */
function unknownFrameworksOf({ id }: Council): Promise<readonly string[]> {
  return inCouncil(id, async (tx) => {
    const known = knownFrameworks().map((framework) => framework.id);
    const rows = await tx.$queryRaw<{ framework: string }[]>`
      select distinct data ->> 'framework' as framework from audit_events
       where council_id = ${id}::uuid and type = 'assessment.started' and data ->> 'framework' <> all(${known})`;
    return rows.map(({ framework }) => framework);
  });
}

function councilOf({ council, seq }: ParsedAnchor, councils: readonly Council[]): string {
  const slug = council ?? (councils.length === 1 ? councils[0]?.slug : undefined);
  if (slug === undefined) throw new TaskError(`Give the slug of the council that event ${seq} belongs to`);
  if (!councils.some((one) => one.slug === slug)) throw new TaskError(`No council has the slug ${slug}`);
  return slug;
}

function printReport(report: CouncilReport, given: readonly Anchor[], wrong: (line: string) => void): void {
  const { slug, events, head, lastAt, firstBroken, anchors, rows, textsWithoutHash } = report;
  if (events === 0 && !firstBroken)
    wrong(`${slug}: the history is empty. Every council has at least one event.`);
  else if (firstBroken) {
    wrong(`${slug}: broken at event ${firstBroken.seq}: ${firstBroken.reason}. Rows were not compared.`);
  } else {
    const last = lastAt ? `, the last on ${formatDateTime(lastAt)}` : '';
    console.log(
      `${slug}: ${formatCount(events, 'event')}, verified${last}. Event ${events} has the fingerprint ${head}`,
    );
  }
  for (const line of anchors) wrong(`${slug}: ${line}.`);
  if (given.length > 0 && anchors.length === 0 && !firstBroken)
    console.log(`${slug}: ${given.map(({ seq }) => `event ${seq}`).join(' and ')} as printed.`);
  for (const line of rows) wrong(`${slug}: ${line}.`);
  if (textsWithoutHash > 0)
    console.log(
      `${slug}: ${formatCount(textsWithoutHash, 'text')} saved before the history kept fingerprints, so compared by length only.`,
    );
}
