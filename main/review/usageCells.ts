/** All use there is, kept between questions and read again only as far as it has changed. */
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { AGENTS, firstFolderOf } from '../agents/registry.ts';
import { drawOf } from '../domain/credits/plans.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { Use } from '../domain/review/chart.ts';
import type { Cell } from '../domain/review/sums.ts';
import { createRollupReader, type KeptCells, type OwnerOf } from '../store/rollup.ts';
import type { ReviewContext } from './reviewContext.ts';

/** Whose money it is that is neither credits nor unclear: the plan's, unless an API account is billed. */
export function restSideOf(key: AccountKey, settings: Settings): Cell['restSide'] {
  const { draw, plan } = accountSettings(settings, accountText(key));
  const drawn = drawOf(draw, plan, AGENTS[key.agent].draw.byDefault);
  return drawn === 'api-key' ? 'api-key' : 'plan';
}

export function createUsageCells(context: Pick<ReviewContext, 'database' | 'machine'>) {
  const reader = createRollupReader(context.database.connection);
  let kept: KeptCells | null = null;
  let use: Use | null = null;
  let madeFor: Settings | null = null;

  function useOf(settings: Settings): Use {
    const ownerOf: OwnerOf = (agent, folder) => {
      const account = folder ?? firstFolderOf(agent, context.machine);
      const key = { agent, account };
      return { account, accountKey: accountText(key), restSide: restSideOf(key, settings) };
    };
    const { cells, paid } = reader.read(madeFor === settings ? kept : null, ownerOf);
    kept = cells;
    madeFor = settings;
    return {
      cells: cells.cells,
      paid: paid.map(({ side, ...part }) => ({
        ...part,
        accountKey: accountText(part),
        side: side === 'credits' ? 'credits' : 'unclear',
        restSide: restSideOf(part, settings),
      })),
    };
  }

  return {
    /** @param settings the same object as long as they are the same settings */
    read(settings: Settings): Use {
      const isCurrent = madeFor === settings && kept?.dataVersion === reader.dataVersion();
      return (use = isCurrent && use ? use : useOf(settings));
    },
  };
}
