import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';

export function CreditsPage() {
  return <PageHeader title={messages.pageNames.credits} />;
}
