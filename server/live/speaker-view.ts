import type { SpeakerView } from '../contract/speaker.ts';
import type { Hall } from '../hall.ts';
import type { Music } from '../music.ts';
import type { Loudspeakers } from './loudspeakers.ts';

export interface SpeakerViewSource {
  hall: Hall;
  loudspeakers: Loudspeakers;
  music: Music;
}

/** The live view of one loudspeaker that is a page; undefined when the hall has none of that id. */
export function speakerView(
  { hall, loudspeakers, music }: SpeakerViewSource,
  id: string,
): (() => SpeakerView) | undefined {
  const device = hall.model.file.devices.find((each) => each.id === id);
  if (device?.kind !== 'speaker' || !loudspeakers.has(id)) return undefined;
  return () => {
    const { on, level, tracks } = music.lately();
    return {
      now: hall.now(),
      device: id,
      name: device.name,
      announcer: loudspeakers.announcer(id),
      announcement: loudspeakers.announcement(id),
      music: { on: on && device.music === true, level, tracks: tracks.map(({ address }) => address) },
    };
  };
}
