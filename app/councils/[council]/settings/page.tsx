import { CouncilFrame } from '#components/councils/council-frame.tsx';
import { Logo } from '#components/councils/logo.tsx';
import { PageHeading } from '#components/layout/page-heading.tsx';
import { Section } from '#components/layout/section.tsx';
import { Address } from '#components/ui/address.tsx';
import { Link } from '#components/ui/link.tsx';
import { SummaryList } from '#components/ui/summary-list.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { can, whoCan } from '#lib/platform/access/permissions.ts';
import { requireCouncil } from '#lib/platform/auth/gate.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import { changeContact, changeLook, changeRetention, describeRetention } from '#lib/record/councils/rules.ts';
import { getScanning } from '#lib/record/scans/queries.ts';
import { describeScanning, SCAN_NAME } from '#lib/record/scans/rules.ts';

type SettingsProps = { params: Promise<{ council: string }> };

export default async function SettingsPage({ params }: SettingsProps) {
  const { council } = await params;
  const context = await requireCouncil(council, 'settings:view');
  const [{ look, contact, registeredName, keepEvidenceYears, changed }, scanning] = await Promise.all([
    getSettings(context),
    getScanning(context),
  ]);
  const mayManage = can(context, 'settings:manage');
  const { name } = context.council;
  return (
    <CouncilFrame context={context} place="settings" title="Council">
      <PageHeading lead="How this council looks on pages, in PDFs and in emails, who helps its people, and how evidence is kept.">
        Council
      </PageHeading>
      {!mayManage && (
        <p className="max-w-text">{`Only ${whoCan('settings:manage')} can change these settings.`}</p>
      )}
      <Section
        heading="Name, logo and colour"
        action={
          mayManage && (
            <Link href={changeLook(council)} className="link inline-block min-h-6">
              Change name, logo and colour
            </Link>
          )
        }
      >
        <SummaryList
          rows={[
            {
              key: 'Name',
              value: look.name === '' ? name : `${name} (registered as ${registeredName})`,
            },
            {
              key: 'Logo',
              value: context.council.brand.logo ? <Logo council={context.council} name={name} /> : '',
            },
            { key: 'Colour', value: look.colour || 'The colour of this service' },
          ]}
        />
      </Section>
      <Section
        heading="Contact for help"
        action={
          mayManage && (
            <Link href={changeContact(council)} className="link inline-block min-h-6">
              Change the contact for help
            </Link>
          )
        }
      >
        {contact.name === '' ? (
          <p className="max-w-text">No contact yet. Help pages tell people to ask an administrator.</p>
        ) : (
          <SummaryList
            rows={[
              { key: 'Name', value: contact.name },
              { key: 'Email address', value: contact.email && <Address>{contact.email}</Address> },
              { key: 'Phone number', value: contact.phone },
            ]}
          />
        )}
      </Section>
      <Section
        heading="Evidence"
        action={
          mayManage && (
            <Link href={changeRetention(council)} className="link inline-block min-h-6">
              Change how long evidence is kept
            </Link>
          )
        }
      >
        <SummaryList
          rows={[
            { key: 'Keep evidence', value: describeRetention(keepEvidenceYears) },
            { key: SCAN_NAME, value: describeScanning(scanning, new Date()) },
          ]}
        />
      </Section>
      {changed && (
        <p className="mt-8 text-16 text-ink-soft">
          {`Last changed by ${changed.by}, ${formatDateTime(changed.at)}`}
        </p>
      )}
    </CouncilFrame>
  );
}
