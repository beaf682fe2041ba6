/** German of the Help page's checks. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanHelpChecks(): Translations {
  const questions: Translations = {
    'Why is my balance $0?': 'Warum ist mein Guthaben 0\u00a0$?',
    'A balance does not vanish. One of these has happened, or the figure is old.':
      'Ein Guthaben verschwindet nicht. Eines davon ist geschehen, oder die Zahl ist alt.',
    'Why is my balance below zero?': 'Warum ist mein Guthaben unter null?',
    'A request that begins while something is left runs to its end. What it costs beyond the balance is owed.':
      'Eine Anfrage, die beginnt, solange etwas übrig ist, läuft zu Ende. Was sie über das Guthaben hinaus kostet, sind Sie schuldig.',
    'Why are no credits shown?': 'Warum werden keine Credits gezeigt?',
    'Whether an account may use credits is decided by its plan, its organisation, and a switch at the provider.':
      'Ob ein Konto Credits nutzen darf, entscheiden sein Plan, seine Organisation und ein Schalter beim Anbieter.',
    'I bought credits, but the agent still stops. Why?':
      'Ich habe Credits gekauft, aber der Agent stoppt weiter. Warum?',
    'Either it is signed in to another account, has not looked again, or the provider has trouble.':
      'Entweder ist er bei einem anderen Konto angemeldet, hat nicht wieder nachgesehen, oder der Anbieter hat Störungen.',
    'Do credits expire, and can I have my money back?':
      'Verfallen Credits, und bekomme ich mein Geld zurück?',
    'What the plan includes ends at each reset. Bought credits do not end with it; the provider’s article says how long they last and what is refunded, which differs by product.':
      'Was der Plan enthält, endet mit jedem Reset. Gekaufte Credits enden nicht damit; wie lange sie gelten und was erstattet wird, sagt der Artikel des Anbieters, je nach Produkt verschieden.',
  };
  const causes: Translations = {
    'Used elsewhere: {account}': 'Anderswo genutzt: {account}',
    'Another app has used it': 'Eine andere App hat es genutzt',
    'Another account is meant': 'Ein anderes Konto ist gemeint',
    'The first free credit is used up': 'Das erste Gratisguthaben ist aufgebraucht',
    'A request was in flight': 'Eine Anfrage lief noch',
    'A request was in flight: {account}': 'Eine Anfrage lief noch: {account}',
    'The figure is old: {account}': 'Die Zahl ist alt: {account}',
    'No account': 'Kein Konto',
    'The agent has not looked again': 'Der Agent hat nicht wieder nachgesehen',
    'The provider has trouble': 'Der Anbieter hat Störungen',
    'It is signed in to another account': 'Er ist bei einem anderen Konto angemeldet',
  };
  const findings: Translations = {
    'Nothing reports this account’s spend, so use on the web or on another machine cannot be told from here.':
      'Nichts meldet die Ausgaben dieses Kontos, daher ist Nutzung im Web oder auf einem anderen Computer von hier nicht zu erkennen.',
    'Local requests explain all of this month’s reported spend.':
      'Lokale Anfragen erklären alle gemeldeten Ausgaben dieses Monats.',
    '{amount} of this month’s reported spend was not made by an agent on this machine.':
      '{amount} der gemeldeten Ausgaben dieses Monats stammen von keinem Agenten auf diesem Computer.',
    'No agent on this machine is set to draw on credits alone.':
      'Kein Agent auf diesem Computer nutzt allein Credits.',
    'These draw on credits and never on the plan; this month: {agents}.':
      'Diese nutzen Credits und nie den Plan; diesen Monat: {agents}.',
    'Only one account of each agent is known on this machine.':
      'Auf diesem Computer ist nur ein Konto je Agent bekannt.',
    'Several accounts are in use here. {accounts}.':
      'Hier werden mehrere Konten genutzt. {accounts}.',
    'The ledger has purchases, so there was more than a gift.':
      'Das Kontobuch enthält Käufe, es gab also mehr als ein Geschenk.',
    'The ledger has no purchase. Gifts are given once and do not come again.':
      'Das Kontobuch enthält keinen Kauf. Geschenke gibt es einmal, sie kommen nicht wieder.',
    'The balance is {amount}. A request that begins above zero runs to its end and may carry the balance below.':
      'Das Guthaben ist {amount}. Eine Anfrage, die über null beginnt, läuft zu Ende und kann das Guthaben darunter bringen.',
    'The balance was reported {age}.': 'Das Guthaben wurde {age} gemeldet.',
    'No balance here is below zero.': 'Kein Guthaben hier ist unter null.',
    'Credits are switched off.': 'Credits sind ausgeschaltet.',
    'There are no credits left.': 'Es sind keine Credits übrig.',
    'Credits were never set up.': 'Credits wurden nie eingerichtet.',
    'The organisation has switched credits off.': 'Die Organisation hat Credits ausgeschaltet.',
    'Credits are off for this seat.': 'Credits sind für diesen Platz aus.',
    'Credits are off for this member.': 'Credits sind für dieses Mitglied aus.',
    'The spend limit is zero.': 'Das Ausgabenlimit ist null.',
    'No spend limit is set, which keeps credits off.':
      'Kein Ausgabenlimit ist gesetzt, daher bleiben Credits aus.',
    'This plan has no credits.': 'Dieser Plan hat keine Credits.',
    'The provider says that credits are off, not why.':
      'Der Anbieter sagt, dass Credits aus sind, nicht warum.',
    'Credits are on for this account.': 'Credits sind für dieses Konto an.',
    'Free plans have no credits.': 'Gratispläne haben keine Credits.',
    'On this plan an administrator decides about credits.':
      'In diesem Plan entscheidet ein Administrator über Credits.',
    'Nothing here says whether credits are on.': 'Nichts hier sagt, ob Credits an sind.',
    'Some programs keep what they learnt about credits until they start anew.':
      'Manche Programme behalten, was sie über Credits wissen, bis zum Neustart.',
    'Tollgate asks no status page by itself.': 'Tollgate fragt von sich aus keine Statusseite.',
    'Accounts in use here: {accounts}.': 'Hier genutzte Konten: {accounts}.',
    'One account is in use here; where the credits were bought is not known.':
      'Hier wird ein Konto genutzt; wo die Credits gekauft wurden, ist nicht bekannt.',
  };
  const remedies: Translations = {
    'Switch on the source that asks the agent itself, in Settings.':
      'Schalten Sie in den Einstellungen die Quelle ein, die den Agenten selbst fragt.',
    'The provider’s usage page lists it by app.':
      'Die Nutzungsseite des Anbieters listet es nach App auf.',
    'Credits shows what each was paid for.':
      'Die Seite Credits zeigt, wofür jeweils bezahlt wurde.',
    'Each agent signs in by itself: compare with the account on the provider’s page.':
      'Jeder Agent meldet sich selbst an: Vergleichen Sie mit dem Konto auf der Seite des Anbieters.',
    'If you did buy credits, say so on the Credits page.':
      'Falls Sie Credits gekauft haben, geben Sie es auf der Seite Credits an.',
    'Any purchase brings it back above zero.': 'Jeder Kauf bringt es wieder über null.',
    'Work with the agent once, or ask it.':
      'Arbeiten Sie einmal mit dem Agenten oder fragen Sie ihn.',
    'They are switched on at the provider, in Usage.':
      'Sie werden beim Anbieter unter „Usage“ eingeschaltet.',
    'Buy some, or wait for the reset of the plan.':
      'Kaufen Sie welche oder warten Sie auf den Reset des Plans.',
    'They are set up at the provider, in Usage.':
      'Sie werden beim Anbieter unter „Usage“ eingerichtet.',
    'Ask its administrator.': 'Fragen Sie ihren Administrator.',
    'Ask the organisation’s administrator.': 'Fragen Sie den Administrator der Organisation.',
    'Raise it at the provider, in Usage.': 'Erhöhen Sie es beim Anbieter unter „Usage“.',
    'Set one at the provider.': 'Setzen Sie beim Anbieter eines.',
    'Credits come with Pro, Max, Team and Enterprise.':
      'Credits gibt es mit Pro, Max, Team und Enterprise.',
    'Its usage page may say more.': 'Seine Nutzungsseite sagt vielleicht mehr.',
    'Ask them.': 'Fragen Sie ihn.',
    'Quit the agent and start it again.': 'Beenden Sie den Agenten und starten Sie ihn neu.',
    'Look at it.': 'Sehen Sie dort nach.',
    'Read it at the source, since it changes.': 'Lesen Sie es an der Quelle, denn es ändert sich.',
  };
  return { ...questions, ...causes, ...findings, ...remedies };
}
