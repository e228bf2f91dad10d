import { Section } from '#components/layout/section.tsx';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { LOG_NAMES, LOG_TEXTS, type Log } from '#lib/record/case-logs/rules.ts';

/** What a reflective log says, box by box, and its review. */
export function LogWords({ log }: { log: Log }) {
  return (
    <>
      {LOG_TEXTS.map(({ field, label }) => (
        <Section key={field} heading={label}>
          <p className="max-w-text whitespace-pre-line" dir="auto">
            {log[field] || 'Nothing yet.'}
          </p>
        </Section>
      ))}
      {log.reviewed && (
        <Section heading={LOG_NAMES.review}>
          <p className="max-w-text whitespace-pre-line" dir="auto">
            {log.review || 'Nothing.'}
          </p>
          <p className="mt-2 text-16 text-ink-soft">
            <bdi>{log.reviewed.by}</bdi>, {formatDateTime(log.reviewed.at)}
          </p>
        </Section>
      )}
    </>
  );
}
