/** German of what stands on the Settings page beside the settings: accounts, prices, keys, data, privacy. */
import type { Translations } from '../say.ts';

export const germanWindowSettingsParts = (): Translations => ({
  // Accounts and agents.
  'No agent’s folder was found on this computer.':
    'Auf diesem Computer wurde kein Ordner eines Agenten gefunden.',
  'signed out': 'abgemeldet',
  'plan not stated': 'Plan nicht genannt',
  'plan {plan}': 'Plan {plan}',
  'Use {plan}': '{plan} übernehmen',
  'Plan: {plan}.': 'Plan: {plan}.',
  'Five-hour window, said {since}, until {until}':
    'Fünf-Stunden-Fenster, angegeben {since}, bis {until}',
  'Weekly window, said {since}, until {until}': 'Wochenfenster, angegeben {since}, bis {until}',
  '(over)': '(vorbei)',
  '{count} session files': { one: '{count} Sitzungsdatei', other: '{count} Sitzungsdateien' },
  'installed; plan use comes with each answer':
    'installiert; die Plannutzung kommt mit jeder Antwort',
  'not installed; plan use is not reported this way':
    'nicht installiert; die Plannutzung wird so nicht gemeldet',
  'another program took its place': 'ein anderes Programm hat den Platz eingenommen',
  'the agent’s settings cannot be read': 'die Einstellungen des Agenten sind nicht lesbar',
  'Install…': 'Installieren …',
  'Remove…': 'Entfernen …',
  'In the agents’ settings': 'In den Einstellungen der Agenten',
  'Once switched on, address, token and variables for Claude Code stand in':
    'Sobald eingeschaltet, stehen Adresse, Token und Variablen für Claude Code in',

  // Budgets, rates and prices of one's own.
  'Your own budgets': 'Eigene Budgets',
  'A limit on paid use, for a day, a calendar month or a five-hour window. The smallest limit binds.':
    'Eine Grenze für bezahlte Nutzung, für einen Tag, einen Kalendermonat oder ein Fünf-Stunden-Fenster. Die kleinste gilt.',
  'Budget {name}': 'Budget {name}',
  work: 'arbeit',
  Limit: 'Grenze',
  '$20/day': '$20/day',
  'The budget holds from now on.': 'Das Budget gilt ab jetzt.',
  'The budget is gone.': 'Das Budget ist gelöscht.',
  'What other currencies are worth': 'Was andere Währungen wert sind',
  'In US dollars for one unit; “credits” are a provider’s own. Without a rate an amount is never mixed with dollars.':
    'In US-Dollar für eine Einheit; „credits“ sind die eines Anbieters. Ohne Kurs wird ein Betrag nie mit Dollar vermischt.',
  'Rate of {name}': 'Kurs von {name}',
  Currency: 'Währung',
  EUR: 'EUR',
  'US dollars for one': 'US-Dollar für eine Einheit',
  '$1.08': '$1.08',
  'The rate holds from now on.': 'Der Kurs gilt ab jetzt.',
  'The rate is gone; nothing is converted from this currency.':
    'Der Kurs ist gelöscht; aus dieser Währung wird nichts umgerechnet.',
  'Your own prices': 'Eigene Preise',
  'Model, if wanted with the day from which it holds; input, output, cache write, cache write for an hour and cache read.':
    'Modell, auf Wunsch mit dem Tag, ab dem der Preis gilt; Eingabe, Ausgabe, Cache schreiben, Cache schreiben für eine Stunde und Cache lesen.',
  'Price of {name}': 'Preis von {name}',
  'Model, from day': 'Modell, ab Tag',
  'claude-opus-5@2026-11-01': 'claude-opus-5@2026-11-01',
  'Dollars per million tokens': 'Dollar je Million Token',
  '$5/$25/$6.25/$10/$0.50': '$5/$25/$6.25/$10/$0.50',
  'Your history is priced by it.': 'Ihr Verlauf wird danach bewertet.',
  'Your history is priced by the table again.':
    'Ihr Verlauf wird wieder nach der Tabelle bewertet.',
  Add: 'Hinzufügen',
  'Remove {name}': '{name} entfernen',
  'The balance, purchases and corrections are entries of the ledger.':
    'Guthaben, Käufe und Korrekturen sind Einträge im Kontobuch.',
  'Open Credits': 'Credits öffnen',

  // The price table.
  'Price table': 'Preistabelle',
  'As of {day}, {age}.': 'Stand {day}, {age}.',
  'US dollars per million tokens.': 'US-Dollar je Million Token.',
  'Not priced at all: {models}. Add a price above.':
    'Ganz ohne Preis: {models}. Fügen Sie oben einen hinzu.',
  'Prices of models you use': 'Preise der Modelle, die Sie nutzen',
  '{count} more rows of models you have not used': {
    one: '{count} weitere Zeile für Modelle, die Sie nicht genutzt haben',
    other: '{count} weitere Zeilen für Modelle, die Sie nicht genutzt haben',
  },
  Holds: 'Gilt',
  Input: 'Eingabe',
  'Cache write': 'Cache schreiben',
  'Cache write, 1 h': 'Cache schreiben, 1 Std.',
  'up to {tokens} tokens': 'bis {tokens} Token',
  yours: 'Ihrer',
  always: 'immer',

  // Keys and providers' accounts.
  'Tollgate did not answer. Try again.':
    'Tollgate hat nicht geantwortet. Versuchen Sie es noch einmal.',
  'an Admin API key of a Console organisation':
    'einen Admin-API-Schlüssel einer Organisation in der Console',
  'an Admin key of an API organisation': 'einen Admin-Schlüssel einer API-Organisation',
  'Key for {name}': 'Schlüssel für {name}',
  'No key is saved.': 'Kein Schlüssel gesichert.',
  'Key ending in {lastFour}, in the system’s keychain, saved {age}':
    'Schlüssel mit Ende {lastFour}, im Schlüsselbund des Systems, gesichert {age}',
  'Key ending in {lastFour}, in memory only, gone when Tollgate quits, because there is no keychain, saved {age}':
    'Schlüssel mit Ende {lastFour}, nur im Speicher und fort, wenn Tollgate endet, denn es gibt keinen Schlüsselbund, gesichert {age}',
  'Takes {key}; it begins with {beginning}.': 'Erwartet {key}, beginnt mit {beginning}.',
  'Save key': 'Schlüssel sichern',
  'The key is saved. It is never shown again.':
    'Der Schlüssel ist gesichert. Er wird nie wieder gezeigt.',
  'Replace…': 'Ersetzen …',
  Test: 'Testen',
  'Testing…': 'Wird getestet …',
  'The key works.': 'Der Schlüssel funktioniert.',
  'The key works for {organisation}.': 'Der Schlüssel funktioniert für {organisation}.',
  'Forget…': 'Vergessen …',
  'Forget it for good': 'Endgültig vergessen',
  'The key is taken out of the keychain. Figures that it brought stay.':
    'Der Schlüssel wird aus dem Schlüsselbund entfernt. Die Zahlen, die er brachte, bleiben.',
  'The key is forgotten, in the keychain too.':
    'Der Schlüssel ist vergessen, auch im Schlüsselbund.',
  'Ask now': 'Jetzt fragen',
  'Asked, and answered.': 'Gefragt und beantwortet.',
  'Again in {duration}.': 'Wieder in {duration}.',
  '{host} was never asked.': '{host} wurde nie gefragt.',
  '{host} last asked {age}.': '{host} zuletzt gefragt {age}.',
  'The next time in {duration} at the earliest.': 'Das nächste Mal frühestens in {duration}.',
  'Days of all reports: {done} of {wanted} fetched':
    'Tage aller Berichte: {done} von {wanted} geholt',
  'Figures of {name}': 'Zahlen von {name}',
  'Reported by {source}, as of {instant} ({age}). Days are UTC days.':
    'Gemeldet von {source}, Stand {instant} ({age}). Tage sind UTC-Tage.',
  'Anthropic’s Admin API': 'Admin-API von Anthropic',
  'OpenAI’s Admin API': 'Admin-API von OpenAI',
  Use: 'Nutzung',
  'Use of the coding agent': 'Nutzung des Coding-Agenten',
  'Tokens in': 'Token ein',
  'Tokens out': 'Token aus',
  'This month, as far as it is fetched': 'Dieser Monat, soweit geholt',
  'Last {count} days': { one: 'Letzter Tag', other: 'Letzte {count} Tage' },
  other: 'sonstiges',
  'other models': 'andere Modelle',
  'Coding agent, by member': 'Coding-Agent, nach Mitglied',
  'Member or key': 'Mitglied oder Schlüssel',
  'Provider’s estimate': 'Schätzung des Anbieters',
  '{count} days': { one: '{count} Tag', other: '{count} Tage' },
  'Rate limits': 'Ratenlimits',
  '{count} rate limits': { one: '{count} Ratenlimit', other: '{count} Ratenlimits' },
  Group: 'Gruppe',
  Value: 'Wert',

  // Profiles.
  Profiles: 'Profile',
  'For several accounts, such as work and private: alerts, quiet hours, gate and a budget of their own.':
    'Für mehrere Konten, etwa Arbeit und privat: eigene Meldungen, Ruhezeit, Schranke und ein eigenes Budget.',
  General: 'Allgemein',
  'General is what the sections below say: alerts, quiet hours and gate. Every account follows it until it is given a profile.':
    'Allgemein ist, was die Abschnitte unten sagen: Meldungen, Ruhezeit und Schranke. Jedes Konto folgt dem, bis es ein Profil bekommt.',
  'Followed by {accounts}.': 'Gilt für {accounts}.',
  'No account follows it yet; choose it at an account, above.':
    'Noch folgt ihm kein Konto; wählen Sie es oben bei einem Konto.',
  'Nothing differs from General yet.': 'Noch weicht nichts von Allgemein ab.',
  'Otherwise than General: {values}.': 'Anders als Allgemein: {values}.',
  '{name}: {value}': '{name}: {value}',
  'Values of {name}': 'Werte von {name}',
  'Rename {name}': '{name} umbenennen',
  '{name} is called {to} now.': '{name} heißt jetzt {to}.',
  'Copy {name}': '{name} kopieren',
  '{to} has the values of {name}.': '{to} hat die Werte von {name}.',
  '{name} is gone; its accounts follow General. Undo brings both back.':
    '{name} ist entfernt; seine Konten folgen Allgemein. Rückgängig bringt beides zurück.',
  'Name of a new profile': 'Name eines neuen Profils',
  Work: 'Arbeit',
  'Add profile': 'Profil anlegen',
  '{name} is there. Choose it at an account, above.':
    '{name} ist angelegt. Wählen Sie es oben bei einem Konto.',
  'As in General: {value}': 'Wie Allgemein: {value}',
  'As in General': 'Wie Allgemein',
  Profile: 'Profil',
  'Monthly budget': 'Monatsbudget',

  // Data.
  'Everything Tollgate keeps is in': 'Alles, was Tollgate aufbewahrt, liegt in',
  'Show the folder': 'Ordner zeigen',
  'Everything that was counted and stated, as a file for other programs.':
    'Alles Gezählte und Angegebene als Datei für andere Programme.',
  'Copies of the database': 'Kopien der Datenbank',
  'There are no copies yet. Tollgate makes one a day.':
    'Noch gibt es keine Kopien. Tollgate legt jeden Tag eine an.',
  'One a day, with history, ledger and settings. Keys are never in them.':
    'Eine am Tag, mit Verlauf, Kontobuch und Einstellungen. Schlüssel sind nie darin.',
  'Make a copy now': 'Jetzt kopieren',
  'Copied: {day}.': 'Kopiert: {day}.',
  'Restore…': 'Wiederherstellen …',
  'Restore…, {day}': 'Wiederherstellen …, {day}',
  'Restoring…': 'Wird wiederhergestellt …',
  'Restore {day}': '{day} wiederherstellen',
  'Restored: {day}.': 'Wiederhergestellt: {day}.',
  'Restored: {day}. What was there before is kept as {former}.':
    'Wiederhergestellt: {day}. Was vorher da war, liegt als {former} bereit.',
  'The copy of {day} takes the place of the database, which is kept beside it under another name. Entries and settings made since are not in it; usage is read again from the agents’ files, as far as they are there.':
    'Die Kopie vom {day} tritt an die Stelle der Datenbank, die unter anderem Namen daneben bleibt. Spätere Einträge und Einstellungen sind nicht darin; die Nutzung wird aus den Dateien der Agenten neu gelesen, soweit sie noch da sind.',
  'Keep what is there': 'Belassen, wie es ist',
  'Delete everything': 'Alles löschen',

  // Start.
  'The first steps again: what is read, plan, sources, gate.':
    'Noch einmal die ersten Schritte: was gelesen wird, Plan, Quellen, Schranke.',
  'Show the tour': 'Rundgang zeigen',
  'This is version {version}.': 'Dies ist Version {version}.',

  // Privacy.
  'Tollgate itself connects only to the hosts marked so below, and only while their switch is on.':
    'Tollgate selbst verbindet sich nur mit den unten so bezeichneten Hosts, und nur solange ihr Schalter an ist.',
  'The bytes of your own programs are theirs: Tollgate reads their printed answer only, and does not see what they send.':
    'Die Bytes Ihrer eigenen Programme sind deren Sache: Tollgate liest nur ihre ausgegebene Antwort und sieht nicht, was sie senden.',
  'Places that may be contacted': 'Stellen, die kontaktiert werden dürfen',
  Host: 'Host',
  By: 'Durch',
  'What for': 'Wofür',
  'Last contact': 'Letzter Kontakt',
  Bytes: 'Bytes',
  Allowed: 'Erlaubt',
  Allow: 'Erlauben',
  Tollgate: 'Tollgate',
  'use and cost of your Anthropic organisation, with your key':
    'Nutzung und Kosten Ihrer Organisation bei Anthropic, mit Ihrem Schlüssel',
  'use and cost of your OpenAI organisation, with your key':
    'Nutzung und Kosten Ihrer Organisation bei OpenAI, mit Ihrem Schlüssel',
  'where this copy was released': 'wo diese Version veröffentlicht wurde',
  'a new version, asked for once a day; nothing about you is sent':
    'eine neue Version, einmal am Tag erfragt; nichts über Sie wird gesendet',
  'chosen by claude': 'wählt claude',
  'chosen by codex': 'wählt codex',
  'claude, started by Tollgate, asks for plan use and credit use':
    'claude, von Tollgate gestartet, fragt nach Plannutzung und Credits',
  'claude auth status, started by Tollgate, says plan and account':
    'claude auth status, von Tollgate gestartet, nennt Plan und Konto',
  'codex app-server, started by Tollgate, asks for plan use and credits':
    'codex app-server, von Tollgate gestartet, fragt nach Plannutzung und Credits',
  'Claude Code sends its OpenTelemetry export to Tollgate on this computer':
    'Claude Code sendet seinen OpenTelemetry-Export an Tollgate auf diesem Computer',
  'your own program': 'Ihr eigenes Programm',
  'comes in': 'kommt herein',
  never: 'nie',
  'not counted': 'nicht gezählt',
  'not seen': 'nicht gesehen',
  '{sent} sent, {received} received': '{sent} gesendet, {received} empfangen',
});
