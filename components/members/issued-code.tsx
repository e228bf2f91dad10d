import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDateTime } from '#lib/format.ts';
import type { IssuedCode as Issued } from '#lib/members/commands.ts';
import { routes } from '#lib/routes.ts';

type IssuedCodeProps = {
  issued: Issued;
  council: string;
  councilName: string;
  /** Where the code is used, as people type it. */
  joinAddress: string;
};

/** The only time that a code is shown: it is kept as a hash. */
export function IssuedCode({ issued, council, councilName, joinAddress }: IssuedCodeProps) {
  const title = `Sign-in code for ${issued.name}`;
  return (
    <>
      <PageTitle within={councilName}>{title}</PageTitle>
      <PageHeading lead="Write it down or copy it now. It is not shown again.">{title}</PageHeading>
      <InsetText>
        <code className="text-24 font-semibold tracking-wide wrap-anywhere">{issued.code}</code>
      </InsetText>
      <div className="prose mt-6">
        <p>Pass it on in person, by phone or in a chat that only {issued.name} reads. They:</p>
        <ol>
          <li>
            go to <Link href={routes.join}>{joinAddress}</Link>
          </li>
          <li>enter {issued.email} and the code</li>
          <li>choose a password</li>
        </ol>
        <p>The code works once, until {formatDateTime(issued.expiresAt)}.</p>
        <p>
          <Link href={routes.members(council)}>Back to members</Link>
        </p>
      </div>
    </>
  );
}
