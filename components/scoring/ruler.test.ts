import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { addFramework } from '#lib/frameworks/known.ts';
import { exampleState } from '#lib/record/assessments/testing/fixtures.ts';
import { type Scores, STATEMENT_IDS } from '#lib/scoring/index.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { type PlacedLabel, placeLabels, RULER_LENGTH, rulerOf, spread } from './ruler.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

const scoresOf = (scores: readonly number[]): Scores =>
  Object.fromEntries(STATEMENT_IDS.map((id, index) => [id, scores[index] ?? null]));

/** All labels of a row are on the drawing and apart. */
function expectApart(row: readonly PlacedLabel[], length: number): void {
  const edges = row.flatMap(({ centre, size }) => [centre - size / 2, centre + size / 2]);
  expect(edges).toEqual(edges.toSorted((a, b) => a - b));
  expect(edges.at(0) ?? 0).toBeGreaterThanOrEqual(0);
  expect(edges.at(-1) ?? 0).toBeLessThanOrEqual(length);
}

function expectReadable(...given: Parameters<typeof exampleState>): void {
  const ruler = rulerOf(exampleState(...given));
  for (const direction of ['lying', 'standing'] as const) {
    const { scores, thresholds, names } = placeLabels(ruler, direction);
    for (const row of [scores, thresholds, names]) {
      expectApart(row, RULER_LENGTH[direction]);
      for (const { height } of row) expect(height).toBeGreaterThanOrEqual(16);
    }
  }
}

describe('the labels of a ruler', () => {
  it('are on it and apart, whatever the score, its range and the thresholds are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 9 }),
        fc.subarray([...STATEMENT_IDS]),
        fc.constantFrom('62-80', 'cqc'),
        (scores, completed, thresholds) => expectReadable(scoresOf(scores), { completed, thresholds }),
      ),
    );
  });

  it('are so at both ends, at each threshold, and in another framework', () => {
    for (const thresholds of ['62-80', 'cqc'] as const) {
      for (let points = 9; points <= 36; points += 1) {
        const scores = STATEMENT_IDS.map((_, index) => 1 + Math.floor((points - 1 - index) / 9));
        const state = exampleState(scoresOf(scores), { thresholds });
        expect(state.value?.points).toBe(points);
        expectReadable(scoresOf(scores), { thresholds, completed: STATEMENT_IDS.slice(1) });
      }
    }
    const { id: framework, statementIds } = FICTIONAL_FRAMEWORK;
    const scores = Object.fromEntries(statementIds.map((id) => [id, 5]));
    expectReadable(scores, { framework, thresholds: 'fictional', completed: [] });
  });

  it('name the score once, also where it is an end of its range', () => {
    const lowest = exampleState(scoresOf(STATEMENT_IDS.map(() => 1)), { completed: STATEMENT_IDS.slice(1) });
    const { scores } = placeLabels(rulerOf(lowest), 'lying');
    expect(scores.map(({ text }) => text)).toEqual(['25', '34']);
  });
});

describe('spread', () => {
  const labels = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 1000 }), size: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 12 },
  );

  it('keeps labels in order, on the line and a gap apart', () => {
    fc.assert(
      fc.property(labels, (given) => {
        const sorted = given.toSorted((a, b) => a.at - b.at);
        const centres = spread(sorted, 1000, 5);
        const edges = sorted.flatMap(({ size }, index) => [
          (centres[index] ?? 0) - size / 2 - 2.5,
          (centres[index] ?? 0) + size / 2 + 2.5,
        ]);
        for (const [index, edge] of edges.entries()) {
          expect(edge).toBeGreaterThanOrEqual((edges[index - 1] ?? -2.5) - 1e-9);
          expect(edge).toBeLessThanOrEqual(1002.5 + 1e-9);
        }
      }),
    );
  });

  it('leaves labels with room where they are', () => {
    expect(
      spread(
        [
          { at: 20, size: 20 },
          { at: 60, size: 20 },
        ],
        100,
        4,
      ),
    ).toEqual([20, 60]);
    expect(
      spread(
        [
          { at: 0, size: 20 },
          { at: 100, size: 20 },
        ],
        100,
        4,
      ),
    ).toEqual([10, 90]);
    expect(
      spread(
        [
          { at: 50, size: 20 },
          { at: 52, size: 20 },
        ],
        100,
        4,
      ),
    ).toEqual([39, 63]);
  });
});
