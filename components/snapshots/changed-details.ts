import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf } from '#lib/frameworks/known.ts';
import { formatBytes, formatList, formatYesNo } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import { ERASED_ADDRESS, ERASED_NAME } from '#lib/record/evidence/lifecycle.ts';
import {
  categoryName,
  DETAIL_NAMES,
  PERSONAL_DATA_NAMES,
  personalDataOf,
  STATE_NAMES,
} from '#lib/record/evidence/rules.ts';
import { VOICE_NAMES } from '#lib/record/evidence/voices.ts';
import { SCAN_NAME, SCAN_NAMES } from '#lib/record/scans/rules.ts';
import type { BeforeAfter, SnapshotItem } from '#lib/record/snapshots/rules.ts';

/** A detail before and after. Empty or null: not provided. */
export type Difference = {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** The details of an evidence item that differ. `frameworks`: the ids, for the names of the categories. */
export function changedDetails(
  { before, after }: BeforeAfter<SnapshotItem>,
  frameworks: BeforeAfter<string>,
): readonly Difference[] {
  const was = detailsOf(before, frameworkOf(frameworks.before));
  const is = detailsOf(after, frameworkOf(frameworks.after));
  return was
    .map(([what, value], index) => ({ what, before: value, after: is[index]?.[1] ?? null }))
    .filter((row) => row.before !== row.after);
}

function detailsOf(item: SnapshotItem, framework: Framework): readonly (readonly [string, string | null])[] {
  const { source, needsRedaction = false } = item;
  const answer = personalDataOf({ ...item, needsRedaction });
  const file = source.kind === 'file' ? source : null;
  return [
    [DETAIL_NAMES.title, item.title],
    [DETAIL_NAMES.category, categoryName(item.category, framework)],
    [DETAIL_NAMES.datedOn, item.datedOn && formatDate(item.datedOn)],
    [DETAIL_NAMES.owner, item.owner],
    [DETAIL_NAMES.marking, item.marking],
    [DETAIL_NAMES.containsPersonalData, PERSONAL_DATA_NAMES[answer]],
    [DETAIL_NAMES.voices, formatList((item.voices ?? []).map((voice) => VOICE_NAMES[voice]))],
    ['File', file && `${file.name}, ${formatBytes(file.bytes)}`],
    ['Version of the file', file && String(file.version ?? 1)],
    ['SHA-256', file?.sha256 ?? null],
    ['Link', source.kind === 'link' ? addressOf(source.url) : null],
    [STATE_NAMES.withdrawn, formatYesNo(item.withdrawn === true)],
    [SCAN_NAME, item.scan ? SCAN_NAMES[item.scan] : null],
  ];
}

function addressOf(url: string): string {
  return url === ERASED_ADDRESS ? ERASED_NAME : url;
}
