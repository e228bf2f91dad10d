import { sharePack } from '#lib/exchange/pack-copies/commands.ts';
import { listCopyLinks } from '#lib/exchange/pack-copies/queries.ts';
import { paperLinkInput } from '#tests/integration/council-factory.ts';
import { AS_OF, nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  // The one that the calls of packs make.
  make: async () => ({ pack: 1 }),
  calls: {
    'queries listCopyLinks': {
      permission: 'links:manage',
      run: (context) => listCopyLinks(context, AS_OF),
    },
    'commands sharePack': {
      permission: 'links:manage',
      notFound: { outcome: 'not found' },
      run: (context, { pack }) => sharePack(context, { ...paperLinkInput(), number: pack }),
    },
  },
  withoutPermission: {
    'commands readSharedPack': 'for a person with a link, which is all they may open',
    'commands locateSharedFile': 'for a person with a link, which is all they may open',
    'commands recordSharedDownload': 'for a person with a link, which is all they may open',
  },
});
