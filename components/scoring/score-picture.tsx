import { useId } from 'react';
import { Link } from '#components/ui/link.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { capitalise, formatInWords } from '#lib/kernel/format.ts';
import type { ShownScores } from '#lib/record/challenge/rules.ts';
import { type Score, type StatementId, scoreWords } from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';
import {
  type Challenges,
  describeChallenges,
  describeScoreCounts,
  describeScores,
} from './scores-in-words.ts';

type ScorePictureProps = {
  scores: ShownScores;
  /** The id of the framework whose statements these are. */
  framework: string;
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
  /** The id of the framework whose statements these are. */
  framework: string;
  /** The owner of the scores, for a picture in a list. */
  name?: string | undefined;
};

type Sizes = {
  /** Size of one block, and the gap between two of a column. */
  width: number;
  height: number;
  gap: number;
  /** Between two columns, and what is added between two themes. */
  between: number;
  betweenThemes: number;
};

/** The left edge of each statement's column, and the size of the picture. */
function layOut({ statements, themes, scores }: Framework, sizes: Sizes) {
  const { width, height, gap, between, betweenThemes } = sizes;
  const step = width + between;
  return {
    columns: statements.map(({ id, theme }, index) => ({
      id,
      x: index * step + (theme - 1) * betweenThemes,
    })),
    width: statements.length * step - between + (themes.length - 1) * betweenThemes,
    height: scores.length * (height + gap) - gap,
  };
}

// The wide picture and its labels share these columns: 9 tracks a statement, 1 between two, 3 between themes.
const LARGE: Sizes = { width: 90, height: 26, gap: 4, between: 10, betweenThemes: 20 };
/** More statements than this need a wider screen for their columns. */
const MANY = 9;

/**
 * The statements as columns of blocks under their themes, one block for each score of the scale. On narrow screens they
 * are rows, with the blocks beside the words.
 */
export function ScorePicture({
  scores,
  framework: frameworkId,
  challenges = {},
  before = {},
  hrefFor,
  hasTable = false,
}: ScorePictureProps) {
  const id = useId();
  const framework = frameworkOf(frameworkId);
  const { columns, width, height } = layOut(framework, LARGE);
  return (
    <div className={framework.statements.length > MANY ? '@container/long' : '@container/short'}>
      <div className="columns:relative columns:grid columns:auto-cols-fr columns:grid-flow-col columns:grid-rows-[auto_auto_auto]">
        <svg
          role="img"
          aria-labelledby={`${id}title ${id}text`}
          viewBox={`0 0 ${width} ${height}`}
          className={`w-full overflow-visible columns:absolute columns:inset-0 columns:row-2 columns:block ${hasTable ? 'block' : 'hidden'}`}
        >
          <title id={`${id}title`}>
            {`Scores for the ${formatInWords(framework.statements.length)} quality statements`}
          </title>
          <desc id={`${id}text`}>{describeScores(scores, framework, challenges)}</desc>
          <ScoreBlocks
            columns={columns.map(({ id: statement, x }) => ({
              score: scores[statement] ?? null,
              challenges: challenges[statement],
              before: before[statement],
              x,
            }))}
            scale={framework.scores}
            direction="up"
            {...LARGE}
          />
        </svg>
        {framework.themes.map(({ id: theme, name, statements }, index) => {
          const inset = index === 0 ? 'columns:col-[1/-1]' : 'columns:col-[4/-1]';
          // The tracks of its statements, and of the gap before a later theme. The style sheet lists these classes.
          const span = `columns:col-span-${10 * statements.length + (index === 0 ? -1 : 2)}`;
          return (
            <div
              key={theme}
              className={`${hasTable ? 'hidden' : 'mt-8'} first-of-type:mt-0 columns:row-[1/4] columns:mt-0 columns:grid columns:grid-cols-subgrid columns:grid-rows-subgrid ${span}`}
            >
              <h3 className={`border-t-2 border-ink pt-2 pb-3 heading-3 ${inset}`}>{name}</h3>
              {/* Keeps the row as high as the picture, which is outside the flow. */}
              <svg
                aria-hidden="true"
                viewBox={`0 0 ${statements.length * (LARGE.width + LARGE.between) - LARGE.between} ${height}`}
                className={`hidden w-full columns:row-2 columns:block ${inset}`}
              />
              <ul
                className={`border-t border-rule columns:row-3 columns:grid columns:grid-cols-subgrid columns:border-0 columns:pt-3 ${inset}`}
              >
                {statements.map((statement, place) => (
                  <StatementScore
                    key={statement}
                    id={statement}
                    scores={scores}
                    challenges={challenges[statement] ?? []}
                    href={hrefFor?.(statement)}
                    hasRow={!hasTable}
                    isFirst={place === 0}
                  />
                ))}
              </ul>
            </div>
          );
        })}
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
  /** Whether it is the first of its theme, with no gap before it. */
  isFirst: boolean;
};

const ROW = { width: 24, height: 20, gap: 4 } as const;

function StatementScore({ id, scores, challenges, href, hasRow, isFirst }: StatementScoreProps) {
  const framework = frameworkOfStatement(id);
  const { name } = knownStatement(id);
  const score = scores[id] ?? null;
  return (
    <li
      className={`flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-rule py-3 columns:block columns:border-0 columns:py-0 ${isFirst ? 'columns:col-span-9' : 'columns:col-span-10 columns:pl-[10%]'}`}
    >
      {hasRow && (
        <>
          <div className="min-w-0 grow basis-full text-19 @min-[40rem]:basis-0 columns:hidden">
            <Name name={name} href={href} />
          </div>
          <svg
            viewBox={`0 0 ${framework.scores.length * (ROW.width + ROW.gap) - ROW.gap} ${ROW.height}`}
            aria-hidden="true"
            className="h-4 w-auto shrink-0 columns:hidden"
          >
            <ScoreBlocks
              columns={[{ score, challenges, x: 0 }]}
              scale={framework.scores}
              direction="across"
              {...ROW}
            />
          </svg>
        </>
      )}
      <p className="flex items-baseline gap-2 text-16 @min-[40rem]:w-52 columns:block columns:min-h-18 columns:w-auto">
        {score === null || score === 'hidden' ? (
          <span className="text-ink-soft columns:block columns:pt-2">
            {score === null ? 'Not scored' : 'Hidden'}
          </span>
        ) : (
          <>
            <span className="text-24 font-bold tabular columns:block columns:text-32 columns:leading-none">
              {score}
            </span>
            <span className="columns:block columns:leading-5">{scoreWords(score, framework)}</span>
          </>
        )}
      </p>
      <div className="hidden pt-2 text-16 leading-5 hyphens-auto wrap-anywhere columns:block">
        <Name name={name} href={href} />
      </div>
      {challenges.length > 0 && (
        <p className="basis-full text-16 text-ink-soft columns:pt-1">
          {capitalise(describeChallenges(challenges))}
        </p>
      )}
    </li>
  );
}

function Name({ name, href }: { name: string; href: string | undefined }) {
  return href === undefined ? <span className="font-semibold">{name}</span> : <Link href={href}>{name}</Link>;
}

const SMALL: Sizes = { width: 10, height: 7, gap: 1, between: 2, betweenThemes: 3 };

/** The same picture two lines high, for a row in a list. At this size an unscored column is one outline. */
export function ScorePictureSmall({ scores, framework: frameworkId, name }: ScorePictureSmallProps) {
  const id = useId();
  const framework = frameworkOf(frameworkId);
  const { columns, width, height } = layOut(framework, SMALL);
  const scored = columns.map(({ id: statement, x }) => ({ score: scores[statement] ?? null, x }));
  const words = describeScoreCounts(scores, framework);
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${width} ${height}`}
      width={`${width / 16}rem`}
      height={`${height / 16}rem`}
      className="shrink-0"
    >
      <title id={id}>{name === undefined ? words : `${name}. ${words}`}</title>
      <ScoreBlocks
        columns={scored.filter(({ score }) => score !== null)}
        scale={framework.scores}
        direction="up"
        {...SMALL}
      />
      {scored
        .filter(({ score }) => score === null)
        .map(({ x }) => (
          <rect
            key={x}
            x={x + 0.5}
            y={0.5}
            width={SMALL.width - 1}
            height={height - 1}
            className="mark-missing"
          />
        ))}
    </svg>
  );
}
