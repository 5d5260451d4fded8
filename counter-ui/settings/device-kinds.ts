import type { DeviceConfig, SpeakerConfig, WireConfig } from '../../server/contract/device.ts';
import type { SettingSections } from '../../server/contract/settings.ts';
import type { Text } from '../../server/contract/texts/define.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';

export type DeviceKind = DeviceConfig['kind'];
export const kindTexts: Record<DeviceKind, Text> = {
  printer: texts.kindPrinter,
  'led-bus': texts.kindLed,
  speaker: texts.kindSpeaker,
  huidu: texts.kindHuidu,
  alpha: texts.kindAlpha,
  reader: texts.kindReader,
  keypad: texts.kindKeypad,
  lamp: texts.kindLamp,
};
export const wireTexts: Record<WireConfig['kind'], Text> = {
  tcp: texts.wireTcp,
  serial: texts.wireSerial,
  usb: texts.wireUsb,
  fake: texts.wireFake,
};

export const outputTexts: Record<SpeakerConfig['output'], Text> = {
  record: texts.outputRecord,
  aplay: texts.outputAplay,
  say: texts.outputSay,
  signage: texts.outputSignage,
};

/** A wire as such devices usually have it, for the administrator to put right. */
export function usualWire(kind: WireConfig['kind']): WireConfig {
  switch (kind) {
    case 'tcp':
      return { kind, host: '192.168.1.100', port: 9100 };
    case 'serial':
      return { kind, path: '/dev/ttyUSB0', baudRate: 9600 };
    case 'usb':
      return { kind, path: '/dev/usb/lp0' };
    default:
      return { kind: 'fake' };
  }
}

/** A new device with everything that its kind must have. */
export function newDevice(kind: DeviceKind, id: string, name: string, sections: SettingSections): DeviceConfig {
  const wire: WireConfig = { kind: 'fake' };
  const counter = sections.counters[0]?.no ?? 1;
  const zones = sections.zones.map(({ zone }) => zone);
  switch (kind) {
    case 'printer':
      return { id, name, kind, place: 'kiosk-1', wire, paperMm: 80, answersStatus: true };
    case 'led-bus': {
      const screens = sections.counters.map(({ no }, index) => ({ address: index + 1, counter: no }));
      return { id, name, kind, wire, generation: '6K', widthPx: 128, heightPx: 32, screens };
    }
    case 'speaker':
      return { id, name, kind, zones, output: 'record', repeat: 2, repeatGapSeconds: 2 };
    case 'huidu':
      return { id, name, kind, wire, widthPx: 512, heightPx: 256, zones };
    case 'alpha':
      return { id, name, kind, wire, address: '00', counter, widthPx: 80, heightPx: 16 };
    case 'reader':
      return { id, name, kind, place: 'desk-1', wire };
    case 'keypad':
      return {
        id,
        name,
        kind,
        counter,
        wire,
        profile: { kind: 'line', keys: { '1': 'very-satisfied', N: 'call-next' } },
      };
    default:
      return {
        id,
        name,
        kind,
        wire,
        lamps: [{ counter, slave: 1, coils: { free: 0, called: 1, serving: 2, away: 3 } }],
      };
  }
}

/** Where a device stands or what it serves, in few words. */
export function placeWords(device: DeviceConfig): string {
  switch (device.kind) {
    case 'printer':
    case 'reader':
      return device.place;
    case 'alpha':
    case 'keypad':
      return String(device.counter);
    case 'speaker':
    case 'huidu':
      return device.zones.join('、');
    case 'led-bus':
      return device.screens.map(({ counter }) => counter).join('、');
    default:
      return device.lamps.map(({ counter }) => counter).join('、');
  }
}

export function wireWords(wire: WireConfig): string {
  if (wire.kind === 'tcp') return `${wire.host}:${wire.port}`;
  return wire.kind === 'fake' ? '' : wire.path;
}

/** `1=1, 2=5` as screens of a bus; null when it cannot be read. */
export function screensOf(words: string): { address: number; counter: number }[] | null {
  const screens = words
    .split(/[,，、\s]+/)
    .filter((part) => part !== '')
    .map((part) => /^(\d{1,5})[=:：](\d{1,3})$/.exec(part));
  if (screens.length === 0 || screens.includes(null)) return null;
  return screens.map((match) => ({ address: Number(match?.[1]), counter: Number(match?.[2]) }));
}
