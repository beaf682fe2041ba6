/** German of the glance, the prompt, the tour, and of what all windows share. */
import type { Translations } from '../say.ts';

export const germanWindow = (): Translations => ({
  // What all windows share.
  Pages: 'Seiten',
  'Take “stop” back': '„Stopp“ zurücknehmen',
  'Take “stop” for {model} back': '„Stopp“ für {model} zurücknehmen',
  'Take the consent back': 'Zustimmung zurücknehmen',
  History: 'Verlauf',
  Sessions: 'Sitzungen',
  Credits: 'Credits',
  Settings: 'Einstellungen',
  Help: 'Hilfe',
  Export: 'Export',
  'Usage by day': 'Nutzung nach Tagen',
  Ledger: 'Kontobuch',
  'Answers at the boundary': 'Antworten an der Grenze',
  'All events, to take in again': 'Alle Ereignisse, zum Einlesen',
  'Save picture': 'Bild sichern',
  'Picture saved': 'Bild gesichert',
  'Saved, {count} rows': {
    one: 'Gesichert, {count} Zeile',
    other: 'Gesichert, {count} Zeilen',
  },
  Undo: 'Rückgängig',
  Cancel: 'Abbrechen',
  Copy: 'Kopieren',
  Copied: 'Kopiert',
  'Tollgate did not answer. Try again, or quit and start it once more.':
    'Tollgate hat nicht geantwortet. Versuchen Sie es noch einmal, oder beenden und starten Sie es neu.',
  'Tollgate does not answer. Close this window and open it again.':
    'Tollgate antwortet nicht. Schließen Sie dieses Fenster und öffnen Sie es neu.',
  'Quit Tollgate': 'Tollgate beenden',

  // The five-hour road.
  'now {time}': 'jetzt {time}',
  'would be paid': 'würde bezahlt',
  'is being paid': 'wird bezahlt',
  'no plan, nothing paid': 'kein Plan, nichts bezahlt',
  held: 'angehalten',
  $: '$',
  'of {limit} limit': 'von {limit} Limit',
  'next message': 'nächste Nachricht',
  'five hours later': 'fünf Stunden später',
  'Points of the five-hour road': 'Punkte des Fünf-Stunden-Wegs',
  Time: 'Zeit',
  'Plan used': 'Plan genutzt',
  'Even pace now': 'Gleichmäßiges Tempo jetzt',
  Forecast: 'Prognose',
  'Switch between time left and clock time': 'Zwischen Restzeit und Uhrzeit wechseln',
  'Use not reported': 'Nutzung nicht gemeldet',
  'Other limits': 'Weitere Limits',
  'starts with the next message': 'beginnt mit der nächsten Nachricht',

  // Credits and sums of the glance.
  'Usage credits': 'Credits',
  'balance not reported': 'Guthaben nicht gemeldet',
  '{account} balance': 'Guthaben bei {account}',
  'Worth at API prices': 'Wert zu API-Preisen',
  'Estimated from local logs · may differ from your bill':
    'Geschätzt aus lokalen Protokollen · Ihre Rechnung kann abweichen',
  '{count} answers not priced': {
    one: '{count} Antwort ohne Preis',
    other: '{count} Antworten ohne Preis',
  },
  tokens: 'Token',
  '{tokens} tokens': '{tokens} Token',
  Cost: 'Kosten',
  Today: 'Heute',
  'Last 30 days': '30 Tage',

  // Who works, and who was stopped.
  'Working now': 'Arbeitet gerade',
  'at API prices, estimated': 'zu API-Preisen, geschätzt',
  '/h': '/Std.',
  'not priced': 'ohne Preis',
  '{tokens} context': '{tokens} Kontext',
  '{count} more': { one: '{count} weitere', other: '{count} weitere' },
  'Show fewer': 'Weniger zeigen',
  'Stopped by the gate': 'Von der Schranke gestoppt',
  'ready to go on': 'kann weitergehen',
  'held now': 'angehalten',
  '{agent}, stopped {time}': '{agent}, gestoppt {time}',
  'Copy command': 'Befehl kopieren',
  'nothing to take up': 'nichts fortzusetzen',
  Dismiss: 'Ausblenden',
  'Dismiss {name}': '{name} ausblenden',
  'Other agents': 'Weitere Agenten',
  'keeps no usage on this machine': 'führt auf diesem Computer keine Nutzung',

  // Problems.
  Problems: 'Probleme',
  Notices: 'Hinweise',
  'Problem: ': 'Problem: ',
  '{count} lines': { one: '{count} Zeile', other: '{count} Zeilen' },
  '{count} files': { one: '{count} Datei', other: '{count} Dateien' },
  '{count} folders': { one: '{count} Ordner', other: '{count} Ordner' },
  '{count} models': { one: '{count} Modell', other: '{count} Modelle' },
  '{count} settings': { one: '{count} Einstellung', other: '{count} Einstellungen' },

  // Reading, for the first time.
  'What will be read': 'Was gelesen wird',
  'Session files are only read, never written. Figures are kept in a local database.':
    'Sitzungsdateien werden nur gelesen, nie geschrieben. Die Zahlen liegen in einer lokalen Datenbank.',
  'Begin reading': 'Lesen beginnen',
  'Not now': 'Nicht jetzt',
  'Looked in': 'Gesucht in',
  'Look again': 'Erneut suchen',
  found: 'gefunden',
  'not found': 'nicht gefunden',
  'found, keeps no usage': 'gefunden, führt keine Nutzung',
  'Not found: {agents}': 'Nicht gefunden: {agents}',
  '{done} of {total} files': '{done} von {total} Dateien',
  '{done} of {total}': '{done} von {total}',

  // The foot of the glance.
  Refresh: 'Aktualisieren',
  'Refresh (R)': 'Aktualisieren (R)',
  Refreshing: 'Aktualisiert',
  More: 'Mehr',
  Adjust: 'Anpassen',

  // Bridge and gate.
  'Status line bridge': 'Statuszeilen-Brücke',
  '{agent} can report its plan use to Tollgate through its status line.':
    '{agent} kann Tollgate die Plannutzung über die Statuszeile melden.',
  'Show the change': 'Änderung zeigen',
  'Remove status line bridge': 'Statuszeilen-Brücke entfernen',
  'Install the status line bridge': 'Statuszeilen-Brücke installieren',
  'Remove the status line bridge': 'Statuszeilen-Brücke entfernen',
  Gate: 'Schranke',
  '{agent} can be held before it makes a paid request, through hooks in its settings.':
    '{agent} kann vor einer bezahlten Anfrage angehalten werden, über Hooks in seinen Einstellungen.',
  'Hold {agent} at the boundary': '{agent} an der Grenze anhalten',
  'Remove the gate of {agent}': 'Schranke von {agent} entfernen',
  'At the boundary': 'An der Grenze',
  'Gate on': 'Schranke an',
  'Gate on, open': 'Schranke an, offen',
  'Gate on, closed': 'Schranke an, geschlossen',
  'Gate off': 'Schranke aus',
  'Gate not trusted': 'Schranke ohne Vertrauen',
  'Gate not run': 'Schranke läuft nicht',
  'Gate taken out': 'Schranke entfernt',
  'Gate not known': 'Schranke unbekannt',
  'Gate not proven': 'Schranke nicht erprobt',
  'not held': 'nicht angehalten',
  'held from the next prompt': 'ab dem nächsten Prompt angehalten',
  'not held: not trusted': 'nicht angehalten: kein Vertrauen',
  'not held: hook not run': 'nicht angehalten: Hook läuft nicht',
  'not held: hook taken out': 'nicht angehalten: Hook entfernt',
  'cannot be stopped here': 'kann hier nicht gestoppt werden',
  'not known whether held': 'unbekannt, ob angehalten',
  'Install the gate': 'Schranke installieren',
  'Remove the gate': 'Schranke entfernen',
  Install: 'Installieren',
  Remove: 'Entfernen',
  'Installed. Plan use appears with the agent’s next answer.':
    'Installiert. Die Plannutzung erscheint mit der nächsten Antwort des Agenten.',
  'Removed. The settings file is as it was.': 'Entfernt. Die Einstellungsdatei ist wie zuvor.',
  'Installed. The agent is held from its next prompt on.':
    'Installiert. Der Agent wird ab seinem nächsten Prompt angehalten.',
  'Removed. The agent is not held any more.': 'Entfernt. Der Agent wird nicht mehr angehalten.',
  'Change to the settings file': 'Änderung an der Einstellungsdatei',

  // Adjustments.
  Plan: 'Plan',
  'not said': 'nicht angegeben',
  'Balance now': 'Guthaben jetzt',
  'Save balance': 'Sichern',
  'Counted from here: what is spent afterwards is taken off.':
    'Ab hier gezählt: Was danach ausgegeben wird, geht davon ab.',
  'Type one amount, such as 12.50.': 'Geben Sie einen Betrag ein, etwa 12,50.',
  'At the limit now, five-hour window': 'Jetzt am Limit, Fünf-Stunden-Fenster',
  'At the limit now, this week': 'Jetzt am Limit, diese Woche',
  'The provider has stopped you. Counts as used up until the reset, {reset}.':
    'Der Anbieter hat Sie gestoppt. Gilt bis zum Reset ({reset}) als aufgebraucht.',
  Sources: 'Quellen',
  'Saved.': 'Gesichert.',
  'Balance saved: {amount}.': 'Guthaben gesichert: {amount}.',
  'Taken back.': 'Zurückgenommen.',
  'Ask Claude Code for plan use': 'Claude Code nach der Plannutzung fragen',
  'Ask Claude Code for plan and account': 'Claude Code nach Plan und Konto fragen',
  'Ask Codex for plan use and credits': 'Codex nach Plannutzung und Credits fragen',
  'Receive Claude Code’s OpenTelemetry': 'OpenTelemetry von Claude Code empfangen',
  'Starts your own claude program at most every five minutes; it asks its provider.':
    'Startet Ihr Programm claude höchstens alle fünf Minuten; es fragt seinen Anbieter.',
  'Starts your own claude program about hourly; it reads its own sign-in.':
    'Startet Ihr Programm claude etwa stündlich; es liest seine eigene Anmeldung.',
  'Starts your own codex program at most every five minutes; it asks its provider.':
    'Startet Ihr Programm codex höchstens alle fünf Minuten; es fragt seinen Anbieter.',
  'Listens on this computer only; figures come once Claude Code is set to send.':
    'Lauscht nur auf diesem Computer; Zahlen kommen, sobald Claude Code sendet.',

  // The prompt.
  Enter: 'Enter',
  'Continue on credits': 'Mit Credits weiter',
  'at most': 'höchstens',
  'Cap in dollars': 'Höchstbetrag in Dollar',
  'Type an amount of dollars, such as 10 or 12.50.':
    'Geben Sie einen Dollarbetrag ein, etwa 10 oder 12,50.',
  'Less than this can be spent; the ceiling ends it first.':
    'So viel kann nicht ausgegeben werden; vorher greift die Obergrenze.',
  until: 'bis',
  for: 'für',
  'Stop now, ask again at': 'Stopp, erneut fragen um',
  'When to ask again': 'Wann erneut gefragt wird',
  'Esc means stop': 'Esc bedeutet Stopp',
  'There is no open question.': 'Es gibt keine offene Frage.',

  // The tour.
  'First steps · Step {step} of {steps}': 'Erste Schritte · Schritt {step} von {steps}',
  'Skip the tour': 'Rundgang überspringen',
  Skip: 'Überspringen',
  Back: 'Zurück',
  Next: 'Weiter',
  'What Tollgate reads': 'Was Tollgate liest',
  'Your agents keep session files on this computer. Tollgate counts them, and nothing leaves the computer. It never opens their sign-ins. Nothing has been read yet.':
    'Ihre Agenten legen auf diesem Computer Sitzungsdateien ab. Tollgate zählt sie aus, und nichts verlässt den Computer. Anmeldedaten öffnet es nie. Noch ist nichts gelesen worden.',
  'You have allowed reading these. They are read, never written.':
    'Sie haben das Lesen erlaubt. Gelesen wird, geschrieben nie.',
  'Your plan': 'Ihr Plan',
  'Say which plan each account is on, so that limits and credits mean something. Unknown is fine: figures that need it stay unknown.':
    'Sagen Sie, welchen Plan jedes Konto hat, damit Limits und Credits eine Bedeutung bekommen. Unbekannt ist in Ordnung: Was davon abhängt, bleibt unbekannt.',
  'Ask my claude program': 'Mein Programm claude fragen',
  'Runs “claude auth status” on this computer, now and once an hour at most. The program reads its own sign-in; Tollgate never does. Undo switches it off again.':
    'Startet „claude auth status“ auf diesem Computer, jetzt und höchstens einmal in der Stunde. Das Programm liest seine eigene Anmeldung, Tollgate nie. Rückgängig schaltet es wieder aus.',
  'Asking needs your yes to reading first (step 1).':
    'Zum Fragen braucht es zuerst Ihr Ja zum Lesen (Schritt 1).',
  'Asking…': 'Fragt …',
  'Where figures may come from': 'Woher Zahlen kommen dürfen',
  'Session files are enough to begin. Each of these makes figures fresher, and is off until you switch it on.':
    'Für den Anfang genügen die Sitzungsdateien. Jede weitere Quelle macht die Zahlen frischer und ist aus, bis Sie sie einschalten.',
  'Before anything is paid': 'Bevor etwas bezahlt wird',
  'Tollgate warns you before a request would be paid with usage credits, and asks at the boundary. With the gate, agents are really held until you answer.':
    'Tollgate warnt Sie, bevor eine Anfrage mit Credits bezahlt würde, und fragt an der Grenze. Mit der Schranke werden Agenten wirklich angehalten, bis Sie antworten.',
  'That is all': 'Das ist alles',
  'Reading your history; figures come by themselves.':
    'Ihr Verlauf wird gelesen; die Zahlen kommen von selbst.',
  'Nothing has been read, so there are no figures yet. You can say yes now, or later in the tray’s menu and the glance.':
    'Noch ist nichts gelesen, also gibt es keine Zahlen. Sie können jetzt Ja sagen, oder später im Menü des Infobereichs und in der Übersicht.',
  'Tollgate stays in the tray. A click there opens the glance; everything here can be changed in Settings, and taken back with Ctrl+Z.':
    'Tollgate bleibt im Infobereich. Ein Klick dort öffnet die Übersicht; alles hier lässt sich in den Einstellungen ändern und mit Strg+Z zurücknehmen.',
  'Open the glance': 'Übersicht öffnen',
  Finish: 'Fertig',
});
