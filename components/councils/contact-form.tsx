'use client';

import type { ReactNode } from 'react';
import { LatestSection } from '#components/forms/latest-section.tsx';
import { PageForm, usePageForm } from '#components/forms/page-form.tsx';
import { Button, ButtonGroup } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { TextInput } from '#components/ui/text-input.tsx';
import * as routes from '#lib/kernel/routes.ts';
import { errorFor } from '#lib/platform/forms/form-state.ts';
import { changeContactAction } from '#lib/record/councils/actions.ts';
import { type Contact, contactAsSeen, describeContact } from '#lib/record/councils/rules.ts';

type ContactFormProps = {
  council: string;
  councilName: string;
  title: string;
  /** As saved. */
  contact: Contact;
  heading: ReactNode;
};

/** Who helps the people of a council. */
export function ContactForm({ council, councilName, title, contact, heading }: ContactFormProps) {
  const { sent, errors, typed } = usePageForm(changeContactAction);
  return (
    <PageForm
      {...sent}
      title={title}
      within={councilName}
      heading={heading}
      hidden={{ council, seen: typed?.seen ?? contactAsSeen(contact) }}
    >
      {errorFor(errors, 'conflict') && (
        <LatestSection heading="Saved now" className="">
          <p className="mt-3">{describeContact(contact) || 'No contact.'}</p>
        </LatestSection>
      )}
      <TextInput
        name="name"
        label="Name of a person or team"
        optional
        hint="Leave all three empty to name nobody."
        defaultValue={typed?.name ?? contact.name}
        spellCheck={false}
        error={errorFor(errors, 'name')}
      />
      <TextInput
        name="email"
        label="Email address"
        optional
        type="email"
        defaultValue={typed?.email ?? contact.email}
        spellCheck={false}
        error={errorFor(errors, 'email')}
      />
      <TextInput
        name="phone"
        label="Phone number"
        optional
        hint="Any opening hours can follow the number."
        defaultValue={typed?.phone ?? contact.phone}
        error={errorFor(errors, 'phone')}
      />
      <ButtonGroup>
        <Button>Save</Button>
        <Link href={routes.settings(council)}>Cancel</Link>
      </ButtonGroup>
    </PageForm>
  );
}
