/** German of organisations' accounts on the pages, and of the export of metrics to the user's own collector. */
import type { Translations } from '../say.ts';

/** Problems, refusals and errors of the export, which travel in English. */
export function germanOtelMessages(): Translations {
  return {
    'metrics takes “status” or “send”.': '„metrics“ nimmt „status“ oder „send“.',
    'Not sent: {message}': 'Nicht gesendet: {message}',
    'Export of metrics: {message}': 'Export der Metriken: {message}',
    'What the keychain gave are no headers.':
      'Was der Schlüsselbund zurückgab, sind keine Kopfzeilen.',
    'Nothing was sent: the export of metrics is switched off.':
      'Nichts wurde gesendet: Der Export der Metriken ist ausgeschaltet.',
    'There is no address of a collector.': 'Es ist keine Adresse eines Collectors gesetzt.',
    'Another Tollgate is running, which sends by itself.':
      'Ein anderes Tollgate läuft und sendet selbst.',
    'A sending is going on.': 'Es wird gerade gesendet.',
    'The last sending was less than a minute ago.':
      'Zuletzt wurde vor weniger als einer Minute gesendet.',
    'After a failure, or because the collector asked for it, Tollgate waits.':
      'Nach einem Fehler, oder weil der Collector darum bat, wartet Tollgate.',
    'Tollgate is quitting, or this program sends no metrics.':
      'Tollgate wird beendet, oder dieses Programm sendet keine Metriken.',
    'Save the headers that your collector asks for.':
      'Speichern Sie die Kopfzeilen, die Ihr Collector verlangt.',
    'Check the address: /v1/metrics is added by itself.':
      'Prüfen Sie die Adresse: /v1/metrics wird von selbst angefügt.',
    'When the keychain answers again, send once by hand, or save the headers again.':
      'Wenn der Schlüsselbund wieder antwortet, senden Sie einmal von Hand oder speichern die Kopfzeilen neu.',
    'Nothing is to be done: Tollgate waits as long as the collector asks.':
      'Es ist nichts zu tun: Tollgate wartet so lange, wie der Collector verlangt.',
    'Check address and connection; Tollgate tries again by itself, less and less often.':
      'Prüfen Sie Adresse und Verbindung; Tollgate versucht es selbst wieder, immer seltener.',
    'Tollgate tries again by itself; no use is lost, because totals are sent.':
      'Tollgate versucht es selbst wieder; keine Nutzung geht verloren, denn es werden Summen gesendet.',
    'Your collector’s log says why.': 'Warum, steht im Protokoll Ihres Collectors.',
    '{host} refuses the headers (HTTP {status}).':
      '{host} lehnt die Kopfzeilen ab (HTTP {status}).',
    '{host} asks to be sent less.': '{host} bittet darum, weniger zu senden.',
    '{host} has a fault (HTTP {status}).': '{host} hat eine Störung (HTTP {status}).',
    '{host} does not take metrics there (HTTP {status}).':
      '{host} nimmt dort keine Metriken an (HTTP {status}).',
    '{host} left out {rejected} values of what was sent.':
      '{host} hat {rejected} Werte des Gesendeten ausgelassen.',
  };
}

export function germanOtel(): Translations {
  const terminal: Translations = {
    'Export to OpenTelemetry: {switched}, collector {host}':
      'Export zu OpenTelemetry: {switched}, Collector {host}',
    'nothing sent yet': 'noch nichts gesendet',
    'last sent {age}': 'zuletzt gesendet {age}',
    '{count} counters; counting began {age}.': {
      one: '{count} Zähler; die Zählung begann {age}.',
      other: '{count} Zähler; die Zählung begann {age}.',
    },
    '{member}: {spent} spent, without a limit': '{member}: {spent} ausgegeben, ohne Limit',
    '{member}: {spent} spent of {limit}': '{member}: {spent} von {limit} ausgegeben',
    'the export to your own OpenTelemetry collector   [--json]':
      'der Export zu Ihrem OpenTelemetry-Collector   [--json]',
    'sends now, where that is switched on': 'sendet jetzt, wo das eingeschaltet ist',
  };

  const settings: Translations = {
    'Ask api.anthropic.com for cost and spend limits of your Claude Enterprise, with a key of yours.':
      'api.anthropic.com nach Kosten und Ausgabenlimits Ihres Claude Enterprise fragen, mit einem Schlüssel von Ihnen.',
    'Send counters of use and the windows’ state to an OpenTelemetry collector of your own.':
      'Zähler der Nutzung und den Stand der Fenster an einen eigenen OpenTelemetry-Collector senden.',
    'Where your collector takes OTLP over HTTP; plain http only on this computer.':
      'Wo Ihr Collector OTLP über HTTP annimmt; unverschlüsseltes http nur auf diesem Computer.',
    'How often metrics are sent at most.': 'Wie oft Metriken höchstens gesendet werden.',
    'Send tokens and answers, by agent and model.':
      'Token und Antworten senden, nach Agent und Modell.',
    'Send estimated cost at API prices, by agent and model.':
      'Geschätzte Kosten zu API-Preisen senden, nach Agent und Modell.',
    'Send how far each plan window is used.': 'Senden, wie weit jedes Planfenster genutzt ist.',
    'Tell projects apart, by the last part of their folder’s name.':
      'Projekte unterscheiden, nach dem letzten Teil ihres Ordnernamens.',
  };

  const settingsPage: Translations = {
    'Claude Enterprise': 'Claude Enterprise',
    'Anthropic’s Claude Enterprise': 'Claude Enterprise von Anthropic',
    'Own collector': 'Eigener Collector',
    'Send metrics to my collector': 'Metriken an meinen Collector senden',
    'Collector’s address': 'Adresse des Collectors',
    'Estimated cost': 'Geschätzte Kosten',
    'Plan windows': 'Planfenster',
    'By project': 'Nach Projekt',
    'Export to OpenTelemetry': 'Export zu OpenTelemetry',
    'For teams that already run a collector. Counters begin when you switch this on; there is no server of Tollgate’s.':
      'Für Teams, die schon einen Collector betreiben. Gezählt wird ab dem Einschalten; einen Server von Tollgate gibt es nicht.',
    'Only api.anthropic.com is contacted, with the key below. Members’ names and limits are shown on this computer alone. Off: nobody is contacted.':
      'Nur api.anthropic.com wird kontaktiert, mit dem Schlüssel unten. Namen und Limits der Mitglieder erscheinen nur auf diesem Computer. Aus: Niemand wird kontaktiert.',
    'Only that one address is contacted, and only while this is on. Never sent: prompts, paths, e-mail addresses, keys. Off: nothing is sent.':
      'Nur diese eine Adresse wird kontaktiert, und nur solange dies an ist. Nie gesendet: Prompts, Pfade, E-Mail-Adressen, Schlüssel. Aus: Nichts wird gesendet.',
    'A project’s name may say what you work on. Off: all projects are one sum.':
      'Der Name eines Projekts kann verraten, woran Sie arbeiten. Aus: Alle Projekte sind eine Summe.',
    'Sent, and taken.': 'Gesendet und angenommen.',
    'Send now': 'Jetzt senden',
    'Sending…': 'Wird gesendet …',
    'Nothing was sent yet.': 'Noch wurde nichts gesendet.',
    '{host} took the metrics {age}.': '{host} hat die Metriken {age} angenommen.',
    'Headers are needed only if your collector asks for them, for example to sign in. They are kept like a key and never shown.':
      'Kopfzeilen sind nur nötig, wenn Ihr Collector sie verlangt, etwa zur Anmeldung. Sie werden wie ein Schlüssel verwahrt und nie gezeigt.',
    'Save headers': 'Kopfzeilen sichern',
    'No headers are saved.': 'Es sind keine Kopfzeilen gespeichert.',
    'Headers ending in {lastFour}, in the system’s keychain, saved {age}':
      'Kopfzeilen, die auf {lastFour} enden, im Schlüsselbund des Systems, gespeichert {age}',
    'Headers ending in {lastFour}, in memory only, gone when Tollgate quits, because there is no keychain, saved {age}':
      'Kopfzeilen, die auf {lastFour} enden, nur im Arbeitsspeicher und weg, wenn Tollgate beendet wird, weil es keinen Schlüsselbund gibt, gespeichert {age}',
    'Spend limits': 'Ausgabenlimits',
    'The Admin API of Claude Enterprise': 'Admin-API von Claude Enterprise',
    'use and cost of your Claude Enterprise, with your key':
      'Nutzung und Kosten Ihres Claude Enterprise, mit Ihrem Schlüssel',
    'none until you set one': 'keiner, bis Sie einen setzen',
    'counters of use and the state of your windows, to your own OpenTelemetry collector':
      'Zähler der Nutzung und der Stand Ihrer Fenster, an Ihren eigenen OpenTelemetry-Collector',
    'a key of claude.ai’s organisation settings that may read analytics or spend limits':
      'einen Schlüssel aus den Organisationseinstellungen von claude.ai, der Analysen oder Ausgabenlimits lesen darf',
    'headers as OpenTelemetry writes them, NAME=VALUE with commas between, blanks as %20':
      'Kopfzeilen, wie OpenTelemetry sie schreibt: NAME=WERT, durch Kommas getrennt, Leerzeichen als %20',
  };

  const pages: Translations = {
    'Organisation accounts, beside plan and credits': 'Organisationskonten, neben Plan und Credits',
    'Reported by each provider of the organisation’s own account. Counted in no balance, limit or total above.':
      'Vom jeweiligen Anbieter für das eigene Konto der Organisation gemeldet. Zählt oben in kein Guthaben, kein Limit und keine Summe.',
    'Cost reported of organisation accounts': 'Gemeldete Kosten von Organisationskonten',
    'An account of its own; not in the figures above.':
      'Ein eigenes Konto; nicht in den Zahlen oben.',
    'Organisation account': 'Organisationskonto',
    '{organisation} ({name})': '{organisation} ({name})',
    '{source}, reported, {age} ({instant})': '{source}, gemeldet, {age} ({instant})',
    'This month so far': 'Dieser Monat bisher',
    'UTC days': 'UTC-Tage',
    'Tokens of those days': 'Token dieser Tage',
    '{count} of them out': 'davon {count} Ausgabe',
    'As of': 'Stand',
    'Line of the bill': 'Posten der Rechnung',
    'Bill of {name}': 'Rechnung: {name}',
    'Cost of {count} days': { one: 'Kosten von {count} Tag', other: 'Kosten von {count} Tagen' },
    'Spend limits of {name}': 'Ausgabenlimits: {name}',
    Member: 'Mitglied',
    'Spent this period': 'In diesem Zeitraum ausgegeben',
    Period: 'Zeitraum',
    'Set for': 'Gesetzt für',
    monthly: 'monatlich',
    'no limit': 'kein Limit',
    'the member': 'das Mitglied',
    'the seat’s tier': 'die Stufe des Platzes',
    'the group': 'die Gruppe',
    everybody: 'alle',
    'Nothing was reported yet by {host}.': 'Von {host} wurde noch nichts gemeldet.',
    'No cost was reported for this period.': 'Für diesen Zeitraum wurden keine Kosten gemeldet.',
    'Everything else': 'Alles andere',
    'UTC day': 'UTC-Tag',
    'Parts shown': 'Gezeigte Teile',
    'The latest poll failed; these are the last good figures.':
      'Die letzte Abfrage ist gescheitert; dies sind die letzten guten Zahlen.',
    'Reported from {since} on.': 'Gemeldet ab {since}.',
  };
  return { ...terminal, ...settings, ...settingsPage, ...pages };
}
