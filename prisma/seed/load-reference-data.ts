import { loadLocalAuthorities } from './load-local-authorities.ts';
import { loadMeasures } from './load-measures.ts';
import { loadPublishedResults } from './load-published-results.ts';

/** What ships with the service and is the same for every council. Safe to run again. */
export async function loadReferenceData(ownerUrl: string): Promise<void> {
  await loadLocalAuthorities(ownerUrl);
  await loadPublishedResults(ownerUrl);
  await loadMeasures(ownerUrl);
}
