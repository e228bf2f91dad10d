import { Link } from '#components/ui/link.tsx';
import { sourceValue } from '#lib/exchange/packs/rules.ts';
import * as routes from '#lib/kernel/routes.ts';
import type { ReturnList } from '#lib/record/returns/queries.ts';
import { isChangeable } from '#lib/record/returns/rules.ts';

type ListLinksProps = { council: string; list: ReturnList; mayManage: boolean; mayExport: boolean };

/** What can be done with a whole list. */
export function ListLinks({ council, list, mayManage, mayExport }: ListLinksProps) {
  const at = [council, list.inspection.number, list.number] as const;
  const mayChange = mayManage && isChangeable(list);
  const hasItems = list.listVersion > 0;
  const content = sourceValue({ kind: 'return', inspection: list.inspection.number, list: list.number });
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2 print:hidden">
      {hasItems && (
        <>
          <li>
            <Link href={routes.returnReadiness(...at)}>Readiness</Link>
          </li>
          <li>
            <Link href={routes.returnVersions(...at)}>Versions</Link>
          </li>
          {mayExport && (
            <li>
              <Link href={routes.addPack(council, { content })}>Export the answers</Link>
            </li>
          )}
          <li>
            <a href={routes.returnExport(...at)} className="link">
              Download this list (CSV)
            </a>
          </li>
        </>
      )}
      {mayChange && (
        <>
          {hasItems && (
            <li>
              <Link href={routes.importReturn(...at)}>Import a new version</Link>
            </li>
          )}
          <li>
            <Link href={routes.changeReturn(...at)}>Change name and dates</Link>
          </li>
        </>
      )}
      {mayManage && list.inspection.rehearsal && hasItems && (
        <li>
          <Link href={routes.startForReal(...at)}>Start the real one with this list and its answers</Link>
        </li>
      )}
      {mayManage && list.inspection.isOpen && hasItems && (
        <li>
          <Link href={routes.sendReturn(...at)}>{list.sent ? 'Mark as not sent' : 'Mark as sent'}</Link>
        </li>
      )}
    </ul>
  );
}
