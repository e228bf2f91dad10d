import { Tag } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { Clash } from '#lib/record/visits/clashes.ts';
import type { VisitSession } from '#lib/record/visits/queries.ts';
import { SESSION_KIND_NAMES, SESSION_STATE_NAMES } from '#lib/record/visits/rules.ts';
import { formatTimes } from '#lib/record/visits/times.ts';
import { ClashList } from './clash-list.tsx';
import { PeopleList } from './people-list.tsx';

type SessionSheetProps = {
  council: string;
  inspection: number;
  session: VisitSession;
  clashes: readonly Clash[];
  /** Whether sessions of other days are beside it. */
  withDay?: boolean | undefined;
};

/** One session on paper: when, where, who, and the brief. */
export function SessionSheet({ council, inspection, session, clashes, withDay = false }: SessionSheetProps) {
  const { title, kind, room, brief, statements, state, people, startsAt } = session;
  return (
    <li className="break-inside-avoid border-t border-rule py-4">
      <p className="tabular">
        {withDay && `${formatDate(startsAt)}, `}
        {formatTimes(session)}
        {room !== '' && (
          <>
            , <bdi>{room}</bdi>
          </>
        )}
      </p>
      <h2 className="heading-3">
        <bdi>{title}</bdi>
      </h2>
      <p className="text-16 text-ink-soft">
        {SESSION_KIND_NAMES[kind]}
        {statements.length > 0 && `: ${formatList(statements.map((id) => knownStatement(id).name))}`}{' '}
        {state !== 'planned' && <Tag tone="neutral">{SESSION_STATE_NAMES[state]}</Tag>}
      </p>
      <div className="mt-2 text-16">
        <PeopleList {...{ council, inspection, people }} />
        <ClashList clashes={clashes} />
      </div>
      {brief !== '' && (
        <p dir="auto" className="mt-2 max-w-text wrap-anywhere whitespace-pre-line">
          {brief}
        </p>
      )}
    </li>
  );
}
