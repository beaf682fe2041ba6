import { settingRows, type SettingRow } from '../../preload/contract/settingRows.ts';
import { messages } from '../messages.ts';
import { AgentLines } from '../settings/AgentLines.tsx';
import { SettingLine } from '../settings/SettingLine.tsx';
import { useSay } from '../store/display.ts';
import type { StepProps } from './Tour.tsx';

/** The status line bridge with its change, and every source as a switch with its consequence. */
export function SourcesStep({ settings }: StepProps) {
  const { say } = useSay();
  return (
    <>
      <p className="tour-text">{say(messages.tourSourcesText)}</p>
      <AgentLines settings={settings} members={[]} />
      {settingRows(settings, ['sources'])
        .filter(isSwitch)
        .map((row) => (
          <SettingLine key={row.path.join('.')} row={row} />
        ))}
    </>
  );
}

function isSwitch({ leaf }: SettingRow): boolean {
  return leaf.form.kind === 'switch';
}
