import { v7 as uuidv7 } from 'uuid';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import {
  addUploads,
  beginUpload,
  keepAnswers,
  noteChecked,
  noteReceived,
  removeUpload,
} from '#lib/record/uploads/commands.ts';
import { getUpload, isEvidenceFile, listUploads } from '#lib/record/uploads/queries.ts';
import { newUpload } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }, mark) => {
    const begin = async (context: CouncilContext) => {
      const begun = await beginUpload(context, newUpload({ name: `${mark}.txt`, folder: mark }));
      if (begun.outcome !== 'begun') throw new Error(`No upload was begun: ${begun.outcome}`);
      return begun.id;
    };
    return { upload: await begin(as.lead) };
  },
  calls: {
    'queries listUploads': { permission: 'evidence:add', run: (context) => listUploads(context) },
    'queries getUpload': {
      permission: 'evidence:add',
      notFound: null,
      run: (context, { upload }) => getUpload(context, upload),
    },
    'queries isEvidenceFile': {
      permission: 'evidence:add',
      notFound: false,
      run: (context, { upload }) => isEvidenceFile(context, upload),
    },
    'commands beginUpload': {
      permission: 'evidence:add',
      run: async (context) => (await beginUpload(context, newUpload({ key: uuidv7() }))).outcome,
    },
    'commands noteReceived': {
      permission: 'evidence:add',
      notFound: false,
      run: (context, { upload }) => noteReceived(context, upload, 1),
    },
    'commands noteChecked': {
      permission: 'evidence:add',
      notFound: false,
      run: (context, { upload }) =>
        noteChecked(context, upload, { sha256: '0'.repeat(64), withoutPlace: false }),
    },
    'commands keepAnswers': {
      permission: 'evidence:add',
      notFound: { outcome: 'kept', files: 0 },
      run: (context, { upload }) =>
        keepAnswers(context, { upload: [upload], title: { [upload]: 'A title' }, answers: null }),
    },
    'commands addUploads': {
      permission: 'evidence:add',
      run: (context) => addUploads(context, new Set()),
    },
    'commands removeUpload': {
      permission: 'evidence:add',
      notFound: { outcome: 'not found' },
      run: (context, { upload }) => removeUpload(context, upload),
    },
  },
});
