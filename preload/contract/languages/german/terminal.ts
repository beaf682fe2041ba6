/** German of what the terminal shows. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanTerminal(): Translations {
  const status: Translations = {
    'keeps no usage on this machine': 'führt auf diesem Computer keine Nutzung',
    'Credits, {agent}': 'Credits, {agent}',
    'It never answered, so there is nothing to take up.':
      'Sie hat nie geantwortet, es gibt nichts fortzusetzen.',
    'Last 30 days': '30 Tage',
    Today: 'Heute',
    'Not here: {agents}': 'Nicht da: {agents}',
    'Stopped by the gate, held now': 'Von der Schranke gestoppt, wird angehalten',
    'Stopped by the gate, ready to go on': 'Von der Schranke gestoppt, kann weitergehen',
    'Updated {age}. Ctrl+C ends.': 'Aktualisiert {age}. Strg+C beendet.',
    'Working now (estimated)': 'Gerade bei der Arbeit (geschätzt)',
    'Worth at API prices. {source}; may differ from your bill.':
      'Wert zu API-Preisen. {source}; kann von Ihrer Rechnung abweichen.',
    'not priced': 'ohne Preis',
    'not started': 'nicht begonnen',
    'not there': 'nicht da',
    stale: 'veraltet',
    'unknown model': 'unbekanntes Modell',
    'unknown project': 'unbekanntes Projekt',
    'unknown folder': 'unbekannter Ordner',
    '{agent}, stopped {time}': '{agent}, gestoppt {time}',
    '{count} tokens': '{count} Token',
    '{tokens} context': '{tokens} Kontext',
    '{part} of {count} answers not priced': {
      one: '{part} von {count} Antwort ohne Preis',
      other: '{part} von {count} Antworten ohne Preis',
    },
  };

  const doctor: Translations = {
    'Cost by {agent} itself  {theirs}, by Tollgate {ours}':
      'Kosten laut {agent}  {theirs}, laut Tollgate {ours}',
    'Data folder': 'Datenordner',
    'Time zone': 'Zeitzone',
    'No problems.': 'Keine Probleme.',
    'No window is known.': 'Kein Fenster ist bekannt.',
    'cannot be opened': 'lässt sich nicht öffnen',
    'open for reading; another Tollgate writes it':
      'zum Lesen geöffnet; ein anderes Tollgate schreibt sie',
    'open for writing': 'zum Schreiben geöffnet',
    'drift {percent}': 'Abweichung {percent}',
    'locale {locale}': 'Gebietsschema {locale}',
    unknown: 'unbekannt',
    'status line bridge installed': 'Brücke der Statuszeile eingerichtet',
    'status line bridge not installed': 'Brücke der Statuszeile nicht eingerichtet',
    'status line bridge replaced': 'Brücke der Statuszeile ersetzt',
    'status line bridge unreadable': 'Brücke der Statuszeile nicht lesbar',
    '{count} session files': { one: '{count} Sitzungsdatei', other: '{count} Sitzungsdateien' },
    '{count} sessions of 30 days, estimated by both, {age}': {
      one: '{count} Sitzung aus 30 Tagen, von beiden geschätzt, {age}',
      other: '{count} Sitzungen aus 30 Tagen, von beiden geschätzt, {age}',
    },
    'again in {time}': 'wieder in {time}',
    'believed: {first}; not: {second}': 'geglaubt: {first}; nicht: {second}',
    'sources name different resets': 'Quellen nennen verschiedene Resets',
    'sources state different use at the same moment':
      'Quellen nennen für denselben Moment verschiedene Nutzung',
    'sources state use that fell within one window':
      'Quellen nennen Nutzung, die innerhalb eines Fensters sank',
    'limits of a kind that is not known: {kinds}': 'Limits unbekannter Art: {kinds}',
    'never asked': 'nie gefragt',
    'asked {age}': 'gefragt {age}',
    'next in {time}': 'nächste Frage in {time}',
    'no answer {age} [{kind}] {message} ({count} in a row)':
      'keine Antwort {age} [{kind}] {message} ({count} in Folge)',
    'no cost given': 'keine Kosten genannt',
    'no percent': 'kein Prozentwert',
    'nothing received': 'nichts empfangen',
    'on, every {count} min at most': 'an, höchstens alle {count} min',
    'on, variables for the agent in {file}': 'an, Variablen für den Agenten in {file}',
    'the environment already sends telemetry elsewhere':
      'die Umgebung sendet Telemetrie schon anderswohin',
    '{amount} by the agent’s own estimate': '{amount} laut Schätzung des Agenten',
    '{count} records could not be read': {
      one: '{count} Datensatz war nicht lesbar',
      other: '{count} Datensätze waren nicht lesbar',
    },
    '{count} requests': { one: '{count} Anfrage', other: '{count} Anfragen' },
    '{count} sessions': { one: '{count} Sitzung', other: '{count} Sitzungen' },
    '{count} requests received, the latest {age}': {
      one: '{count} Anfrage empfangen, die letzte {age}',
      other: '{count} Anfragen empfangen, die letzte {age}',
    },
    '{requests} of {sessions} without a transcript, {cost}; in no total':
      '{requests} aus {sessions} ohne Sitzungsprotokoll, {cost}; in keiner Summe',
  };

  const tables: Translations = {
    agent: 'Agent',
    input: 'Eingabe',
    output: 'Ausgabe',
    'cache write': 'Cache schreiben',
    'cache write 1 h': 'Cache schreiben 1 h',
    'cache read': 'Cache lesen',
    answers: 'Antworten',
    cost: 'Kosten',
    model: 'Modell',
    holds: 'gilt',
    'Cost is estimated at API prices from local session files; it may differ from your bill.':
      'Kosten sind zu API-Preisen aus lokalen Sitzungsdateien geschätzt; Ihre Rechnung kann abweichen.',
    'Lines that could not be read: {count}': 'Nicht lesbare Zeilen: {count}',
    'No price known for: {models}': 'Kein Preis bekannt für: {models}',
    '{cost} + {count} not priced': '{cost} + {count} ohne Preis',
    'Price table of {day}, US dollars per million tokens:':
      'Preistabelle vom {day}, US-Dollar je Million Token:',
    'Source: {source}': 'Quelle: {source}',
    always: 'immer',
    yours: 'Ihrer',
    'to {tokens}': 'bis {tokens}',
  };

  const credits: Translations = {
    'Draws on': 'Nutzt',
    'Usage credits': 'Credits',
    'This month': 'Diesen Monat',
    Estimated: 'Geschätzt',
    'Stated by you': 'Ihre Angabe',
    Reported: 'Gemeldet',
    'Spent elsewhere': 'Anderswo',
    Drift: 'Abweichung',
    balance: 'Guthaben',
    'spend limit': 'Ausgabenlimit',
    'There is a profile “{profile}” now. An account follows it after: {command}':
      'Es gibt jetzt ein Profil „{profile}“. Ein Konto folgt ihm nach: {command}',
    'limit of your organisation': 'Limit Ihrer Organisation',
    'daily redemption limit': 'Tageslimit für Credits',
    'your budget': 'Ihr Budget',
    'usage credits are off': 'Credits sind aus',
    'billed without one': 'wird ohne Guthaben abgerechnet',
    'say it: tollgate credits anchor AMOUNT': 'angeben mit: tollgate credits anchor AMOUNT',
    'no amount': 'kein Betrag',
    'one request let through': 'eine Anfrage durchgelassen',
    'by the reset': 'durch den Reset',
    'by its cap': 'durch die Obergrenze',
    'replaced by another answer': 'durch eine andere Antwort ersetzt',
    'takes #{sequence} back': 'nimmt #{sequence} zurück',
    'takes an earlier entry back': 'nimmt einen früheren Eintrag zurück',
    'Taken back: {entry} of #{sequence}, by a new entry #{by}.':
      'Zurückgenommen: {entry} aus #{sequence}, durch einen neuen Eintrag #{by}.',
    'no part of it is known': 'kein Teil davon ist bekannt',
    'since {time}': 'seit {time}',
    'generic figures': 'allgemeine Zahlen',
    'your own use of 30 days, estimated': 'Ihre Nutzung aus 30 Tagen, geschätzt',
    '{range} answers': { one: '{range} Antwort', other: '{range} Antworten' },
    '{range} sessions': { one: '{range} Sitzung', other: '{range} Sitzungen' },
    '{range} hours': { one: '{range} Stunde', other: '{range} Stunden' },
    '{amount} below {below}, up to {cap} a month': '{amount} unter {below}, bis zu {cap} im Monat',
    '{amount} below {below}, without a monthly cap': '{amount} unter {below}, ohne Monatsgrenze',
    '{count} answers this month may have been paid: up to {amount} more': {
      one: '{count} Antwort dieses Monats kann bezahlt sein: bis zu {amount} mehr',
      other: '{count} Antworten dieses Monats können bezahlt sein: bis zu {amount} mehr',
    },
    '{count} paid answers this month have no price': {
      one: '{count} bezahlte Antwort dieses Monats hat keinen Preis',
      other: '{count} bezahlte Antworten dieses Monats haben keinen Preis',
    },
    Recorded: 'Eingetragen',
    'Already recorded': 'Schon eingetragen',
    'Not recorded; it stands as': 'Nicht eingetragen; es steht',
    'The ledger is empty.': 'Das Kontobuch ist leer.',
    'The ledger is whole: {count} entries.': {
      one: 'Das Kontobuch ist unversehrt: {count} Eintrag.',
      other: 'Das Kontobuch ist unversehrt: {count} Einträge.',
    },
    'Nothing to correct: no reported figure differs from ours.':
      'Nichts zu berichtigen: Keine gemeldete Zahl weicht von unserer ab.',
    'This would close the difference; nothing was written:':
      'Das würde die Differenz ausgleichen; nichts wurde eingetragen:',
    'Append it with: tollgate credits correct --yes':
      'Eintragen mit: tollgate credits correct --yes',
  };

  const answers: Translations = {
    'No answers yet.': 'Noch keine Antworten.',
    'Taken back: {what}, as said {day} {time} ({agent}, {account}).':
      'Zurückgenommen: {what}, gesagt {day} {time} ({agent}, {account}).',
    'What was spent under it stays spent.': 'Was damit ausgegeben wurde, bleibt ausgegeben.',
    'go on with credits': 'mit Credits weiter',
    'go on with credits, up to {amount}': 'mit Credits weiter, bis zu {amount}',
    '{what} until {time}': '{what} bis {time}',
    'taken back {time}': 'zurückgenommen {time}',
    'has ended': 'beendet',
    'in force': 'gilt',
    'No alert has come yet.': 'Noch ist keine Meldung gekommen.',
    'waits to be shown': 'wartet auf die Anzeige',
    'being shown': 'wird angezeigt',
    shown: 'angezeigt',
    'shown at {time}': 'angezeigt {time}',
    'shown perhaps: Tollgate ended meanwhile':
      'vielleicht angezeigt: Tollgate endete währenddessen',
    'not shown: its window ended before': 'nicht angezeigt: Das Fenster endete vorher',
    '{name}: at the limit until {time}.': '{name}: am Limit bis {time}.',
    '{name}: at the limit until {time} (you said so {said})':
      '{name}: am Limit bis {time} (Ihre Angabe {said})',
    '{name}: no longer at the limit.': '{name}: nicht mehr am Limit.',
    'No limit is said to be reached.': 'Kein Limit ist als erreicht angegeben.',
    'No session is stopped.': 'Keine Sitzung ist gestoppt.',
    'Taken off the list.': 'Von der Liste genommen.',
  };

  const gate: Translations = {
    'No agent was found.': 'Kein Agent wurde gefunden.',
    'asks before the next request': 'fragt vor der nächsten Anfrage',
    open: 'offen',
    closed: 'geschlossen',
    strict: 'streng',
    'now: {verdict}': 'jetzt: {verdict}',
    'the reset is not known, so five hours': 'der Reset ist nicht bekannt, daher fünf Stunden',
    '{name}: open until {end}': '{name}: offen bis {end}',
    'the reset: an opening does not outlast it': 'dem Reset: länger gilt eine Öffnung nicht',
    'Nothing was changed. To do it: the same with --yes':
      'Nichts wurde geändert. Um es zu tun: dasselbe mit --yes',
    'Installed. It holds while the Tollgate app or “tollgate status --watch” runs.':
      'Eingerichtet. Sie hält an, solange die Tollgate-App oder „tollgate status --watch“ läuft.',
    '{name}: stopped until {end}': '{name}: gestoppt bis {end}',
    '{name}: the next prompt is let through, within an hour.':
      '{name}: Der nächste Prompt wird durchgelassen, binnen einer Stunde.',
    '{path}: nothing to change': '{path}: nichts zu ändern',
  };

  const asked: Translations = {
    'Balance: {amount}': 'Guthaben: {amount}',
    'Not known: {kinds}': 'Nicht bekannt: {kinds}',
    'Plan: {plan}': 'Plan: {plan}',
    'Spend limit: {amount}': 'Ausgabenlimit: {amount}',
    'Spent this period: {amount}': 'In diesem Zeitraum ausgegeben: {amount}',
    'Usage credits: {state}': 'Credits: {state}',
    'not said': 'nicht angegeben',
    'not said whether on': 'nicht angegeben, ob an',
    'use not said': 'Nutzung nicht angegeben',
    'not asked: another Tollgate is running, which asks by itself':
      'nicht gefragt: Ein anderes Tollgate läuft und fragt selbst',
    'not asked: it failed the last time': 'nicht gefragt: Beim letzten Mal ist es misslungen',
    'not asked: it is switched off (tollgate settings list sources)':
      'nicht gefragt: ausgeschaltet (tollgate settings list sources)',
    'not asked: its figures are fresh': 'nicht gefragt: Die Zahlen sind frisch',
    'not asked: no session is active': 'nicht gefragt: Keine Sitzung ist aktiv',
    'not asked: the last question was a moment ago':
      'nicht gefragt: Die letzte Frage ist eben erst gewesen',
    'not asked: the session files have not been read whole yet':
      'nicht gefragt: Die Sitzungsdateien sind noch nicht ganz gelesen',
  };

  const providers: Translations = {
    'Key for {name} ({begin}…), not shown: ': 'Schlüssel für {name} ({begin}…), unsichtbar: ',
    'The key works.': 'Der Schlüssel funktioniert.',
    'The key works for {name}.': 'Der Schlüssel funktioniert für {name}.',
    '{name}: no key': '{name}: kein Schlüssel',
    '{name}: key ending in {lastFour}, saved {age}, in memory until Tollgate quits':
      '{name}: Schlüssel mit Ende {lastFour}, gespeichert {age}, im Arbeitsspeicher, bis Tollgate beendet wird',
    '{name}: key ending in {lastFour}, saved {age}, in the system’s keychain':
      '{name}: Schlüssel mit Ende {lastFour}, gespeichert {age}, im Schlüsselbund des Systems',
    'Past days: {done} of {wanted} fetched': 'Vergangene Tage: {done} von {wanted} geholt',
    'Reported {age}, an account of its own, beside plan and credits:':
      'Gemeldet {age}, ein eigenes Konto, neben Plan und Credits:',
    'last answer {age}': 'letzte Antwort {age}',
    'last {count} days': { one: 'letzter {count} Tag', other: 'letzte {count} Tage' },
    'never contacted': 'nie kontaktiert',
    'nothing reported': 'nichts gemeldet',
    other: 'sonstiges',
    'other models': 'andere Modelle',
    'this month (UTC)': 'dieser Monat (UTC)',
    'unknown sessions, {amount} by the provider’s estimate':
      'Sitzungen unbekannt, {amount} laut Schätzung des Anbieters',
    '{count} sessions, {amount} by the provider’s estimate': {
      one: '{count} Sitzung, {amount} laut Schätzung des Anbieters',
      other: '{count} Sitzungen, {amount} laut Schätzung des Anbieters',
    },
    '{count} requests, {sent} sent, {received} received': {
      one: '{count} Anfrage, {sent} gesendet, {received} empfangen',
      other: '{count} Anfragen, {sent} gesendet, {received} empfangen',
    },
    '{input} in, {output} out': '{input} ein, {output} aus',
  };

  const data: Translations = {
    default: 'Standard',
    'No use in this time.': 'Keine Nutzung in dieser Zeit.',
    'not set': 'nicht gesetzt',
    'Taken back: {names}': 'Zurückgenommen: {names}',
    'Taken from the price table: cache write {write}, for an hour {hour}, cache read {read}.':
      'Aus der Preistabelle: Cache schreiben {write}, für eine Stunde {hour}, Cache lesen {read}.',
    'Read {count} files ({megabytes} MB) in {seconds} s.': {
      one: '{count} Datei ({megabytes} MB) in {seconds} s gelesen.',
      other: '{count} Dateien ({megabytes} MB) in {seconds} s gelesen.',
    },
    'The database holds {answers} answers; {lines} lines could not be read.':
      'Antworten in der Datenbank: {answers}; nicht lesbare Zeilen: {lines}.',
    '{done} of {total} files': '{done} von {total} Dateien',
    'There are no copies yet.': 'Es gibt noch keine Kopien.',
    'This would put {name} in the place of the database, which is kept beside it.':
      'Das würde {name} an die Stelle der Datenbank setzen; diese bleibt daneben erhalten.',
    'Entries and settings made since are then not in it; usage is read again from the agents’ files.':
      'Seither gemachte Einträge und Einstellungen fehlen dann; die Nutzung wird neu aus den Dateien der Agenten gelesen.',
    'To do it: tollgate restore {name} --yes': 'So geht es: tollgate restore {name} --yes',
    'Restored {name}.': '{name} ist wiederhergestellt.',
    'What was there before: {path}': 'Was vorher da war: {path}',
    'Not Tollgate’s, and left in {folder}: {names}':
      'Nicht von Tollgate und in {folder} gelassen: {names}',
    'Nothing was removed. To remove all of this, for good: tollgate remove-everything --yes':
      'Nichts wurde entfernt. Um all das endgültig zu entfernen: tollgate remove-everything --yes',
    'Removed: {what}': 'Entfernt: {what}',
    'There is nothing of Tollgate here.': 'Hier gibt es nichts von Tollgate.',
  };
  return {
    ...status,
    ...doctor,
    ...tables,
    ...credits,
    ...answers,
    ...gate,
    ...asked,
    ...providers,
    ...data,
  };
}
