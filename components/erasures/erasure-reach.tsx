import { Section } from '#components/layout/section.tsx';
import { formatCount } from '#lib/kernel/format.ts';
import type { Reach } from '#lib/work/erasures/queries.ts';

/** Before an erasure: what goes, what stays, and what it cannot reach. */
export function ErasureReach({ reach }: { reach: Reach }) {
  const { kind, versions, others, uses, answers, actions, comments, content, packs, downloads, olderEvents } =
    reach;
  const files =
    versions === 1
      ? 'The file and its name'
      : `${versions === 2 ? 'Both' : `All ${versions}`} versions of the file, and their names`;
  return (
    <>
      <Section heading="What is erased straight away">
        <Items
          of={[
            kind === 'file' ? files : 'The address of the link',
            'The title, the owner and the tags',
            kind === 'file' && 'The text that was read from the file, which searches find',
            uses > 0 && `What it shows and where, on ${formatCount(uses, 'statement')} in all assessments`,
            answers > 0 && `Where it answers ${formatCount(answers, 'item')} of an information return`,
            'The reasons given for new versions, a withdrawal or a hold',
            comments > 0 && `The text of ${formatCount(comments, 'comment')} on it`,
            content.length > 0 &&
              'The same words in stored versions of the assessment, which then show the date of the erasure',
            packs > 0 && `The files of ${formatCount(packs, 'evidence pack')} that the service keeps`,
            'The same words in the history, and in forms that were not saved',
          ]}
        />
        {content.length > 0 && (
          <>
            <p className="mt-4 mb-2">
              Stored versions that change, with their signatures and fingerprints kept:
            </p>
            <Items
              of={content.map(({ kind: stored, version, cycle }) => `${CONTENT[stored](version)}, ${cycle}`)}
            />
          </>
        )}
      </Section>
      <Section heading="What is kept">
        <Items
          of={[
            'The number, which is never used again. Texts that cite it show it as erased',
            actions > 0 &&
              `That it is evidence of ${formatCount(actions, 'action')} of the improvement plan, where it no longer counts`,
            'The category, dates, marking, topics and who it came from, and the size and fingerprint (SHA-256) of each file',
            'Who added, changed and erased it, and when, and why it was erased',
          ]}
        />
      </Section>
      <Section heading="What erasing cannot remove">
        <Items
          of={[
            ...others.map(({ reference, as }) => `${reference}, ${OTHERS[as]}. Ask for it to be erased too`),
            'What people wrote about it elsewhere, such as in statements and comments on them. Check these yourself',
            downloads > 0
              ? `Copies that people have: it was downloaded ${formatCount(downloads, 'time')}. The history names who did. Evidence packs made before name it too`
              : 'Evidence packs that people made and downloaded before',
            olderEvents > 0 &&
              `${formatCount(olderEvents, 'event')} of the history from before names were kept apart. They hold its title, owner and file name or address, and cannot be changed`,
            'Backups, until they are deleted. Ask the people who run this service',
          ]}
        />
      </Section>
    </>
  );
}

const CONTENT: Record<Reach['content'][number]['kind'], (version: number) => string> = {
  signed: (version) => `Signed version ${version}`,
  proposed: (step) => `Sent for sign-off in step ${step}`,
  closed: () => 'As closed',
};

const OTHERS: Record<Reach['others'][number]['as'], string> = {
  'same file': 'which has the same file',
  transcript: 'which is its transcript',
  recording: 'the recording of which it is the transcript',
};

function Items({ of }: { of: readonly (string | false)[] }) {
  return (
    <ul className="max-w-text list-disc space-y-1 pl-6">
      {of.map((text) => text !== false && <li key={text}>{text}.</li>)}
    </ul>
  );
}
