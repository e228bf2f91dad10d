import { describe, expect, it } from 'vitest';
import { COLUMN_HELP, RESULT_COLUMNS } from './import-columns.ts';

describe('the help on the columns of a file', () => {
  it('covers each column once, with the nine statements as one', () => {
    const { required, optional } = RESULT_COLUMNS;
    const named = COLUMN_HELP.flatMap(({ name }) =>
      name === 'qs1 to qs9' ? optional.filter((column) => /^qs\d$/.test(column)) : [name],
    );
    expect(named).toEqual([...required, ...optional]);
    expect(COLUMN_HELP.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual([...required]);
  });
});
