import { z } from 'zod';
import { inPartOrder, SHARED_PARTS, SHARING_REASON_LIMIT } from '#lib/insight/sharing/rules.ts';
import { optionalReasonField } from '#lib/platform/forms/reason-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';

export const sharingFields = ['shared', 'withdraw', 'reason'] as const;
export type SharingField = (typeof sharingFields)[number];

const FROM_LIST = 'Select what may be shown from the list';
const AGAIN = 'Open this page again from the list of members';

/** The sharing form. `version`: the latest agreement when the form was opened, 0 for none. */
export const sharingSchema = z
  .object({
    shared: z.array(z.enum(SHARED_PARTS, FROM_LIST)).max(SHARED_PARTS.length, FROM_LIST),
    withdraw: z.literal('yes', AGAIN).optional(),
    reason: optionalReasonField(SHARING_REASON_LIMIT),
    version: versionField(0, AGAIN),
  })
  .superRefine(({ shared, withdraw }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['shared'], message });
    if (withdraw) return;
    if (shared.length === 0) refuse('Select what you want to share');
    else if (shared.includes('statements') && !shared.includes('signed') && !shared.includes('live')) {
      refuse('Select a result as well: statement scores are those of a result that is shown');
    }
  })
  .transform(({ shared, withdraw, reason, version }) => ({
    // Stopping overrides the boxes, which start ticked for what is shared now.
    shared: withdraw ? [] : inPartOrder(shared),
    reason,
    version,
  }));
export type SharingInput = z.output<typeof sharingSchema>;
