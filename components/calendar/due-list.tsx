import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { formatList } from '#lib/kernel/format.ts';
import { formatDays } from '#lib/record/inspections/dates.ts';
import type { Due } from '#lib/work/calendar/queries.ts';
import { DUE_KIND_NAMES, DUE_STATE_NAMES, type DueState, inOrder } from '#lib/work/calendar/rules.ts';

const TONES: Readonly<Record<DueState, TagTone>> = {
  done: 'plain',
  late: 'warning',
  passed: 'neutral',
  due: 'plain',
};

/** Entries of the calendar by day. `caption`: what they are. */
export function DueList({ caption, dues }: { caption: string; dues: readonly Due[] }) {
  return (
    <Table
      caption={caption}
      captionHidden
      stacked
      columns={[
        { header: 'What' },
        { header: 'Date' },
        { header: 'Kind' },
        { header: 'Who' },
        { header: 'State' },
      ]}
      rows={inOrder(dues).map((due) => ({
        key: `${due.kind} ${due.startsOn} ${due.href} ${due.text}`,
        cells: [
          <span key="what" className="wrap-anywhere">
            <Link href={due.href}>
              <bdi>{due.text}</bdi>
            </Link>
            {due.about && (
              <span className="block font-normal text-ink-soft">
                <bdi>{due.about}</bdi>
              </span>
            )}
          </span>,
          formatDays(due),
          DUE_KIND_NAMES[due.kind],
          due.who.length > 0 ? (
            formatList(due.who)
          ) : (
            <span key="who" className="absent text-ink-soft">
              Nobody
            </span>
          ),
          <Tag key="state" tone={TONES[due.state]}>
            {DUE_STATE_NAMES[due.state]}
          </Tag>,
        ],
      }))}
    />
  );
}
