import { isMet, printTable, type Row } from '#tests/bench/measure.ts';
import { stopRequested } from './server-process.ts';

/** Clean-up functions, run last to first after success or failure. */
export type CleanUps = (() => unknown)[];

/** Measures, prints the table and exits: with 1 when a limit is missed or the process was asked to stop. */
export async function printMeasurements(
  measure: (cleanUps: CleanUps) => Promise<readonly Row[]>,
): Promise<never> {
  const stopAsked = stopRequested().then(() => 'stopped' as const);
  const cleanUps: CleanUps = [];
  let exitCode = 1;
  try {
    const rows: readonly Row[] | 'stopped' = await Promise.race([measure(cleanUps), stopAsked]);
    if (rows === 'stopped') {
      console.log('Stopping …');
    } else {
      console.log();
      printTable(rows);
      exitCode = rows.every(isMet) ? 0 : 1;
    }
  } catch (error) {
    console.error(error);
  } finally {
    for (const cleanUp of cleanUps.toReversed()) {
      await Promise.resolve(cleanUp()).catch((error: unknown) => console.error(error));
    }
  }
  process.exit(exitCode);
}
