import type { DossierLifeView, DossierStep } from '../../contract/dossier-view.ts';

/** Names of the staff that a dossier's page speaks of by their id; nobody else's. */
export function staffNamesOn(
  { claim, cards, steps }: Pick<DossierLifeView, 'claim' | 'cards'> & { steps: readonly DossierStep[] },
  staff: readonly { id: string; name: string }[],
): Record<string, string> {
  const told = new Set<unknown>([claim?.staff, claim?.covering]);
  for (const { post } of cards) told.add(post.staff).add(post.actingFor);
  for (const { by, actingFor, detail } of steps)
    told
      .add(by.replace(/^staff:/, ''))
      .add(actingFor)
      .add(detail.staff)
      .add(detail.from);
  return Object.fromEntries(staff.filter(({ id }) => told.has(id)).map(({ id, name }) => [id, name]));
}
