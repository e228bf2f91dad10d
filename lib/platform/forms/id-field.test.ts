import { describe, expect, it } from 'vitest';
import { idField } from './id-field.ts';

const ID = '0198a5c0-0000-7000-8000-00000000dead';

describe('idField', () => {
  it('takes an id however it is written, and gives it as the database writes it', () => {
    expect(idField().parse(ID)).toBe(ID);
    expect(idField().parse(ID.toUpperCase())).toBe(ID);
  });

  it('refuses what is none, in the words of its form', () => {
    const { error } = idField('Open this page again').safeParse('E12');
    expect(error?.issues.map(({ message }) => message)).toEqual(['Open this page again']);
  });
});
