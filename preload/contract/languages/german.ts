/**
 * German, room by room. Every key is an English text of the code; a test holds that none is missing.
 *
 * Words that mean one thing everywhere:
 * plan, plan allowance: Plan · usage credits: Credits · balance: Guthaben · spend limit: Ausgabenlimit ·
 * budget: Budget · effective ceiling: Obergrenze · auto-reload: automatisches Aufladen ·
 * daily redemption limit: Tageslimit für Credits · five-hour window: Fünf-Stunden-Fenster ·
 * weekly window: Wochenfenster · reset: Reset · boundary: Grenze · consent: Zustimmung · answer: Antwort ·
 * gate: Schranke (open: offen, closed: geschlossen) · hold: anhalten · request: Anfrage · prompt (to an agent): Prompt ·
 * agent: Agent · session: Sitzung · project: Projekt · account: Konto · model: Modell · ledger: Kontobuch ·
 * pace: Tempo (even pace: gleichmäßiges Tempo) · forecast: Prognose · reported: gemeldet · estimated: geschätzt ·
 * stale: veraltet · used / left: genutzt / übrig · at API prices: zu API-Preisen · status line: Statuszeile ·
 * bridge: Brücke · hook: Hook · transcript: Sitzungsprotokoll · session file: Sitzungsdatei · key: Schlüssel ·
 * keychain: Schlüsselbund · tray: Infobereich · glance: Übersicht · quiet hours: Ruhezeit · folder: Ordner ·
 * price table: Preistabelle · import: Einlesen · refresh: aktualisieren · not priced: ohne Preis
 */
import { germanContract } from './german/contract.ts';
import { germanData } from './german/data.ts';
import { germanHelp } from './german/help.ts';
import { germanMessages } from './german/messages.ts';
import { germanOtel } from './german/otel.ts';
import { germanSettings } from './german/settings.ts';
import { germanTerminal } from './german/terminal.ts';
import { germanTray } from './german/tray.ts';
import { germanWindow } from './german/window.ts';
import { germanWindowData } from './german/windowData.ts';
import { germanWindowHelp } from './german/windowHelp.ts';
import { germanWindowHistory } from './german/windowHistory.ts';
import { germanWindowPages } from './german/windowPages.ts';
import { germanWindowSettings } from './german/windowSettings.ts';
import { germanWindowSettingsParts } from './german/windowSettingsParts.ts';
import type { Translations } from './say.ts';

/** Finished sentences that travel in English, and what fills those about settings (sayAgain.ts). */
export { germanMessages } from './german/messages.ts';
export { germanTakes } from './german/settings.ts';

const ROOMS: readonly (() => Translations)[] = [
  germanMessages,
  germanContract,
  germanSettings,
  germanTray,
  germanTerminal,
  germanHelp,
  germanWindow,
  germanWindowHistory,
  germanWindowPages,
  germanWindowHelp,
  germanWindowSettings,
  germanWindowSettingsParts,
  germanData,
  germanWindowData,
  germanOtel,
];

let joined: Translations | null = null;

/** All of it, put together when it is first asked for. */
export function german(): Translations {
  joined ??= Object.assign({}, ...ROOMS.map((room) => room())) as Translations;
  return joined;
}
