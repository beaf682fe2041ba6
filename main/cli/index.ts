/** The terminal face: the same engine, database, figures and words as the app. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { complain, learnTerminalContext, terminalContext } from './terminal.ts';
import bridgeScript from '../../resources/bridge/tollgate-statusline.sh?raw';
import posixGate from '../../resources/gate/tollgate-gate.sh?raw';
import windowsGate from '../../resources/gate/tollgate-gate.ps1?raw';
import { version } from '../../package.json' with { type: 'json' };
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENT_LIST, firstFolderOf } from '../agents/registry.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { redact } from '../domain/redaction.ts';
import { createEngine, type Engine, type EngineOptions } from '../engine/engine.ts';
import type { Follower } from '../engine/follow.ts';
import type { TailHelper } from '../ingest/tailHelper.ts';
import { dataFolderOf, localZoneOf, realMachine } from '../platform/machine.ts';
import { makeDataFolder, refuseDataFile } from '../store/dataFolder.ts';
import { storeFailureOf } from '../store/problems.ts';
import { isCommandName, parseCommand, type Command } from './arguments.ts';
import { usage } from './usage.ts';
import { doctorLines, type DoctorReport } from './doctor.ts';
import { EXIT } from './exitCodes.ts';
import { helperUrl } from './helperProgram.ts';
import { answerHistory, historyTable } from './history.ts';
import { runImport } from './import.ts';
import { inkFor } from './ink.ts';
import { exitCodeOf, print, printJson, printLines, reportFailure } from './output.ts';
import { statusLines } from './statusText.ts';
import { watchStatus } from './watch.ts';

const ofSystem = realMachine();
const machine = Object.assign(ofSystem, { localZone: localZoneOf(ofSystem) });
const dataFolder = dataFolderOf(machine, process.platform);

/** The second thread of an import, if it was started ahead; it ends with the program if nobody takes it. */
let helperAhead: TailHelper | null = null;

function takeHelper(): TailHelper | null {
  const taken = helperAhead;
  helperAhead = null;
  return taken;
}

// A variable, so that the bundler leaves the finished file's name alone.
const KEYCHAIN_WORKER = './keychain-worker.js';

type Ports = NonNullable<EngineOptions['providers']> & NonNullable<EngineOptions['collector']>;

function startEngine(
  onSnapshot?: EngineOptions['onSnapshot'],
  followers: readonly Follower[] = [],
  ports?: Ports,
): Engine {
  return createEngine({
    machine,
    dataFolder,
    clock: Date.now,
    helperUrl,
    helper: takeHelper(),
    bridgeScript,
    version,
    gateScripts: { posix: posixGate, windows: windowsGate },
    followers,
    ...(ports ? { providers: ports, collector: ports } : {}),
    // Only the command that shows snapshots as they come stays.
    ...(onSnapshot ? { onSnapshot, isLasting: true } : {}),
  });
}

/** The way to keychain and network, loaded only for the commands that may use it. */
async function providerPorts(): Promise<Ports> {
  const { terminalPorts } = await import('./providerPorts.ts');
  return terminalPorts(machine.variables, new URL(KEYCHAIN_WORKER, import.meta.url));
}

async function startWithProviders(): Promise<() => Engine> {
  const ports = await providerPorts();
  return () => startEngine(undefined, [], ports);
}

const firstAccount = (agent: AgentId): string => firstFolderOf(agent, machine);

async function runStatus(command: Extract<Command, { name: 'status' }>): Promise<number> {
  if (command.isWatch) {
    const { createGateDesk } = await import('../engine/gateDesk.ts');
    const desk = createGateDesk({ dataFolder, clock: Date.now });
    const ports = await providerPorts();
    return watchStatus((onSnapshot) => startEngine(onSnapshot, [desk], ports), command.isJson);
  }
  const engine = startEngine();
  await engine.allowReading();
  const snapshot = await engine.look('full');
  await engine.close();
  if (command.isJson) printJson(snapshot);
  else printLines(statusLines(snapshot, inkFor(process.stdout, process.env)));
  return exitCodeOf(snapshot);
}

async function runHistory(command: Extract<Command, { name: 'history' }>): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    await engine.update();
    // Before the tables: asking opens a database that is only read anew.
    const display = await engine.display();
    const tables = await engine.tables();
    if (!tables) return reportFailure(engine.failure());
    const failure = engine.failure();
    if (failure) complain(inEnglish('Not up to date: {message}', { message: failure.message }));
    const answer = answerHistory(tables.reader, command, display.timeZone, firstAccount);
    if (command.isJson) printJson(answer);
    else printLines(historyTable(answer, display));
    const hasAny =
      answer.rows.length > 0 ||
      AGENT_LIST.some(({ id }) => tables.reader.latestEventAtMs(id, Infinity) !== null);
    return hasAny ? EXIT.ok : EXIT.noData;
  } finally {
    await engine.close();
  }
}

async function runDoctor(command: Extract<Command, { name: 'doctor' }>): Promise<number> {
  const engine = startEngine();
  const snapshot = await engine.look('full');
  // Before the tables: beside a running app each asking for them opens the database anew.
  const sources = await engine.sources();
  const tables = await engine.tables();
  const report: DoctorReport = {
    version,
    dataFolder,
    canWrite: tables ? tables.writing !== null : null,
    sqliteVersion: tables?.reader.sqliteVersion() ?? null,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    timeZone: machine.timeZone,
    locale: machine.locale,
    readingAllowedAtMs: tables?.reader.readingAllowedAtMs() ?? null,
    agents: snapshot.agents,
    windows: snapshot.windows,
    problems: snapshot.problems,
    sources: sources?.sources ?? [],
    conflicts: sources?.conflicts ?? [],
    telemetry: sources?.telemetry ?? null,
    sessionCosts: tables?.notes.sessionCosts(snapshot.takenAtMs - 30 * DAY_MS) ?? [],
  };
  await engine.close();
  if (command.isJson) printJson(report);
  else printLines(doctorLines(report, snapshot));
  return EXIT.ok;
}

/** Loaded when it is asked for: the other commands are quicker without it. */
async function runGateCommand(
  command: Extract<Command, { name: 'gate' | 'guard' }>,
): Promise<number> {
  // Its files are written in ways of their own, which do not see a place where no folder can be.
  if (command.name === 'gate' && command.action === 'install' && command.isAgreed)
    makeDataFolder(dataFolder);
  else refuseDataFile(dataFolder);
  const { runGate, runGuard } = await import('./gate.ts');
  const look = async () => {
    const engine = startEngine();
    await engine.allowReading();
    const snapshot = await engine.look('full');
    await engine.close();
    return snapshot;
  };
  const surroundings = { machine, dataFolder, nowMs: Date.now(), look };
  return command.name === 'gate' ? runGate(command, surroundings) : runGuard(command, surroundings);
}

async function run(words: readonly string[]): Promise<number> {
  const parsed = parseCommand(
    words,
    AGENT_LIST.map(({ id }) => id),
  );
  const isQuick = parsed.ok && ['version', 'status'].includes(parsed.command.name);
  if (!isQuick) await learnTerminalContext();
  if (!parsed.ok) {
    complain(parsed.message);
    const [first = ''] = words;
    const help = isCommandName(first) ? `tollgate help ${first}` : 'tollgate help';
    complain(inEnglish('See: {command}', { command: help }));
    return EXIT.usage;
  }
  const { command } = parsed;
  switch (command.name) {
    case 'help':
      print(usage(terminalContext(), command.of));
      return EXIT.ok;
    case 'version':
      print(`${version}\n`);
      return EXIT.ok;
    case 'status':
      return runStatus(command);
    case 'history':
      return runHistory(command);
    case 'import':
      return runImport(startEngine, command.isJson);
    case 'doctor':
      return runDoctor(command);
    case 'export': {
      const { runExport } = await import('./export.ts');
      return runExport(command, { startEngine, dataFolder, machine });
    }
    case 'ask': {
      const { runAsk } = await import('./ask.ts');
      return runAsk(startEngine, command);
    }
    case 'alerts': {
      const { runAlerts } = await import('./alerts.ts');
      return runAlerts(command.isJson, { dataFolder, machine, nowMs: Date.now() });
    }
    case 'consent': {
      const { runConsent } = await import('./consent.ts');
      return runConsent(startEngine, dataFolder, command);
    }
    case 'sessions': {
      const { runSessions } = await import('./sessions.ts');
      return runSessions(startEngine, command);
    }
    case 'backup':
    case 'restore': {
      const { runBackups } = await import('./backups.ts');
      return runBackups(command, { dataFolder, machine, nowMs: Date.now() });
    }
    case 'retention':
    case 'take-in': {
      const { runDataCare } = await import('./dataCare.ts');
      return runDataCare(startEngine, command);
    }
    case 'remove-everything': {
      const { runRemoveEverything } = await import('./removeEverything.ts');
      const { vault } = await providerPorts();
      return runRemoveEverything(command, { dataFolder, machine, nowMs: Date.now(), vault });
    }
    case 'settings': {
      const { runSettings } = await import('./settings.ts');
      return runSettings(command, { dataFolder, machine, nowMs: Date.now() });
    }
    case 'keys': {
      const { runKeys } = await import('./keys.ts');
      return runKeys(await startWithProviders(), command);
    }
    case 'providers': {
      const { runProviders } = await import('./providers.ts');
      return runProviders(await startWithProviders(), command);
    }
    case 'metrics': {
      const { runMetrics } = await import('./metrics.ts');
      return runMetrics(await startWithProviders(), command);
    }
    case 'prices': {
      const { runPrices } = await import('./prices.ts');
      return runPrices(command, { dataFolder, machine, nowMs: Date.now() });
    }
    case 'gate':
    case 'guard':
      return runGateCommand(command);
    case 'limit': {
      const { runLimit } = await import('./limit.ts');
      return runLimit(startEngine, command);
    }
    case 'credits': {
      const { runCredits } = await import('./credits.ts');
      return runCredits(command, { dataFolder, machine, nowMs: Date.now(), startEngine });
    }
    default:
      return command satisfies never;
  }
}

/** What was not foreseen must not end with an exit code that means something else. */
async function fail(error: unknown): Promise<number> {
  await learnTerminalContext();
  const failure = storeFailureOf(error);
  if (failure.kind !== 'database-failed') return reportFailure(failure);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(inEnglish('Tollgate failed: {reason}', { reason: redact(text) }));
  return EXIT.failed;
}

/**
 * Runs a command to its end; what it says to the system stands in the process's exit code.
 * @param helper the second thread of an import, started ahead
 */
export async function runCommand(
  words: readonly string[],
  helper: TailHelper | null,
): Promise<void> {
  helperAhead = helper;
  process.exitCode = await run(words).catch(fail);
}
