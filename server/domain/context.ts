import type { Actor } from '../contract/actor.ts';
import type { HallModel } from './hall-model.ts';

/** All that a decision may know besides state and command. */
export interface Context {
  /** Epoch milliseconds; never smaller than that of the event before. */
  at: number;
  actor: Actor;
  model: HallModel;
  /** A new id that nobody can guess. */
  newId(): string;
}
