/** `tollgate metrics`: the export to the user's own OpenTelemetry collector, as it stands or sent now. */
import { formatAge, formatBytes, type FormatContext } from '../../preload/contract/formatting.ts';
import { inEnglish, say, sayCount } from '../../preload/contract/languages/say.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import type { MetricsCommand } from './keysArguments.ts';
import { printJson, printLines, reportFailure } from './output.ts';
import { waitWords } from './sourceText.ts';
import { complain } from './terminal.ts';

/** @returns 0; for a sending 75 where it may be sent later and 69 where it cannot be */
export async function runMetrics(
  startEngine: () => Engine,
  { action, isJson }: MetricsCommand,
): Promise<number> {
  const engine = startEngine();
  try {
    // The windows' state is sent too, and a fresh program knows it only after a look.
    if (action === 'send') await engine.look('full');
    const send = action === 'send' ? await engine.sendMetrics() : null;
    const view = await engine.metricsExport();
    if (view === null) return reportFailure(engine.failure());
    const display = await engine.display();
    if (isJson) printJson({ schemaVersion: 1, send, metrics: view });
    else {
      if (send?.kind === 'refused') complain(refusalWords(send));
      printLines(viewLines(view, display, Date.now()));
    }
    return send === null ? EXIT.ok : exitCodeOf(send);
  } finally {
    await engine.close();
  }
}

function refusalWords({ message, notBeforeMs }: Extract<MetricsSend, { kind: 'refused' }>): string {
  const refused = inEnglish('Not sent: {message}', { message });
  if (notBeforeMs === null) return refused;
  return `${refused} ${inEnglish('Again in {time}.', { time: waitWords(notBeforeMs - Date.now()) })}`;
}

const LATER: ReadonlySet<string> = new Set(['floor', 'paused', 'sending', 'another-program']);

function exitCodeOf(send: MetricsSend): number {
  if (send.kind === 'sent') return send.problem === null ? EXIT.ok : EXIT.noData;
  return LATER.has(send.because) ? EXIT.busy : EXIT.noData;
}

function viewLines(view: MetricsExportView, context: FormatContext, nowMs: number): string[] {
  const { contact, sentAtMs, startedAtMs, series, problem } = view;
  const { host, requests, bytesSent, bytesReceived } = contact;
  const age = (atMs: number) => formatAge(atMs, nowMs, context);
  const switched = contact.isSwitchedOn ? say(context, 'on') : say(context, 'off');
  return [
    say(context, 'Export to OpenTelemetry: {switched}, collector {host}', { switched, host }),
    `  ${sentAtMs === null ? say(context, 'nothing sent yet') : say(context, 'last sent {age}', { age: age(sentAtMs) })}`,
    ...(startedAtMs === null
      ? []
      : [
          `  ${sayCount(context, series, { one: '{count} counter; counting began {age}.', other: '{count} counters; counting began {age}.' }, { age: age(startedAtMs) })}`,
        ]),
    `  ${trafficWords(requests, formatBytes(bytesSent, context), formatBytes(bytesReceived, context), context)}`,
    ...(problem
      ? [
          `  ! ${sayAgain(context, `${problem.message} ${problem.wayOut ?? ''}`.trim())} (${age(problem.atMs)})`,
        ]
      : []),
  ];
}

function trafficWords(
  requests: number,
  sent: string,
  received: string,
  context: FormatContext,
): string {
  return sayCount(
    context,
    requests,
    {
      one: '{count} request, {sent} sent, {received} received',
      other: '{count} requests, {sent} sent, {received} received',
    },
    { sent, received },
  );
}
