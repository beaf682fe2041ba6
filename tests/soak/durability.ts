/**
 * Soak: the proofs of durability, as often as asked for. The counts go to standard output, a line each.
 *
 *   node tests/soak/durability.ts kill|power|disk|migrations|damage [count] [seed]
 */
import { killLoop } from '../faults/kills.ts';
import { migrationKills } from '../faults/migrations.ts';
import { migrationPowerCuts, powerCuts } from '../faults/power.ts';
import { damagedDatabases, diskFaults, type Counts } from '../faults/proofs.ts';

const PROOFS: Readonly<Record<string, (count: number, seed: number) => Counts | Promise<Counts>>> =
  {
    kill: (count, seed) => killLoop(count, seed, 3),
    power: (count, seed) => powerCuts(count, seed, true),
    disk: (count) => diskFaults(1, count),
    migrations: async (every, seed) => {
      const kills = migrationKills(every);
      const { operations, states, different, between, lost, corrupt } =
        await migrationPowerCuts(seed);
      return {
        ...kills,
        powerCuts: operations,
        states,
        different,
        between: kills.between + between,
        lost: kills.lost + lost,
        corrupt: kills.corrupt + corrupt,
      };
    },
    damage: damagedDatabases,
  };

const [kind = '', count = '100', seed = '1'] = process.argv.slice(2);
const proof = PROOFS[kind];
if (!proof) throw new Error(`there is no proof "${kind}"`);
const counts = await proof(Number(count), Number(seed));
console.log(JSON.stringify({ proof: kind, seed: Number(seed), ...counts }));
const { lost = 0, corrupt = 0, wrong = 0, unnamed = 0, between = 0 } = counts;
process.exitCode = lost + corrupt + wrong + unnamed + between === 0 ? 0 : 1;
