let context: AudioContext | undefined;

const TONES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.14 },
];
const LOUDNESS = 0.08;
const LENGTH_S = 0.3;

/** Two soft tones. A page that nobody has touched yet may not sound: then it stays silent. */
export async function chime(): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  await context.resume();
  for (const tone of TONES) {
    const start = context.currentTime + tone.at;
    const oscillator = new OscillatorNode(context, { frequency: tone.hertz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setTargetAtTime(LOUDNESS, start, 0.01);
    volume.gain.setTargetAtTime(0, start + LENGTH_S / 3, 0.05);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(start + LENGTH_S);
  }
}
