import type { Actor } from '../contract/actor.ts';
import type { Forecast } from './forecast/forecast.ts';
import type { HallModel } from './hall-model.ts';

/** All that a decision may know besides state and command. */
export interface Context {
  /** Epoch milliseconds; never smaller than that of the event before. */
  at: number;
  actor: Actor;
  model: HallModel;
  /** Waits worked out beforehand; left out, the usual estimate is told. */
  forecast?: Forecast;
  /** A new id that nobody can guess. */
  newId(): string;
}
