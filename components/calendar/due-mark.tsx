import { DUE_KIND_NAMES, DUE_KINDS, type DueKind } from '#lib/work/calendar/rules.ts';

/** Shapes, so that kinds are told apart without colours. */
const SHAPES: Readonly<Record<DueKind, string>> = {
  step: 'M6 0 L12 6 L6 12 L0 6 Z',
  items: 'M0 4.5 H4.5 V0 H7.5 V4.5 H12 V7.5 H7.5 V12 H4.5 V7.5 H0 Z',
  session: 'M6 0.5 L12 11.5 H0 Z',
  statement: 'M1 1 H11 V11 H1 Z',
  action: 'M0 3 H12 V9 H0 Z',
  milestone: 'M1 0 V12 H3 V7 H11 L8 3.5 L11 0 Z',
  review: 'M6 0.5 A5.5 5.5 0 1 1 5.99 0.5 Z',
};

function Shape({ kind }: { kind: DueKind }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="mr-1.5 inline-block size-2.5 shrink-0">
      <path d={SHAPES[kind]} fill="currentColor" />
    </svg>
  );
}

/** The shape of a kind of entry, with its name for those who do not see it. */
export function DueMark({ kind }: { kind: DueKind }) {
  return (
    <>
      <Shape kind={kind} />
      <span className="sr-only">{DUE_KIND_NAMES[kind]}: </span>
    </>
  );
}

/** What the shapes stand for. */
export function DueLegend() {
  return (
    <ul aria-label="Signs" className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-16 text-ink-soft">
      {DUE_KINDS.map((kind) => (
        <li key={kind}>
          <Shape kind={kind} />
          {DUE_KIND_NAMES[kind]}
        </li>
      ))}
    </ul>
  );
}
