/** The ticket's id in what a code says: the address of its page, or the bare end of it. Null for any other code. */
export function ticketIdIn(text: string): string | null {
  return /\/t\/([A-Za-z0-9_-]{8,40})\/?$/.exec(text.trim())?.[1] ?? null;
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;
const detectorClass = () => (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser can read codes with a camera: it needs a secure page and knows codes by itself. */
export const canScan = () => detectorClass() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;

const lookEveryMs = 250;

/** Shows the camera and tells each code it sees, the same one once. Resolves to the function that ends it; never rejects. */
export async function followCamera(video: HTMLVideoElement, read: (text: string) => void): Promise<() => void> {
  const Detector = detectorClass();
  if (Detector === undefined) return () => {};
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    video.srcObject = stream;
    await video.play();
  } catch {
    return () => {};
  }
  const detector = new Detector({ formats: ['qr_code'] });
  let last = '';
  const timer = setInterval(() => {
    detector.detect(video).then(
      (codes) => {
        const text = codes[0]?.rawValue ?? '';
        if (text !== '' && text !== last) read(text);
        last = text;
      },
      () => undefined,
    );
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

const scanMostCharacters = 300;
/** A hand scanner types much faster than a person: a longer pause begins a new code. */
const scanPauseMs = 120;

/** Listens to a hand scanner that types like a keyboard and ends with Enter. Returns the function that ends it. */
export function followHandScanner(read: (text: string) => void): () => void {
  let text = '';
  let lastMs = 0;
  const press = (event: KeyboardEvent) => {
    if (event.timeStamp - lastMs > scanPauseMs) text = '';
    lastMs = event.timeStamp;
    if (event.key === 'Enter') {
      if (text.length > 3) {
        event.preventDefault();
        read(text);
      }
      text = '';
    } else if (event.key.length === 1 && text.length < scanMostCharacters) text += event.key;
  };
  window.addEventListener('keydown', press, true);
  return () => window.removeEventListener('keydown', press, true);
}
