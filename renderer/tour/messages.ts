/** Words of the tour of the first run. */
export const tourMessages = {
  tourStep: 'First steps · Step {step} of {steps}',
  tourSkip: 'Skip the tour',
  tourSkipStep: 'Skip',
  tourBack: 'Back',
  tourNext: 'Next',
  tourReadTitle: 'What Tollgate reads',
  tourReadText:
    'Your agents keep session files on this computer. Tollgate counts them, and nothing leaves the computer. It never opens their sign-ins. Nothing has been read yet.',
  tourReadDone: 'You have allowed reading these. They are read, never written.',
  tourPlanTitle: 'Your plan',
  tourPlanText:
    'Say which plan each account is on, so that limits and credits mean something. Unknown is fine: figures that need it stay unknown.',
  tourPlanAsk: 'Ask my claude program',
  tourPlanAskNote:
    'Runs “claude auth status” on this computer, now and once an hour at most. The program reads its own sign-in; Tollgate never does. Undo switches it off again.',
  tourPlanNotYet: 'Asking needs your yes to reading first (step 1).',
  tourPlanAsking: 'Asking…',
  tourSourcesTitle: 'Where figures may come from',
  tourSourcesText:
    'Session files are enough to begin. Each of these makes figures fresher, and is off until you switch it on.',
  tourGateTitle: 'Before anything is paid',
  tourGateText:
    'Tollgate warns you before a request would be paid with usage credits, and asks at the boundary. With the gate, agents are really held until you answer.',
  tourDoneTitle: 'That is all',
  tourDoneWaiting: 'Reading your history; figures come by themselves.',
  tourDoneNothing:
    'Nothing has been read, so there are no figures yet. You can say yes now, or later in the tray’s menu and the glance.',
  tourDoneWhere:
    'Tollgate stays in the tray. A click there opens the glance; everything here can be changed in Settings, and taken back with Ctrl+Z.',
  tourOpenGlance: 'Open the glance',
  tourFinish: 'Finish',
} as const;
