import type { ReactNode } from 'react';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { PageTitle } from '#components/layout/page-title.tsx';
import { Address } from '#components/ui/address.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { InsetText } from '#components/ui/inset-text.tsx';
import { takeFocus } from '#components/ui/take-focus.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { CreatedLink } from '#lib/record/links/commands.ts';

type MadeLinkProps = {
  /** The council's name. */
  within: string;
  address: string;
  link: CreatedLink;
  /** Whether everybody may have it. */
  isPublic?: boolean | undefined;
  /** What else to know before it is sent. */
  note?: string | undefined;
  back: ReactNode;
};

/** Shows a link for the only time: only a hash of its token is stored. */
export function MadeLink({ within, address, link, isPublic = false, note, back }: MadeLinkProps) {
  const title = `Link for ${link.forWhom}`;
  return (
    <>
      <PageTitle within={within}>{title}</PageTitle>
      <div ref={takeFocus} tabIndex={-1}>
        <PageHeading lead="Copy it now. It is not shown again.">{title}</PageHeading>
      </div>
      <InsetText>
        <code className="font-semibold">
          <Address>{address}</Address>
        </code>
        <CopyButton text={address}>Copy link</CopyButton>
      </InsetText>
      <div className="prose mt-6">
        <p>
          Anyone with this link can open it until the end of {formatDate(link.lastDay)}.
          {!isPublic && ' Share it carefully.'}
        </p>
        {note && <p>{note}</p>}
        <p>{back}</p>
      </div>
    </>
  );
}
