import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import { messages } from '../messages.ts';
import { GateLines } from '../settings/GateLines.tsx';
import { SettingLine } from '../settings/SettingLine.tsx';
import { useSay } from '../store/display.ts';
import type { StepProps } from './Tour.tsx';

const SWITCHES: readonly SettingPath[] = [
  ['gate', 'enabled'],
  ['gate', 'strict'],
];

export function GateStep({ settings }: StepProps) {
  const { say } = useSay();
  return (
    <>
      <p className="tour-text">{say(messages.tourGateText)}</p>
      {SWITCHES.flatMap((path) => settingRows(settings, path)).map((row) => (
        <SettingLine key={row.path.join('.')} row={row} />
      ))}
      <GateLines />
    </>
  );
}
