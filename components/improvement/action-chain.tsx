import type { ReactNode } from 'react';
import { Link } from '#components/ui/link.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import { knownStatement } from '#lib/frameworks/known.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { excerpt } from '#lib/kernel/text/excerpt.ts';
import type { ActionView } from '#lib/record/improvement/queries.ts';
import {
  describeProof,
  PROOF_STATE_NAMES,
  type ProofState,
  proofState,
} from '#lib/record/improvement/state.ts';
import { StandingTag } from './standing-tag.tsx';

const TONES: Readonly<Record<ProofState, TagTone>> = {
  proven: 'plain',
  moving: 'info',
  'not moving': 'warning',
  'too early': 'neutral',
  'no value': 'neutral',
  'no aim': 'neutral',
};

type ActionChainProps = { council: string; view: ActionView; today: CalendarDate };

/** From what was found, through the action, to the score that it should move and the measure that proves it. */
export function ActionChain({ council, view, today }: ActionChainProps) {
  const { action, findings, measures, scores } = view;
  return (
    <ol className="border-l-4 border-accent">
      <Step name="Finding">
        {findings.length === 0 ? (
          <Missing>Answers no finding yet.</Missing>
        ) : (
          <ul className="space-y-1">
            {findings.map(({ number, text }) => (
              <li key={number}>
                <Link href={routes.finding(council, number)}>Finding {number}</Link>:{' '}
                <bdi>{excerpt(text)}</bdi>
              </li>
            ))}
          </ul>
        )}
      </Step>
      <Step name="Action">
        <p className="font-semibold">
          <bdi>{action.title}</bdi>
        </p>
        <div className="mt-1">
          <StandingTag action={action} today={today} />
        </div>
      </Step>
      <Step name="Score it should move">
        {action.aims.length === 0 ? (
          <Missing>No quality statement yet.</Missing>
        ) : (
          <ul className="space-y-1">
            {action.aims.map(({ statement, score }) => {
              const { name } = knownStatement(statement);
              const isNow = scores !== null && statement in scores;
              const now = scores?.[statement] ?? null;
              return (
                <li key={statement}>
                  {isNow ? <Link href={routes.statement(council, statement)}>{name}</Link> : name}
                  {describeMove(now, score, isNow)}
                </li>
              );
            })}
          </ul>
        )}
      </Step>
      <Step name="Measure that proves it">
        {action.proofs.length === 0 ? (
          <Missing>No measure yet.</Missing>
        ) : (
          <ul className="space-y-3">
            {action.proofs.map((proof) => {
              const values = measures.find(({ key }) => key === proof.measure)?.values ?? [];
              const found = proofState(proof, values, action.startsOn);
              return (
                <li key={proof.measure}>
                  <Link href={routes.measure(council, proof.measure)}>
                    <bdi>{proof.name}</bdi>
                  </Link>
                  : {describeProof(proof, found)}.{' '}
                  <Tag tone={TONES[found.state]}>{PROOF_STATE_NAMES[found.state]}</Tag>
                </li>
              );
            })}
          </ul>
        )}
      </Step>
    </ol>
  );
}

/** " from 2 to 3", " to 3, which is its score now". */
function describeMove(now: number | null, score: number | null, isNow: boolean): string {
  if (score === null) return '';
  if (!isNow) return ` to ${score}`;
  if (now === null) return `, not scored yet, to ${score}`;
  if (now >= score) return ` to ${score}. It has ${now} now`;
  return ` from ${now} to ${score}`;
}

function Step({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-4 pl-5 first:pt-1 last:border-b-0 last:pb-1 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <h3 className="text-16 text-ink-soft">{name}</h3>
      <div className="min-w-0 wrap-anywhere">{children}</div>
    </li>
  );
}

function Missing({ children }: { children: ReactNode }) {
  return <p className="text-ink-soft">{children}</p>;
}
