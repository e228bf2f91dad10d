import { Link } from '#components/ui/link.tsx';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import type { StepView } from '#lib/work/reviews/queries.ts';

type SignedVersionsProps = {
  council: string;
  cycle: number;
  steps: readonly StepView[];
  mayExport: boolean;
};

/** The signed versions of a cycle, newest first. */
export function SignedVersions({ council, cycle, steps, mayExport }: SignedVersionsProps) {
  return (
    <ul className="border-t border-rule">
      {steps
        .filter(({ kind }) => kind === 'signed')
        .map(({ version, by, role, at, contentHash }) => (
          <li key={version} className="border-b border-rule py-4">
            <p>
              <Link href={routes.signedVersion(council, cycle, version)} className="link font-semibold">
                Version {version}
              </Link>
              , signed by <bdi>{by}</bdi>, {ROLE_NAMES[role].toLowerCase()}, {formatDateTime(at)}
            </p>
            {contentHash && (
              <p className="text-16 text-ink-soft">
                Document fingerprint <code className="tabular">{formatHash(contentHash)}</code>
              </p>
            )}
            {mayExport && (
              <p className="mt-1 print:hidden">
                <Link href={routes.signedPack(council, cycle, version)} className="link inline-block min-h-6">
                  Download version {version} as evidence pack (PDF)
                </Link>
              </p>
            )}
          </li>
        ))}
    </ul>
  );
}
