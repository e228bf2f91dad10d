import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';
import type { HelpReader } from '#lib/pages/help.ts';
import type { Contact } from '#lib/record/councils/rules.ts';

type HelpContactsProps = {
  /** Of each council of the person. Null: nobody is signed in. */
  contacts: HelpReader['contacts'] | null;
};

/** Who helps, on every help page in the same place. */
export function HelpContacts({ contacts }: HelpContactsProps) {
  return (
    <section aria-labelledby="contact" className="mt-12 border-t-2 border-ink pt-4">
      <h2 id="contact" className="heading-2 mb-3">
        If you need more help
      </h2>
      {contacts?.map(({ council, contact }) => (
        <p key={council.slug} className="mt-2 max-w-text">
          <Link href={routes.council(council.slug)}>
            <bdi>{council.name}</bdi>
          </Link>
          : {contact.name === '' ? 'ask an administrator of your council.' : <Reach contact={contact} />}
        </p>
      ))}
      {!contacts?.length && (
        <p className="max-w-text">
          Ask the person at your council who gave you access.
          {contacts === null && ' If you sign in, this page names who helps in your council.'}
        </p>
      )}
    </section>
  );
}

function Reach({ contact: { name, email, phone } }: { contact: Contact }) {
  return (
    <>
      <bdi>{name}</bdi>
      {email && (
        <>
          ,{' '}
          <Link href={`mailto:${email}`}>
            <Address>{email}</Address>
          </Link>
        </>
      )}
      {/* The parts of a number stay on one line. */}
      {phone && `, ${phone.replaceAll(/(?<=\d) (?=\d)/g, '\u00a0')}`}
    </>
  );
}
