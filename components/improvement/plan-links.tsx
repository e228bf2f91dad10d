import { Link } from '#components/ui/link.tsx';

type PlanLinksProps = { links: readonly { readonly text: string; readonly href: string }[] };

/** Further pages about the plan as a whole. */
export function PlanLinks({ links }: PlanLinksProps) {
  if (links.length === 0) return null;
  return (
    <ul className="mb-6 flex flex-wrap gap-x-5 gap-y-2 print:hidden">
      {links.map(({ text, href }) => (
        <li key={text}>
          <Link href={href} className="link inline-flex min-h-8 items-center">
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
