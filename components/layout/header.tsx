import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/button.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { SkipLink } from '#components/ui/skip-link.tsx';
import { type LogoFile, LogoImage } from './logo-image.tsx';
import { Mark } from './mark.tsx';

type MenuLink = { href: string; text: string; current?: boolean | undefined };

/** A group of pages. Its name links to the first. */
type MenuGroup = { text: string; pages: readonly MenuLink[] };

type OwnLink = MenuLink & { detail?: string | undefined; unread?: number | undefined };

type HeaderPerson = {
  name: string;
  /** Their role, if the page is a council's. */
  detail?: string | undefined;
  /** Their own pages. */
  links: readonly OwnLink[];
  /** Notifications they have not read. */
  unread?: number | undefined;
};

type HeaderProps = {
  /** The council, or the service on pages outside councils. */
  home: { href: string; name: string; logo?: LogoFile | undefined };
  groups?: readonly MenuGroup[] | undefined;
  /** The page that searches the council. */
  search?: string | undefined;
  /** The page of a signed-in person has a `SignOutForm` as well. */
  person?: HeaderPerson | undefined;
};

/** The id of `SignOutForm`. */
export const SIGN_OUT_FORM = 'sign-out';

/** The same on every page of a council. On narrow screens its menu is folded: see app/header.css. */
export function Header({ home, groups, search, person }: HeaderProps) {
  return (
    <header className="site-header">
      <SkipLink />
      <div className="page-width print:px-0">
        <a href={home.href} className="home">
          {home.logo ? <LogoImage {...home.logo} alt={hasName(home.logo) ? home.name : ''} /> : <Mark />}
          {!(home.logo && hasName(home.logo)) && <bdi>{home.name}</bdi>}
        </a>
        {person && (
          <details className="menu">
            <summary>
              Menu
              <Unread count={person.unread} />
            </summary>
            {search && <SearchBox action={search} />}
            {groups && <Menu groups={groups} />}
            <Person {...person} />
          </details>
        )}
      </div>
    </header>
  );
}

/** The groups of pages, and the pages of the group that the person is in. */
function Menu({ groups }: { groups: readonly MenuGroup[] }) {
  return (
    <nav aria-label="Service">
      <ul>
        {groups.map((group) => (
          <Group key={group.text} group={group} />
        ))}
      </ul>
    </nav>
  );
}

/** Whether a logo is wide enough to hold the council's name. A narrow one, such as a crest, is shown beside it. */
function hasName({ width, height }: LogoFile): boolean {
  return width >= 2 * height;
}

/** The group's name, and its pages if the person is in it and it has several. */
function Group({ group: { text, pages } }: { group: MenuGroup }) {
  const isHere = pages.some(({ current }) => current);
  const isAlone = pages.length === 1;
  return (
    <li>
      <a href={pages[0]?.href ?? ''} aria-current={isHere ? (isAlone ? 'page' : 'true') : undefined}>
        {text}
      </a>
      {isHere && !isAlone && (
        <ul>
          {pages.map((page) => (
            <li key={page.href}>
              <PageLink {...page} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A popover on wide screens, which works without script. */
function Person({ name, detail, links, unread }: HeaderPerson) {
  return (
    <div className="person">
      <button type="button" popoverTarget="own-pages" className="person-button" data-link="">
        <span>
          <span className="sr-only">Signed in as </span>
          <bdi>{name}</bdi>
        </span>
        <Unread count={unread} />
      </button>
      <div id="own-pages" popover="auto" className="person-links">
        <p className="text-ink-soft">
          <span>
            <bdi>{name}</bdi>
            {detail && `, ${detail}`}
          </span>
        </p>
        <ul>
          {links.map(({ detail: more, unread: count, ...link }) => (
            <li key={link.href}>
              <PageLink {...link}>
                <Unread count={count} />
              </PageLink>
              {more && <span className="text-ink-soft">, {more}</span>}
            </li>
          ))}
        </ul>
        <LinkButton form={SIGN_OUT_FORM}>Sign out</LinkButton>
      </div>
    </div>
  );
}

function PageLink({ href, text, current, children }: MenuLink & { children?: ReactNode }) {
  return (
    <a dir="auto" href={href} aria-current={current ? 'page' : undefined}>
      {text}
      {children}
    </a>
  );
}

function Unread({ count = 0 }: { count?: number | undefined }) {
  if (count === 0) return null;
  return (
    <span className="unread">
      {count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
