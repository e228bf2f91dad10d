import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flags } from './flags.ts';
import { NO_SCORES } from './framework.ts';
import { parseScores } from './testing/parse-scores.ts';

describe('flags', () => {
  it('has none if nothing is scored 1', () => {
    expect(flags(parseScores('222222222'))).toEqual([]);
    expect(flags(parseScores('4.3.2.4.3'))).toEqual([]);
    expect(flags(NO_SCORES)).toEqual([]);
  });

  it('raises section 50 for Hull’s two 1s and names them', () => {
    expect(flags(parseScores('112232322'))).toEqual([
      {
        kind: 'section-50',
        statements: ['QS1', 'QS2'],
        message:
          'Scored 1 (significant shortfalls): Assessing needs; Supporting people to live healthier lives. ' +
          'A 1 does not cap the band, but two 1s at Hull led CQC to notify the Department of Health and Social Care ' +
          'under section 50 of the Health and Social Care Act 2008.',
      },
    ]);
  });

  it('needs no more than one 1, and no other score', () => {
    expect(flags(parseScores('......1..'))).toMatchObject([{ kind: 'section-50', statements: ['QS7'] }]);
  });

  it('names exactly the statements scored 1', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[.1-4]{9}$/), (written) => {
        const ones = [...written].flatMap((character, place) =>
          character === '1' ? [`QS${place + 1}`] : [],
        );
        expect(flags(parseScores(written)).flatMap(({ statements }) => statements)).toEqual(ones);
        expect(flags(parseScores(written))).toHaveLength(ones.length > 0 ? 1 : 0);
      }),
    );
  });
});
