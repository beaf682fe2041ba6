import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';

export function HelpPage() {
  return <PageHeader title={messages.pageNames.help} />;
}
