/** German of the Help page. */
import type { Translations } from '../say.ts';

export const germanWindowHelp = (): Translations => ({
  'Checking your data…': 'Ihre Daten werden geprüft …',
  'Checked against your own data': 'An Ihren eigenen Daten geprüft',
  'Nothing is asked of anybody for this. Links open in your browser when you click them.':
    'Dafür wird niemand gefragt. Links öffnen sich in Ihrem Browser, wenn Sie darauf klicken.',
  Found: 'Gefunden',
  'Could be': 'Möglich',
  'Cannot be told': 'Nicht zu sagen',
  'Not this': 'Nicht dies',
  'claude.ai, Usage': 'claude.ai, Nutzung',
  'Claude’s article about credits': 'Artikel von Claude über Credits',
  'chatgpt.com, Codex usage': 'chatgpt.com, Codex-Nutzung',
  'OpenAI’s article about Codex': 'Artikel von OpenAI über Codex',
  'opens in your browser': 'öffnet sich in Ihrem Browser',

  // Plan beside credits.
  'Plan allowance and usage credits': 'Plan und Credits',
  'Plan allowance': 'Plan',
  'What it is': 'Was es ist',
  'Included in the subscription': 'Im Abonnement enthalten',
  'Paid beside it, at API prices': 'Zusätzlich bezahlt, zu API-Preisen',
  'Measured in': 'Gemessen in',
  'Percent of a window, by the provider': 'Prozent eines Fensters, durch den Anbieter',
  Money: 'Geld',
  Returns: 'Kehrt zurück',
  'At each reset: five hours, and a week': 'Bei jedem Reset: fünf Stunden und eine Woche',
  'Only by buying more': 'Nur durch Nachkauf',
  'Used first': 'Zuerst verbraucht',
  'Yes, by Claude Code, Codex and the providers’ own apps':
    'Ja, von Claude Code, Codex und den Apps der Anbieter',
  'After the plan, if switched on': 'Nach dem Plan, falls eingeschaltet',
  'Third-party apps': 'Apps von Dritten',
  'Usually not': 'Meist nicht',
  'Yes: then from the first request on': 'Ja: dann ab der ersten Anfrage',
  'Can be capped': 'Lässt sich deckeln',
  'By its windows': 'Durch seine Fenster',
  'Spend limit, auto-reload’s monthly cap, and Tollgate’s own answer':
    'Ausgabenlimit, Monatsgrenze beim automatischen Aufladen und Ihre Antwort in Tollgate',
  'A guide by a third party says that Claude Code never draws on the plan. Anthropic’s own article says that it draws on the plan first and on credits after it, and so does every reading that Claude Code reports. Tollgate follows the article; for each agent you can change it in Settings.':
    'Eine Anleitung von dritter Seite sagt, Claude Code belaste den Plan nie. Anthropics eigener Artikel sagt, dass zuerst der Plan und danach Credits belastet werden, und so zeigt es auch jeder Stand, den Claude Code meldet. Tollgate folgt dem Artikel; für jeden Agenten können Sie das in den Einstellungen ändern.',

  // The words.
  Words: 'Begriffe',
  'A limit period: five hours from the first message, a week, or a week for one model.':
    'Ein Zeitraum mit Limit: fünf Stunden ab der ersten Nachricht, eine Woche, oder eine Woche für ein einzelnes Modell.',
  'Reset of a window': 'Reset',
  'The instant at which a window’s use returns to zero.':
    'Der Zeitpunkt, zu dem die Nutzung eines Fensters wieder bei null beginnt.',
  'Prepaid credits left, in money. Unknown is not zero.':
    'Vorausbezahlte Credits, die noch da sind, in Geld. Unbekannt ist nicht null.',
  'The monthly cap on usage credits. A cap is not a balance.':
    'Die monatliche Grenze für Credits. Eine Grenze ist kein Guthaben.',
  'Credits bought by themselves when the balance falls below a threshold.':
    'Credits, die von selbst gekauft werden, wenn das Guthaben unter eine Schwelle fällt.',
  'Daily redemption limit': 'Tageslimit für Credits',
  'The most credits that the provider lets be used in a day.':
    'Wie viele Credits der Anbieter an einem Tag höchstens zulässt.',
  'Effective ceiling': 'Obergrenze',
  'The smallest of what is left of spend limit, balance, daily limit and your own budgets.':
    'Das Kleinste von dem, was von Ausgabenlimit, Guthaben, Tageslimit und Ihren Budgets übrig ist.',
  Boundary: 'Grenze',
  'The moment from which the next request is paid with credits.':
    'Der Moment, ab dem die nächste Anfrage mit Credits bezahlt wird.',
  Consent: 'Zustimmung',
  'Your recorded answer at a boundary: go on, with a cap and an end, or stop.':
    'Ihre festgehaltene Antwort an einer Grenze: weiter, mit Höchstbetrag und Ende, oder stopp.',
  'The local decision that the agents’ own hooks read: open, closed, or unknown.':
    'Die lokale Entscheidung, die die Hooks der Agenten lesen: offen, geschlossen oder unbekannt.',
  'A figure that the provider stated.': 'Eine Zahl, die der Anbieter genannt hat.',
  Estimated: 'Geschätzt',
  'A figure that Tollgate computed from local logs.':
    'Eine Zahl, die Tollgate aus lokalen Protokollen errechnet hat.',
  Draw: 'Belastung',
  'What a session is paid with: the plan and then credits, credits alone, or an API key.':
    'Womit eine Sitzung bezahlt wird: mit dem Plan und dann Credits, nur mit Credits, oder über einen API-Schlüssel.',

  // What is read, and the report.
  'Session files are only read, never written. Sign-in files and browser data of the agents are never opened.':
    'Sitzungsdateien werden nur gelesen, nie geschrieben. Anmeldedateien und Browserdaten der Agenten werden nie geöffnet.',
  Folder: 'Ordner',
  'Session files': 'Sitzungsdateien',
  'not there': 'nicht da',
  Diagnostics: 'Diagnose',
  'Versions, folders and problems. No project, no session, no amount; your home folder is written as ~.':
    'Versionen, Ordner und Probleme. Kein Projekt, keine Sitzung, kein Betrag; Ihr Benutzerordner steht als ~ da.',
  'Copy diagnostics': 'Diagnose kopieren',
});
