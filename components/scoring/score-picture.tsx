import { Link } from '#components/ui/link.tsx';
import { Tag, type TagTone } from '#components/ui/tag.tsx';
import type { Framework } from '#lib/frameworks/framework.ts';
import { frameworkOf, frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { capitalise } from '#lib/kernel/format.ts';
import type { ShownScore, ShownScores } from '#lib/record/challenge/rules.ts';
import { type Score, type StatementId, scoreWords } from '#lib/scoring/index.ts';
import { ScoreBlocks } from './score-blocks.tsx';
import { type Challenges, describeChallenges, describeScoreCounts } from './scores-in-words.ts';

/** What to know about a statement, in one or two words. */
export type Note = { readonly text: string; readonly tone: TagTone };

type ScorePictureProps = {
  scores: ShownScores;
  /** The id of the framework whose statements these are. */
  framework: string;
  /** Challenge scores: a lozenge on the block, and the number in words. */
  challenges?: Challenges | undefined;
  notes?: Readonly<Partial<Record<StatementId, readonly Note[]>>> | undefined;
  /** The address of each statement; without it the names are plain text. */
  hrefFor?: ((statement: StatementId) => string) | undefined;
};

const BLOCK = { width: 90, height: 20, gap: 3 } as const;

/**
 * The statements under their themes, each with its blocks, one for each score of the scale, its score and its name: in
 * columns, or in rows on narrow screens. The blocks are hidden from screen readers, which read the score once.
 */
export function ScorePicture({
  scores,
  framework: frameworkId,
  challenges = {},
  notes = {},
  hrefFor,
}: ScorePictureProps) {
  const { themes, scores: scale, statementIds } = frameworkOf(frameworkId);
  // Where nothing is scored, the page says it once.
  const hasScores = statementIds.some((id) => (scores[id] ?? null) !== null);
  const size = { ...BLOCK, scale, direction: 'up' as const };
  const height = scale.length * (BLOCK.height + BLOCK.gap) - BLOCK.gap;
  return (
    <div className="score-picture">
      <div>
        {themes.map(({ id: theme, name, statements }) => (
          <div key={theme} className={`score-theme-${statements.length}`}>
            <h3>{name}</h3>
            <ul>
              {statements.map((id) => (
                <li key={id}>
                  <svg aria-hidden="true" viewBox={`0 0 ${BLOCK.width} ${height}`}>
                    <ScoreBlocks
                      columns={[{ score: scores[id] ?? null, challenges: challenges[id], x: 0 }]}
                      {...size}
                    />
                  </svg>
                  <Name id={id} href={hrefFor?.(id)} />
                  {hasScores && <ScoreInWords id={id} score={scores[id] ?? null} />}
                  <Notes challenges={challenges[id] ?? []} notes={notes[id] ?? []} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
}

function Name({ id, href }: { id: StatementId; href: string | undefined }) {
  const { name } = knownStatement(id);
  return href === undefined ? <strong>{name}</strong> : <Link href={href}>{name}</Link>;
}

function ScoreInWords({ id, score }: { id: StatementId; score: ShownScore }) {
  if (score === null || score === 'hidden') return <p>{score === null ? 'Not scored' : 'Hidden'}</p>;
  return (
    <p>
      <b>{score}</b> {scoreWords(score, frameworkOfStatement(id))}
    </p>
  );
}

function Notes({ challenges, notes }: { challenges: readonly Score[]; notes: readonly Note[] }) {
  if (challenges.length + notes.length === 0) return null;
  return (
    <div>
      {challenges.length > 0 && capitalise(describeChallenges(challenges))}
      {notes.map(({ text, tone }) => (
        <Tag key={text} tone={tone}>
          {text}
        </Tag>
      ))}
    </div>
  );
}

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

const SMALL: Sizes = { width: 10, height: 7, gap: 1, between: 2, betweenThemes: 3 };

/** The same picture two lines high, for a row in a list. At this size an unscored column is one outline. */
export function ScorePictureSmall({ scores, framework: frameworkId, name }: ScorePictureSmallProps) {
  const framework = frameworkOf(frameworkId);
  const { columns, width, height } = layOut(framework, SMALL);
  const scored = columns.map(({ id: statement, x }) => ({ score: scores[statement] ?? null, x }));
  const words = describeScoreCounts(scores, framework);
  return (
    <svg
      role="img"
      aria-label={name === undefined ? words : `${name}. ${words}`}
      viewBox={`0 0 ${width} ${height}`}
      width={`${width / 16}rem`}
      height={`${height / 16}rem`}
      className="shrink-0"
    >
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
