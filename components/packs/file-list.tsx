import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';

type FileEntry = { href: string; name: string; detail: ReactNode };

/** Files to download, each with what is in it. */
export function FileList({ files }: { files: readonly FileEntry[] }) {
  return (
    <ul className="grid gap-x-12 sm:grid-cols-2">
      {files.map(({ href, name, detail }) => (
        <li key={href} className="border-t border-rule py-2">
          <Link href={href} className="link font-semibold">
            {name}
          </Link>
          <p className="text-16 text-ink-soft">{detail}</p>
        </li>
      ))}
    </ul>
  );
}
