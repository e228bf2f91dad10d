import { Footer } from '#components/layout/footer.tsx';
import { routes } from '#lib/routes.ts';

const LINKS = [
  { href: routes.accessibility, text: 'Accessibility statement' },
  { href: routes.cookies, text: 'Cookies' },
  { href: routes.privacy, text: 'Privacy' },
] as const;

export function SiteFooter({ wide }: { wide?: boolean | undefined }) {
  return (
    <Footer links={LINKS} wide={wide}>
      <p>Open source under the MIT licence. Not a service of the Care Quality Commission.</p>
    </Footer>
  );
}
