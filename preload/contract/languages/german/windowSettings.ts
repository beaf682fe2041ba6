/** German of the Settings page: its sections, and the names and choices of settings. */
import type { Translations } from '../say.ts';

export const germanWindowSettings = (): Translations => ({
  // The page.
  'Search settings': 'Einstellungen suchen',
  Sections: 'Abschnitte',
  'Undo (Ctrl+Z)': 'Rückgängig (Strg+Z)',
  'The latest change was taken back.': 'Die letzte Änderung wurde zurückgenommen.',
  'Asked.': 'Gefragt.',
  'No setting says that.': 'Keine Einstellung passt dazu.',
  'Saved but not used, the defaults hold:':
    'Gesichert, aber nicht verwendet; es gelten die Vorgaben:',
  'Default: {value}': 'Vorgabe: {value}',
  Reset: 'Zurücksetzen',
  'Reset {name}': 'Zurücksetzen: {name}',
  '{name} has its default again.': '{name}: wieder die Vorgabe.',
  'Reset all settings': 'Alle Einstellungen zurücksetzen',
  'Undo takes it back. History, ledger and installed hooks stay.':
    'Rückgängig nimmt es zurück. Verlauf, Kontobuch und installierte Hooks bleiben.',
  'All settings have their defaults again.': 'Alle Einstellungen haben wieder ihre Vorgaben.',

  // Sections, and what stands above their settings.
  'Plans and accounts': 'Pläne und Konten',
  'An account is one configuration folder of an agent.':
    'Ein Konto ist ein Konfigurationsordner eines Agenten.',
  Agents: 'Agenten',
  'Session files are read, never written. A change to an agent’s own settings is shown first.':
    'Sitzungsdateien werden gelesen, nie geschrieben. Eine Änderung an den Einstellungen eines Agenten wird zuerst gezeigt.',
  'All off until you switch them on. Plan use in session files and the status line needs none of them.':
    'Alle aus, bis Sie sie einschalten. Die Plannutzung aus Sitzungsdateien und Statuszeile braucht keine davon.',
  Alerts: 'Meldungen',
  'Each comes once per window and level.': 'Jede kommt einmal je Fenster und Stufe.',
  'Quiet hours': 'Ruhezeit',
  'Credits and budgets': 'Credits und Budgets',
  'Balance and purchases are entries of the ledger, on the Credits page.':
    'Guthaben und Käufe sind Einträge im Kontobuch, auf der Seite Credits.',
  'What hooks cannot stop: a request in flight, cloud sessions, agents started with --bare.':
    'Was Hooks nicht stoppen: eine laufende Anfrage, Sitzungen in der Cloud, mit --bare gestartete Agenten.',
  Appearance: 'Darstellung',
  Prices: 'Preise',
  'Estimates use these. A price that you set prices your history again at once; Undo takes it back.':
    'Schätzungen beruhen darauf. Ein eigener Preis bewertet den Verlauf sofort neu; Rückgängig nimmt ihn zurück.',
  'Keys and provider accounts': 'Schlüssel und Anbieterkonten',
  'API use of an organisation, beside your plan: added to no window, balance or local total.':
    'API-Nutzung einer Organisation, neben Ihrem Plan: Sie zählt in kein Fenster, kein Guthaben und keine lokale Summe.',
  Data: 'Daten',
  'Start and updates': 'Start und Updates',
  Thresholds: 'Schwellen',
  'From when on something counts as near, stale or live.':
    'Ab wann etwas als nah, veraltet oder laufend gilt.',
  Privacy: 'Datenschutz',
  'Every place that may be contacted, by whom, and when it last was.':
    'Jede Stelle, die kontaktiert werden darf, von wem, und wann zuletzt.',

  // Names of settings.
  Name: 'Name',
  'Draws on': 'Nutzt',
  Budget: 'Budget',
  'Worth of a currency': 'Wert einer Währung',
  'Own price': 'Eigener Preis',
  'At most every': 'Höchstens alle',
  'Receive OpenTelemetry': 'OpenTelemetry empfangen',
  'Anthropic organisation': 'Organisation bei Anthropic',
  'OpenAI organisation': 'Organisation bei OpenAI',
  'Past days': 'Vergangene Tage',
  'Five-hour levels': 'Stufen im Fünf-Stunden-Fenster',
  'Weekly levels': 'Stufen in der Woche',
  'Spend limit levels': 'Stufen beim Ausgabenlimit',
  'Budget levels': 'Stufen bei Budgets',
  'Low balance': 'Niedriges Guthaben',
  'Warning before the plan ends': 'Warnung, bevor der Plan endet',
  'Five-hour window': 'Fünf-Stunden-Fenster',
  'Weekly windows': 'Wochenfenster',
  'Plan about to end': 'Plan bald aufgebraucht',
  'Own budgets': 'Eigene Budgets',
  'Balance fell elsewhere': 'Guthaben anderswo gesunken',
  'Auto-reload happened': 'Automatisch aufgeladen',
  'Credits switched on': 'Credits eingeschaltet',
  'Spend limit changed': 'Ausgabenlimit geändert',
  'Spend limit exceeded': 'Ausgabenlimit überschritten',
  'Paid use while plan is left': 'Bezahlt, obwohl Plan übrig ist',
  'Plan is back': 'Plan ist zurück',
  'Prices too old': 'Preise zu alt',
  'Paid use breaks quiet hours': 'Bezahlte Nutzung bricht die Ruhezeit',
  'Hold agents back': 'Agenten anhalten',
  'Closes at': 'Schließt bei',
  'When closed': 'Wenn geschlossen',
  'Waits for your answer': 'Wartet auf Ihre Antwort',
  Strict: 'Streng',
  'Renewed every': 'Erneuert alle',
  'Near from': 'Nah ab',
  'Near before the end': 'Nah vor dem Ende',
  'Stale after': 'Veraltet nach',
  'Live within': 'Laufend innerhalb von',
  'Dollars an hour over': 'Dollar pro Stunde über',
  'Pace from': 'Tempo ab',
  Theme: 'Farbschema',
  'Bars and figures show': 'Balken und Zahlen zeigen',
  'Reset as': 'Reset als',
  'Digits in the tray': 'Ziffern im Infobereich',
  'Tray title': 'Titel im Infobereich',
  'Hide amounts': 'Beträge verbergen',
  'Week starts on': 'Woche beginnt am',
  Clock: 'Uhr',
  'Time zone': 'Zeitzone',
  Language: 'Sprache',
  'Global shortcut': 'Globales Tastenkürzel',
  'Status file': 'Statusdatei',
  'Keep history': 'Verlauf aufbewahren',
  'Backups kept': 'Aufbewahrte Kopien',
  'Start at login': 'Bei der Anmeldung starten',
  'Look for updates': 'Nach Updates suchen',

  // What follows from a switch.
  'Tollgate starts claude in the background; claude signs in itself and asks Anthropic. Off: only what Claude Code reports while you work.':
    'Tollgate startet claude im Hintergrund; claude meldet sich selbst an und fragt Anthropic. Aus: nur, was Claude Code bei der Arbeit meldet.',
  'Tollgate starts “claude auth status”; the program reads its own sign-in, Tollgate never does. Off: you say which plan you are on.':
    'Tollgate startet „claude auth status“; das Programm liest seine eigene Anmeldung, Tollgate nie. Aus: Sie sagen, welchen Plan Sie haben.',
  'Tollgate starts codex app-server; codex signs in itself and asks OpenAI. Off: only what Codex writes while you work.':
    'Tollgate startet codex app-server; codex meldet sich selbst an und fragt OpenAI. Aus: nur, was Codex bei der Arbeit schreibt.',
  'Opens a port on this computer only, with a token. Claude Code has to be started with the variables below. Off: no port is open.':
    'Öffnet einen Port nur auf diesem Computer, mit einem Token. Claude Code muss mit den Variablen unten gestartet werden. Aus: Kein Port ist offen.',
  'Only agents with the gate installed (below) are held. Off: you are asked and warned, and nothing is held.':
    'Nur Agenten mit installierter Schranke (unten) werden angehalten. Aus: Sie werden gefragt und gewarnt, und nichts wird angehalten.',
  'On: an agent stops when Tollgate is not there to answer. Off: it goes on, with a message.':
    'An: Ein Agent stoppt, wenn Tollgate nicht da ist, um zu antworten. Aus: Er geht weiter, mit einem Hinweis.',
  'The member’s limit then counts in this account’s ceiling. Unset: found by the e-mail address that “claude auth status” names, on a Team or Enterprise plan only. Needs the Claude Enterprise report below.':
    'Das Limit des Mitglieds zählt dann in der Obergrenze dieses Kontos. Ohne Angabe: über die E-Mail-Adresse, die „claude auth status“ nennt, nur bei einem Team- oder Enterprise-Plan. Braucht den Bericht von Claude Enterprise unten.',
  'By e-mail address': 'Nach E-Mail-Adresse',
  'Organisation’s member': 'Mitglied der Organisation',
  'Said in the glance, where the account’s details are adjusted; it ends by itself at the reset.':
    'Wird in der Übersicht gesagt, wo das Konto angepasst wird; endet beim Reset von selbst.',
  'Only api.anthropic.com is contacted, with the key below. Off: nobody is contacted, not even to test a key.':
    'Nur api.anthropic.com wird kontaktiert, mit dem Schlüssel unten. Aus: Niemand wird kontaktiert, auch nicht, um einen Schlüssel zu testen.',
  'Only api.openai.com is contacted, with the key below. Off: nobody is contacted, not even to test a key.':
    'Nur api.openai.com wird kontaktiert, mit dem Schlüssel unten. Aus: Niemand wird kontaktiert, auch nicht, um einen Schlüssel zu testen.',
  'Fetched a few at a time, the latest first.':
    'Immer einige auf einmal geholt, die neuesten zuerst.',
  'Only copies from a release can be replaced; others say so. Off: nobody is asked.':
    'Nur veröffentlichte Versionen lassen sich ersetzen; andere sagen es. Aus: Niemand wird gefragt.',
  'On Wayland the desktop may ask you first, or keep global keys to itself.':
    'Unter Wayland fragt der Desktop Sie vielleicht zuerst oder behält globale Tasten für sich.',

  // Choices.
  Pro: 'Pro',
  Max: 'Max',
  'Max 5x': 'Max 5x',
  'Max 20x': 'Max 20x',
  Team: 'Team',
  Free: 'Free',
  Plus: 'Plus',
  Business: 'Business',
  Enterprise: 'Enterprise',
  Edu: 'Edu',
  Go: 'Go',
  'Enterprise, seat with allowance': 'Enterprise, Platz mit Kontingent',
  'Enterprise, usage billed': 'Enterprise, nach Nutzung',
  'Plan, then credits': 'Plan, dann Credits',
  'As the agent does': 'Wie der Agent',
  'As the language does': 'Wie in der Sprache üblich',
  'What is used': 'Was genutzt ist',
  'What is left': 'Was übrig ist',
  'Time left': 'Restzeit',
  'Clock time': 'Uhrzeit',
  'Percent and reset': 'Prozent und Reset',
  Nothing: 'Nichts',
  'Ask me': 'Mich fragen',
  'Stop at once': 'Sofort stoppen',
  'As the system': 'Wie das System',
  '12 hours': '12 Stunden',
  '24 hours': '24 Stunden',
  Other: 'Andere',
  Percent: 'Prozent',
  'Until the reset': 'Bis zum Reset',
  Monday: 'Montag',
  Saturday: 'Samstag',
  Sunday: 'Sonntag',
  Forever: 'Für immer',
  On: 'An',
  Off: 'Aus',
  Unknown: 'Unbekannt',
  Light: 'Hell',
  Dark: 'Dunkel',
  on: 'an',
  off: 'aus',
});
