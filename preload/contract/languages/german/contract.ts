/** German of the sentences that all faces share. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanContract(): Translations {
  const formats: Translations = {
    '{percent} left': 'noch {percent}',
    '{percent} used': '{percent} genutzt',
    'under {time}': 'unter {time}',
    '{count} d': '{count} Tg.',
    'just now': 'gerade eben',
    '{time} ago': 'vor {time}',
    'over {amount}': 'über {amount}',
    'under {amount}': 'unter {amount}',
    '{least} to {most}': '{least} bis {most}',
    credits: 'Credits',
  };

  const agents: Translations = {
    'Draws on {source}.': 'Nutzt: {source}.',
    'plan, then credits': 'erst Plan, dann Credits',
    'API key': 'API-Schlüssel',
    'something else': 'etwas anderes',
  };

  const alerts: Translations = {
    'Balance is low: {balance}': 'Guthaben ist niedrig: {balance}',
    '{whose}: below {amount}': '{whose}: unter {amount}',
    'The plan is back': 'Der Plan ist wieder da',
    'Reset at {time}': 'Reset: {time}',
    'Consent to credits has ended with it': 'Die Zustimmung zu Credits ist damit beendet',
    Stop: 'Stopp',
    'Stop until {time}': 'Stopp bis {time}',
    'Choose…': 'Auswählen …',
    'All agents': 'Alle Agenten',
    'The next request may be paid': 'Die nächste Anfrage kann kosten',
    '{where}: {percent} of the plan is used': '{where}: {percent} des Plans genutzt',
    '{percent} of the plan is used': '{percent} des Plans genutzt',
    'Plan ends about {time}': 'Plan endet ca. {time}',
    '{whose}, {window}: {percent} used': '{whose}, {window}: {percent} genutzt',
    'After that, nothing is paid': 'Danach entstehen keine Kosten',
    'After that, requests may be paid': 'Danach können Anfragen kosten',
    'After that, requests are paid: about {amount}, estimated':
      'Danach kosten Anfragen: etwa {amount}, geschätzt',
    'After that, requests are paid: at least {amount} until the {time} reset, estimated':
      'Danach kosten Anfragen: mindestens {amount} bis zum Reset um {time}, geschätzt',
    'After that, requests are paid: about {amount} until the {time} reset, estimated':
      'Danach kosten Anfragen: etwa {amount} bis zum Reset ({time}), geschätzt',
    '{part} of {whole}': '{part} von {whole}',
    '{percent} of the spend limit is used': '{percent} des Ausgabenlimits genutzt',
    '{percent} of your budget is used': '{percent} Ihres Budgets genutzt',
    'Paid while plan is left': 'Bezahlt, obwohl der Plan noch reicht',
    'Usage credits were switched on': 'Credits wurden eingeschaltet',
    'The spend limit was raised': 'Das Ausgabenlimit wurde erhöht',
    'The spend limit was removed': 'Das Ausgabenlimit wurde entfernt',
    'Credits were reloaded automatically': 'Credits wurden automatisch aufgeladen',
    'The balance fell without use on this computer':
      'Das Guthaben sank ohne Nutzung auf diesem Computer',
    'Credits were spent without use on this computer':
      'Credits wurden ohne Nutzung auf diesem Computer ausgegeben',
    'The spend limit is exceeded': 'Das Ausgabenlimit ist überschritten',
    'The price table is too old for a model in use':
      'Die Preistabelle ist für ein genutztes Modell zu alt',
    'Requests may be drawing on credits': 'Anfragen nutzen möglicherweise Credits',
    'it was {amount}': 'bisher {amount}',
    'from {before} to {after}': 'von {before} auf {after}',
    '{alert} (over since)': '{alert} (inzwischen vorbei)',
    'During quiet hours: {count} alerts': {
      one: 'Während der Ruhezeit: {count} Meldung',
      other: 'Während der Ruhezeit: {count} Meldungen',
    },
    '{count} earlier': { one: '{count} frühere', other: '{count} frühere' },
    'Reset time not reported': 'Zeit des Resets nicht gemeldet',
    'Resets at {time}': 'Reset: {time}',
    'Reported, as of {time}': 'Gemeldet, Stand {time}',
    'Estimated, as of {time}': 'Geschätzt, Stand {time}',
  };

  const boundary: Translations = {
    'Going on with credits, as you agreed': 'Weiter mit Credits, wie von Ihnen erlaubt',
    'Requests are being paid with credits': 'Anfragen werden mit Credits bezahlt',
    'The plan is used up': 'Der Plan ist aufgebraucht',
    'The spending ceiling is reached': 'Die Obergrenze für Ausgaben ist erreicht',
    Stopped: 'Gestoppt',
    'Stopped until {time}': 'Gestoppt bis {time}',
    '{model} is stopped': '{model} ist gestoppt',
    '{model} is stopped until {time}': '{model} ist gestoppt bis {time}',
    'Other models go on': 'Andere Modelle laufen weiter',
    'Credits are off, so nothing is paid': 'Credits sind aus, es entstehen keine Kosten',
    'No more can be paid': 'Mehr kann nicht bezahlt werden',
    'Agents are held where the gate is installed':
      'Agenten werden angehalten, wo die Schranke eingerichtet ist',
    'The plan is back at {time}': 'Der Plan ist ab {time} wieder da',
    '{count} requests were paid beyond your answer: they were under way already': {
      one: '{count} Anfrage wurde über Ihre Antwort hinaus bezahlt: Sie lief bereits',
      other: '{count} Anfragen wurden über Ihre Antwort hinaus bezahlt: Sie liefen bereits',
    },
    '{count} requests were paid beyond your answer': {
      one: '{count} Anfrage wurde über Ihre Antwort hinaus bezahlt',
      other: '{count} Anfragen wurden über Ihre Antwort hinaus bezahlt',
    },
    'at least {cost}': 'mindestens {cost}',
    'about {cost}': 'etwa {cost}',
    '{count} requests of {amount} were paid beyond your answer: they were under way already': {
      one: '{count} Anfrage für {amount} wurde über Ihre Antwort hinaus bezahlt: Sie lief bereits',
      other:
        '{count} Anfragen für {amount} wurden über Ihre Antwort hinaus bezahlt: Sie liefen bereits',
    },
    '{count} requests of {amount} were paid beyond your answer': {
      one: '{count} Anfrage für {amount} wurde über Ihre Antwort hinaus bezahlt',
      other: '{count} Anfragen für {amount} wurden über Ihre Antwort hinaus bezahlt',
    },
    'Going on costs at least {cost} until {time}, estimated':
      'Weiterarbeiten kostet bis {time} mindestens {cost}, geschätzt',
    'Going on costs about {cost} until {time}, estimated':
      'Weiterarbeiten kostet bis {time} etwa {cost}, geschätzt',
    'right in {percent} of your past windows': 'richtig in {percent} Ihrer bisherigen Fenster',
  };

  const credits: Translations = {
    State: 'Status',
    Balance: 'Guthaben',
    'Spent this month': 'Diesen Monat ausgegeben',
    'Spend limit': 'Ausgabenlimit',
    'Member limit': 'Limit als Mitglied',
    '{spent} of {limit} spent': '{spent} von {limit} ausgegeben',
    '{spent} spent, no limit': '{spent} ausgegeben, kein Limit',
    '{limit}, spend not reported': '{limit}, Ausgaben nicht gemeldet',
    'no limit': 'kein Limit',
    'Anthropic Admin API': 'Anthropic Admin API',
    'OpenAI Admin API': 'OpenAI Admin API',
    'Claude Enterprise API': 'Claude Enterprise API',
    'Auto-reload': 'Automatisches Aufladen',
    'Can still be spent': 'Noch auszugeben',
    estimated: 'geschätzt',
    'Set by you': 'Von Ihnen gesetzt',
    Ledger: 'Kontobuch',
    'Official default': 'Offizieller Standard',
    'balance not reported': 'Guthaben nicht gemeldet',
    'reported {age}': 'gemeldet {age}',
    'estimated {age}': 'geschätzt {age}',
    on: 'an',
    off: 'aus',
    'no credits': 'keine Credits',
    'not set up': 'nicht eingerichtet',
    'off for the organisation': 'aus für die Organisation',
    'off for this seat': 'aus für diesen Platz',
    'off for this member': 'aus für dieses Mitglied',
    'off, the limit is zero': 'aus, das Limit ist null',
    'off, no limit is set': 'aus, kein Limit gesetzt',
    'not part of this plan': 'nicht Teil dieses Plans',
    unlimited: 'unbegrenzt',
    'not reported': 'nicht gemeldet',
    'no monthly limit': 'kein Monatslimit',
    'below {amount}': 'unter {amount}',
    'at most {amount}': 'höchstens {amount}',
  };

  const prompt: Translations = {
    'This estimate was right in {percent} of your windows.':
      'Diese Schätzung war in {percent} Ihrer Fenster richtig.',
    'Plan ends about {time} at this pace. Go on with credits then?':
      'In diesem Tempo endet der Plan ca. {time}. Dann mit Credits weiter?',
    'The plan ends soon. Go on with credits then?': 'Der Plan endet bald. Dann mit Credits weiter?',
    'The plan is used up. Go on with credits?': 'Der Plan ist aufgebraucht. Mit Credits weiter?',
    'The next request may be paid. Go on with credits?':
      'Die nächste Anfrage kann kosten. Mit Credits weiter?',
    'use not reported': 'Nutzung nicht gemeldet',
    '{percent} used, reported {time}': '{percent} genutzt, gemeldet {time}',
    '{percent} used, estimated {time}': '{percent} genutzt, geschätzt {time}',
    'The reset time is not reported.': 'Die Zeit des Resets ist nicht gemeldet.',
    'It resets at {time}.': 'Reset: {time}.',
    'as far as known, no window of a plan counts here.':
      'soweit bekannt, zählt hier kein Fenster eines Plans.',
    'What going on would cost is not known.': 'Was Weiterarbeiten kosten würde, ist nicht bekannt.',
    'What going on until {time} would cost is not known.':
      'Was Weiterarbeiten bis {time} kosten würde, ist nicht bekannt.',
    'After that, requests are paid: about {amount}, estimated.':
      'Danach kosten Anfragen: etwa {amount}, geschätzt.',
    'After that, requests are paid: about {amount} until the {time} reset, estimated.':
      'Danach kosten Anfragen: etwa {amount} bis zum Reset ({time}), geschätzt.',
    'At this pace, going on costs about {amount}, estimated.':
      'In diesem Tempo kostet Weiterarbeiten etwa {amount}, geschätzt.',
    'At this pace, going on until {time} costs about {amount}, estimated.':
      'In diesem Tempo kostet Weiterarbeiten bis {time} etwa {amount}, geschätzt.',
    'Stop then, until the reset': 'Dann Stopp bis zum Reset',
    'Stop until the reset': 'Stopp bis zum Reset',
    'Stop for five hours': 'Stopp für fünf Stunden',
    'Stop then, until {time}': 'Dann Stopp bis {time}',
    'What can be spent is not known.': 'Was ausgegeben werden kann, ist nicht bekannt.',
    '{amount} can be spent': '{amount} können ausgegeben werden',
    'At most {amount} can be spent as far as known':
      'Höchstens {amount} können ausgegeben werden, soweit bekannt',
    'reported {time}': 'gemeldet {time}',
    'estimated {time}': 'geschätzt {time}',
    'spend limit binds': 'es gilt das Ausgabenlimit',
    'balance binds': 'es gilt das Guthaben',
    'your organisation’s limit binds': 'es gilt das Limit Ihrer Organisation',
    'daily redemption limit binds': 'es gilt das Tageslimit für Credits',
    'your budget binds': 'es gilt Ihr Budget',
    'everything on this account': 'alles auf diesem Konto',
    'every {model} request on this account': 'jede {model}-Anfrage auf diesem Konto',
    'this project': 'dieses Projekt',
    'this session': 'diese Sitzung',
    'project {name}': 'Projekt {name}',
    'session {name}': 'Sitzung {name}',
    'the amount is spent': 'der Betrag verbraucht ist',
    'the reset': 'zum Reset',
    'the {time} reset': 'zum Reset ({time})',
    '{count} sessions are waiting': {
      one: '{count} Sitzung wartet',
      other: '{count} Sitzungen warten',
    },
  };

  const road: Translations = {
    'from {start} to {end}, now {now}': 'von {start} bis {end}, jetzt {now}',
    'At this pace the plan lasts until the reset, with about {percent} used':
      'In diesem Tempo reicht der Plan bis zum Reset, dann sind etwa {percent} genutzt',
    'At this pace the plan ends about {time}, at the earliest {earliest}, or not before the reset':
      'In diesem Tempo endet der Plan ca. {time}, frühestens {earliest}, oder nicht vor dem Reset',
    'At this pace the plan ends about {time}, between {earliest} and {latest}':
      'In diesem Tempo endet der Plan ca. {time}, zwischen {earliest} und {latest}',
  };

  const shared: Translations = {
    'Status line': 'Statuszeile',
    'Codex session file': 'Codex-Sitzungsdatei',
    'Codex, asked': 'Codex, auf Nachfrage',
    'Claude Code, asked': 'Claude Code, auf Nachfrage',
    'Claude Code sign-in': 'Claude-Code-Anmeldung',
    'Limit message': 'Limit-Meldung',
    You: 'Ihre Angabe',
    OpenTelemetry: 'OpenTelemetry',
    'Local transcripts': 'Lokale Sitzungsprotokolle',
    'Five-hour window': 'Fünf-Stunden-Fenster',
    'five-hour window': 'Fünf-Stunden-Fenster',
    'These 30 days': 'Diese 30 Tage',
    'these 30 days': 'diese 30 Tage',
    'not proven': 'nicht nachgewiesen',
    'not proven with the real program': 'mit dem echten Programm nicht nachgewiesen',
    'This week': 'Diese Woche',
    'this week': 'diese Woche',
    'one model': 'ein Modell',
    'reset time not reported': 'Zeit des Resets nicht gemeldet',
    'resets in about {time}': 'Reset in etwa {time}',
    'resets in {time}': 'Reset in {time}',
    'resets about {time}': 'Reset ca. {time}',
    'resets {time}': 'Reset {time}',
    'busier than {share} of your windows': 'mehr als in {share} Ihrer Fenster',
    'As of {time}. Nothing newer is known.': 'Stand {time}. Neueres ist nicht bekannt.',
    'As of {time}. Work went on since, so more may be used by now.':
      'Stand {time}. Seither wurde gearbeitet, inzwischen kann mehr genutzt sein.',
  };

  const verdict: Translations = {
    'May Tollgate read your agents’ session files?':
      'Darf Tollgate die Sitzungsdateien Ihrer Agenten lesen?',
    'Nothing has been read yet, and nothing leaves this computer.':
      'Noch wurde nichts gelesen, und nichts verlässt diesen Computer.',
    Starting: 'Startet',
    'Reading your history for the first time': 'Ihr Verlauf wird zum ersten Mal eingelesen',
    '{percent} done. Figures appear when it is complete.':
      '{percent} fertig. Zahlen erscheinen, wenn alles eingelesen ist.',
    'No figures at the moment': 'Zurzeit keine Zahlen',
    'No coding agent found': 'Kein Coding-Agent gefunden',
    'Tollgate looked for the agents it knows in their usual folders.':
      'Tollgate hat die bekannten Agenten in ihren üblichen Ordnern gesucht.',
    'No sessions yet': 'Noch keine Sitzungen',
    'Figures appear after the first answer of an agent.':
      'Zahlen erscheinen nach der ersten Antwort eines Agenten.',
    'No window is open': 'Kein Fenster ist offen',
    'The next message to an agent starts one.':
      'Die nächste Nachricht an einen Agenten öffnet eines.',
    'Plan use not reported': 'Nutzung des Plans nicht gemeldet',
    'The plan is nearly used up': 'Der Plan ist fast aufgebraucht',
    'limit reached': 'Limit erreicht',
    '{time} before the reset': '{time} vor dem Reset',
    'Plan lasts until the reset': 'Plan reicht bis zum Reset',
    'Plan is fresh': 'Plan ist frisch',
    'too early for a forecast': 'für eine Prognose zu früh',
    '{percent} of the plan used': '{percent} des Plans genutzt',
    'no end is named': 'kein Ende wird genannt',
    '{agent}: the next message starts the five hours.':
      '{agent}: Mit der nächsten Nachricht beginnen die fünf Stunden.',
    'Resets about {time}': 'Reset ca. {time}',
    '{agent} has not reported its plan use': '{agent} hat die Nutzung des Plans nicht gemeldet',
    'The time is estimated from your transcripts':
      'Die Zeit ist aus Ihren Sitzungsprotokollen geschätzt',
    'How often this is right is not measured yet': 'Wie oft das stimmt, ist noch nicht gemessen',
    'Right in {percent} of {count} past windows': {
      one: 'Richtig in {percent} von {count} bisherigen Fenster',
      other: 'Richtig in {percent} von {count} bisherigen Fenstern',
    },
    'Forecasts were right in only {percent} of {count} past windows': {
      one: 'Prognosen waren nur in {percent} von {count} bisherigen Fenster richtig',
      other: 'Prognosen waren nur in {percent} von {count} bisherigen Fenstern richtig',
    },
    'even pace would be {percent}': 'gleichmäßiges Tempo wäre {percent}',
    'even pace': 'gleichmäßiges Tempo',
    'pace {ratio} times even': '{ratio}-faches Tempo',
    'about {percent} at the reset': 'etwa {percent} beim Reset',
    'reset {time}': 'Reset {time}',
    'as of {time}': 'Stand {time}',
  };
  return {
    ...formats,
    ...agents,
    ...alerts,
    ...boundary,
    ...credits,
    ...prompt,
    ...road,
    ...shared,
    ...verdict,
  };
}
