/** German of tray and menu. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanTray(): Translations {
  return {
    'Show time left until reset': 'Zeit bis zum Reset zeigen',
    'Quit Tollgate': 'Tollgate beenden',
    'Open glance': 'Übersicht öffnen',
    'Open Tollgate…': 'Tollgate öffnen …',
    'Begin reading session files…': 'Sitzungsdateien einlesen …',
    'Refresh now': 'Jetzt aktualisieren',
    'Show bridge change…': 'Änderung der Brücke zeigen …',
    'Remove bridge…': 'Brücke entfernen …',
    'Hold agents at the boundary…': 'Agenten an der Grenze anhalten …',
    '{count} problems…': { one: '{count} Problem …', other: '{count} Probleme …' },
    'go on or stop…': 'weiter oder Stopp …',
    'take “stop” back': '„Stopp“ zurücknehmen',
    'take “stop” for {model} back': '„Stopp“ für {model} zurücknehmen',
    'take the consent back': 'Zustimmung zurücknehmen',
    'Stop now': 'Jetzt stoppen',
    'Allow one prompt': 'Einen Prompt erlauben',
    'Open until the reset at {time}': 'Offen bis zum Reset ({time})',
    'starts with the next message': 'beginnt mit der nächsten Nachricht',
    'Tollgate: a question': 'Tollgate: eine Frage',
  };
}
