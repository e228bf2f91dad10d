import { drillEdge } from '#tests/drills/edge.ts';
import { drillInstall } from '#tests/drills/install.ts';
import { drillPacks } from '#tests/drills/packs.ts';
import { drillEvidence, drillRaces } from '#tests/drills/races.ts';
import { drillText } from '#tests/drills/text.ts';
import { printMeasurements } from './measurements.ts';

// npm run drills -- NAME: runs tests too slow for every run, in their own folder, and prints the measurements. Exits 1
// when a limit is missed. `--small` is the size that npm test runs.

const DRILLS: Readonly<Record<string, typeof drillEdge>> = {
  edge: drillEdge,
  evidence: drillEvidence,
  install: drillInstall,
  packs: drillPacks,
  races: drillRaces,
  text: drillText,
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
