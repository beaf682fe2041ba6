import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import { messages } from '../messages.ts';
import { AgentLines } from '../settings/AgentLines.tsx';
import { SettingLine } from '../settings/SettingLine.tsx';
import type { StepProps } from './Tour.tsx';

const SWITCHES: readonly SettingPath[] = [
  ['sources', 'claudeUsage'],
  ['sources', 'claudeAuthStatus'],
  ['sources', 'codexAppServer'],
  ['sources', 'openTelemetry'],
];

/** The status line bridge with its change, and every source as a switch with its consequence. */
export function SourcesStep({ settings }: StepProps) {
  return (
    <>
      <p className="tour-text">{messages.tourSourcesText}</p>
      <AgentLines settings={settings} members={[]} />
      {SWITCHES.flatMap((path) => settingRows(settings, path)).map((row) => (
        <SettingLine key={row.path.join('.')} row={row} />
      ))}
    </>
  );
}
