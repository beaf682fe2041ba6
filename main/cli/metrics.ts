/** `tollgate metrics`: the export to the user's own OpenTelemetry collector, as it stands or sent now. */
import { formatAge, formatBytes, type FormatContext } from '../../preload/contract/formatting.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import type { MetricsCommand } from './keysArguments.ts';
import { printJson, printLines, reportFailure } from './output.ts';
import { waitWords } from './sourceText.ts';

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
      if (send?.kind === 'refused') process.stderr.write(`Not sent: ${refusalWords(send)}\n`);
      printLines(viewLines(view, display, Date.now()));
    }
    return send === null ? EXIT.ok : exitCodeOf(send);
  } finally {
    await engine.close();
  }
}

function refusalWords({ message, notBeforeMs }: Extract<MetricsSend, { kind: 'refused' }>): string {
  return notBeforeMs === null
    ? message
    : `${message} Again in ${waitWords(notBeforeMs - Date.now())}.`;
}

const LATER: ReadonlySet<string> = new Set(['floor', 'paused', 'sending', 'another-program']);

function exitCodeOf(send: MetricsSend): number {
  if (send.kind === 'sent') return send.problem === null ? EXIT.ok : EXIT.noData;
  return LATER.has(send.because) ? EXIT.busy : EXIT.noData;
}

function viewLines(view: MetricsExportView, context: FormatContext, nowMs: number): string[] {
  const { contact, sentAtMs, startedAtMs, series, problem } = view;
  const { host, requests, bytesSent, bytesReceived } = contact;
  const sent = sentAtMs === null ? 'nothing sent yet' : `last sent ${formatAge(sentAtMs, nowMs)}`;
  const since = startedAtMs === null ? '' : `, counting since ${formatAge(startedAtMs, nowMs)}`;
  return [
    `Export to OpenTelemetry: ${contact.isSwitchedOn ? 'on' : 'off'}, collector ${host}`,
    `  ${sent}, ${series} counters${since}`,
    `  ${requests} ${requests === 1 ? 'request' : 'requests'}, ${formatBytes(bytesSent, context)} sent, ${formatBytes(bytesReceived, context)} received`,
    ...(problem
      ? [`  ! ${problem.message} ${problem.wayOut ?? ''} (${formatAge(problem.atMs, nowMs)})`]
      : []),
  ];
}
