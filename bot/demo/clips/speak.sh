#!/usr/bin/env bash
# Speaks texts.tsv with espeak-ng into the clips beside it: telephone band, 8 kHz mono, IMA ADPCM in
# WAV (4 KB a second), each a whole number of 256-byte blocks so that clips can be put end to end.
# Twice: with a woman in the office and a man outside (f-*), and the other way round (m-*).
# Needs espeak-ng and sox; run it only after changing the texts.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
woman=(-v ru+f2 -p 52 -s 162 -g 2) olga=(-v ru+f4 -p 70 -s 168 -g 2) man=(-v ru+m3 -p 38 -s 158 -g 2)
finish=(gain -4 rate 8000 highpass 250 lowpass 3400 norm -5)

speak() { # cast, clip: its lines one after another, with a breath between them
  local n=0 parts=() speaker text
  while IFS=$'\t' read -r _ speaker text; do
    local voice=("${woman[@]}")
    if [ "$1$speaker" = fc ] || [ "$1$speaker" = mo ]; then voice=("${man[@]}"); fi
    if [ "$speaker" = s ]; then voice=("${olga[@]}"); fi
    espeak-ng "${voice[@]}" -w "$work/line.wav" "$text"
    sox "$work/line.wav" "$work/$n.wav" pad 0.2 0.25
    parts+=("$work/$n.wav"); n=$((n + 1))
  done < <(grep -P "^$2\t" texts.tsv)
  sox "${parts[@]}" "$work/whole.wav" "${finish[@]}"
  store "$work/whole.wav" "$1-$2.wav"
}

store() { # a 256-byte block holds 505 samples: silence fills the last one
  local samples; samples=$(soxi -s "$1")
  sox "$1" -e ima-adpcm "$2" pad 0 "$(((505 - samples % 505) % 505))s"
}

for cast in f m; do
  for clip in $(grep -v '^#' texts.tsv | cut -f1 | uniq); do speak "$cast" "$clip"; done
done
# Music on hold: a slow broken chord, three times.
notes=(); for note in C4 E4 G4 C5 G4 E4; do
  sox -n -r 8000 "$work/$note.wav" synth 0.6 sine "$(case $note in C4) echo 261.6;; E4) echo 329.6;; G4) echo 392;; C5) echo 523.3;; esac)" fade 0.02 0.6 0.4 vol 0.25
  notes+=("$work/$note.wav")
done
sox "${notes[@]}" "$work/chord.wav" repeat 3
store "$work/chord.wav" music.wav
