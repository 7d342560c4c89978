// The right side: one chat with its heading, pinned message, topics, messages and the box to
// write in. Everything a person does there goes to the sandbox from here.

import { post, upload } from "./api.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { nameOf, summary } from "./bubble.js";
import { Composer } from "./composer.js";
import { Feed } from "./feed.js";
import { copyText, menu, toast } from "./notices.js";
import { counted, t } from "./words.js";

export class Chat {
  constructor(session, world, navigate) {
    this.session = session;
    this.world = world; // {bot, people}
    this.navigate = navigate;
    this.feeds = new Map();
    this.room = null;
    this.composer = new Composer(this.composing());
    this.title = h("div", { class: "chat-heading" });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.topics = h("div", { class: "topics", role: "tablist", hidden: true });
    this.body = h("div", { class: "chat-body" });
    this.notice = h("div", { class: "chat-notice", hidden: true });
    this.node = h(
      "main",
      { class: "pane", hidden: true },
      h(
        "header",
        { class: "pane-header" },
        iconButton("back", t("back"), () => navigate(null), "back"),
        this.title,
        iconButton("More", t("menu"), (event) => this.chatMenu(event.currentTarget), "chat-menu"),
      ),
      this.pinned,
      this.topics,
      this.body,
      this.notice,
      this.composer.node,
    );
  }

  do(what, body) {
    return post(`/people/${this.session.me}/${what}`, body).catch((error) => toast(error.message, "bad"));
  }

  get about() {
    return { chat_id: this.room.chatId };
  }

  composing() {
    return {
      send: (text, replyTo) => this.send(text, replyTo),
      edit: (message, text) => this.do("edit", { ...this.about, message_id: message.message_id, text }),
      contact: (fields) => this.do("contact", { ...this.about, ...fields }),
      file: (kind, file) =>
        upload(`/people/${this.session.me}/file`, {
          ...this.about,
          kind,
          file,
          thread_id: this.room.thread,
        }).catch((error) => toast(error.message, "bad")),
      lastOwn: () => this.room.ordered().findLast((message) => message.own && message.text),
      me: () => this.world.people.find((person) => person.id === this.session.me),
    };
  }

  // What a message's own parts may do: see bubble.js, text.js and keyboard.js.
  acting(room) {
    return {
      command: (text) => this.send(text),
      tap: (message, data) => this.session.tap(room, message, data),
      isWaiting: (message, data) => room.isWaiting(message.key, data),
      jump: (id) => this.feeds.get(room).jump(id),
      read: () => this.read(),
      prefill: (text) => this.composer.fill(text),
      botName: () => this.world.bot.username,
      doubleClick: (message) => this.composer.about(message.own && message.text ? "edit" : "reply", message),
      menu: (message, at) => this.messageMenu(message, at),
    };
  }

  send(text, replyTo) {
    return this.do("send", {
      ...this.about,
      text,
      reply_to: replyTo,
      thread_id: this.room.thread ?? undefined,
    });
  }

  // What is on the screen has been read.
  read() {
    const chat = this.session.chats.find((one) => one.id === this.room?.chatId);
    if (!chat?.unread || document.hidden || !this.feeds.get(this.room).stuck) return;
    chat.unread = 0;
    this.do("read", this.about);
  }

  arrived(room, message) {
    if (room !== this.room || document.hidden) room.firstUnread ??= message.own ? null : message.key;
    this.feeds.get(room)?.arrived(message);
  }

  messageMenu(message, at) {
    const text = message.text ?? message.caption;
    const items = [["reply", t("reply"), () => this.composer.about("reply", message)]];
    if (text) items.push(["copy", t("copy"), () => copyText(text)]);
    if (message.own && message.text)
      items.push(["edit", t("edit"), () => this.composer.about("edit", message)]);
    if (message.own)
      items.push([
        "close",
        t("remove"),
        () => this.do("delete", { ...this.about, message_id: message.message_id }),
      ]);
    menu(at, items);
  }

  chatMenu(button) {
    const { right, bottom } = button.getBoundingClientRect();
    const { view } = this.room;
    const items =
      view.type === "private"
        ? [["mute", t(view.blocked ? "unblock" : "block"), () => this.do(view.blocked ? "unblock" : "block")]]
        : [
            [
              "back",
              t("leave"),
              () =>
                post(`/groups/${this.room.chatId}/remove`, {
                  by: this.session.me,
                  user: this.session.me,
                }).catch((error) => toast(error.message, "bad")),
            ],
          ];
    menu({ x: right - 200, y: bottom + 4 }, items);
  }

  show(room) {
    if (!this.feeds.has(room)) this.feeds.set(room, new Feed(room, this.acting(room)));
    const changed = this.room !== room;
    if (changed && this.room) this.room.firstUnread = null;
    this.room = room;
    this.node.hidden = false;
    this.draw();
    if (!changed) return;
    this.body.replaceChildren(this.feeds.get(room).node);
    this.composer.about(null);
    this.feeds.get(room).shown();
  }

  close() {
    if (this.room) this.room.firstUnread = null;
    this.room = null;
    this.node.hidden = true;
  }

  draw() {
    const { view } = this.room;
    this.title.replaceChildren(
      avatar(
        view.type === "private" ? this.world.bot.id : view.id,
        view.title,
        view.type === "private" ? "bot-face" : "",
      ),
      h("div", { class: "chat-heading-text" }, h("h2", { dir: "auto" }, view.title), this.subtitle(view)),
    );
    this.drawPinned(view);
    this.drawTopics(view);
    this.drawNotice(view);
    this.composer.show(view);
    this.feeds.get(this.room).draw();
  }

  subtitle(view) {
    const action = this.room.actions.at(-1);
    if (!this.session.connected) return h("span", { class: "quiet" }, t("reconnecting"));
    if (action)
      return h(
        "span",
        { class: "typing", role: "status" },
        `${view.type === "private" ? "" : `${this.world.bot.first_name} `}${t(action.action) ?? t("typing")}`,
        h("i"),
        h("i"),
        h("i"),
      );
    return h(
      "span",
      { class: "quiet" },
      view.type === "private"
        ? t(this.world.bot.online ? "bot" : "offline")
        : counted(view.members, "members"),
    );
  }

  drawPinned(view) {
    const [newest] = view.pinned;
    this.pinned.hidden = !newest;
    if (!newest) return;
    this.pinned.onclick = () => this.feeds.get(this.room).jump(newest.message_id);
    this.pinned.replaceChildren(
      icon("Pin"),
      h("span", {}, h("b", {}, t("pinned")), h("span", { class: "one-line", dir: "auto" }, summary(newest))),
    );
  }

  drawTopics(view) {
    this.topics.hidden = !view.is_forum;
    const all = [{ message_thread_id: null, name: t("allTopics") }, ...view.topics];
    this.topics.replaceChildren(
      ...all.map((topic) =>
        h(
          "button",
          {
            type: "button",
            role: "tab",
            "aria-selected": String(topic.message_thread_id === this.room.thread),
            onclick: () => this.navigate(view.id, topic.message_thread_id),
          },
          topic.name,
        ),
      ),
    );
  }

  // Instead of the box to write in: start, unblock, return to the group.
  drawNotice(view) {
    const fresh = view.type === "private" && !view.started;
    const action = view.blocked
      ? ["unblock", () => this.do("unblock")]
      : fresh
        ? ["start", () => this.send("/start")]
        : null;
    const words = view.blocked
      ? t("blockedNote")
      : fresh
        ? this.world.bot.description || t("noMessagesHint")
        : !view.can_write && t("cannotWrite");
    this.notice.hidden = !words;
    this.composer.node.hidden = Boolean(view.blocked || !view.can_write);
    this.notice.replaceChildren(
      h("p", {}, words || ""),
      ...(action
        ? [h("button", { type: "button", class: "big-button", onclick: action[1] }, t(action[0]))]
        : []),
    );
  }
}
