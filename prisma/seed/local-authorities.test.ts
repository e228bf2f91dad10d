import { describe, expect, it } from 'vitest';
import { readLocalAuthorities } from './local-authorities.ts';

describe('readLocalAuthorities', () => {
  const rows = readLocalAuthorities();

  it('reads the 153 councils with adult social care duties', () => {
    expect(rows).toHaveLength(153);
    expect(rows[0]).toEqual({
      gssCode: 'E06000001',
      name: 'Hartlepool Borough Council',
      type: 'Unitary authority',
      region: 'North East',
    });
  });

  it('covers the nine regions', () => {
    expect(new Set(rows.map(({ region }) => region)).size).toBe(9);
  });
});
