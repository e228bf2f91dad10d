import { MessagePage } from '#components/layout/message-page.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { DOWNLOAD_ADDRESS, DOWNLOAD_TITLE } from '#lib/platform/http/confirm-download.ts';

// Static HTML that the server sends when another site links to a file, with these placeholders replaced by the file's
// name and address.
export const dynamic = 'force-static';

export default function DownloadPage() {
  return (
    <MessagePage title={DOWNLOAD_TITLE}>
      <p>
        A link outside this service brought you here. If you did not expect a download, close this page:
        nothing has been downloaded.
      </p>
      <p>
        <ButtonLink href={DOWNLOAD_ADDRESS}>Download</ButtonLink>
      </p>
    </MessagePage>
  );
}
