// The left side: who one is now, and the chats of that person with what is new in them.

import { avatar, h, icon, iconButton, update } from "./dom.js";
import { isService, nameOf, summary } from "./bubble.js";
import { stamp, t } from "./words.js";

function personButton(person, current, onpick) {
  const on = person.id === current;
  const label = person.title ? `${nameOf(person)}, ${person.title}` : nameOf(person);
  return h(
    "button",
    {
      type: "button",
      class: `person ${on ? "current" : ""}`,
      "aria-pressed": String(on),
      "aria-label": label,
      title: label,
      data: { person: person.id },
      onclick: () => onpick(person.id),
    },
    h(
      "span",
      { class: "person-face" },
      avatar(person.id, nameOf(person), "small"),
      person.unread > 0 && !on && h("span", { class: "badge" }, person.unread),
    ),
    h(
      "span",
      { class: "person-text" },
      h("b", { dir: "auto" }, person.first_name),
      person.title && h("span", { class: "quiet" }, person.title),
    ),
  );
}

function preview(chat) {
  const message = chat.last_message;
  if (!message)
    return h(
      "span",
      { class: "chat-preview quiet" },
      t(chat.started || chat.type !== "private" ? "empty" : "noMessages"),
    );
  const named = chat.type !== "private" && !isService(message);
  const author = message.own ? t("you") : named && message.from?.first_name;
  return h(
    "span",
    { class: "chat-preview", dir: "auto" },
    author && h("span", { class: "author" }, `${author}: `),
    summary(message),
  );
}

function chatButton(chat, bot, current, onopen) {
  const on = chat.id === current;
  const unread =
    chat.unread > 0 &&
    h("span", { class: "badge", "aria-label": `${t("unread")}: ${chat.unread}` }, chat.unread);
  return h(
    "button",
    {
      type: "button",
      class: `chat-row ${on ? "current" : ""}`,
      "aria-current": on ? "true" : null,
      data: { chat: chat.id },
      onclick: () => onopen(chat.id),
    },
    avatar(chat.type === "private" ? bot.id : chat.id, chat.title, chat.type === "private" ? "bot-face" : ""),
    h(
      "span",
      { class: "chat-text" },
      h(
        "span",
        { class: "chat-line" },
        h("b", { class: "chat-title", dir: "auto" }, chat.title),
        chat.last_message && h("time", {}, stamp(chat.last_message.date)),
      ),
      h("span", { class: "chat-line" }, preview(chat), unread),
    ),
  );
}

export class Chats {
  constructor({ onperson, onopen, ontheme }) {
    this.on = { onperson, onopen };
    this.theme = iconButton("moon", "", ontheme, "theme");
    this.status = h("span", { class: "status", role: "status" });
    this.people = h("div", { class: "people", role: "group" });
    this.list = h("nav", { class: "chat-list" });
    this.heading = h("h1", {});
    this.node = h(
      "aside",
      { class: "side" },
      h("header", { class: "side-header" }, this.heading, this.status, this.theme),
      this.people,
      this.list,
    );
  }

  drawTheme(dark) {
    const label = t(dark ? "light" : "dark");
    this.theme.replaceChildren(icon(dark ? "sun" : "moon"));
    this.theme.setAttribute("aria-label", label);
    this.theme.title = label;
  }

  draw({ bot, people, me, chats, open, connected }) {
    const focused = { ...document.activeElement?.dataset };
    this.heading.textContent = t("chats");
    this.status.textContent = connected ? "" : t("reconnecting");
    this.people.setAttribute("aria-label", t("people"));
    this.list.setAttribute("aria-label", t("chats"));
    update(this.people, ...people.map((person) => personButton(person, me, this.on.onperson)));
    update(this.list, ...chats.map((chat) => chatButton(chat, bot, open, this.on.onopen)));
    const [name, value] = Object.entries(focused).find(([key]) => key === "person" || key === "chat") ?? [];
    if (name) this.node.querySelector(`[data-${name}="${Number(value)}"]`)?.focus({ preventScroll: true });
  }
}
