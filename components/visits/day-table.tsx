import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { Clash } from '#lib/record/visits/clashes.ts';
import type { VisitSession } from '#lib/record/visits/queries.ts';
import { SESSION_KIND_NAMES, SESSION_STATE_NAMES } from '#lib/record/visits/rules.ts';
import { formatTimes } from '#lib/record/visits/times.ts';
import { ClashList } from './clash-list.tsx';
import { PeopleList } from './people-list.tsx';

type DayTableProps = {
  council: string;
  inspection: number;
  /** Names the table. */
  caption: string;
  sessions: readonly VisitSession[];
  /** Of the whole visit. */
  clashes: readonly Clash[];
  mayManage: boolean;
};

/** The sessions of one day. */
export function DayTable({ council, inspection, caption, sessions, clashes, mayManage }: DayTableProps) {
  return (
    <Table
      caption={caption}
      captionHidden
      stacked
      columns={[
        { header: 'Session' },
        { header: 'Time' },
        { header: 'Room' },
        { header: 'Who' },
        { header: 'State' },
        ...(mayManage ? [{ header: 'Change', label: '', action: true }] : []),
      ]}
      rows={sessions.map((session) => ({
        key: `${session.number}`,
        cells: [
          <div key="title" className="wrap-anywhere">
            <bdi>{session.title}</bdi>
            <span className="block font-normal text-ink-soft">{SESSION_KIND_NAMES[session.kind]}</span>
            <ClashList clashes={clashes.filter((clash) => clash.session === session.number)} />
          </div>,
          formatTimes(session),
          session.room === '' ? (
            <span key="room" className="absent text-ink-soft">
              None yet
            </span>
          ) : (
            session.room
          ),
          <PeopleList key="who" council={council} inspection={inspection} people={session.people} />,
          <Tag key="state" tone={session.state === 'cancelled' ? 'neutral' : 'plain'}>
            {SESSION_STATE_NAMES[session.state]}
          </Tag>,
          ...(mayManage
            ? [
                <Link key="change" href={routes.visitSession(council, inspection, session.number)}>
                  Change<span className="sr-only"> {session.title}</span>
                </Link>,
              ]
            : []),
        ],
      }))}
    />
  );
}
