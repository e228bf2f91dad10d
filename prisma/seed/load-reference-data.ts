import { loadLocalAuthorities } from './load-local-authorities.ts';
import { loadMeasures } from './load-measures.ts';
import { loadPublishedResults } from './load-published-results.ts';

/** Loads the data that ships with the service for all councils. Safe to repeat. */
export async function loadReferenceData(ownerUrl: string): Promise<void> {
  await loadLocalAuthorities(ownerUrl);
  await loadPublishedResults(ownerUrl);
  await loadMeasures(ownerUrl);
}
