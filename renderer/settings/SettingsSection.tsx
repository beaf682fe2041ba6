import type { ReactNode } from 'react';
import { settingRows, type SettingRow } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { useSay } from '../store/display.ts';
import { AccountLines } from './AccountLines.tsx';
import { BookLines } from './BookLines.tsx';
import { DataNotes, StartNote } from './notes.tsx';
import { AgentLines } from './AgentLines.tsx';
import { GateLines } from './GateLines.tsx';
import { HostFolders } from './HostFolders.tsx';
import { MetricsLines } from './MetricsLines.tsx';
import { ProfileLines } from './ProfileLines.tsx';
import { PriceTable } from './PriceTable.tsx';
import { ProviderLines } from './ProviderLines.tsx';
import { PrivacyTable } from './PrivacyTable.tsx';
import {
  accountMembers,
  fixedPaths,
  matches,
  searchText,
  type SectionId,
  type SectionPlan,
  type SectionText,
} from './sections.ts';
import { SettingLine } from './SettingLine.tsx';
import { CreditsPageLink, ReceiverNote } from './links.tsx';

type SectionProps = {
  readonly section: SectionText;
  readonly settings: Settings;
  /** Only what holds these is shown; empty: everything. */
  readonly words: string;
};

/** One section; while somebody searches only the lines that match, or all where its title does. */
export function SettingsSection({ section, settings, words }: SectionProps) {
  const { say } = useSay();
  const { id } = section;
  const title = say(section.title);
  const note = section.note && say(section.note);
  const isAll = words === '' || matches(words, title, note);
  const found = fixedRows(section, settings).filter(
    ({ path, leaf }) => isAll || matches(words, searchText(path, leaf.sentence, title, say)),
  );
  const members = accountMembers(section);
  const isExtraShown =
    isAll || (members.length > 0 && matches(words, ...members)) || found.some(isInExtra);
  const rows = found.filter((row) => !isInExtra(row));
  if (rows.length === 0 && !isExtraShown) return null;
  return (
    <section className="settings-section" aria-labelledby={`section-${id}`}>
      <h2 id={`section-${id}`} className="settings-heading" tabIndex={-1}>
        {title}
      </h2>
      {note !== null && isAll && <p className="settings-note">{note}</p>}
      {isExtraShown && BEFORE[id]?.(section, settings)}
      {rows.map((row) => (
        <SettingLine key={row.path.join('.')} row={row} />
      ))}
      {isExtraShown && AFTER[id]?.(settings)}
    </section>
  );
}

function fixedRows(section: SectionPlan, settings: Settings): SettingRow[] {
  return fixedPaths(section).flatMap((path) => settingRows(settings, path));
}

/** Providers' switches stand with their keys. */
function isInExtra({ path, leaf }: SettingRow): boolean {
  return path[0] === 'providers' && leaf.form.kind === 'switch';
}

type Part = (section: SectionPlan, settings: Settings) => ReactNode;

const accountLines: Part = (section, settings) => (
  <AccountLines settings={settings} members={accountMembers(section)} section={section.id} />
);

/** What stands above the fixed lines. */
const BEFORE: Readonly<Partial<Record<SectionId, Part>>> = {
  accounts: accountLines,
  profiles: (_section, settings) => <ProfileLines settings={settings} />,
  agents: (section, settings) => (
    <AgentLines settings={settings} members={accountMembers(section)} />
  ),
  credits: accountLines,
  keys: (_section, settings) => <ProviderLines settings={settings} />,
  privacy: (_section, settings) => <PrivacyTable settings={settings} />,
};

/** What stands below them. */
const AFTER: Readonly<Partial<Record<SectionId, (settings: Settings) => ReactNode>>> = {
  agents: () => <HostFolders />,
  sources: () => <ReceiverNote />,
  credits: (settings) => (
    <>
      <BookLines settings={settings} book="budgets" />
      <BookLines settings={settings} book="rates" />
      <CreditsPageLink />
    </>
  ),
  gate: () => <GateLines />,
  prices: (settings) => (
    <>
      <BookLines settings={settings} book="prices" />
      <PriceTable />
    </>
  ),
  metrics: () => <MetricsLines />,
  data: () => <DataNotes />,
  start: () => <StartNote />,
};
