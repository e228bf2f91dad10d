import { SummaryList } from '#components/ui/summary-list.tsx';
import { Table } from '#components/ui/table.tsx';
import { Tag } from '#components/ui/tag.tsx';
import type { ActivityEntryView, TextChange } from '#lib/history/activity/queries.ts';
import { SCORE_REASON_LABEL } from '#lib/record/assessments/rules.ts';
import { MarkedText } from './marked-text.tsx';

/** The changes of an event, field by field. */
export function EntryChanges({ entry }: { entry: ActivityEntryView }) {
  const { changes, texts, isSave, reason } = entry;
  if (changes.length === 0) {
    return (
      <>
        <p className="max-w-text">{entry.detail ?? `${entry.title}.`}</p>
        {reason !== null && <Reason heading="Reason" text={reason} />}
      </>
    );
  }
  return (
    <>
      {changes.every(({ before }) => before === null) ? (
        <SummaryList rows={changes.map(({ name, after }) => ({ key: name, value: after }))} />
      ) : (
        <ChangesTable changes={changes} />
      )}
      {reason !== null && <Reason heading={SCORE_REASON_LABEL} text={reason} />}
      {texts?.map((text) => (
        <TextBeforeAndAfter key={text.name} text={text} />
      ))}
      {isSave && !texts && (
        <p className="mt-6 max-w-text text-ink-soft">
          The text before this change is not available, because the service did not keep earlier texts at that
          time.
        </p>
      )}
    </>
  );
}

function Reason({ heading, text }: { heading: string; text: string }) {
  return (
    <section aria-label={heading} className="mt-10">
      <h3 className="heading-3">{heading}</h3>
      <p dir="auto" className="mt-2 max-w-text wrap-anywhere whitespace-pre-line">
        {text}
      </p>
    </section>
  );
}

function ChangesTable({ changes }: { changes: ActivityEntryView['changes'] }) {
  return (
    <Table
      caption="Before and after"
      captionHidden
      wide
      stacked
      columns={[{ header: 'Detail' }, { header: 'Before' }, { header: 'After' }]}
      rows={changes.map(({ name, before, after }) => ({
        key: name,
        cells: [
          before === after ? (
            name
          ) : (
            <>
              {name} <Tag tone="info">Changed</Tag>
            </>
          ),
          <Value key="before" value={before} />,
          <Value key="after" value={after} />,
        ],
      }))}
    />
  );
}

function Value({ value }: { value: string | null }) {
  if (value === null) return <span className="text-ink-soft">Not provided</span>;
  return <bdi className="wrap-anywhere">{value}</bdi>;
}

function TextBeforeAndAfter({ text: { name, pieces } }: { text: TextChange }) {
  const isSame = pieces.every(({ kind }) => kind === 'same');
  return (
    <section aria-label={name} className="mt-10">
      <h3 className="heading-3">{name}</h3>
      {isSame ? (
        <p className="mt-2 text-ink-soft">Not changed.</p>
      ) : (
        <div className="mt-3 grid gap-x-10 gap-y-6 md:grid-cols-2">
          <div className="min-w-0">
            <h4 className="mb-2 font-semibold">Before</h4>
            <MarkedText pieces={pieces} shows="before" />
          </div>
          <div className="min-w-0">
            <h4 className="mb-2 font-semibold">After</h4>
            <MarkedText pieces={pieces} shows="after" />
          </div>
        </div>
      )}
    </section>
  );
}
