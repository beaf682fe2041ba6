/**
 * Soak: as many random histories of money as asked for, against the oracle.
 *
 *   node tests/soak/runLedger.ts [histories] [first seed]
 */
import { soakLedger } from './ledger.ts';

const [histories = '1000000', seed = '1000000000'] = process.argv.slice(2);
const { first, ...counts } = await soakLedger(Number(histories), Number(seed));
console.log(JSON.stringify({ seed: Number(seed), ...counts }));
if (first !== null) console.error(JSON.stringify(first, null, 2));
process.exitCode = counts.differences === 0 ? 0 : 1;
