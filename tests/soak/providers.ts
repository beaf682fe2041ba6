/** Every way in which a provider can behave badly, again and again: 0 hangs, and the key goes nowhere else. */
import { startHostileServer } from '../fixtures/providers/hostileServer.ts';
import { faultsOf } from '../fixtures/providers/pollHostile.ts';

const rounds = Number(process.argv[2] ?? 100);
const server = await startHostileServer();
const faults: string[] = [];
for (let round = 0; round < rounds && faults.length === 0; round += 1) {
  for (const behaviour of server.behaviours) faults.push(...(await faultsOf(server, behaviour)));
}
console.log(
  `providers behaviours=${server.behaviours.length} rounds=${rounds} requests=${server.heard.length} elsewhere=${server.heardElsewhere.length} faults=${faults.length}`,
);
for (const fault of faults) console.log(fault);
await server.close();
process.exitCode = faults.length === 0 ? 0 : 1;
