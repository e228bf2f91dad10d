import { PlanNotFound } from '#components/publications/plan-not-found.tsx';

// Static HTML that the server sends with status 404 for a link that opens no improvement plan.
export const dynamic = 'force-static';

export default PlanNotFound;
