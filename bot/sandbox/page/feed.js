// The scrolling list of one room's messages. Only what changed is redrawn, so that an open
// quote, a playing recording and the place one reads at stay as they are.

import { bubble, isService, serviceLine } from "./bubble.js";
import { h, icon } from "./dom.js";
import { day, dayKey, t } from "./words.js";

const NEAR_BOTTOM = 60;
const RUN_SECONDS = 600;

const sameRun = (a, b) =>
  a &&
  b &&
  !isService(a) &&
  !isService(b) &&
  a.from?.id === b.from?.id &&
  dayKey(a.date) === dayKey(b.date) &&
  Math.abs(b.date - a.date) < RUN_SECONDS;

export class Feed {
  constructor(room, act) {
    this.room = room;
    this.act = act;
    this.drawn = new Map(); // message key → {node, signature}
    this.lines = new Map(); // separators by their class and words
    this.missed = 0;
    this.list = h("div", { class: "feed-list", role: "log", "aria-label": t("messages") });
    this.scroller = h("div", { class: "feed", tabindex: 0, "aria-label": t("messages") }, this.list);
    this.badge = h("span", { class: "badge", hidden: true });
    this.jumper = h(
      "button",
      {
        type: "button",
        class: "jump",
        "aria-label": t("jump"),
        title: t("jump"),
        hidden: true,
        onclick: () => this.toBottom(true),
      },
      icon("down"),
      this.badge,
    );
    this.node = h("div", { class: "feed-frame" }, this.scroller, this.jumper);
    this.stuck = true;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.resizes = new ResizeObserver(() => this.stuck && this.toBottom());
    this.resizes.observe(this.list);
    this.resizes.observe(this.scroller);
  }

  draw() {
    const messages = this.room.ordered();
    const nodes = messages.length ? [] : [this.line("empty-chat", t("empty"))];
    messages.forEach((message, i) =>
      nodes.push(
        ...this.around(message, messages[i - 1]),
        this.place(message, messages[i - 1], messages[i + 1]),
      ),
    );
    const keys = new Set(messages.map((message) => message.key));
    for (const key of this.drawn.keys()) if (!keys.has(key)) this.drawn.delete(key);
    this.settle(nodes);
  }

  around(message, previous) {
    const parts = [];
    if (!previous || dayKey(previous.date) !== dayKey(message.date))
      parts.push(this.line("day", day(message.date)));
    if (this.room.firstUnread === message.key && previous) parts.push(this.line("unread-line", t("unread")));
    return parts;
  }

  line(className, text) {
    const key = `${className}/${text}`;
    if (!this.lines.has(key)) this.lines.set(key, h("div", { class: className }, h("span", {}, text)));
    return this.lines.get(key);
  }

  place(message, previous, next) {
    const place = {
      first: !sameRun(previous, message),
      last: !sameRun(message, next),
      group: this.room.view.type !== "private",
    };
    const waiting = [...this.room.waiting.values()]
      .filter((tap) => tap.key === message.key)
      .map((tap) => tap.data);
    const signature = JSON.stringify([message, place, waiting]);
    const before = this.drawn.get(message.key);
    if (before?.signature === signature) return before.node;
    const node = isService(message) ? serviceLine(message) : bubble(message, place, this.act);
    this.drawn.set(message.key, { node, signature });
    if (before) this.keepState(before.node, node);
    return node;
  }

  // The redrawn message keeps its opened parts and, by position, the focused button.
  keepState(before, after) {
    const opened = after.querySelectorAll(".expandable");
    before
      .querySelectorAll(".expandable")
      .forEach(
        (quote, i) => quote.classList.contains("open") && opened[i]?.querySelector(".quote-toggle").click(),
      );
    const at = [...before.querySelectorAll("button")].indexOf(document.activeElement);
    if (at >= 0) queueMicrotask(() => after.querySelectorAll("button")[at]?.focus({ preventScroll: true }));
  }

  // Touches only what is not in its place, so that focus and selection survive.
  settle(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach(
      (node, i) =>
        this.list.children[i] === node || this.list.insertBefore(node, this.list.children[i] ?? null),
    );
    if (this.stuck) this.toBottom();
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM;
    this.at = scrollTop;
    if (this.stuck) this.seen();
    this.jumper.hidden = this.stuck;
    if (scrollTop < 200) this.loadEarlier();
  }

  async loadEarlier() {
    if (this.room.complete || this.loading || !this.room.messages.size) return;
    this.loading = true;
    const fromBottom = this.scroller.scrollHeight - this.scroller.scrollTop;
    await this.room.earlier().catch(() => {});
    this.draw();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromBottom;
    this.loading = false;
  }

  arrived(message) {
    if (message.own) this.toBottom();
    else if (!this.stuck || document.hidden) this.missed += 1;
    this.badge.textContent = this.missed;
    this.badge.hidden = !this.missed;
  }

  seen() {
    this.missed = 0;
    this.badge.hidden = true;
    this.act.read();
  }

  toBottom(smooth = false) {
    this.stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  // Called when the room is shown again: the browser forgets the place of a hidden list.
  shown() {
    const unread = this.list.querySelector(".unread-line");
    if (unread) unread.scrollIntoView({ block: "start" });
    else if (this.at !== undefined && !this.stuck) this.scroller.scrollTop = this.at;
    else this.toBottom();
    this.scrolled();
  }

  async jump(messageId) {
    const find = () => this.list.querySelector(`[data-id="${Number(messageId)}"]`);
    while (!find() && !this.room.complete && !this.loading) await this.loadEarlier();
    const target = find();
    if (!target) return;
    target.scrollIntoView({ block: "center", behavior: "smooth" });
    target.classList.remove("flash");
    requestAnimationFrame(() => target.classList.add("flash"));
  }
}
