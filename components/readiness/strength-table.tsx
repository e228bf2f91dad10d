import { Details } from '#components/ui/details.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import type { StatementReadiness } from '#lib/insight/readiness/queries.ts';
import { type Strength, type StrengthCheck, unmetChecks } from '#lib/insight/readiness/strength.ts';
import { capitalise } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { formatStatementScore } from '#lib/record/challenge/rules.ts';
import { StrengthTag } from './strength-tag.tsx';

type StrengthTableProps = { council: string; statements: readonly StatementReadiness[] };

/** Each statement with the strength of its evidence, the reasons and what to improve. */
export function StrengthTable({ council, statements }: StrengthTableProps) {
  return (
    <Table
      caption="Evidence strength of each quality statement, with the reasons"
      captionHidden
      wide
      stacked
      columns={[
        { header: 'Quality statement' },
        { header: 'Score' },
        { header: 'Evidence' },
        { header: 'What to improve' },
        { header: 'Checks met' },
      ]}
      rows={statements.map(({ id, name, score, strength }) => ({
        key: id,
        cells: [
          <Link key="name" href={routes.statement(council, id)}>
            {name}
          </Link>,
          capitalise(formatStatementScore(score, id)),
          <StrengthTag key="level" level={strength.level} />,
          strength.level === 'none' ? (
            'Attach evidence first.'
          ) : (
            <Reasons key="unmet" of={unmetChecks(strength)} />
          ),
          <MetChecks key="met" strength={strength} />,
        ],
      }))}
    />
  );
}

function Reasons({ of }: { of: readonly StrengthCheck[] }) {
  if (of.length === 0) return <span className="text-ink-soft">None</span>;
  return (
    <ul className="space-y-1">
      {of.map(({ id, reason }) => (
        <li key={id}>{reason}</li>
      ))}
    </ul>
  );
}

/** A count with the reasons folded away, for criteria that are met or cannot be judged. */
function MetChecks({ strength }: { strength: Strength }) {
  const { checks } = strength;
  const open = unmetChecks(strength);
  return (
    <Details summary={`${checks.filter(({ met }) => met).length} of ${checks.length}`} compact>
      <Reasons of={checks.filter((check) => !open.includes(check))} />
    </Details>
  );
}
