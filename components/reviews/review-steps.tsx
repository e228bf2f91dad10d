import { Timeline } from '#components/ui/timeline.tsx';
import { formatHash } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { ROLE_NAMES } from '#lib/platform/access/permissions.ts';
import type { StepView } from '#lib/work/reviews/queries.ts';
import type { StepKind } from '#lib/work/reviews/rules.ts';

const TITLES: Record<StepKind, (version: number) => string> = {
  proposed: (version) => `Version ${version} sent for sign-off`,
  withdrawn: (version) => `Version ${version} withdrawn from sign-off`,
  returned: (version) => `Version ${version} returned for changes`,
  signed: (version) => `Version ${version} signed`,
  reopened: (version) => `Reopened after version ${version}`,
};

/** Every step so far, newest first. For below an h2. */
export function ReviewSteps({ steps }: { steps: readonly StepView[] }) {
  if (steps.length === 0) return <p className="text-ink-soft">No history yet.</p>;
  return (
    <Timeline
      heading="h3"
      items={steps.map(({ step, kind, version, by, role, at, reason, contentHash }) => ({
        id: String(step),
        title: TITLES[kind](version),
        by: `${by}, ${ROLE_NAMES[role].toLowerCase()}`,
        at: { iso: at.toISOString(), text: formatDateTime(at) },
        detail: (
          <>
            {reason !== '' && (
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {reason}
              </p>
            )}
            {contentHash && (
              <p className="text-16 text-ink-soft">
                Document fingerprint <code className="tabular">{formatHash(contentHash)}</code>
              </p>
            )}
          </>
        ),
      }))}
    />
  );
}
