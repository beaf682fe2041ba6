import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';

export function SettingsPage() {
  return <PageHeader title={messages.pageNames.settings} />;
}
