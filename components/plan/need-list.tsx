import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { Need } from '#lib/insight/plan/completeness.ts';

type NeedListProps = {
  needs: readonly Need[];
  /** Where an action is changed, or read by those who may not change it. */
  actionHref: (number: number) => string;
  /** Where what is missing is said, if this person may say it there. */
  linkOf: (need: Need) => { readonly href: string; readonly text: string } | null;
};

/** What a plan has and lacks: what the department’s framework asks for, then what this service adds. */
export function NeedList({ needs, ...links }: NeedListProps) {
  const of = (source: Need['source']) => needs.filter((need) => need.source === source);
  return (
    <>
      <Section heading="What the framework asks for">
        <Needs needs={of('framework')} {...links} />
      </Section>
      <Section heading="What also helps">
        <Needs needs={of('ours')} {...links} />
      </Section>
    </>
  );
}

function Needs({ needs, actionHref, linkOf }: NeedListProps) {
  return (
    <ul className="border-t border-rule">
      {needs.map((need) => {
        const link = need.isMet ? null : linkOf(need);
        return (
          <li
            key={need.id}
            className="flex flex-wrap gap-x-6 gap-y-1 border-b border-rule py-3 sm:flex-nowrap"
          >
            <div className="min-w-0 grow basis-full sm:basis-0">
              <p className="font-semibold">{need.asks}</p>
              <p className="max-w-text">{need.says}</p>
              {need.actions.length > 0 && (
                <ul className="mt-1 list-disc space-y-1 pl-5">
                  {need.actions.map(({ number, title }) => (
                    <li key={number}>
                      <Link href={actionHref(number)}>
                        {number}. <bdi>{title}</bdi>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
              {link && (
                <p className="mt-1 print:hidden">
                  <Link href={link.href}>{link.text}</Link>
                </p>
              )}
            </div>
            <div className="shrink-0 sm:w-36 sm:text-right">
              {need.isMet ? <Tag tone="plain">Met</Tag> : <Tag tone="warning">Not met yet</Tag>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
