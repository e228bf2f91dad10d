import { describe, expect, it } from 'vitest';
import * as routes from './routes.ts';

describe('routes', () => {
  it('say what is asked for in the address, and nothing of what is usual', () => {
    expect(routes.evidence('west', { words: 'a & b', category: undefined, page: 1 })).toBe(
      '/councils/west/evidence?words=a+%26+b',
    );
    expect(routes.evidence('west', { statement: 'QS7', page: 2 })).toBe(
      '/councils/west/evidence?statement=QS7&page=2',
    );
    expect(routes.activity('west', { kind: 'views', statement: 'QS7', page: 2 })).toBe(
      '/councils/west/activity?statement=QS7&kind=views&page=2',
    );
    expect(routes.addEvidence('west', { way: 'files' })).toBe('/councils/west/evidence/new');
    expect(routes.addEvidence('west', { statement: 'QS1', way: 'list', words: '', page: 3 })).toBe(
      '/councils/west/evidence/new?statement=QS1&way=list&page=3',
    );
  });

  it('put comments below what they are about', () => {
    expect(routes.comments('west', 'QS1')).toBe('/councils/west/assessment/QS1/comments');
    expect(routes.comments('west', 'E12', { answer: 'x' })).toBe(
      '/councils/west/evidence/E12/comments?answer=x',
    );
  });
});
