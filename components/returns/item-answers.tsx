import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatList } from '#lib/kernel/format.ts';
import * as routes from '#lib/kernel/routes.ts';
import { pageIn } from '#lib/kernel/text/citations.ts';
import { describeAnswer, type ReturnItem, type StoredAnswer } from '#lib/record/returns/rules.ts';
import type { Standing } from '#lib/record/returns/state.ts';

type ItemAnswersProps = {
  council: string;
  inspection: number;
  list: number;
  item: number;
  answers: readonly StoredAnswer[];
  /** All of the list, for references to others. */
  items: readonly ReturnItem[];
  standing: Standing | null;
  mayChange: boolean;
};

/** The answers to an item, each with what it leads to. */
export function ItemAnswers(props: ItemAnswersProps) {
  const { council, inspection, list, item, answers, items, standing, mayChange } = props;
  return (
    <Section heading="Answer">
      {standing && standing.faults.length > 0 && (
        <p className="mb-4 max-w-text font-bold text-danger">
          This answer does not hold as it is: {formatList(standing.faults)}.
        </p>
      )}
      {answers.length === 0 ? (
        <p className="text-ink-soft">No answer yet.</p>
      ) : (
        <ul className="border-t border-rule">
          {answers.map((answer) => (
            <li
              key={answer.id}
              className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-b border-rule py-3 wrap-anywhere"
            >
              <span className="min-w-0 max-w-text">
                <AnswerText {...props} answer={answer} />
              </span>
              {mayChange && (
                <span className="flex gap-x-5 print:hidden">
                  {answer.kind !== 'table' && (
                    <Link href={routes.returnItem(council, inspection, list, item, { answer: answer.id })}>
                      Change<span className="sr-only"> {describeAnswer(answer, items)}</span>
                    </Link>
                  )}
                  <Link
                    href={routes.returnItem(council, inspection, list, item, {
                      answer: answer.id,
                      remove: 'yes',
                    })}
                  >
                    Remove<span className="sr-only"> {describeAnswer(answer, items)}</span>
                  </Link>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function AnswerText({
  council,
  inspection,
  list,
  items,
  answer,
}: Pick<ItemAnswersProps, 'council' | 'inspection' | 'list' | 'items'> & { answer: StoredAnswer }) {
  const { kind, evidence, place, see, url, measure } = answer;
  const words = <bdi>{describeAnswer(answer, items)}</bdi>;
  if (kind === 'evidence' && evidence) {
    const { reference, title } = evidence;
    const page = pageIn(place) ?? undefined;
    return (
      <>
        <b>{reference}</b>{' '}
        <Link href={routes.evidenceItem(council, reference, { page })}>
          <bdi>{title}</bdi>
        </Link>
        {place !== '' && (
          <>
            , <bdi>{place}</bdi>
          </>
        )}
      </>
    );
  }
  if (kind === 'see' && see !== null)
    return <Link href={routes.returnItem(council, inspection, list, see)}>{words}</Link>;
  if (kind === 'link')
    return (
      <a href={url} className="link" rel="noreferrer">
        {words}
      </a>
    );
  if (kind === 'table' && measure)
    return (
      <>
        Data table: <Link href={routes.measure(council, measure.key)}>{words}</Link>
      </>
    );
  return <span className="whitespace-pre-line">{words}</span>;
}
