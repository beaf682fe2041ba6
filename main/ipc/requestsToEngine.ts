/** Requests of the windows that the engine answers as they are. */
import type { EngineHost } from '../platform/engineHost.ts';
import type { Handlers } from './handle.ts';

export function requestsToEngine(engine: Pick<EngineHost, 'call'>) {
  return {
    'snapshot:refresh': () => engine.call('refresh'),
    'reading:begin': () => engine.call('allowReading'),
    'preferences:set': (preferences) => engine.call('setPreferences', preferences),
    'settings:get': () => engine.call('settings'),
    'settings:change': (changes) => engine.call('changeSettings', changes),
    'settings:undo': () => engine.call('undoSettings'),
    'settings:facts': () => engine.call('settingsFacts'),
    'source:ask': (source) => engine.call('askSource', source),
    'bridge:plan': (request) => engine.call('planBridge', request),
    'bridge:apply': (plan) => engine.call('applyBridge', plan),
    'gate:plan': (request) => engine.call('planGate', request),
    'gate:apply': (plan) => engine.call('applyGate', plan),
    'keys:list': () => engine.call('keys'),
    'keys:save': (provider, key) => engine.call('saveKey', provider, key),
    'keys:test': (provider) => engine.call('testKey', provider),
    'keys:forget': (provider) => engine.call('forgetKey', provider),
    'providers:get': () => engine.call('providers'),
    'providers:poll': (provider) => engine.call('pollProvider', provider),
    'metrics:get': () => engine.call('metricsExport'),
    'metrics:send': () => engine.call('sendMetrics'),
    'answer:revoke': (answerId) => engine.call('revokeConsent', answerId),
    'stopped:dismiss': (sessionId) => engine.call('dismissStopped', sessionId),
    'credits:page': (question) => engine.call('creditsPage', question),
    'help:page': () => engine.call('helpPage'),
    'money:state': (statement) => engine.call('stateMoney', statement),
    'money:undo': (account) => engine.call('undoMoney', account),
    'money:close-drift': (account) => engine.call('closeDrift', account),
  } satisfies Partial<Handlers>;
}
