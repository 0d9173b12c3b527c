let audio: AudioContext | null = null;

/** Two short, soft tones. Silent while the browser waits for the first touch of the page. */
export async function chime(): Promise<void> {
  try {
    audio ??= new AudioContext();
    await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, 200))]);
    if (audio.state === 'running') [880, 1174.7].forEach((pitch, index) => tone(audio as AudioContext, pitch, index * 0.14));
  } catch {
    // No sound on this device.
  }
}

function tone(context: AudioContext, pitch: number, delay: number): void {
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  const start = context.currentTime + delay;
  oscillator.frequency.value = pitch;
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.4);
}
