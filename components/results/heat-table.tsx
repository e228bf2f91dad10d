'use client';
// Interactive in nothing. As a server component each of its 1,600 cells would travel twice, as HTML and as an element
// beside it, and the page would take half as long again.

import { useId } from 'react';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

/** `href`: the address of the page sorted by this column. `order`: if it is already. */
export type HeatColumn = {
  readonly name: string;
  readonly href: string;
  readonly order: 'ascending' | 'descending' | undefined;
};

type OwnRow = {
  readonly name: string;
  readonly score: string;
  /** One for each statement. Null: none is known. */
  readonly scores: readonly (number | null)[] | null;
  readonly rating: string;
  readonly published: string;
};

export type HeatRow = OwnRow & { readonly code: string; readonly notes: readonly string[] };

type HeatTableProps = {
  council: string;
  caption: string;
  before: readonly HeatColumn[];
  statements: readonly HeatColumn[];
  after: readonly HeatColumn[];
  /** The ends of the scale. */
  lowest: number;
  highest: number;
  own: OwnRow | null;
  rows: readonly HeatRow[];
};

export function HeatTable({
  council,
  caption,
  before,
  statements,
  after,
  lowest,
  highest,
  own,
  rows,
}: HeatTableProps) {
  const id = useId();
  const shades = { lowest, highest, count: statements.length };
  return (
    <section
      aria-labelledby={id}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto print:overflow-visible"
    >
      <table className="heat-map">
        <caption id={id} className="sr-only">
          {caption}
        </caption>
        <thead>
          <tr>
            {before.map((column) => heading(column))}
            {statements.map((column) => heading(column, 'heat-statement'))}
            {after.map((column) => heading(column))}
          </tr>
        </thead>
        {own && (
          <tbody className="heat-own">
            <tr>
              <th scope="row">{own.name}</th>
              <td>{own.score}</td>
              {cells(own.scores, shades)}
              <td>{own.rating}</td>
              <td />
            </tr>
          </tbody>
        )}
        <tbody>
          {rows.map(({ code, name, notes, score, scores, rating, published }) => (
            <tr key={code}>
              <th scope="row">
                <Link href={routes.councilResults(council, code)}>{name}</Link>
                {notes.map((note) => (
                  <small key={note}>{note}</small>
                ))}
              </th>
              <td>{score}</td>
              {cells(scores, shades)}
              <td>{rating}</td>
              <td>{published}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

// Plain functions: a component for each of so many cells costs more than the cell.

function heading({ name, href, order }: HeatColumn, className?: string) {
  return (
    <th key={name} scope="col" aria-sort={order} className={className}>
      <a href={href} className="link">
        {name}
      </a>
    </th>
  );
}

type Shades = { readonly lowest: number; readonly highest: number; readonly count: number };

/** The statement scores, or one cell if none is known. */
function cells(scores: OwnRow['scores'], { lowest, highest, count }: Shades) {
  if (!scores) {
    return (
      <td colSpan={count} className="heat-none">
        Not known
      </td>
    );
  }
  return scores.map((score, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a row never change their order.
    <td key={at} className={score === null ? 'heat' : `heat-${shade(score, lowest, highest)}`}>
      {score ?? '–'}
    </td>
  ));
}

/** 1 to 4, however long the scale is. */
function shade(score: number, lowest: number, highest: number): number {
  return 1 + Math.round((3 * (score - lowest)) / (highest - lowest));
}
