import { asSuperuser } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

const BY_ITSELF = 'called by the service itself, not for a person';

export const CALLS = nounCalls({
  calls: {},
  async make(council, mark) {
    await asSuperuser(
      `INSERT INTO file_pages (council_id, file_id, number, body)
       SELECT council_id, file_id, 1, $2 FROM file_texts WHERE council_id = $1 LIMIT 1 ON CONFLICT DO NOTHING`,
      [council.id, mark],
    );
  },
  withoutPermission: {
    'commands findToRead': BY_ITSELF,
    'commands takeToRead': BY_ITSELF,
    'commands keepReading': BY_ITSELF,
    'commands putBack': BY_ITSELF,
    'commands noteUnreadable': BY_ITSELF,
    'commands noteWithoutText': BY_ITSELF,
    'commands noteText': BY_ITSELF,
  },
});
