/** German of the settings: what each does, and what it takes. Words that are typed stay as they are. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanSettings(): Translations {
  const accounts: Translations = {
    'What you call this account.': 'Wie Sie dieses Konto nennen.',
    'Whose alerts, quiet hours and gate this account follows.':
      'Wessen Meldungen, Ruhezeit und Schranke für dieses Konto gelten.',
    'Your own limit on paid use in a calendar month, for all accounts with this profile together.':
      'Ihr eigenes Limit für bezahlte Nutzung im Kalendermonat, für alle Konten mit diesem Profil zusammen.',
    'The plan that this account is on.': 'Der Plan dieses Kontos.',
    'Which member of your Claude Enterprise this account is: e-mail address, member’s id, or nobody.':
      'Welches Mitglied Ihres Claude Enterprise dieses Konto ist: E-Mail-Adresse, Kennung des Mitglieds oder nobody.',
    'What this account’s use draws on.': 'Womit die Nutzung dieses Kontos bezahlt wird.',
    'Whether usage credits are switched on for this account.':
      'Ob Credits für dieses Konto eingeschaltet sind.',
    'The monthly limit on usage credits of this account.':
      'Das monatliche Limit für Credits dieses Kontos.',
    'Automatic purchase of credits when the balance falls below a threshold.':
      'Automatischer Kauf von Credits, wenn das Guthaben unter eine Schwelle fällt.',
    'Your word that the provider has stopped you: which window, since when, until which reset.':
      'Ihre Angabe, dass der Anbieter Sie gestoppt hat: welches Fenster, seit wann, bis zu welchem Reset.',
    'The most credits that the provider lets this account use in a day.':
      'Wie viele Credits der Anbieter diesem Konto pro Tag höchstens erlaubt.',
    'Your own limit on paid use, for a day, a calendar month or a five-hour window.':
      'Ihr eigenes Limit für bezahlte Nutzung je Tag, Kalendermonat oder Fünf-Stunden-Fenster.',
    'What one unit of this currency is worth in US dollars; without it nothing is converted.':
      'Was eine Einheit dieser Währung in US-Dollar wert ist; ohne Angabe wird nichts umgerechnet.',
    'Your own price of a model, in US dollars per million tokens, from a day on.':
      'Ihr eigener Preis eines Modells in US-Dollar je Million Token, ab einem Tag.',
  };

  const sources: Translations = {
    'Ask your own claude program for plan use and month-to-date credits.':
      'Ihr eigenes Programm claude nach Plannutzung und Credits dieses Monats fragen.',
    'How often claude is asked for plan use at most.':
      'Wie oft claude höchstens nach der Plannutzung gefragt wird.',
    'Ask your own claude program for plan and account.':
      'Ihr eigenes Programm claude nach Plan und Konto fragen.',
    'How often claude is asked for the plan at most.':
      'Wie oft claude höchstens nach dem Plan gefragt wird.',
    'Ask your own codex program for plan use and credits.':
      'Ihr eigenes Programm codex nach Plannutzung und Credits fragen.',
    'How often codex is asked for plan use at most.':
      'Wie oft codex höchstens nach der Plannutzung gefragt wird.',
    'Receive Claude Code’s OpenTelemetry export on this computer.':
      'Den OpenTelemetry-Export von Claude Code auf diesem Computer empfangen.',
    'Ask api.anthropic.com for use and cost of your organisation, with an Admin API key of yours.':
      'api.anthropic.com mit Ihrem Admin-API-Schlüssel nach Nutzung und Kosten Ihrer Organisation fragen.',
    'Ask api.openai.com for use and cost of your organisation, with an Admin key of yours.':
      'api.openai.com mit Ihrem Admin-Schlüssel nach Nutzung und Kosten Ihrer Organisation fragen.',
    'How often each organisation account is asked at most.':
      'Wie oft jedes Organisationskonto höchstens abgefragt wird.',
    'How many past days of an organisation account are fetched.':
      'Wie viele vergangene Tage eines Organisationskontos geholt werden.',
  };

  const alerts: Translations = {
    'Levels of the five-hour window that bring a notification.':
      'Stufen des Fünf-Stunden-Fensters, bei denen eine Mitteilung kommt.',
    'Levels of the weekly windows that bring a notification.':
      'Stufen der Wochenfenster, bei denen eine Mitteilung kommt.',
    'Levels of the spend limit that bring a notification.':
      'Stufen des Ausgabenlimits, bei denen eine Mitteilung kommt.',
    'Levels of your own budgets that bring a notification.':
      'Stufen Ihrer Budgets, bei denen eine Mitteilung kommt.',
    'Balance below which a notification comes.': 'Guthaben, unter dem eine Mitteilung kommt.',
    'How long before the forecast end of the plan a notification comes.':
      'Wie lange vor dem erwarteten Ende des Plans eine Mitteilung kommt.',
    'Notify at the levels of the five-hour window.':
      'Mitteilen bei den Stufen des Fünf-Stunden-Fensters.',
    'Notify at the levels of the weekly windows.': 'Mitteilen bei den Stufen der Wochenfenster.',
    'Notify before the plan is forecast to end.':
      'Mitteilen, bevor der Plan voraussichtlich endet.',
    'Notify at the levels of the spend limit.': 'Mitteilen bei den Stufen des Ausgabenlimits.',
    'Notify at the levels of your own budgets.': 'Mitteilen bei den Stufen Ihrer Budgets.',
    'Notify when the balance is low.': 'Mitteilen, wenn das Guthaben niedrig ist.',
    'Notify when the balance fell without use on this computer.':
      'Mitteilen, wenn das Guthaben ohne Nutzung auf diesem Computer sank.',
    'Notify when credits were bought automatically.':
      'Mitteilen, wenn Credits automatisch gekauft wurden.',
    'Notify when usage credits were switched on.': 'Mitteilen, wenn Credits eingeschaltet wurden.',
    'Notify when the spend limit was raised or removed.':
      'Mitteilen, wenn das Ausgabenlimit erhöht oder entfernt wurde.',
    'Notify when the spend limit was exceeded.':
      'Mitteilen, wenn das Ausgabenlimit überschritten wurde.',
    'Notify of paid use while plan is left.':
      'Mitteilen, wenn bezahlt wird, obwohl der Plan noch reicht.',
    'Notify when the plan is back after a reset.':
      'Mitteilen, wenn der Plan nach einem Reset wieder da ist.',
    'Notify when the price table is too old for a model in use.':
      'Mitteilen, wenn die Preistabelle für ein genutztes Modell zu alt ist.',
    'Hours in which no notification comes; tray and prompt still show.':
      'Stunden ohne Mitteilungen; Infobereich und Rückfrage bleiben sichtbar.',
    'Show warnings of paid use during quiet hours all the same.':
      'Warnungen vor bezahlter Nutzung auch während der Ruhezeit zeigen.',
  };

  const gate: Translations = {
    'Hold agents back before a paid request.': 'Agenten vor einer bezahlten Anfrage anhalten.',
    'Use of the plan at which the gate closes.':
      'Nutzung des Plans, bei der die Schranke schließt.',
    'What a closed gate does: ask you, or stop at once.':
      'Was eine geschlossene Schranke tut: Sie fragen oder sofort stoppen.',
    'How long the gate waits for your answer; silence means stop.':
      'Wie lange die Schranke auf Ihre Antwort wartet; Schweigen heißt Stopp.',
    'Stop agents also when Tollgate does not run.':
      'Agenten auch stoppen, wenn Tollgate nicht läuft.',
    'How often the gate file is renewed; after 90 s it counts as unknown.':
      'Wie oft die Schrankendatei erneuert wird; nach 90 s gilt sie als unbekannt.',
    'Use of a window from which the boundary is near.':
      'Nutzung eines Fensters, ab der die Grenze nah ist.',
    'Time before a forecast end from which the boundary is near.':
      'Zeit vor einem erwarteten Ende, ab der die Grenze nah ist.',
    'Age from which a reading is stale while a session is live.':
      'Alter, ab dem ein Messwert veraltet ist, solange eine Sitzung läuft.',
    'Time since the last activity within which a session is live.':
      'Zeit seit der letzten Aktivität, in der eine Sitzung als laufend gilt.',
    'Span over which dollars an hour are worked out.':
      'Zeitspanne, über die Dollar pro Stunde berechnet werden.',
    'Share of a window that must pass before a pace is shown.':
      'Anteil eines Fensters, der vergehen muss, bevor ein Tempo gezeigt wird.',
  };

  const appearance: Translations = {
    'Colours of the windows.': 'Farben der Fenster.',
    'Whether bars and figures show what is used or what is left.':
      'Ob Balken und Zahlen zeigen, was genutzt oder was übrig ist.',
    'How a reset is written: time left, or clock time.':
      'Wie ein Reset angegeben wird: verbleibende Zeit oder Uhrzeit.',
    'Draw the percent as digits in the tray icon, wherever it is large enough for them.':
      'Den Prozentwert als Ziffern ins Symbol im Infobereich zeichnen, wo es groß genug ist.',
    'What stands beside the tray icon on macOS.': 'Was unter macOS neben dem Symbol steht.',
    'Write dots for amounts of money, for sharing a screen. Exports and --json keep them.':
      'Geldbeträge als Punkte schreiben, etwa beim Teilen des Bildschirms. Exporte und --json behalten sie.',
    'First day of the week.': 'Erster Tag der Woche.',
    'Clock with 12 or 24 hours.': 'Uhr mit 12 oder 24 Stunden.',
    'Time zone of days and clock times.': 'Zeitzone für Tage und Uhrzeiten.',
    'Language of words, figures and times.': 'Sprache von Texten, Zahlen und Zeiten.',
    'Keys that open the glance from any program.':
      'Tasten, die die Übersicht aus jedem Programm öffnen.',
  };

  const data: Translations = {
    'Keep status.json in the data folder for status bars and scripts; only you can read it.':
      'status.json für Statusleisten und Skripte im Datenordner führen; nur Sie können sie lesen.',
    'How many daily copies of the database are kept; 0 makes none.':
      'Wie viele tägliche Kopien der Datenbank bleiben; 0 macht keine.',
    'Start Tollgate when you log in.': 'Tollgate beim Anmelden starten.',
    'Ask once a day for a new version, where Tollgate’s releases are. Sends nothing about you.':
      'Einmal täglich dort nach einer neuen Version fragen, wo Tollgate veröffentlicht wird. Sendet nichts über Sie.',
  };

  return {
    ...germanTakes(),
    ...accounts,
    ...sources,
    ...alerts,
    ...gate,
    ...appearance,
    ...data,
  };
}

/** What a setting takes. */
export function germanTakes(): Translations {
  return {
    'Takes {allowed}.': 'Erlaubt: {allowed}.',
    '{allowed}, or {none}': '{allowed} oder {none}',
    '{first} or {last}': '{first} oder {last}',
    'a whole number from {least} to {most} ({unit})':
      'eine ganze Zahl von {least} bis {most} ({unit})',
    minutes: 'Minuten',
    seconds: 'Sekunden',
    days: 'Tage',
    copies: 'Kopien',
    'whole percents from 1 to 100, ascending, such as 75, 90, or {none}':
      'ganze Prozente von 1 bis 100, aufsteigend, etwa 75, 90, oder {none}',
    'US dollars, such as 12.50': 'US-Dollar, etwa 12.50',
    'a text such as {example}': 'ein Text wie {example}',
    '{names} or a text such as {example}': '{names} oder ein Text wie {example}',
    'two times of day, such as 22:00-07:00': 'zwei Uhrzeiten, etwa 22:00-07:00',
    'two times of day, such as 22:00-07:00, {never}': 'zwei Uhrzeiten, etwa 22:00-07:00, {never}',
    'the name of a profile': 'der Name eines Profils',
    'US dollars, unlimited, or unknown': 'US-Dollar, unlimited oder unknown',
    'BELOW/AMOUNT or BELOW/AMOUNT/MONTHLY CAP in US dollars, such as 5/20/100, off, or unknown':
      'SCHWELLE/BETRAG oder SCHWELLE/BETRAG/MONATSGRENZE in US-Dollar, etwa 5/20/100, off oder unknown',
    'AMOUNT/day, /month or /window, if wanted followed by /project:FOLDER, /session:ID or /account:KEY':
      'BETRAG/day, /month oder /window, auf Wunsch gefolgt von /project:ORDNER, /session:ID oder /account:KONTO',
    'session or weekly and two instants, such as session 2026-11-22T13:19:00Z/2026-11-22T15:00:00Z':
      'session oder weekly und zwei Zeitpunkte, etwa session 2026-11-22T13:19:00Z/2026-11-22T15:00:00Z',
    'INPUT/OUTPUT/CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ in US dollars per million tokens, such as 5/25/6.25/10/0.50':
      'EINGABE/AUSGABE/CACHE SCHREIBEN/CACHE SCHREIBEN FÜR EINE STUNDE/CACHE LESEN in US-Dollar je Million Token, etwa 5/25/6.25/10/0.50',
  };
}
