import type { DossierLifeView } from '../../server/contract/dossier-view.ts';
import { dossierDeskTexts as texts } from '../../server/contract/texts/dossier-desk.ts';
import { useHall } from '../kit/hall.ts';
import { t } from '../kit/text.ts';
import type { Callings } from './step-words.ts';

/** How the staff and the bodies of a dossier's page are called. */
export function useCallings(
  names: () => DossierLifeView['names'],
): Callings & { hand(by: string, actingFor: string | null): string } {
  const hall = useHall();
  const staff = (id: string) => names()?.[id] ?? id;
  return {
    staff,
    body(code) {
      const [department = code, office] = code.split('/');
      const name = hall.card?.departments.find((each) => each.code === department)?.name ?? department;
      return office === undefined ? name : `${name} ${office}`;
    },
    /** Who took a step, and in whose place. */
    hand(by, actingFor) {
      if (!by.startsWith('staff:')) return t(texts.clock);
      const name = staff(by.slice('staff:'.length));
      return actingFor === null ? name : t(texts.actingFor, { staff: name, holder: staff(actingFor) });
    },
  };
}
