import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

const LINKS = [
  { href: routes.accessibility, text: 'Accessibility statement' },
  { href: routes.cookies, text: 'Cookies' },
  { href: routes.privacy, text: 'Privacy' },
  { href: routes.checkPack(), text: 'Check an evidence pack' },
] as const;

/** `help`: the help that fits the page. It is always the first link, on every page. */
export function SiteFooter({ help = routes.help }: { help?: string | undefined }) {
  return (
    <footer className="mt-auto border-t border-rule bg-tint text-16 print:hidden">
      <div className="page-width py-8">
        <ul className="flex flex-wrap gap-x-4 gap-y-3 sm:gap-x-8">
          {[{ href: help, text: 'Help' }, ...LINKS].map((link) => (
            <li key={link.href}>
              <Link href={link.href} className="link inline-block min-h-6 text-ink">
                {link.text}
              </Link>
            </li>
          ))}
        </ul>
        <p className="mt-4 max-w-text text-ink-soft">
          Open source under the MIT licence. Not run by the Care Quality Commission.
        </p>
      </div>
    </footer>
  );
}
