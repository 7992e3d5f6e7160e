// Records with the computer's microphone. What the browser recorded is turned into a plain WAV file here, so that the
// server needs no video library to read it; then it is sent with the same form as a file that was chosen.
"use strict";

(() => {
  const form = document.querySelector("[data-take]");
  const field = form.querySelector("input[type=file]");
  const button = form.querySelector("[data-record]");
  const told = form.querySelector("[data-told]");
  const LONGEST_MS = 60_000;
  const HEAD = 44;
  let recorder = null;

  document.querySelector("[data-first]")?.focus();

  // One voice: the mean of all channels, in 16 bits.
  function wavOf(sound) {
    const channels = Array.from({ length: sound.numberOfChannels }, (_, number) => sound.getChannelData(number));
    const view = new DataView(new ArrayBuffer(HEAD + sound.length * 2));
    const text = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
    text(0, "RIFF"); view.setUint32(4, HEAD - 8 + sound.length * 2, true); text(8, "WAVEfmt ");
    view.setUint32(16, 16, true); view.setUint16(20, 1, true); view.setUint16(22, 1, true);
    view.setUint32(24, sound.sampleRate, true); view.setUint32(28, sound.sampleRate * 2, true);
    view.setUint16(32, 2, true); view.setUint16(34, 16, true);
    text(36, "data"); view.setUint32(40, sound.length * 2, true);
    for (let i = 0; i < sound.length; i++) {
      const mean = channels.reduce((sum, channel) => sum + channel[i], 0) / channels.length;
      view.setInt16(HEAD + i * 2, Math.max(-1, Math.min(1, mean)) * 32767, true);
    }
    return new File([view], "take.wav", { type: "audio/wav" });
  }

  async function send(blob) {
    const context = new AudioContext();
    try {
      const files = new DataTransfer();
      files.items.add(wavOf(await context.decodeAudioData(await blob.arrayBuffer())));
      field.files = files.files;
    } finally {
      context.close();
    }
    form.submit();
  }

  async function start() {
    told.textContent = "Wait for the microphone ...";
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { autoGainControl: false, echoCancellation: false } });
    } catch {
      told.textContent = "The browser gives no microphone. Allow it in the address bar, or choose a file.";
      form.querySelector("[data-file]").open = true;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      told.textContent = "Saving ...";
      send(new Blob(parts, { type: recorder.mimeType })).catch(() => {
        recorder = null;
        button.disabled = false;
        button.textContent = button.dataset.again;
        told.textContent = "This could not be recorded. Try again, or choose a file.";
      });
    };
    recorder.onstart = () => {
      button.textContent = button.dataset.stop;
      told.textContent = "Recording. Read the words aloud.";
    };
    recorder.start();
    setTimeout(() => recorder?.state === "recording" && stop(), LONGEST_MS);
  }

  function stop() {
    button.disabled = true;
    recorder.stop();
  }

  // Without JavaScript, or where the browser cannot record, a file is chosen.
  if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.AudioContext) {
    form.querySelector("[data-with-microphone]").hidden = false;
    button.addEventListener("click", () => (recorder?.state === "recording" ? stop() : start()));
    // Phones' recorders write files that only browsers read, so a chosen file is turned into a WAV too.
    form.addEventListener("submit", (event) => {
      if (!field.files.length) return;
      event.preventDefault();
      send(field.files[0]).catch(() => form.submit());
    });
  } else {
    form.querySelector("[data-file]").open = true;
  }
})();
