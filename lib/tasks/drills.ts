import { isMet, printTable, type Row } from '#tests/bench/measure.ts';
import { drillEdge } from '#tests/drills/edge.ts';
import { askedToStop } from './server-process.ts';

// npm run drills -- NAME: puts the built service under stress, in a folder of its own, and says what it came to.
// Exits 1 when a bound is broken. `--small` is what npm test runs.

const DRILLS: Readonly<Record<string, typeof drillEdge>> = { edge: drillEdge };

const [name = '', ...flags] = process.argv.slice(2);
const drill = DRILLS[name];
if (!drill) {
  console.error(`Name a drill: ${Object.keys(DRILLS).join(', ')}. For example: npm run drills -- edge`);
  process.exit(1);
}

const stopAsked = askedToStop().then(() => 'stopped' as const);
const cleanUps: (() => unknown)[] = [];
let exitCode = 1;
try {
  const rows: readonly Row[] | 'stopped' = await Promise.race([
    drill({ size: flags.includes('--small') ? 'small' : 'full', cleanUps }),
    stopAsked,
  ]);
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
