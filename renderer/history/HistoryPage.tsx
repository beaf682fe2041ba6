import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';

export function HistoryPage() {
  return <PageHeader title={messages.pageNames.history} />;
}
