import { drillEdge } from '#tests/drills/edge.ts';
import { drillInstall } from '#tests/drills/install.ts';
import { drillRaces } from '#tests/drills/races.ts';
import { printMeasurements } from './measurements.ts';

// npm run drills -- NAME: what takes too long for every test run, in a folder of its own, and says what it came to. Exits
// 1 when a bound is broken. `--small` is what npm test runs of the first.

const DRILLS: Readonly<Record<string, typeof drillEdge>> = {
  edge: drillEdge,
  install: drillInstall,
  races: drillRaces,
};

const [name = '', ...flags] = process.argv.slice(2);
const drill = DRILLS[name];
if (!drill) {
  console.error(`Name a drill: ${Object.keys(DRILLS).join(', ')}. For example: npm run drills -- edge`);
  process.exit(1);
}

await printMeasurements((cleanUps) =>
  drill({ size: flags.includes('--small') ? 'small' : 'full', cleanUps }),
);
