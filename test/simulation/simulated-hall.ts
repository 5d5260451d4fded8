import { type Actor, actorName } from '../../server/contract/actor.ts';
import type { HallCommand } from '../../server/contract/commands.ts';
import type { HallEvent, Recorded } from '../../server/contract/events.ts';
import { apply } from '../../server/domain/apply.ts';
import { decide } from '../../server/domain/decide.ts';
import type { Forecaster } from '../../server/domain/forecast/forecast.ts';
import type { HallModel } from '../../server/domain/hall-model.ts';
import { type Counter, emptyHall, type HallState } from '../../server/domain/hall-state.ts';
import type { RecordLine } from '../../server/reports/fairness/ledger.ts';

const clock: Actor = { kind: 'clock' };

/** The product's own domain for one day, in memory and under a clock that is set from outside. */
export class SimulatedHall {
  readonly state: HallState;
  readonly recorded: Recorded<HallEvent>[] = [];
  at = 0;
  #ids = 0;

  constructor(
    readonly model: HallModel,
    readonly date: string,
    /** Learns from everything recorded, and plays the hall forward before each ticket; left out, the usual estimate is told. */
    readonly forecaster?: Forecaster,
  ) {
    this.state = emptyHall(date, model);
  }

  /** Decides and records. Throws `Refused`: whoever simulates does only what the rules allow. */
  act(command: HallCommand, actor: Actor = clock): HallEvent[] {
    if (command.type === 'take-ticket') this.forecaster?.prepare(this.state, this.at);
    const events = decide(this.state, command, {
      at: this.at,
      forecast: this.forecaster,
      actor,
      model: this.model,
      newId: () => {
        this.#ids += 1;
        return `ticket-${this.#ids}`;
      },
    });
    for (const event of events) {
      const seq = this.recorded.length + 1;
      const stream = `hall:${this.date}`;
      const recorded = { seq, stream, version: seq, at: this.at, by: actorName(actor), actingFor: null, event };
      this.recorded.push(recorded);
      apply(this.state, recorded);
      this.forecaster?.note(recorded);
    }
    return events;
  }

  /** The counter as it stands; throws when the hall has none of that number. */
  counter(no: number): Counter {
    const counter = this.state.counters.get(no);
    if (counter === undefined) throw new Error(`there is no counter ${no}`);
    return counter;
  }

  /** What an independent reader of the journal would be given. */
  *lines(): Generator<RecordLine> {
    for (const { seq, at, by, event } of this.recorded)
      yield { seq, at, by, type: event.type, event: event as unknown as Record<string, unknown> };
  }
}
