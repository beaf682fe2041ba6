/** German of the pages Sessions, Credits and Help. */
import type { Translations } from '../say.ts';

export const germanWindowPages = (): Translations => ({
  // Sessions: the list.
  'How far back': 'Wie weit zurück',
  '7 days': '7 Tage',
  '30 days': '30 Tage',
  Year: 'Jahr',
  All: 'Alle',
  Order: 'Reihenfolge',
  Latest: 'Neueste',
  Dearest: 'Teuerste',
  'Most credits': 'Credits',
  Longest: 'Längste',
  'Search sessions': 'Sitzungen suchen',
  'Every agent': 'Alle Agenten',
  'Reading the sessions…': 'Die Sitzungen werden gelesen …',
  'No session in this time.': 'Keine Sitzung in dieser Zeit.',
  'Sessions appear here once an agent has answered in them.':
    'Sitzungen erscheinen hier, sobald ein Agent darin geantwortet hat.',
  'No session has all of these words.': 'Keine Sitzung enthält alle diese Wörter.',
  'working now': 'arbeitet gerade',
  ' of {worth}': ' von {worth}',
  '{count}\u00a0sessions': { one: '{count}\u00a0Sitzung', other: '{count}\u00a0Sitzungen' },
  '{shown} of {count}\u00a0sessions': {
    one: '{shown} von {count}\u00a0Sitzung',
    other: '{shown} von {count}\u00a0Sitzungen',
  },

  // Sessions: one of them.
  'All sessions': 'Alle Sitzungen',
  'branch {branch}': 'Branch {branch}',
  '{count}\u00a0sub-agents': { one: '{count}\u00a0Subagent', other: '{count}\u00a0Subagenten' },
  '{count}\u00a0answers': { one: '{count}\u00a0Antwort', other: '{count}\u00a0Antworten' },
  '{count}\u00a0answers not priced': {
    one: '{count}\u00a0Antwort ohne Preis',
    other: '{count}\u00a0Antworten ohne Preis',
  },
  '{count}\u00a0answers unclear': {
    one: '{count}\u00a0Antwort unklar',
    other: '{count}\u00a0Antworten unklar',
  },
  'An hour of work': 'Eine Stunde Arbeit',
  'worked {duration}': 'gearbeitet {duration}',
  'too short to say': 'zu kurz',
  'Limit reached': 'Limit erreicht',
  '{count}\u00a0times': { one: '{count}-mal', other: '{count}-mal' },
  'New input': 'Neue Eingabe',
  Output: 'Ausgabe',
  'Cache written': 'Cache geschrieben',
  'Cache read': 'Cache gelesen',
  '{percent} of all prompts came from the cache': '{percent} aller Prompts kamen aus dem Cache',
  '{percent} of all prompts came from the cache, {count}\u00a0misses': {
    one: '{percent} aller Prompts kamen aus dem Cache, {count}\u00a0Fehlgriff',
    other: '{percent} aller Prompts kamen aus dem Cache, {count}\u00a0Fehlgriffe',
  },
  Models: 'Modelle',
  Session: 'Sitzung',
  'Sub-agents · {count}': 'Subagenten · {count}',
  'Context carried': 'Mitgeführter Kontext',
  'Context by answer': 'Kontext je Antwort',
  'Context carried: from {first} to {last} tokens over {count} answers, at most {most}': {
    one: 'Mitgeführter Kontext: von {first} auf {last} Token über {count} Antwort, höchstens {most}',
    other:
      'Mitgeführter Kontext: von {first} auf {last} Token über {count} Antworten, höchstens {most}',
  },
  'cheaper to restart here': 'Neubeginn hier günstiger',
  'A new conversation at {instant} would have saved about {amount}.':
    'Eine neue Unterhaltung um {instant} hätte etwa {amount} gespart.',
  'The {count} answers after it carried {carried} tokens; a new one begins with {fresh}. What would have had to be explained again is not counted.':
    {
      one: 'Die Antwort danach führte {carried} Token mit; eine neue Unterhaltung beginnt mit {fresh}. Was neu zu erklären gewesen wäre, ist nicht mitgezählt.',
      other:
        'Die {count} Antworten danach führten {carried} Token mit; eine neue Unterhaltung beginnt mit {fresh}. Was neu zu erklären gewesen wäre, ist nicht mitgezählt.',
    },
  '{agent}’s own figure': 'Eigene Zahl von {agent}',
  'Its own estimate, as of {instant}': 'Eigene Schätzung, Stand {instant}',
  'with a guessed price for a model that it does not know':
    'mit geratenem Preis für ein Modell, das er nicht kennt',
  'ours leaves out {count}\u00a0answers without a price': {
    one: 'unsere lässt {count}\u00a0Antwort ohne Preis aus',
    other: 'unsere lässt {count}\u00a0Antworten ohne Preis aus',
  },
  '{amount}, where ours has no price': '{amount}; unsere hat hier keinen Preis',
  '{amount}, the same as ours': '{amount}, ebenso viel wie unsere',
  '{amount}, {drift} more than ours of {ours}': '{amount}, {drift} mehr als unsere mit {ours}',
  '{amount}, {drift} less than ours of {ours}': '{amount}, {drift} weniger als unsere mit {ours}',
  'The transcript is gone; its counts are kept.':
    'Das Sitzungsprotokoll ist fort; seine Zahlen bleiben.',
  'Show transcript': 'Sitzungsprotokoll zeigen',
  'Copy session id': 'Sitzungskennung kopieren',
  'Estimated from local logs at API prices; may differ from your bill.':
    'Geschätzt aus lokalen Protokollen zu API-Preisen; Ihre Rechnung kann abweichen.',

  // Credits: the figures and the month.
  Balance: 'Guthaben',
  State: 'Status',
  'Spent this month': 'Diesen Monat ausgegeben',
  'Spend limit': 'Ausgabenlimit',
  'Auto-reload': 'Automatisches Aufladen',
  'Reading the ledger…': 'Das Kontobuch wird gelesen …',
  'No account with a plan or credits is known yet.':
    'Noch ist kein Konto mit Plan oder Credits bekannt.',
  'Accounts appear here once an agent has answered. You can then say what your balance is and what you bought.':
    'Konten erscheinen hier, sobald ein Agent geantwortet hat. Dann können Sie sagen, wie hoch Ihr Guthaben ist und was Sie gekauft haben.',
  'Say it below: no interface reports it': 'Sagen Sie es unten: Keine Schnittstelle meldet es',
  'Paid this month': 'Diesen Monat bezahlt',
  'Can still be spent': 'Noch auszugeben',
  'at least {amount}': 'mindestens {amount}',
  unknown: 'unbekannt',
  'no monthly limit': 'kein Monatslimit',
  'of {limit} spend limit': 'von {limit} Ausgabenlimit',
  'estimated here': 'hier geschätzt',
  'This month': 'Diesen Monat',
  'About {amount} by the end of the month, at the pace of the month and of the last seven days. Estimated.':
    'Etwa {amount} bis zum Monatsende, im Tempo des Monats und der letzten sieben Tage. Geschätzt.',
  'Too early in the month to say where it leads.': 'Zu früh im Monat, um zu sagen, wohin er führt.',
  'Nothing was paid with credits this month.': 'In diesem Monat wurde nichts mit Credits bezahlt.',
  'What it was paid for': 'Wofür bezahlt wurde',
  'Elsewhere: claude.ai, another machine': 'Anderswo: claude.ai, ein anderer Computer',

  // Credits: the ledger.
  'Nothing yet. Say what the balance is, and every paid request is deducted from it.':
    'Noch nichts. Sagen Sie, wie hoch das Guthaben ist; jede bezahlte Anfrage geht davon ab.',
  'Show older lines': 'Ältere Zeilen zeigen',
  What: 'Was',
  Amount: 'Betrag',
  'Balance after': 'Guthaben danach',
  'Balance stated': 'Guthaben angegeben',
  Purchase: 'Kauf',
  'Credit given': 'Gutschrift',
  Refund: 'Erstattung',
  Expired: 'Verfallen',
  'Spent elsewhere': 'Anderswo',
  'Balance reported': 'Guthaben gemeldet',
  'Month’s spend reported': 'Monatsausgaben gemeldet',
  Correction: 'Korrektur',
  'Went on': 'Weiter mit Credits',
  Stopped: 'Gestoppt',
  'Answer ended': 'Antwort abgelaufen',
  'Spent beyond the answer': 'Über die Antwort hinaus ausgegeben',
  'Paid requests': 'Bezahlte Anfragen',
  'taken back': 'zurückgenommen',
  'only {scope}': 'nur {scope}',
  '{names}, {count} more': '{names}, noch {count}',
  'up to {amount}': 'bis zu {amount}',
  You: 'Ihre Angabe',
  reported: 'gemeldet',
  estimated: 'geschätzt',
  'at the reset': 'beim Reset',
  'its cap was reached': 'Höchstbetrag erreicht',
  'its time was over': 'Zeit abgelaufen',
  'another answer took its place': 'durch eine andere Antwort ersetzt',

  // Credits: statements and what was reported.
  'Say what you know': 'Sagen Sie, was Sie wissen',
  'Balance is now': 'Guthaben ist jetzt',
  'I bought': 'Ich kaufte',
  'and paid': 'und zahlte',
  same: 'ebenso viel',
  'What was paid is an amount above zero.': 'Der bezahlte Betrag ist größer als null.',
  Record: 'Eintragen',
  'Recorded. It can be undone in the ledger.':
    'Eingetragen. Im Kontobuch lässt es sich rückgängig machen.',
  'Ours beside the provider’s': 'Unsere Zahl neben der des Anbieters',
  Reported: 'Gemeldet',
  'Estimated here': 'Hier geschätzt',
  Difference: 'Unterschied',
  '{amount} ({share})': '{amount} ({share})',
  'nothing reported': 'nichts gemeldet',
  'Close the difference': 'Unterschied ausgleichen',
  'Adds a correction entry that stays visible in the ledger.':
    'Fügt eine Korrektur hinzu, die im Kontobuch sichtbar bleibt.',
  'What $10 buys you': 'Was Sie für 10 $ bekommen',
  'by your own use of the last 30 days, estimated':
    'nach Ihrer Nutzung der letzten 30 Tage, geschätzt',
  'generic figures, until you have used a model for a while':
    'allgemeine Zahlen, bis Sie ein Modell eine Weile genutzt haben',
  Hours: 'Stunden',
  '{low} to {high}': '{low} bis {high}',
});
