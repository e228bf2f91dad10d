import { useId } from 'react';
import { Link } from '#components/ui/link.tsx';
import { capitalise } from '#lib/kernel/format.ts';
import type { ShownScores } from '#lib/record/challenge/rules.ts';
import {
  type Score,
  STATEMENTS,
  type StatementId,
  scoreWords,
  statement,
  THEMES,
  type ThemeId,
} from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';
import {
  type Challenges,
  describeChallenges,
  describeScoreCounts,
  describeScores,
} from './scores-in-words.ts';

type ScorePictureProps = {
  scores: ShownScores;
  /** Challenge scores: a lozenge on the block, and the number under the score. */
  challenges?: Challenges | undefined;
  /** The previous cycle's scores: a dash beside each column. */
  before?: Readonly<Partial<Record<StatementId, Score | null>>> | undefined;
  /** The address of each statement; without it the names are plain text. */
  hrefFor?: ((statement: StatementId) => string) | undefined;
  /** A table beside the picture names the statements, so narrow screens show the columns alone. */
  hasTable?: boolean | undefined;
};

type ScorePictureSmallProps = {
  scores: ShownScores;
  /** The owner of the scores, for a picture in a list. */
  name?: string | undefined;
};

// The wide picture and its labels share these columns: 90 units a statement, 10 between two, 30 between themes.
const GRID =
  'grid-cols-[90fr_10fr_90fr_10fr_90fr_30fr_90fr_10fr_90fr_30fr_90fr_10fr_90fr_30fr_90fr_10fr_90fr]';
const THEME_PLACES: Record<ThemeId, string> = {
  1: '@min-[62rem]:col-[1/6]',
  2: '@min-[62rem]:col-[7/10]',
  3: '@min-[62rem]:col-[11/14]',
  4: '@min-[62rem]:col-[15/18]',
};
const STATEMENT_PLACES = ['@min-[62rem]:col-1', '@min-[62rem]:col-3', '@min-[62rem]:col-5'] as const;
const COLUMN = 100;
const BETWEEN_THEMES = 20;
const BLOCK = { width: 90, height: 26, gap: 4 } as const;
const PICTURE = {
  width: 9 * COLUMN - 10 + 3 * BETWEEN_THEMES,
  height: 4 * BLOCK.height + 3 * BLOCK.gap,
} as const;

/**
 * The nine statements as columns of four blocks under their themes. On narrow screens they are rows, with the blocks
 * beside the words.
 */
export function ScorePicture({
  scores,
  challenges = {},
  before = {},
  hrefFor,
  hasTable = false,
}: ScorePictureProps) {
  const id = useId();
  return (
    <div className="@container">
      <div className={`@min-[62rem]:grid @min-[62rem]:grid-rows-[auto_auto_auto] ${GRID}`}>
        <svg
          role="img"
          aria-labelledby={`${id}title ${id}text`}
          viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
          className={`w-full @min-[62rem]:col-[1/-1] @min-[62rem]:row-2 @min-[62rem]:block ${hasTable ? 'block' : 'hidden'}`}
        >
          <title id={`${id}title`}>Scores for the nine quality statements</title>
          <desc id={`${id}text`}>{describeScores(scores, challenges)}</desc>
          <ScoreBlocks
            columns={STATEMENTS.map(({ id: statement, theme }, index) => ({
              score: scores[statement] ?? null,
              challenges: challenges[statement],
              before: before[statement],
              x: index * COLUMN + (theme - 1) * BETWEEN_THEMES,
            }))}
            direction="up"
            {...BLOCK}
          />
        </svg>
        {THEMES.map((theme) => (
          <div
            key={theme.id}
            className={`${hasTable ? 'hidden' : 'mt-8'} first-of-type:mt-0 @min-[62rem]:row-[1/4] @min-[62rem]:mt-0 @min-[62rem]:grid @min-[62rem]:grid-cols-subgrid @min-[62rem]:grid-rows-subgrid ${THEME_PLACES[theme.id]}`}
          >
            <h3 className="border-t-2 border-ink pt-2 pb-3 heading-3 @min-[62rem]:col-[1/-1]">
              {theme.name}
            </h3>
            <ul className="border-t border-rule @min-[62rem]:col-[1/-1] @min-[62rem]:row-3 @min-[62rem]:grid @min-[62rem]:grid-cols-subgrid @min-[62rem]:border-0 @min-[62rem]:pt-3">
              {theme.statements.map((statement, index) => (
                <StatementScore
                  key={statement}
                  id={statement}
                  scores={scores}
                  challenges={challenges[statement] ?? []}
                  href={hrefFor?.(statement)}
                  hasRow={!hasTable}
                  place={STATEMENT_PLACES[index] ?? ''}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}

type StatementScoreProps = {
  id: StatementId;
  scores: ShownScores;
  challenges: readonly Score[];
  href: string | undefined;
  /** Whether it can also be a row. */
  hasRow: boolean;
  place: string;
};

function StatementScore({ id, scores, challenges, href, hasRow, place }: StatementScoreProps) {
  const { name } = statement(id);
  const score = scores[id] ?? null;
  return (
    <li
      className={`flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-rule py-3 @min-[62rem]:block @min-[62rem]:border-0 @min-[62rem]:py-0 ${place}`}
    >
      {hasRow && (
        <>
          <div className="min-w-0 grow basis-full text-19 @min-[40rem]:basis-0 @min-[62rem]:hidden">
            <Name name={name} href={href} />
          </div>
          <svg
            viewBox="0 0 108 20"
            aria-hidden="true"
            className="h-4 w-[5.4rem] shrink-0 @min-[62rem]:hidden"
          >
            <ScoreBlocks
              columns={[{ score, challenges, x: 0 }]}
              width={24}
              height={20}
              gap={4}
              direction="across"
            />
          </svg>
        </>
      )}
      <p className="text-16 @min-[62rem]:min-h-18 @max-[62rem]:flex @max-[62rem]:items-baseline @max-[62rem]:gap-2 @min-[40rem]:@max-[62rem]:w-52">
        {score === null || score === 'hidden' ? (
          <span className="text-ink-soft @min-[62rem]:block @min-[62rem]:pt-2">
            {score === null ? 'Not scored' : 'Hidden'}
          </span>
        ) : (
          <>
            <span className="text-24 font-bold tabular @min-[62rem]:block @min-[62rem]:text-32 @min-[62rem]:leading-none">
              {score}
            </span>
            <span className="@min-[62rem]:block @min-[62rem]:leading-5">{scoreWords(score)}</span>
          </>
        )}
      </p>
      <div className="hidden pt-2 text-16 leading-5 hyphens-auto wrap-anywhere @min-[62rem]:block">
        <Name name={name} href={href} />
      </div>
      {challenges.length > 0 && (
        <p className="basis-full text-16 text-ink-soft @min-[62rem]:pt-1">
          {capitalise(describeChallenges(challenges))}
        </p>
      )}
    </li>
  );
}

function Name({ name, href }: { name: string; href: string | undefined }) {
  return href === undefined ? <span className="font-semibold">{name}</span> : <Link href={href}>{name}</Link>;
}

const SMALL = { width: 10, height: 7, gap: 1 } as const;
const SMALL_BETWEEN = 2;
const SMALL_BETWEEN_THEMES = 3;
const SMALL_COLUMN = SMALL.width + SMALL_BETWEEN;
const SMALL_PICTURE = {
  width: 9 * SMALL_COLUMN - SMALL_BETWEEN + 3 * SMALL_BETWEEN_THEMES,
  height: 4 * SMALL.height + 3 * SMALL.gap,
} as const;

/** The same picture two lines high, for a row in a list. At this size an unscored column is one outline. */
export function ScorePictureSmall({ scores, name }: ScorePictureSmallProps) {
  const id = useId();
  const columns = STATEMENTS.map(({ id: statement, theme }, index) => ({
    score: scores[statement] ?? null,
    x: index * SMALL_COLUMN + (theme - 1) * SMALL_BETWEEN_THEMES,
  }));
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${SMALL_PICTURE.width} ${SMALL_PICTURE.height}`}
      className="h-[1.9375rem] w-[7.1875rem] shrink-0"
    >
      <title id={id}>
        {name === undefined ? describeScoreCounts(scores) : `${name}. ${describeScoreCounts(scores)}`}
      </title>
      <ScoreBlocks columns={columns.filter(({ score }) => score !== null)} direction="up" {...SMALL} />
      {columns
        .filter(({ score }) => score === null)
        .map(({ x }) => (
          <rect
            key={x}
            x={x + 0.5}
            y={0.5}
            width={SMALL.width - 1}
            height={SMALL_PICTURE.height - 1}
            className="mark-missing"
          />
        ))}
    </svg>
  );
}
