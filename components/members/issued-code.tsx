import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Address } from '#components/ui/address.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { takeFocus } from '#components/ui/take-focus.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { IssuedCode as Issued } from '#lib/record/members/commands.ts';

type IssuedCodeProps = {
  issued: Issued;
  /** Whether the code sets a password or joins the council. */
  kind: 'password' | 'invitation';
  council: string;
  councilName: string;
  /** The address where the code is entered. */
  joinAddress: string;
  /** Who helps in this council, in one line. Empty if nobody is named. */
  help: string;
};

/** Shows a code for the only time, as only its hash is stored. Never reveals whether the person has an account. */
export function IssuedCode({ issued, kind, council, councilName, joinAddress, help }: IssuedCodeProps) {
  const title = `${kind === 'invitation' ? 'Invitation' : 'Sign-in'} code for ${issued.name}`;
  return (
    <>
      <PageTitle within={councilName}>{title}</PageTitle>
      <div ref={takeFocus} tabIndex={-1}>
        <PageHeading lead="Copy the code or write it down now. You cannot see it again.">{title}</PageHeading>
      </div>
      <InsetText>
        <code className="text-24 font-semibold tracking-wide wrap-anywhere">{issued.code}</code>
        <CopyButton text={issued.code}>Copy code</CopyButton>
      </InsetText>
      <div className="prose mt-6">
        <p>Give them the code in person, by phone or in a private chat. Ask them to:</p>
        <ol>
          {kind === 'invitation' && <li>sign in, if they already have an account with this service</li>}
          <li>
            go to{' '}
            <Link href={routes.join}>
              <Address>{joinAddress}</Address>
            </Link>
          </li>
          <li>
            {kind === 'invitation'
              ? 'enter the code and, if they are new, their email address, '
              : 'enter the code and their email address, '}
            <Address>{issued.email}</Address>
          </li>
          <li>choose a new password</li>
        </ol>
        {help && (
          <p>
            If they need help, they can contact <bdi>{help}</bdi>.
          </p>
        )}
        <p>The code can be used once. It expires {formatDateTime(issued.expiresAt)}.</p>
        {kind === 'password' && (
          <p>
            People who also belong to another council cannot use it. They need to ask the people who run this
            service for a code.
          </p>
        )}
        <p>
          <Link href={routes.members(council)}>Back to people and roles</Link>
        </p>
      </div>
    </>
  );
}
