import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { ANSWER_KIND_NAMES, ANSWER_KINDS, type AnswerKind } from '#lib/record/returns/rules.ts';

type KindLinksProps = { council: string; inspection: number; list: number; item: number; kind: AnswerKind };

/** The kinds of answer that can be added, with the one of the form below marked. */
export function KindLinks({ council, inspection, list, item, kind }: KindLinksProps) {
  return (
    <nav aria-labelledby="add-answer" className="mt-8 mb-5 print:hidden">
      <h2 id="add-answer" className="heading-2">
        Add to the answer
      </h2>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {ANSWER_KINDS.map((one) => (
          <li key={one}>
            <Link
              href={`${routes.returnItem(council, inspection, list, item, { add: one })}#add-answer`}
              aria-current={one === kind ? 'true' : undefined}
              className={
                one === kind
                  ? 'inline-flex min-h-8 items-center border-b-4 border-accent font-bold text-ink no-underline'
                  : 'link inline-flex min-h-8 items-center'
              }
            >
              {ANSWER_KIND_NAMES[one]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
