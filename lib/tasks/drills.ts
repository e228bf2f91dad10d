import { drillEdge } from '#tests/drills/edge.ts';
import { printMeasurements } from './measurements.ts';

// npm run drills -- NAME: puts the built service under stress, in a folder of its own, and says what it came to.
// Exits 1 when a bound is broken. `--small` is what npm test runs.

const DRILLS: Readonly<Record<string, typeof drillEdge>> = { edge: drillEdge };

const [name = '', ...flags] = process.argv.slice(2);
const drill = DRILLS[name];
if (!drill) {
  console.error(`Name a drill: ${Object.keys(DRILLS).join(', ')}. For example: npm run drills -- edge`);
  process.exit(1);
}

await printMeasurements((cleanUps) =>
  drill({ size: flags.includes('--small') ? 'small' : 'full', cleanUps }),
);
