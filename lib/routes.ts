import type { StatementId } from '#lib/scoring/index.ts';

/** How a file handler tells the server the length of its answer; lib/tasks/serve.ts says why. */
export const LENGTH_HEADER = 'x-answer-length';

/** Every address of the service, so that no page spells one out. */
export const routes = {
  signIn: '/sign-in',
  accessibility: '/accessibility',
  privacy: '/privacy',
  cookies: '/cookies',
  councils: '/councils',
  council: (council: string) => `/councils/${council}`,
  assessment: (council: string) => `/councils/${council}/assessment`,
  startAssessment: (council: string) => `/councils/${council}/assessment/start`,
  statement: (council: string, statement: StatementId) => `/councils/${council}/assessment/${statement}`,
  evidence: (council: string) => `/councils/${council}/evidence`,
  addEvidence: (council: string, statement?: StatementId) =>
    `/councils/${council}/evidence/new${statement ? `?statement=${statement}` : ''}`,
  uploadEvidence: (council: string) => `/councils/${council}/evidence/upload`,
  evidenceItem: (council: string, reference: string) => `/councils/${council}/evidence/${reference}`,
  evidenceFile: (council: string, reference: string) => `/councils/${council}/evidence/${reference}/file`,
  currentPack: (council: string) => `/councils/${council}/packs/current.pdf`,
  activity: (council: string) => `/councils/${council}/activity`,
  members: (council: string) => `/councils/${council}/members`,
} as const;
