/** German of the History page. */
import type { Translations } from '../say.ts';

export const germanWindowHistory = (): Translations => ({
  // What is shown, and how.
  Scale: 'Zeitraum',
  Day: 'Tag',
  Week: 'Woche',
  Month: 'Monat',
  Windows: 'Fenster',
  'Stack by': 'Stapeln nach',
  Model: 'Modell',
  Agent: 'Agent',
  Project: 'Projekt',
  Account: 'Konto',
  'Show as': 'Zeigen als',
  Chart: 'Diagramm',
  Table: 'Tabelle',
  'Earlier (Alt+Left)': 'Früher (Alt+Links)',
  'Later (Alt+Right)': 'Später (Alt+Rechts)',
  Filter: 'Filter',
  'Filter, {count} set': { one: 'Filter, {count} gesetzt', other: 'Filter, {count} gesetzt' },
  'Show everything': 'Alles zeigen',
  'Nothing to choose from in this period.': 'In diesem Zeitraum gibt es nichts zu wählen.',
  '{label}: remove from the filter': '{label}: aus dem Filter nehmen',
  'Reading the history.': 'Der Verlauf wird gelesen.',

  // The four figures.
  'Paid with credits': 'Mit Credits bezahlt',
  'Windows that hit the limit': 'Fenster am Limit',
  'no data': 'keine Daten',
  'none reported': 'keine gemeldet',
  'Plan use was not reported in this period.':
    'In diesem Zeitraum wurde keine Plannutzung gemeldet.',
  'on a plan of {price} a month, estimated': 'mit einem Plan für {price} im Monat, geschätzt',
  'on plans of {price} a month, estimated': 'mit Plänen für {price} im Monat, geschätzt',
  '{amount} of it on {plan}, {price} a month': 'davon {amount} mit {plan}, {price} im Monat',
  '{amount} more unclear whether paid': 'bei weiteren {amount} unklar, ob bezahlt',
  'reported {amount} on {instant}, drift {drift}':
    'gemeldet: {amount}, {instant}, Abweichung {drift}',
  'reported {amount} on {instant}, no drift': 'gemeldet: {amount}, {instant}, keine Abweichung',
  '{count} went on with consent': {
    one: '{count} ging mit Zustimmung weiter',
    other: '{count} gingen mit Zustimmung weiter',
  },
  '{count} stopped': { one: '{count} gestoppt', other: '{count} gestoppt' },
  '{hits} of {windows}': '{hits} von {windows}',
  '{range}: {amount}': '{range}: {amount}',
  '{change} beside {range}: {amount}': '{change} gegenüber {range}: {amount}',

  // Sums in words.
  'paid with credits': 'mit Credits bezahlt',
  'unclear whether paid': 'unklar, ob bezahlt',
  'Unclear whether paid': 'Unklar, ob bezahlt',
  'billed to an API key': 'über einen API-Schlüssel abgerechnet',
  '{amount} at API prices': '{amount} zu API-Preisen',
  'paid with credits {amount}': 'mit Credits bezahlt {amount}',
  'unclear whether paid {amount}': 'unklar, ob bezahlt: {amount}',
  'billed to an API key {amount}': 'über einen API-Schlüssel abgerechnet {amount}',
  '{tokens} tokens in {count} answers': {
    one: '{tokens} Token in {count} Antwort',
    other: '{tokens} Token in {count} Antworten',
  },
  '{amount} paid with credits': '{amount} mit Credits bezahlt',
  '{amount} unclear whether paid': '{amount} unklar, ob bezahlt',
  '{tokens}, estimated': '{tokens}, geschätzt',
  'Not priced': 'Ohne Preis',
  none: 'nichts',

  // Charts and their tables.
  'Use by hour': 'Nutzung nach Stunden',
  'Use by day': 'Nutzung nach Tagen',
  'Use by week': 'Nutzung nach Wochen',
  'Use by month': 'Nutzung nach Monaten',
  'Use by five-hour window': 'Nutzung nach Fünf-Stunden-Fenstern',
  'On plan': 'Im Plan',
  'on plan': 'im Plan',
  'On credits': 'Mit Credits',
  Unclear: 'Unklar',
  'API key': 'API-Schlüssel',
  Total: 'Summe',
  Answers: 'Antworten',
  Tokens: 'Token',
  When: 'Wann',
  'Arrow keys go through the bars.': 'Die Pfeiltasten gehen durch die Balken.',
  'Nothing was logged in this period.': 'In diesem Zeitraum wurde nichts protokolliert.',
  'Nothing in this period fits the filter.': 'In diesem Zeitraum passt nichts zum Filter.',
  'No history yet. It begins with the first answer of an agent that Tollgate reads.':
    'Noch kein Verlauf. Er beginnt mit der ersten Antwort eines Agenten, den Tollgate liest.',
  'Every day of the year': 'Jeder Tag des Jahres',
  'Arrow keys go through the days, Enter opens one.':
    'Die Pfeiltasten gehen durch die Tage, Enter öffnet einen.',
  less: 'weniger',
  more: 'mehr',
  'All history': 'Gesamter Verlauf',
  'Drag to choose a range, or name its days.':
    'Ziehen Sie einen Bereich auf, oder nennen Sie seine Tage.',
  From: 'Von',
  Until: 'Bis',

  // Windows that are over.
  'Five-hour windows': 'Fünf-Stunden-Fenster',
  'Windows around the limit': 'Fenster nahe am Limit',
  'Show all windows': 'Alle Fenster zeigen',
  'No window came near its limit in this period.':
    'In diesem Zeitraum kam kein Fenster seinem Limit nahe.',
  Window: 'Fenster',
  'What ran': 'Was lief',
  Peak: 'Spitze',
  'Peak {percent}': 'Spitze {percent}',
  'peak {percent}': 'Spitze {percent}',
  'not reported': 'nicht gemeldet',
  'use not reported': 'Nutzung nicht gemeldet',
  'no project named': 'kein Projekt genannt',
  'Road of the window: {span}, {peak}': 'Weg des Fensters: {span}, {peak}',
  'reset {time}': 'Reset {time}',
  'reset {time}, estimated': 'Reset {time}, geschätzt',
  '{from} to {until}': '{from} bis {until}',
  '{day}, {from} to {until}': '{day}, {from} bis {until}',
  '{names} and {count} more': {
    one: '{names} und {count} weiteres',
    other: '{names} und {count} weitere',
  },
  'paid without an answer here': 'bezahlt, ohne dass hier geantwortet wurde',
  'limit reached at {time}': 'Limit um {time} erreicht',
  'continued at {time}, no cap': 'um {time} fortgesetzt, ohne Höchstbetrag',
  'continued at {time}, at most {cap}': 'um {time} fortgesetzt, höchstens {cap}',
  'stopped at {time}': 'um {time} gestoppt',
  'stopped at {time} until {until}': 'um {time} gestoppt, bis {until}',
  'cap reached at {time}': 'Höchstbetrag um {time} erreicht',
  'cap reached at {time}, {over} over by the request in flight':
    'Höchstbetrag um {time} erreicht, {over} darüber durch die laufende Anfrage',
  'taken back at {time}': 'um {time} zurückgenommen',

  // Advice.
  'Cheapest change': 'Günstigste Änderung',
  'What would have cost less': 'Was weniger gekostet hätte',
  'last {count} days, estimated at API prices': {
    one: 'letzter Tag, geschätzt zu API-Preisen',
    other: 'letzte {count} Tage, geschätzt zu API-Preisen',
  },
  'in the last {count} days': { one: 'am letzten Tag', other: 'in den letzten {count} Tagen' },
  'none found': 'keine gefunden',
  'Show the conversation': 'Unterhaltung zeigen',
  'restart {count} long conversations earlier': {
    one: 'eine lange Unterhaltung früher neu beginnen',
    other: '{count} lange Unterhaltungen früher neu beginnen',
  },
  '{other} in the place of {model}': '{other} anstelle von {model}',
  '{agent} while the plan has room': '{agent}, solange der Plan Platz hat',
  'first message about {time}, {account}': 'erste Nachricht gegen {time}, {account}',
  'What this carried on and read again with every answer, less what a new beginning would have written. It was in {project}. What would have had to be explained again is not counted.':
    'Was sie mitschleppte und mit jeder Antwort neu las, abzüglich dessen, was ein Neubeginn geschrieben hätte. Sie lief in {project}. Was neu zu erklären gewesen wäre, ist nicht mitgezählt.',
  'What these carried on and read again with every answer, less what a new beginning would have written. The most, {amount}, in {project}. What would have had to be explained again is not counted.':
    'Was sie mitschleppten und mit jeder Antwort neu lasen, abzüglich dessen, was ein Neubeginn geschrieben hätte. Am meisten, {amount}, in {project}. Was neu zu erklären gewesen wäre, ist nicht mitgezählt.',
  'The same tokens of {count} answers at its prices: {other} rather than {cost}. Whether it would have answered as well, or at the same length, is not in it.':
    {
      one: 'Die Token von {count} Antwort zu seinen Preisen: {other} statt {cost}. Ob es ebenso gut oder ebenso lang geantwortet hätte, steckt nicht darin.',
      other:
        'Die Token von {count} Antworten zu seinen Preisen: {other} statt {cost}. Ob es ebenso gut oder ebenso lang geantwortet hätte, steckt nicht darin.',
    },
  'It paid {amount} with credits for {count} answers; this part fell into windows of a plan that were never near their limit. How much of the plan it would have taken is not known.':
    {
      one: 'Der Agent zahlte für {count} Antwort {amount} mit Credits; dieser Teil fiel in Fenster eines Plans, die nie nahe am Limit waren. Wie viel vom Plan das gekostet hätte, ist nicht bekannt.',
      other:
        'Der Agent zahlte für {count} Antworten {amount} mit Credits; dieser Teil fiel in Fenster eines Plans, die nie nahe am Limit waren. Wie viel vom Plan das gekostet hätte, ist nicht bekannt.',
    },
  '{count} windows that began about {time} filled up before the reset. Begun earlier, the reset would have come before these paid answers, and what followed would have been no more than such a window held.':
    {
      one: '{count} Fenster, das gegen {time} begann, war vor dem Reset voll. Früher begonnen, wäre der Reset vor diesen bezahlten Antworten gekommen, und was folgte, hätte in ein solches Fenster gepasst.',
      other:
        '{count} Fenster, die gegen {time} begannen, waren vor dem Reset voll. Früher begonnen, wäre der Reset vor diesen bezahlten Antworten gekommen, und was folgte, hätte in ein solches Fenster gepasst.',
    },
  'all of it paid with credits': 'ganz mit Credits bezahlt',
  '{amount} of it paid with credits': 'davon {amount} mit Credits bezahlt',
});
