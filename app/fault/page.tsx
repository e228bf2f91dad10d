import { ServiceFault } from '#components/layout/service-fault.tsx';

// Static HTML that the server sends with status 500 in place of a failed page.
export const dynamic = 'force-static';

export default function FaultPage() {
  return <ServiceFault />;
}
