import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';

export function SessionsPage() {
  return <PageHeader title={messages.pageNames.sessions} />;
}
