'use client';

import { ServiceFault } from '#components/layout/service-fault.tsx';

export default function ErrorPage() {
  return <ServiceFault />;
}
