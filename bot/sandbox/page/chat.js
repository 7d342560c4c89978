// The right side: one chat with its heading, pinned message, topics, messages and the box to
// write in. Everything a person does there goes to the sandbox from here.

import { post, upload } from "./api.js";
import { h, iconButton } from "./dom.js";
import { Composer } from "./composer.js";
import { Feed } from "./feed.js";
import { Heading } from "./heading.js";
import { copyText, menu, toast } from "./notices.js";
import { t } from "./words.js";

// What the sandbox refuses is shown, whoever asked for it.
const said = (request) => request.catch((error) => toast(error.message, "bad"));

export class Chat {
  constructor(session, world, navigate) {
    this.session = session;
    this.world = world; // {bot, people}
    this.navigate = navigate;
    this.feeds = new Map();
    this.room = null;
    this.composer = new Composer(this.composing());
    this.drafts = new Map(); // room → what was typed there and not sent
    this.heading = new Heading(world, {
      jump: (id) => this.feeds.get(this.room).jump(id),
      topic: (id) => navigate(this.room.chatId, id),
      start: () => this.send("/start"),
      unblock: () => this.do("unblock"),
    });
    this.body = h("div", { class: "chat-body" });
    this.node = h(
      "main",
      { class: "pane", hidden: true },
      h(
        "header",
        { class: "pane-header" },
        iconButton("back", t("back"), () => navigate(null), "back"),
        this.heading.title,
        iconButton("More", t("menu"), (event) => this.chatMenu(event.currentTarget), "chat-menu"),
      ),
      this.heading.pinned,
      this.heading.topics,
      this.body,
      this.heading.notice,
      this.composer.node,
    );
  }

  do(what, body) {
    return said(post(`/people/${this.session.me}/${what}`, body));
  }

  get about() {
    return { chat_id: this.room.chatId };
  }

  composing() {
    return {
      send: (text, replyTo) => this.send(text, replyTo),
      edit: (message, text) => this.do("edit", { ...this.about, message_id: message.message_id, text }),
      contact: (fields) => this.do("contact", { ...this.about, ...fields }),
      file: (kind, file) => {
        const fields = { ...this.about, kind, file, thread_id: this.room.thread };
        return said(upload(`/people/${this.session.me}/file`, fields));
      },
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
      doubleClick: (message) => this.answer(message),
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
    const own = message.own;
    const remove = () => this.do("delete", { ...this.about, message_id: message.message_id });
    menu(at, [
      ...(message.ephemeral ? [] : [["reply", t("reply"), () => this.composer.about("reply", message)]]),
      ...(text ? [["copy", t("copy"), () => copyText(text)]] : []),
      ...(own && message.text ? [["edit", t("edit"), () => this.composer.about("edit", message)]] : []),
      ...(own ? [["close", t("remove"), remove]] : []),
    ]);
  }

  answer(message) {
    if (message.ephemeral) return; // it has no number to reply to
    this.composer.about(message.own && message.text ? "edit" : "reply", message);
  }

  // The bot asked for a reply to this message: the box is made ready, once.
  obey(asked) {
    const message = asked !== this.room.obeyed && this.room.messages.get(String(asked));
    this.room.obeyed = asked;
    if (message) this.composer.about("reply", message);
  }

  chatMenu(button) {
    const { right, bottom } = button.getBoundingClientRect();
    const { view } = this.room;
    const block = view.blocked ? "unblock" : "block";
    const item =
      view.type === "private"
        ? ["mute", t(block), () => this.do(block)]
        : ["back", t("leave"), () => this.goAway()];
    menu({ x: right - 200, y: bottom + 4 }, [item]);
  }

  goAway() {
    const me = this.session.me;
    return said(post(`/groups/${this.room.chatId}/remove`, { by: me, user: me }));
  }

  show(room) {
    if (!this.feeds.has(room)) this.feeds.set(room, new Feed(room, this.acting(room)));
    if (this.room === room) return this.draw();
    this.leave();
    this.room = room;
    this.node.hidden = false;
    this.draw();
    this.body.replaceChildren(this.feeds.get(room).node);
    this.composer.draft = this.drafts.get(room) ?? "";
    return this.feeds.get(room).shown();
  }

  leave() {
    if (!this.room) return;
    this.composer.about(null);
    this.drafts.set(this.room, this.composer.draft);
    this.room.firstUnread = null;
  }

  close() {
    this.leave();
    this.room = null;
    this.node.hidden = true;
  }

  draw() {
    const { view } = this.room;
    this.heading.draw(this.room, this.session.connected);
    this.composer.node.hidden = view.blocked || !view.can_write;
    this.composer.show(view);
    this.obey(view.force_reply);
    this.feeds.get(this.room).draw();
  }
}
