import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import {
  LETTER_KIND_NAMES,
  STAGE_KIND_NAMES,
  type SupportLetter,
  type SupportStage,
} from '#lib/record/support-stages/rules.ts';

type StageSectionProps = {
  council: string;
  stage: SupportStage;
  /** When the next one begins. Null: there is none. */
  until: CalendarDate | null;
  today: CalendarDate;
  mayChange: boolean;
};

/** A stage of support with its letters. */
export function StageSection({ council, stage, until, today, mayChange }: StageSectionProps) {
  const { number, kind, fromOn, planDueOn, note, letters } = stage;
  const name = `${STAGE_KIND_NAMES[kind]}, from ${formatDate(fromOn)}`;
  return (
    <Section
      heading={name}
      message={fromOn > today ? 'Not begun yet' : until && `Until ${formatDate(until)}`}
      action={
        mayChange && (
          <Link href={routes.stage(council, number)}>
            Change<span className="sr-only"> the stage from {formatDate(fromOn)}</span>
          </Link>
        )
      }
    >
      <div className="space-y-3">
        {planDueOn && <p>Plan due on {formatDate(planDueOn)}.</p>}
        {note !== '' && (
          <p dir="auto" className="max-w-text wrap-anywhere whitespace-pre-line">
            {note}
          </p>
        )}
        {letters.length === 0 ? (
          <p className="text-ink-soft">No letters recorded.</p>
        ) : (
          <Table
            caption={`Letters in ${STAGE_KIND_NAMES[kind].toLowerCase()} from ${formatDate(fromOn)}`}
            captionHidden
            stacked
            columns={[
              { header: 'What it is about' },
              { header: 'Kind' },
              { header: 'Date' },
              { header: 'Reply' },
              { header: 'Evidence' },
              ...(mayChange ? [{ header: <span className="sr-only">Change</span>, action: true }] : []),
            ]}
            rows={letters.map((letter) => ({
              key: String(letter.number),
              cells: [
                letter.title,
                LETTER_KIND_NAMES[letter.kind],
                formatDate(letter.on),
                <Reply key="reply" letter={letter} today={today} />,
                letter.reference ? (
                  <Link key="evidence" href={routes.evidenceItem(council, letter.reference)}>
                    {letter.reference}
                  </Link>
                ) : (
                  'None'
                ),
                ...(mayChange
                  ? [
                      <Link key="change" href={routes.letter(council, number, letter.number)}>
                        Change<span className="sr-only"> {letter.title}</span>
                      </Link>,
                    ]
                  : []),
              ],
            }))}
          />
        )}
        {mayChange && (
          <p className="print:hidden">
            <Link href={routes.addLetter(council, number)}>
              Add a letter<span className="sr-only"> to the stage from {formatDate(fromOn)}</span>
            </Link>
          </p>
        )}
      </div>
    </Section>
  );
}

function Reply({ letter: { replyBy, repliedOn }, today }: { letter: SupportLetter; today: CalendarDate }) {
  if (repliedOn) return <>Replied on {formatDate(repliedOn)}</>;
  if (replyBy === null) return <>None due</>;
  return (
    <>
      Reply due on {formatDate(replyBy)} {replyBy < today && <Tag tone="warning">Overdue</Tag>}
    </>
  );
}
