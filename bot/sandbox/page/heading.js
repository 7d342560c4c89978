// What stands around the messages of a chat: its name and what the bot is doing, the pinned
// message, the topics of a forum, and the notice in place of the box to write in.

import { avatar, h, icon, update } from "./dom.js";
import { summary } from "./bubble.js";
import { counted, t } from "./words.js";

const quiet = (text) => h("span", { class: "quiet" }, text);

export class Heading {
  // `act`: jump(messageId), topic(threadId), start(), unblock()
  constructor(world, act) {
    this.world = world;
    this.act = act;
    this.title = h("div", { class: "chat-heading" });
    this.pinned = h("button", { type: "button", class: "pinned", hidden: true });
    this.topics = h("div", { class: "topics", role: "tablist", hidden: true });
    this.notice = h("div", { class: "chat-notice", hidden: true });
  }

  draw(room, connected) {
    const { view } = room;
    const face = view.type === "private" ? this.world.bot.id : view.id;
    const name = h("h2", { dir: "auto" }, view.title);
    const under = connected ? this.subtitle(room) : quiet(t("reconnecting"));
    update(this.title, avatar(face, view.title), h("div", { class: "chat-heading-text" }, name, under));
    this.drawPinned(view.pinned[0]);
    this.drawTopics(view, room.thread);
    this.drawNotice(view);
  }

  subtitle({ view, actions }) {
    const action = actions.at(-1);
    const who = view.type === "private" ? "" : `${this.world.bot.first_name} `;
    const words = action && `${who}${t(action.action) ?? t("typing")}`;
    if (action) return h("span", { class: "typing", role: "status" }, words, h("i"), h("i"), h("i"));
    if (view.type !== "private") return quiet(counted(view.members, "members"));
    return quiet(t(this.world.bot.online ? "bot" : "offline"));
  }

  drawPinned(message) {
    this.pinned.hidden = !message;
    if (!message) return;
    this.pinned.onclick = () => this.act.jump(message.message_id);
    const line = h("span", { class: "one-line", dir: "auto" }, summary(message));
    update(this.pinned, icon("Pin"), h("span", {}, h("b", {}, t("pinned")), line));
  }

  drawTopics(view, open) {
    this.topics.hidden = !view.is_forum;
    const all = [{ message_thread_id: null, name: t("allTopics") }, ...view.topics];
    const tab = ({ message_thread_id: id, name }) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          "aria-selected": String(id === open),
          onclick: () => this.act.topic(id),
        },
        name,
      );
    update(this.topics, ...all.map(tab));
  }

  drawNotice(view) {
    const [words, action] = this.instead(view);
    this.notice.hidden = !words;
    const press = () => this.act[action]();
    const button = action && h("button", { type: "button", class: "big-button", onclick: press }, t(action));
    update(this.notice, h("p", {}, words), button);
  }

  instead(view) {
    if (view.blocked) return [t("blockedNote"), "unblock"];
    if (view.type === "private" && !view.started)
      return [this.world.bot.description || t("noMessagesHint"), "start"];
    return [view.can_write ? "" : t("cannotWrite"), null];
  }
}
