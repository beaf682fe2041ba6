/** German, room by room. Every key is an English text of the code; a test holds that none is missing. */
import { germanWindow } from './german/window.ts';
import { germanWindowHelp } from './german/windowHelp.ts';
import { germanWindowHistory } from './german/windowHistory.ts';
import { germanWindowPages } from './german/windowPages.ts';
import { germanWindowSettings } from './german/windowSettings.ts';
import { germanWindowSettingsParts } from './german/windowSettingsParts.ts';
import type { Translations } from './say.ts';

export const german: Translations = {
  ...germanWindow(),
  ...germanWindowHistory(),
  ...germanWindowPages(),
  ...germanWindowHelp(),
  ...germanWindowSettings(),
  ...germanWindowSettingsParts(),
};
