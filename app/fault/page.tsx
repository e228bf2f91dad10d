import { ServiceFault } from '#components/layout/service-fault.tsx';

// Built once as plain HTML; the server sends it with status 500 in place of a page that failed.
export const dynamic = 'force-static';

export default function FaultPage() {
  return <ServiceFault />;
}
