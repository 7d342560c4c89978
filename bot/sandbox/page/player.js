// A recording in the chat: play and pause, a track that seeks, the clock, the speed.
// One plays at a time. A player outlives the redrawing of its message, so that an edit of
// the buttons below does not stop what a person is listening to.

import { h, icon } from "./dom.js";
import { duration, t } from "./words.js";

const SPEEDS = [1, 1.5, 2];
const SPEED_KEY = "sandbox-speed";
let playing = null;

const savedSpeed = () => SPEEDS.find((speed) => String(speed) === localStorage.getItem(SPEED_KEY)) ?? 1;

class Player {
  constructor(url, seconds, heading) {
    this.audio = new Audio();
    this.audio.preload = "none";
    this.audio.src = url;
    this.declared = seconds ?? 0;
    this.button = h(
      "button",
      { type: "button", class: "play", "aria-label": t("play"), onclick: () => this.toggle() },
      icon("Play"),
    );
    this.track = h("input", {
      type: "range",
      class: "track",
      min: 0,
      max: 1000,
      value: 0,
      step: 1,
      "aria-label": t("seek"),
    });
    this.clock = h("span", { class: "player-clock" });
    this.speed = h("button", {
      type: "button",
      class: "speed",
      "aria-label": t("speed"),
      title: t("speed"),
      onclick: () => this.nextSpeed(),
    });
    this.node = h(
      "div",
      { class: "player" },
      this.button,
      h(
        "div",
        { class: "player-body" },
        heading,
        this.track,
        h("div", { class: "player-line" }, this.clock, this.speed),
      ),
    );
    this.setSpeed(savedSpeed());
    this.listen();
    this.draw();
  }

  get total() {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : this.declared;
  }

  listen() {
    for (const event of ["timeupdate", "durationchange", "seeked", "ended"])
      this.audio.addEventListener(event, () => this.draw());
    for (const event of ["play", "pause", "ended"])
      this.audio.addEventListener(event, () => this.drawButton());
    this.audio.addEventListener("waiting", () => this.node.classList.add("buffering"));
    this.audio.addEventListener("playing", () => this.node.classList.remove("buffering"));
    this.audio.addEventListener("error", () => this.fail());
    this.track.addEventListener("input", () => this.seek(this.track.value / 1000));
  }

  async toggle() {
    if (!this.audio.paused) return this.audio.pause();
    if (playing !== this) playing?.audio.pause();
    playing = this;
    if (this.audio.ended) this.audio.currentTime = 0;
    this.node.classList.add("started");
    return this.audio.play().catch(() => {}); // a broken file says so by its "error" event
  }

  seek(share) {
    this.node.classList.add("started");
    if (this.audio.readyState > 0) {
      this.audio.currentTime = share * this.total;
    } else {
      this.audio.addEventListener("loadedmetadata", () => this.seek(share), { once: true });
      this.audio.load();
      this.audio.preload = "auto";
    }
    this.draw(share);
  }

  nextSpeed() {
    const next = SPEEDS[(SPEEDS.indexOf(this.audio.playbackRate) + 1) % SPEEDS.length];
    localStorage.setItem(SPEED_KEY, next);
    this.setSpeed(next);
  }

  setSpeed(speed) {
    this.audio.defaultPlaybackRate = speed;
    this.audio.playbackRate = speed;
    this.speed.textContent = `${speed}×`;
    this.speed.classList.toggle("fast", speed !== 1);
  }

  draw(share = this.total ? this.audio.currentTime / this.total : 0) {
    const now = duration(share * this.total);
    this.track.value = Math.round(share * 1000);
    this.track.style.setProperty("--played", `${share * 100}%`);
    this.track.setAttribute("aria-valuetext", now);
    this.clock.textContent = this.node.classList.contains("started")
      ? `${now} / ${duration(this.total)}`
      : duration(this.total);
  }

  drawButton() {
    const on = !this.audio.paused && !this.audio.ended;
    this.button.replaceChildren(icon(on ? "Pause" : "Play"));
    this.button.setAttribute("aria-label", t(on ? "pause" : "play"));
    this.node.classList.toggle("playing", on);
  }

  fail() {
    this.button.disabled = true;
    this.track.disabled = true;
    this.clock.textContent = t("recordingBroken");
  }
}

const players = new Map();

// The player of this message's file: the same one for as long as the page lives.
export function playerFor(key, url, seconds, heading) {
  if (!players.has(key)) players.set(key, new Player(url, seconds, heading));
  return players.get(key).node;
}

export function forgetPlayers() {
  playing?.audio.pause();
  players.clear();
}
