import { projectWords } from '../../preload/contract/projectWording.ts';
import { useDisplay } from '../store/display.ts';
import { middleEllipsis } from './middleEllipsis.ts';

/** Fits beside a rate also in the widest of the systems' fonts; narrower ones leave a little air. */
const MAXIMUM_CHARACTERS = 27;

type ProjectNameProps = { readonly name: string; readonly folder: string | null };

/** A name in any writing direction that cannot reorder its row; the whole folder is in its title. */
export function ProjectName({ name, folder }: ProjectNameProps) {
  const words = projectWords(name, useDisplay());
  return (
    <bdi className="project-name" title={folder ?? words}>
      {middleEllipsis(words, MAXIMUM_CHARACTERS)}
    </bdi>
  );
}
