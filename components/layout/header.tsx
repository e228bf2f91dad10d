import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { SkipLink } from '#components/ui/skip-link.tsx';
import { Mark } from './mark.tsx';

type NavigationPage = { href: string; text: string; current: boolean };

/** A group of pages. Its name links to the first. */
type NavigationGroup = {
  text: string;
  pages: readonly NavigationPage[];
  /** The number of new items there. */
  unread: number;
};

type HeaderProps = {
  homeHref: string;
  /** The organisation of the pages below, with a link to switch to another. */
  organisation?:
    | {
        name: string;
        switchHref: string;
        switchText: string;
        others: readonly { href: string; name: string; detail: string }[];
      }
    | undefined;
  /** The signed-in person, with their account page and the sign-out form. */
  person?: { name: string; detail?: string | undefined; accountHref: string; signOut: ReactNode } | undefined;
  navigation?: readonly NavigationGroup[] | undefined;
};

export function Header({ homeHref, organisation, person, navigation = [] }: HeaderProps) {
  const within = navigation.find(({ pages }) => pages.some(({ current }) => current));
  return (
    <header className="border-t-8 border-accent print:border-0">
      <SkipLink />
      <div className="page-width flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-4 print:px-0">
        <Link
          href={homeHref}
          className="inline-flex items-center gap-3 text-24 font-bold tracking-tight text-ink no-underline hover:underline"
        >
          <Mark />
          Assurance
        </Link>
        {person && (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-16 print:hidden">
            <p>
              <span className="sr-only">Signed in as </span>
              <Link href={person.accountHref} className="link inline-block min-h-6">
                <bdi>{person.name}</bdi>
                <span className="sr-only">, your account</span>
              </Link>
              {person.detail && <span className="text-ink-soft">, {person.detail}</span>}
            </p>
            {person.signOut}
          </div>
        )}
      </div>
      {organisation && (
        <div className="border-t border-rule bg-tint print:border-0 print:bg-transparent">
          <div className="page-width flex flex-wrap items-baseline justify-between gap-x-8 gap-y-1 py-2.5 print:px-0">
            <p className="font-semibold">{organisation.name}</p>
            <Switcher {...organisation} />
          </div>
        </div>
      )}
      {navigation.length > 0 && (
        <nav
          aria-label="Service"
          className={`border-b-2 border-ink print:hidden ${organisation ? 'bg-tint' : 'border-t border-t-rule'}`}
        >
          <ul className="page-width flex flex-wrap gap-x-7">
            {navigation.map((group) => (
              <GroupName key={group.text} group={group} />
            ))}
          </ul>
        </nav>
      )}
      {within && within.pages.length > 1 && (
        <nav aria-label={within.text} className="border-b border-rule print:hidden">
          <ul className="page-width flex flex-wrap gap-x-6 text-16">
            {within.pages.map(({ href, text, current }) => (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={current ? 'page' : undefined}
                  className={`inline-flex min-h-11 items-center ${current ? 'font-bold text-ink no-underline' : 'link'}`}
                >
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {navigation.length === 0 && <div className="border-b-2 border-ink" />}
    </header>
  );
}

/** Links to the group's first page. Any other pages are listed below it. */
function GroupName({ group: { text, pages, unread } }: { group: NavigationGroup }) {
  const isHere = pages.some(({ current }) => current);
  return (
    <li
      className={isHere ? 'border-b-4 border-accent' : 'border-b-4 border-transparent forced-colors:border-0'}
    >
      <Link
        href={pages[0]?.href ?? ''}
        aria-current={isHere ? (pages.length > 1 ? 'true' : 'page') : undefined}
        className={`inline-flex min-h-11 items-center py-1.5 text-ink no-underline ${isHere ? 'font-bold' : 'hover:underline hover:decoration-[3px]'}`}
      >
        {text}
        {unread > 0 && (
          <span className="ml-2 border border-accent bg-accent-tint px-1.5 text-16 leading-6 font-bold text-accent-dark tabular">
            {unread}
            <span className="sr-only"> unread</span>
          </span>
        )}
      </Link>
    </li>
  );
}

/** A link to the list of organisations, or links to the others directly. */
function Switcher({ switchHref, switchText, others }: NonNullable<HeaderProps['organisation']>) {
  const list = (
    <Link href={switchHref} className="link inline-block min-h-6 text-16 print:hidden">
      {switchText}
    </Link>
  );
  if (others.length === 0) return list;
  return (
    <details className="text-16 print:hidden">
      <summary className="min-h-6 cursor-pointer text-accent underline underline-offset-[0.16em] hover:decoration-[3px]">
        Switch council
      </summary>
      <ul className="mt-2 space-y-2 pb-1">
        {others.map(({ href, name, detail }) => (
          <li key={href}>
            <Link href={href} className="link inline-block min-h-6">
              {name}
            </Link>
            <span className="text-ink-soft">, {detail}</span>
          </li>
        ))}
        <li>{list}</li>
      </ul>
    </details>
  );
}
