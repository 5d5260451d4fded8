import { defineStore } from 'pinia';
import { onScopeDispose, shallowRef, watch } from 'vue';
import { useLiveView } from '../../counter-ui/kit/live.ts';
import { getSound, leaseSpeaker, tellHeard } from '../../server/client/speakers.ts';
import type { PageAnnouncement, SpeakerView } from '../../server/contract/speaker.ts';
import { Announcer, type SoundState } from './announcer.ts';
import { MusicLoop } from './music.ts';

const leaseEveryMs = 2000;

function randomName(bytes: number): string {
  const drawn = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(drawn, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A loudspeaker that this board lends its sound: `?speaker=<id>`. Mute while another page is the announcer. */
export const useSpeaker = defineStore('speaker', () => {
  const device = new URLSearchParams(location.search).get('speaker');
  const soundState = shallowRef<SoundState | 'off'>('off');
  /** Whether this page is the one that speaks. */
  const announces = shallowRef(false);
  if (device === null) return { soundState, announces, turnSoundOn: async () => {} };

  const page = randomName(9);
  const secret = randomName(16);
  const context = new AudioContext();
  const announcer = new Announcer(context);
  const element = new Audio();
  context.createMediaElementSource(element).connect(announcer.music);
  const music = new MusicLoop(element);
  const live = useLiveView('speaker', device);
  let lastNo = 0;

  async function lease(): Promise<void> {
    soundState.value = announcer.state;
    try {
      announces.value = (await leaseSpeaker(device ?? '', { page, secret, audio: announcer.state })).announcer;
    } catch {
      // Without the server nobody calls; whoever comes back first speaks.
      announces.value = false;
    }
  }
  async function speak(announcement: PageAnnouncement): Promise<void> {
    lastNo = announcement.no;
    const heard = await announcer.play(announcement, getSound).catch(() => false);
    const outcome = heard ? 'spoken' : 'failed';
    // A call that was taken back has nobody who waits for its end.
    await tellHeard(device ?? '', { page, secret, no: announcement.no, outcome }).catch(() => {});
  }
  function follow(view: SpeakerView): void {
    const mine = view.announcer === page;
    const { announcement } = view;
    music.follow({ ...view.music, on: view.music.on && mine });
    if (announcement === null || !mine) announcer.silence();
    // Numbers begin anew when the server does.
    else if (announcement.no !== lastNo) void speak(announcement);
  }
  async function turnSoundOn(): Promise<void> {
    await announcer.resume();
    await lease();
  }
  const leave = () => void leaseSpeaker(device, { page, secret, audio: 'closed' }).catch(() => {});

  watch(live.view, (view) => view !== null && follow(view));
  watch(live.link, (state) => state === 'live' && void lease());
  const timer = setInterval(lease, leaseEveryMs);
  context.addEventListener('statechange', lease);
  addEventListener('pagehide', leave);
  onScopeDispose(() => {
    clearInterval(timer);
    removeEventListener('pagehide', leave);
    void context.close();
  });
  void lease();
  return { soundState, announces, turnSoundOn };
});
