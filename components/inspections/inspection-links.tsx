import { Section } from '#components/layout/section.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can } from '#lib/platform/access/permissions.ts';
import { mayAs, type NamedPart } from '#lib/record/inspections/named.ts';

type InspectionLinksProps = {
  context: CouncilContext;
  inspection: number;
  /** What the person who looks is named for. */
  parts: readonly NamedPart[];
};

/** What else belongs to an inspection, as far as this person sees it. */
export function InspectionLinks({ context, inspection, parts }: InspectionLinksProps) {
  const council = context.council.slug;
  const links = [
    mayAs(parts, 'cases:read') && {
      ...{ name: 'Cases', href: routes.cases(council, inspection) },
      about: 'the register, and how cases were drawn',
    },
    mayAs(parts, 'logs:read') && {
      ...{ name: 'Reflective logs', href: routes.caseLogs(council, inspection) },
      about: 'what people learned from their cases',
    },
    can(context, 'visit:view') && {
      ...{ name: 'Visit', href: routes.visit(council, inspection) },
      about: 'sessions, requests on site and what was heard',
    },
    mayAs(parts, 'report:check') && {
      ...{ name: 'Draft report', href: routes.accuracy(council, inspection) },
      about: 'points of accuracy, page by page',
    },
    {
      ...{ name: 'Named people', href: routes.namedPeople(council, inspection) },
      about: 'who sees cases, reflective logs and the draft report',
    },
    can(context, 'links:manage') && {
      ...{ name: 'Dates in your own calendar', href: routes.feeds(council, inspection) },
      about: 'a private link that follows them',
    },
  ].filter((link) => link !== false);
  return (
    <Section heading="More of this inspection">
      <ul className="max-w-text space-y-2">
        {links.map(({ name, href, about }) => (
          <li key={name}>
            <Link href={href}>{name}</Link>: {about}
          </li>
        ))}
      </ul>
    </Section>
  );
}
