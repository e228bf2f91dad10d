import {
  askAdditions,
  askPack,
  askPackAgain,
  cancelPack,
  exportPack,
  exportRecipe,
  recordPackDownload,
} from '#lib/exchange/packs/commands.ts';
import {
  getPack,
  getPackChoices,
  getReturnChoice,
  listPacks,
  packSnapshot,
  readablePack,
} from '#lib/exchange/packs/queries.ts';
import { asSuperuser } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const NONE = '0198a5c0-0000-7000-8000-000000000000';
const OPEN = { kind: 'open' } as const;

export const CALLS = nounCalls({
  async make({ as }, mark) {
    const asked = await askPack(as.lead, { purpose: mark, packForm: 'register', content: OPEN });
    if (asked.outcome !== 'asked') throw new Error('There is nothing to make a pack of');
    // As if it had been made before.
    await asSuperuser(
      `INSERT INTO pack_files (council_id, id, pack_id, volume, media_type, bytes, sha256, made_at, removed_at)
       SELECT council_id, gen_random_uuid(), id, 1, 'application/pdf', 1, repeat('0', 64), now(), now() FROM packs
        WHERE council_id = $1`,
      [as.lead.council.id],
    );
    return { pack: asked.number };
  },
  roles: {
    'pack:export': ['contributor', 'lead', 'director', 'reader'],
    'pack:cancel': ['lead', 'director'],
  },
  calls: {
    'queries packSnapshot': {
      permission: 'pack:export',
      run: (context) => packSnapshot(context, NONE, new Date(0)),
    },
    'queries listPacks': { permission: 'pack:export', run: listPacks },
    'queries getPackChoices': { permission: 'pack:export', run: getPackChoices },
    'queries getReturnChoice': {
      permission: 'pack:export',
      notFound: null,
      run: (context) => getReturnChoice(context, { kind: 'return', inspection: 99, list: 1 }),
    },
    'queries getPack': {
      permission: 'pack:export',
      notFound: null,
      run: (context, { pack }) => getPack(context, pack),
    },
    'queries readablePack': {
      permission: 'pack:export',
      notFound: null,
      run: (context, { pack }) => readablePack(context, pack, '1.pdf'),
    },
    'commands exportPack': {
      permission: 'pack:export',
      run: (context) => exportPack(context),
    },
    'commands askPack': {
      permission: 'pack:export',
      run: (context) =>
        askPack(context, { purpose: 'Asked for by a test', packForm: 'register', content: OPEN }),
    },
    'commands askAdditions': {
      permission: 'pack:export',
      notFound: { outcome: 'not found' },
      run: (context, { pack }) =>
        askAdditions(context, {
          ...{ number: pack, purpose: 'Asked for by a test', content: OPEN },
          readForNames: [],
        }),
    },
    'commands cancelPack': {
      permission: 'pack:export',
      notFound: { outcome: 'not found' },
      run: (context, { pack }) => cancelPack(context, { number: pack }),
    },
    'commands askPackAgain': {
      permission: 'pack:export',
      notFound: { outcome: 'not found' },
      run: (context, { pack }) => askPackAgain(context, { number: pack }),
    },
    'commands exportRecipe': {
      permission: 'pack:export',
      notFound: null,
      run: (context, { pack }) => exportRecipe(context, pack),
    },
    'commands recordPackDownload': {
      permission: 'pack:export',
      run: (context) =>
        recordPackDownload(context, { packId: NONE, number: 1, volume: 1, sha256: '0'.repeat(64) }),
    },
  },
});
