import type { Fleet } from './device-link.ts';

/** No devices at all: jobs stay recorded as waiting. For a hall whose devices hang on another PC, and for measuring. */
export function quietFleet(): Fleet {
  return {
    offer: () => {},
    showSigns: () => {},
    withdraw: () => {},
    health: () => [],
    outputs: () => [],
    onChange: () => () => {},
    onSignal: () => () => {},
    test: async () => {
      throw new Error('no devices here');
    },
    sound: () => null,
    stop: async () => {},
  };
}
