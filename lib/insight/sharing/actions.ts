'use server';
import { agreeToShare } from '#lib/insight/sharing/commands.ts';
import type { Agreement } from '#lib/insight/sharing/queries.ts';
import {
  type SharingField,
  type SharingInput,
  sharingFields,
  sharingSchema,
} from '#lib/insight/sharing/schema.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';

type Field = SharingField | 'version';

export type SharingState = FormState<
  Field,
  {
    /** Someone else changed the agreement in the meantime. It is shown, and saving again is a deliberate choice. */
    readonly status: 'conflict';
    readonly latest: Agreement;
    readonly values: Readonly<Partial<Record<Field, string>>>;
  }
>;
export const agreeToShareAction: FormAction<SharingState> = formAction({
  name: 'agreeToShare',
  permission: 'sharing:manage',
  fields: sharingFields,
  lists: ['shared'],
  hidden: ['version'],
  schema: sharingSchema,
  run: agreeToShare,
  outcomes: {
    done: (_, { council, input }) => afterAgreeing(council, input),
    unchanged: (_, { council, input }) => afterAgreeing(council, input),
    conflict: ({ latest }, { values }) => ({
      status: 'conflict',
      latest,
      values: { ...values, version: String(latest.version) },
    }),
  },
});

function afterAgreeing(council: string, { shared }: SharingInput): Done {
  const flash = shared.length === 0 ? 'Sharing stopped' : 'Sharing saved';
  return { to: routes.sharing(council), flash };
}
