import { v7 as uuidv7 } from 'uuid';
import { type CouncilId, memberContext } from '#lib/platform/access/context.ts';
import { sendFiles } from './send-files.ts';

// A separate process that sends files, for tests to kill. Reports everything that the server has answered for.

const { council, person } = JSON.parse(process.argv[2] ?? '') as {
  council: { id: CouncilId; slug: string; name: string; isExample: boolean };
  person: { id: string; name: string; email: string };
};
const brand = { colour: '', logo: null };
const context = memberContext({ council: { ...council, brand }, role: 'lead' }, person, uuidv7());
await sendFiles(context, (what) => process.send?.(what));
process.exit(0);
