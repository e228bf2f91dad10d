import { JoinForm } from '#components/auth/join-form.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { PASSWORD_MINIMUM } from '#lib/auth/rules.ts';

type JoinPageProps = { searchParams: Promise<{ show?: string | string[] }> };

export default async function JoinPage({ searchParams }: JoinPageProps) {
  const { show } = await searchParams;
  return (
    <PublicFrame>
      <JoinForm shown={show !== undefined} minimum={PASSWORD_MINIMUM} />
    </PublicFrame>
  );
}
